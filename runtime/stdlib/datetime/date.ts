/** The class `date`. */
import { bytes } from "../../builtins/bytes.js";
import { OverflowError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { hash } from "../../builtins/hash.js";
import type { int } from "../../builtins/numbers.js";
import { asCount } from "../../builtins/as-index.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { StructSequence } from "../struct-sequence.js";
import { realArgument } from "../real-argument.js";
import { dateToOrdinal, isoWeek, ordinalToDate, weekday } from "../time/calendar.js";
import { strftime, type DateFields } from "../time/strftime.js";
import { localTime, secondsOf, struct_time } from "../time/struct-time.js";
import { checkedDate, invalidIso, MAXYEAR, two } from "./fields.js";
import { readDate } from "./iso.js";
import { packDate, unpackDate } from "./state.js";
import { timedelta } from "./timedelta.js";

/** Mirrors the named tuple that `isocalendar()` gives. */
export class IsoCalendarDate extends StructSequence {
  static override readonly title = "datetime.IsoCalendarDate";
  static override readonly visible = 3;
  static override readonly fields = ["year", "week", "weekday"];
  declare readonly year: number;
  declare readonly week: number;
  declare readonly weekday: number;
}

export const LAST_ORDINAL = dateToOrdinal(MAXYEAR, 12, 31);

/** @throws OverflowError "date value out of range" */
export function checkedOrdinal(ordinal: number): number {
  if (ordinal < 1 || ordinal > LAST_ORDINAL) {
    throw new OverflowError("date value out of range");
  }
  return ordinal;
}

export interface DateChanges {
  year?: int;
  month?: int;
  day?: int;
}

/** Mirrors `datetime.date`. */
export class date {
  static readonly resolution = new timedelta(1);
  static readonly min: date = new date(1, 1, 1);
  static readonly max: date = new date(9999, 12, 31);

  readonly year: number;
  readonly month: number;
  readonly day: number;

  /** @throws TypeError, ValueError "day is out of range for month" and the like */
  constructor(year: int | bytes, month?: int, day?: int) {
    // a pickle's state
    const fields = year instanceof bytes ? unpackDate(year.data) : ([year, month!, day!] as const);
    [this.year, this.month, this.day] = checkedDate(...fields);
  }

  static today(): date {
    return this.fromtimestamp(Date.now() / 1000);
  }

  static fromtimestamp(timestamp: number): date {
    const [year, month, day] = localTime(realArgument(timestamp)) as unknown as number[];
    return new this(year, month, day);
  }

  /** @throws ValueError for an ordinal that no date has */
  static fromordinal(ordinal: int): date {
    const number = asCount(ordinal);
    if (number < 1) {
      throw new ValueError("ordinal must be >= 1");
    }
    return new this(...ordinalToDate(number));
  }

  /** @throws ValueError "Invalid isoformat string: 'x'" */
  static fromisoformat(text: string): date {
    return new this(...(readDate(text) ?? invalidIso(text)));
  }

  static fromisocalendar(year: int, week: int, day: int): date {
    const fourth = dateToOrdinal(asCount(year), 1, 4);
    return this.fromordinal(fourth - weekday(fourth) + (asCount(week) - 1) * 7 + asCount(day) - 1);
  }

  /** A copy with some fields changed, given by place or by name. */
  replace(...changes: (int | DateChanges)[]): date {
    const [year, month, day] = changed([this.year, this.month, this.day], ["year", "month", "day"], changes);
    return new date(year, month, day);
  }

  toordinal(): number {
    return dateToOrdinal(this.year, this.month, this.day);
  }

  /** Monday is 0. */
  weekday(): number {
    return weekday(this.toordinal());
  }

  /** Monday is 1. */
  isoweekday(): number {
    return this.weekday() + 1;
  }

  isocalendar(): IsoCalendarDate {
    return new IsoCalendarDate([...isoWeek(this.toordinal()), this.isoweekday()]);
  }

  isoformat(): string {
    return `${String(this.year).padStart(4, "0")}-${two(this.month)}-${two(this.day)}`;
  }

  ctime(): string {
    return strftime("%a %b %e %H:%M:%S %Y", this.fields());
  }

  timetuple(): struct_time {
    const { year, month, day, hour, minute, second, weekday: wday, yearDay } = this.fields();
    return new struct_time([year, month, day, hour, minute, second, wday, yearDay, -1]);
  }

  strftime(format: string): string {
    return strftime(format, this.fields());
  }

  /** What strftime writes. */
  protected fields(): DateFields {
    const { year, month, day } = this;
    const yearDay = this.toordinal() - dateToOrdinal(year, 1, 1) + 1;
    const epoch = () => secondsOf([year, month, day, 0, 0, 0]);
    const clock = { hour: 0, minute: 0, second: 0 };
    return { year, month, day, ...clock, weekday: this.weekday(), yearDay, epoch, offset: "", zone: "" };
  }

  __format__(spec: string): string {
    return spec === "" ? this.__str__() : this.strftime(spec);
  }

  __add__(other: unknown): unknown {
    return other instanceof timedelta
      ? date.fromordinal(checkedOrdinal(this.toordinal() + other.days))
      : NotImplemented;
  }

  __radd__(other: unknown): unknown {
    return this.__add__(other);
  }

  __sub__(other: unknown): unknown {
    if (other instanceof timedelta) {
      return date.fromordinal(checkedOrdinal(this.toordinal() - other.days));
    }
    return other instanceof date && this.comparesWith(other)
      ? new timedelta(this.toordinal() - other.toordinal())
      : NotImplemented;
  }

  /** A date and a date with a time don't compare. */
  protected comparesWith(other: date): boolean {
    return this.constructor === date ? other.constructor === date : true;
  }

  /** Negative, zero or positive; null for what can't be compared. @throws TypeError for a date and a datetime */
  protected order(other: unknown): number | null {
    if (!(other instanceof date)) {
      return null;
    }
    if (typeName(this) !== typeName(other)) {
      throw new TypeError(`can't compare ${typeName(this)} to ${typeName(other)}`);
    }
    return this.toordinal() - other.toordinal();
  }

  __eq__(other: unknown): unknown {
    return other instanceof date && typeName(other) === typeName(this)
      ? this.toordinal() === other.toordinal()
      : NotImplemented;
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
    return hash(tuple.of(this.year, this.month, this.day));
  }

  __str__(): string {
    return this.isoformat();
  }

  __reduce__(): tuple {
    const state = packDate(this.year, this.month, this.day);
    return tuple.of(this.constructor, tuple.of(bytes.wrap(Uint8Array.from(state))));
  }

  __repr__(): string {
    return `datetime.date(${this.year}, ${this.month}, ${this.day})`;
  }
}

/** The result of a comparison; NotImplemented when there is no order. */
export function held(order: number | null, test: (order: number) => boolean): unknown {
  return order === null ? NotImplemented : test(order);
}

/** Values with some replaced: by place, or by name in a trailing plain object. */
export function changed<T>(values: T[], names: string[], changes: readonly unknown[]): T[] {
  const last = changes.at(-1);
  const named = typeof last === "object" && last !== null && Object.getPrototypeOf(last) === Object.prototype;
  const byName = (named ? last : {}) as Record<string, T>;
  const byPlace = (named ? changes.slice(0, -1) : changes) as T[];
  return values.map((value, at) => byName[names[at]] ?? byPlace[at] ?? value);
}
