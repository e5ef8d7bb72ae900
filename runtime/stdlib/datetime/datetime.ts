/** The class `datetime`. */
import { bytes } from "../../builtins/bytes.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { hash } from "../../builtins/hash.js";
import { type int, shrink } from "../../builtins/numbers.js";
import { truedivInts } from "../../builtins/operators/integers.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { realArgument } from "../real-argument.js";
import { dateToOrdinal, ordinalToDate } from "../time/calendar.js";
import type { DateFields } from "../time/strftime.js";
import { localTime, secondsOf, struct_time, utcTime } from "../time/struct-time.js";
import { strptime } from "../time/strptime.js";
import { localZone } from "../time/zone.js";
import { changed, checkedOrdinal, date, held } from "./date.js";
import { checkedClock, checkedZone, clockText, invalidIso, type Zone } from "./fields.js";
import { readClock, readDate } from "./iso.js";
import { foldOf, packClock, packDate, packed, unpackClock } from "./state.js";
import { time } from "./time.js";
import { floorDiv, floorMod, timedelta } from "./timedelta.js";
import { offsetText, timezone } from "./timezone.js";

const DAY = 86400000000n;
const EPOCH = BigInt(dateToOrdinal(1970, 1, 1)) * DAY;
/** Where in a pickle's state the month is, and where the time of day begins. */
const MONTH_AT = 2;
const CLOCK_AT = 4;
const NAMES = ["year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"];

/** Mirrors `datetime.datetime`: a date with a time of day, perhaps in a time zone. */
export class datetime extends date {
  static override readonly resolution = new timedelta(0, 0, 1);
  static override readonly min: datetime = new datetime(1, 1, 1);
  static override readonly max: datetime = new datetime(9999, 12, 31, 23, 59, 59, 999999);

  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly tzinfo: Zone;
  readonly fold: number;

  /** @throws TypeError, ValueError "hour must be in 0..23" and the like */
  constructor(
    year: int | bytes,
    month?: int | Zone,
    day?: int,
    hour: int = 0,
    minute: int = 0,
    second: int = 0,
    microsecond: int = 0,
    tzinfo: Zone = null,
    { fold = 0 }: { fold?: int } = {},
  ) {
    super(year, month as int, day);
    if (year instanceof bytes) {
      // a pickle's state, and the zone behind it
      [this.hour, this.minute, this.second, this.microsecond] = unpackClock(year.data.subarray(CLOCK_AT));
      this.tzinfo = (month ?? null) as Zone;
      this.fold = foldOf(year.data, MONTH_AT);
      return;
    }
    [this.hour, this.minute, this.second, this.microsecond] = checkedClock(hour, minute, second, microsecond);
    this.tzinfo = checkedZone(tzinfo);
    this.fold = Number(fold);
  }

  static override today(): datetime {
    return this.now();
  }

  static now(tz: Zone = null): datetime {
    return this.fromtimestamp((performance.timeOrigin + performance.now()) / 1000, tz);
  }

  static utcnow(): datetime {
    return this.utcfromtimestamp((performance.timeOrigin + performance.now()) / 1000);
  }

  /** Local time, or that of a zone. */
  static override fromtimestamp(timestamp: number, tz: Zone = null): datetime {
    const [seconds, micro] = splitSeconds(realArgument(timestamp));
    if (tz === null) {
      return this.broken(localTime(seconds), micro);
    }
    return this.broken(utcTime(seconds), micro, timezone.utc).astimezone(tz);
  }

  static utcfromtimestamp(timestamp: number): datetime {
    const [seconds, micro] = splitSeconds(realArgument(timestamp));
    return this.broken(utcTime(seconds), micro);
  }

  private static broken(fields: struct_time, micro: number, zone: Zone = null): datetime {
    const [year, month, day, hour, minute, second] = fields as unknown as number[];
    return new this(year, month, day, hour, minute, second, micro, zone);
  }

  static override fromordinal(ordinal: int): datetime {
    const { year, month, day } = date.fromordinal(ordinal);
    return new this(year, month, day);
  }

  static combine(day: date, clock: time, tzinfo: Zone = clock.tzinfo): datetime {
    const { hour, minute, second, microsecond, fold } = clock;
    return new this(day.year, day.month, day.day, hour, minute, second, microsecond, tzinfo, { fold });
  }

