/** The class `time` of datetime. */
import { bytes } from "../../builtins/bytes.js";
import { TypeError } from "../../builtins/exceptions.js";
import { hash } from "../../builtins/hash.js";
import type { int } from "../../builtins/numbers.js";
import { NotImplemented, isOptions } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { strftime } from "../time/strftime.js";
import { held } from "./date.js";
import { checkedClock, checkedZone, clockText, invalidIso, type Zone } from "./fields.js";
import { readClock } from "./iso.js";
import { foldOf, packClock, packed, unpackClock } from "./state.js";
import { timedelta } from "./timedelta.js";
import { offsetText } from "./timezone.js";

/** Mirrors `datetime.time`: a time of day. */
export class time {
  static readonly resolution = new timedelta(0, 0, 1);
  static readonly min: time = new time(0, 0);
  static readonly max: time = new time(23, 59, 59, 999999);

  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly tzinfo: Zone;
  readonly fold: number;

  /** @throws TypeError, ValueError "hour must be in 0..23" and the like */
  constructor(
    hour: int | bytes = 0,
    minute: int | Zone = 0,
    second: int = 0,
    microsecond: int = 0,
    tzinfo: Zone = null,
    { fold = 0 }: { fold?: int } = {},
  ) {
    if (hour instanceof bytes) {
      // a pickle's state, and the zone behind it
      [this.hour, this.minute, this.second, this.microsecond] = unpackClock(hour.data);
      this.tzinfo = (minute || null) as Zone;
      this.fold = foldOf(hour.data, 0);
      return;
    }
    [this.hour, this.minute, this.second, this.microsecond] = checkedClock(hour, minute as int, second, microsecond);
    this.tzinfo = checkedZone(tzinfo);
    this.fold = Number(fold);
  }

  /** @throws ValueError "Invalid isoformat string: 'x'" */
  static fromisoformat(text: string): time {
    return new this(...(readClock(text.replace(/^T/, "")) ?? invalidIso(text)));
  }

  isoformat(timespec = "auto"): string {
    const offset = this.utcoffset();
    return clockText(this, timespec) + (offset === null ? "" : offsetText(offset));
  }

  utcoffset(): timedelta | null {
    return this.tzinfo?.utcoffset(null) ?? null;
  }

  dst(): timedelta | null {
    return this.tzinfo?.dst(null) ?? null;
  }

  tzname(): string | null {
    return this.tzinfo?.tzname(null) ?? null;
  }

  replace(
    options: { hour?: int; minute?: int; second?: int; microsecond?: int; tzinfo?: Zone; fold?: int } = {},
  ): time {
    if (!isOptions(options)) {
      throw new TypeError("time.replace() takes its changes by name here");
    }
    const { hour, minute, second, microsecond, tzinfo, fold } = { ...this, ...options };
    return new time(hour, minute, second, microsecond, tzinfo, { fold });
  }

  strftime(format: string): string {
    const { hour, minute, second } = this;
    const offset = this.utcoffset();
    return strftime(format.replaceAll("%f", String(this.microsecond).padStart(6, "0")), {
      year: 1900,
      month: 1,
      day: 1,
      hour,
      minute,
      second,
      weekday: 0,
      yearDay: 1,
      epoch: () => 0,
      offset: offset === null ? "" : offsetText(offset, ""),
      zone: this.tzname() ?? "",
    });
  }

  __format__(spec: string): string {
    return spec === "" ? this.__str__() : this.strftime(spec);
  }

  /** Microseconds since midnight, in UTC where the zone is known. */
  private position(): number {
    const own = ((this.hour * 60 + this.minute) * 60 + this.second) * 1e6 + this.microsecond;
    return own - Number(this.utcoffset()?.span() ?? 0n);
  }

  private order(other: unknown): number | null {
    if (!(other instanceof time)) {
      return null;
    }
    if ((this.utcoffset() === null) !== (other.utcoffset() === null)) {
      throw new TypeError("can't compare offset-naive and offset-aware times");
    }
    return this.position() - other.position();
  }

  __eq__(other: unknown): unknown {
    if (!(other instanceof time)) {
      return NotImplemented;
    }
    return (this.utcoffset() === null) === (other.utcoffset() === null) && this.position() === other.position();
  }

  __lt__(other: unknown): unknown {
    return held(this.order(other), (order) => order < 0);
  }

  __le__(other: unknown): unknown {
    return held(this.order(other), (order) => order <= 0);
  }

  __gt__(other: unknown): unknown {
    return held(this.order(other), (order) => order > 0);
  }

  __ge__(other: unknown): unknown {
    return held(this.order(other), (order) => order >= 0);
  }

  __hash__(): int {
    return hash(this.position());
  }

  __str__(): string {
    return this.isoformat();
  }

  __reduce__(): tuple {
    const state = packed(packClock(this), 0, this.fold);
    return tuple.of(this.constructor, this.tzinfo === null ? tuple.of(state) : tuple.of(state, this.tzinfo));
  }

  __repr__(): string {
    const zone = this.tzinfo === null ? "" : `, tzinfo=${repr(this.tzinfo)}`;
    const fold = this.fold === 0 ? "" : `, fold=${this.fold}`;
    const small =
      this.microsecond !== 0 ? `, ${this.second}, ${this.microsecond}` : this.second !== 0 ? `, ${this.second}` : "";
    return `datetime.time(${this.hour}, ${this.minute}${small}${zone}${fold})`;
  }
}
