/** Checks and text of the fields that dates and times are made of. */
import { asCount } from "../../builtins/as-index.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { repr } from "../../builtins/repr.js";
import { typeName } from "../../builtins/type-name.js";
import { daysInMonth } from "../time/calendar.js";
import { tzinfo } from "./timezone.js";

export const MINYEAR = 1;
export const MAXYEAR = 9999;

export type Zone = tzinfo | null;

/** @throws TypeError, ValueError "day is out of range for month" and the like */
export function checkedDate(...given: unknown[]): [year: number, month: number, day: number] {
  const [year, month, day] = given.map(asCount);
  if (year < MINYEAR || year > MAXYEAR) {
    throw new ValueError(`year ${year} is out of range`);
  }
  if (month < 1 || month > 12) {
    throw new ValueError("month must be in 1..12");
  }
  if (day < 1 || day > daysInMonth(year, month)) {
    throw new ValueError("day is out of range for month");
  }
  return [year, month, day];
}

const LIMITS: [name: string, most: number][] = [
  ["hour", 23],
  ["minute", 59],
  ["second", 59],
  ["microsecond", 999999],
];

/** @throws TypeError, ValueError "hour must be in 0..23" and the like */
export function checkedClock(...given: unknown[]): [hour: number, minute: number, second: number, microsecond: number] {
  const values = given.map(asCount);
  LIMITS.forEach(([name, most], at) => {
    if (values[at] < 0 || values[at] > most) {
      throw new ValueError(`${name} must be in 0..${most}`);
    }
  });
  return values as [number, number, number, number];
}

/** @throws TypeError for what is no time zone */
export function checkedZone(zone: unknown): Zone {
  if (zone === null || zone === undefined) {
    return null;
  }
  if (!(zone instanceof tzinfo)) {
    throw new TypeError(`tzinfo argument must be None or of a tzinfo subclass, not type '${typeName(zone)}'`);
  }
  return zone;
}

export const two = (value: number): string => String(value).padStart(2, "0");

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

/** `03:04:05.000006`, as far as `timespec` says. @throws ValueError "Unknown timespec value" */
export function clockText({ hour, minute, second, microsecond }: Clock, timespec: string): string {
  const micro = String(microsecond).padStart(6, "0");
  const whole = `${two(hour)}:${two(minute)}:${two(second)}`;
  switch (timespec) {
    case "auto":
      return microsecond === 0 ? whole : `${whole}.${micro}`;
    case "hours":
      return two(hour);
    case "minutes":
      return `${two(hour)}:${two(minute)}`;
    case "seconds":
      return whole;
    case "milliseconds":
      return `${whole}.${micro.slice(0, 3)}`;
    case "microseconds":
      return `${whole}.${micro}`;
  }
  throw new ValueError("Unknown timespec value");
}

/** @throws ValueError "Invalid isoformat string: 'x'" */
export function invalidIso(text: string): never {
  throw new ValueError(`Invalid isoformat string: ${repr(text)}`);
}