  /** @throws ValueError "Invalid isoformat string: 'x'" */
  static override fromisoformat(text: string): datetime {
    const [, dayText, clockText_] = /^([\dW-]+?)(?:[^\dW-](.*))?$/su.exec(text) ?? [];
    const day = dayText === undefined ? null : readDate(dayText);
    const clock = clockText_ === undefined ? ([0, 0, 0, 0, null] as const) : readClock(clockText_);
    if (day === null || clock === null) {
      return invalidIso(text);
    }
    const [hour, minute, second, microsecond, zone] = clock as [number, number, number, number, Zone];
    return new this(...day, hour, minute, second, microsecond, zone);
  }

  /** @throws ValueError "time data 'x' does not match format '%Y'" */
  static strptime(date_string: string, format: string): datetime {
    const { year, month, day, hour, minute, second, microsecond, offset, offsetMicroseconds, zone } = strptime(
      date_string,
      format,
    );
    if (second > 59) {
      throw new ValueError("second must be in 0..59");
    }
    const named = zone === null ? null : zone.toUpperCase();
    const tz = offset === null ? null : zoneFrom(new timedelta(0, offset, offsetMicroseconds), named);
    return new this(year, month, day, hour, minute, second, microsecond, tz);
  }

  date(): date {
    return new date(this.year, this.month, this.day);
  }

  time(): time {
    return new time(this.hour, this.minute, this.second, this.microsecond, null, { fold: this.fold });
  }

  timetz(): time {
    return new time(this.hour, this.minute, this.second, this.microsecond, this.tzinfo, { fold: this.fold });
  }

  override replace(...changes: unknown[]): datetime {
    const { year, month, day, hour, minute, second, microsecond, tzinfo, fold } = this;
    const values = [year, month, day, hour, minute, second, microsecond, tzinfo as unknown, fold];
    const last = changes.at(-1) as { tzinfo?: Zone } | undefined;
    const [y, mo, d, h, mi, s, us, zone, f] = changed(values, NAMES, changes) as number[];
    const tz = last?.tzinfo === null ? null : (zone as unknown as Zone);
    return new datetime(y, mo, d, h, mi, s, us, tz, { fold: f });
  }

  utcoffset(): timedelta | null {
    return this.tzinfo?.utcoffset(this) ?? null;
  }

  dst(): timedelta | null {
    return this.tzinfo?.dst(this) ?? null;
  }

  tzname(): string | null {
    return this.tzinfo?.tzname(this) ?? null;
  }

  /** Microseconds since the first of January of year 1, by the clock of the zone. */
  private position(): bigint {
    const seconds = (this.hour * 60 + this.minute) * 60 + this.second;
    return BigInt(this.toordinal()) * DAY + BigInt(seconds) * 1000000n + BigInt(this.microsecond);
  }

