/** `time.struct_time` and its ways from and to seconds. */
import { OverflowError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { isTuple } from "../../builtins/tuple.js";
import { StructSequence } from "../struct-sequence.js";
import { dateToOrdinal, daysBeforeMonth, ordinalToDate, weekday } from "./calendar.js";
import { localZone } from "./zone.js";

/** Mirrors `time.struct_time`. */
export class struct_time extends StructSequence {
  static override readonly title = "time.struct_time";
  static override readonly visible = 9;
  static override readonly fields = [
    "tm_year",
    "tm_mon",
    "tm_mday",
    "tm_hour",
    "tm_min",
    "tm_sec",
    "tm_wday",
    "tm_yday",
    "tm_isdst",
    "tm_zone",
    "tm_gmtoff",
  ];
  declare readonly tm_year: number;
  declare readonly tm_mon: number;
  declare readonly tm_mday: number;
  declare readonly tm_hour: number;
  declare readonly tm_min: number;
  declare readonly tm_sec: number;
  /** Monday is 0. */
  declare readonly tm_wday: number;
  declare readonly tm_yday: number;
  /** -1 when it isn't known. */
  declare readonly tm_isdst: number;
  declare readonly tm_zone: string | null;
  declare readonly tm_gmtoff: number | null;
}

const EPOCH_ORDINAL = dateToOrdinal(1970, 1, 1);
const DAY = 86400;
/** Beyond this, the year doesn't fit into a C int. */
const LARGEST_SECONDS = 67768036191676799;

/** Seconds since 1970 as broken-down time in UTC. */
export function utcTime(seconds: number): struct_time {
  return brokenDown(checkedSeconds(seconds), 0, "UTC", 0);
}

/** Seconds since 1970 as broken-down local time. */
export function localTime(seconds: number): struct_time {
  const whole = checkedSeconds(seconds);
  const zone = localZone(whole);
  return brokenDown(whole, zone.offset, zone.name, zone.isDst ? 1 : 0);
}

function checkedSeconds(seconds: number): number {
  if (Number.isNaN(seconds)) {
    throw new ValueError("Invalid value NaN (not a number)");
  }
  if (Math.abs(seconds) > LARGEST_SECONDS) {
    throw new OverflowError("timestamp out of range for platform time_t");
  }
  return Math.floor(seconds);
}

function brokenDown(seconds: number, offset: number, zone: string, isdst: number): struct_time {
  const local = seconds + offset;
  const ordinal = Math.floor(local / DAY) + EPOCH_ORDINAL;
  const rest = local - Math.floor(local / DAY) * DAY;
  const [year, month, day] = ordinalToDate(ordinal);
  const yearDay = daysBeforeMonth(year, month) + day;
  const clock = [Math.floor(rest / 3600), Math.floor((rest % 3600) / 60), rest % 60];
  return new struct_time([year, month, day, ...clock, weekday(ordinal), yearDay, isdst, zone, offset]);
}

/** Local broken-down time as seconds since 1970; fields out of range carry over. */
export function secondsOf(time: readonly number[]): number {
  const [year, month, day, hour, minute, second] = time;
  const extraYears = Math.floor((month - 1) / 12);
  const ordinal = dateToOrdinal(year + extraYears, month - extraYears * 12, 1) + day - 1;
  const utc = (ordinal - EPOCH_ORDINAL) * DAY + hour * 3600 + minute * 60 + second;
  // the offset at the moment itself; near a change of the clock the first guess is on the wrong side
  const guess = utc - localZone(utc).offset;
  return utc - localZone(guess).offset;
}

/**
 * The nine numbers of an argument that has to be a time tuple.
 *
 * @throws TypeError "Tuple or struct_time argument required", "asctime(): illegal time tuple argument"
 */
export function timeTuple(value: unknown, caller: string): number[] {
  if (!isTuple(value)) {
    throw new TypeError("Tuple or struct_time argument required");
  }
  if (value.length !== 9) {
    throw new TypeError(`${caller}(): illegal time tuple argument`);
  }
  return Array.from(value, Number);
}

/**
 * Fields in the ranges that text needs; zeros stand for the first month, day and day of the year.
 *
 * @throws ValueError "month out of range" and the like
 */
export function checkedTime(fields: readonly number[]): number[] {
  const [year, month, day, hour, minute, second, wday, yday, isdst] = fields;
  const check = (name: string, value: number, low: number, high: number) => {
    if (value < low || value > high) {
      throw new ValueError(`${name} out of range`);
    }
    return value;
  };
  return [
    year,
    check("month", month === 0 ? 1 : month, 1, 12),
    check("day of month", day === 0 ? 1 : day, 1, 31),
    check("hour", hour, 0, 23),
    check("minute", minute, 0, 59),
    check("seconds", second, 0, 61),
    check("day of week", wday < 0 ? wday : wday % 7, 0, 6),
    check("day of year", yday === 0 ? 1 : yday, 1, 366),
    isdst,
  ];
}