  private static atPosition(position: bigint, zone: Zone): datetime {
    const ordinal = checkedOrdinal(Number(floorDiv(position, DAY)));
    const rest = Number(floorMod(position, DAY));
    const seconds = Math.floor(rest / 1e6);
    const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60] as const;
    return new datetime(...ordinalToDate(ordinal), ...clock, rest % 1e6, zone);
  }

  /** Seconds since 1970; without a zone, the time is taken for local. */
  timestamp(): number {
    const offset = this.utcoffset();
    if (offset === null) {
      const { year, month, day, hour, minute, second, microsecond } = this;
      return secondsOf([year, month, day, hour, minute, second]) + microsecond / 1e6;
    }
    return Number(truedivInts(shrink(this.position() - EPOCH - offset.span()), 1000000));
  }

  /** The same moment in another zone, in the local one when none is given. */
  astimezone(tz: Zone = null): datetime {
    const own = this.utcoffset() ?? localOffset(this.timestamp()).utcoffset(null);
    const utc = this.position() - own.span();
    const zone = tz ?? localOffset(Number((utc - EPOCH) / 1000000n));
    const offset = zone.utcoffset(datetime.atPosition(utc, zone)) ?? new timedelta(0);
    return datetime.atPosition(utc + offset.span(), zone);
  }

  override isoformat(sep = "T", timespec = "auto"): string {
    const offset = this.utcoffset();
    return super.isoformat() + sep + clockText(this, timespec) + (offset === null ? "" : offsetText(offset));
  }

  override strftime(format: string): string {
    return super.strftime(format.replaceAll("%f", String(this.microsecond).padStart(6, "0")));
  }

  protected override fields(): DateFields {
    const { hour, minute, second } = this;
    const offset = this.utcoffset();
    const zoneText = { offset: offset === null ? "" : offsetText(offset, ""), zone: this.tzname() ?? "" };
    const epoch = () => secondsOf([this.year, this.month, this.day, hour, minute, second]);
    return { ...super.fields(), hour, minute, second, epoch, ...zoneText };
  }

  override timetuple(): struct_time {
    const fields = [...(super.timetuple() as unknown as number[])];
    const dst = this.dst();
    return new struct_time([...fields.slice(0, 8), dst === null ? -1 : dst.__bool__() ? 1 : 0]);
  }

  utctimetuple(): struct_time {
    const offset = this.utcoffset();
    const utc = offset === null ? this : datetime.atPosition(this.position() - offset.span(), null);
    const fields = [...(utc.timetuple() as unknown as number[])];
    return new struct_time([...fields.slice(0, 8), 0]);
  }

  override __add__(other: unknown): unknown {
    return other instanceof timedelta
      ? datetime.atPosition(this.position() + other.span(), this.tzinfo)
      : NotImplemented;
  }

  override __sub__(other: unknown): unknown {
    if (other instanceof timedelta) {
      return datetime.atPosition(this.position() - other.span(), this.tzinfo);
    }
    if (!(other instanceof datetime)) {
      return NotImplemented;
    }
    const [own, others] = [this.utcoffset(), other.utcoffset()];
    if ((own === null) !== (others === null)) {
      throw new TypeError("can't subtract offset-naive and offset-aware datetimes");
    }
    return timedelta.of(this.position() - (own?.span() ?? 0n) - other.position() + (others?.span() ?? 0n));
  }

  protected override order(other: unknown): number | null {
    if (!(other instanceof datetime)) {
      return super.order(other);
    }
    const [own, others] = [this.utcoffset(), other.utcoffset()];
    if ((own === null) !== (others === null)) {
      throw new TypeError("can't compare offset-naive and offset-aware datetimes");
    }
    const difference = this.position() - (own?.span() ?? 0n) - other.position() + (others?.span() ?? 0n);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  override __eq__(other: unknown): unknown {
    if (!(other instanceof datetime)) {
      return NotImplemented;
    }
    return (
      (this.utcoffset() === null) === (other.utcoffset() === null) && held(this.order(other), (order) => order === 0)
    );
  }

  override __hash__(): int {
    return hash(shrink(this.position() - (this.utcoffset()?.span() ?? 0n)));
  }

  override __str__(): string {
    return this.isoformat(" ");
  }

  override __reduce__(): tuple {
    const fields = [...packDate(this.year, this.month, this.day), ...packClock(this)];
    const state = packed(fields, MONTH_AT, this.fold);
    return tuple.of(this.constructor, this.tzinfo === null ? tuple.of(state) : tuple.of(state, this.tzinfo));
  }

  override __repr__(): string {
    const { year, month, day, hour, minute, second, microsecond } = this;
    const small = microsecond !== 0 ? [second, microsecond] : second !== 0 ? [second] : [];
    const parts = [year, month, day, hour, minute, ...small].join(", ");
    const zone = this.tzinfo === null ? "" : `, tzinfo=${repr(this.tzinfo)}`;
    return `datetime.datetime(${parts}${this.fold === 0 ? "" : `, fold=${this.fold}`}${zone})`;
  }
}

/** Whole seconds and microseconds, rounded half to even. */
function splitSeconds(timestamp: number): [seconds: number, microseconds: number] {
  const seconds = Math.floor(timestamp);
  const rest = (timestamp - seconds) * 1e6;
  const floor = Math.floor(rest);
  const micro = rest - floor > 0.5 || (rest - floor === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
  return micro === 1e6 ? [seconds + 1, 0] : [seconds, micro];
}

function zoneFrom(offset: timedelta, name: string | null): timezone {
  return offset.span() === 0n && name === null ? timezone.utc : new timezone(offset, name);
}

function localOffset(seconds: number): timezone {
  const { offset, name } = localZone(seconds);
  return new timezone(new timedelta(0, offset), name);
}
