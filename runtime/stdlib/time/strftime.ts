/** Dates as text: the directives of glibc's strftime in the C locale. */
import { dateToOrdinal, isoWeek } from "./calendar.js";

export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** What there is to write. */
export interface DateFields {
  year: number;
  /** 1 to 12 */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** Monday is 0. */
  weekday: number;
  /** 1 to 366 */
  yearDay: number;
  /** Seconds since 1970, for `%s`. */
  epoch: () => number;
  /** `+0100`, empty when there is no zone. */
  offset: string;
  /** Empty when there is no zone. */
  zone: string;
}

/** A field of digits: its value, its width and what fills it. */
type Digits = [value: number, width: number, fill: "0" | " "];

type Directive = (date: DateFields) => Digits | string;

const hour12 = (date: DateFields): number => date.hour % 12 || 12;
const half = (date: DateFields): string => (date.hour < 12 ? "AM" : "PM");

/** Number of the week of the year, weeks starting at `first` (0 for Monday, 6 for Sunday). */
function week(date: DateFields, first: number): number {
  const sinceFirst = (date.weekday - first + 7) % 7;
  return Math.floor((date.yearDay - 1 + 7 - sinceFirst) / 7);
}

const isoYearAndWeek = (date: DateFields) => isoWeek(dateToOrdinal(date.year, 1, 1) + date.yearDay - 1);

const DIRECTIVES: Record<string, Directive> = {
  a: (date) => WEEKDAYS[date.weekday].slice(0, 3),
  A: (date) => WEEKDAYS[date.weekday],
  b: (date) => MONTHS[date.month - 1].slice(0, 3),
  h: (date) => MONTHS[date.month - 1].slice(0, 3),
  B: (date) => MONTHS[date.month - 1],
  C: (date) => [Math.floor(date.year / 100), 1, "0"],
  d: (date) => [date.day, 2, "0"],
  e: (date) => [date.day, 2, " "],
  g: (date) => [((isoYearAndWeek(date)[0] % 100) + 100) % 100, 2, "0"],
  G: (date) => [isoYearAndWeek(date)[0], 1, "0"],
  H: (date) => [date.hour, 2, "0"],
  I: (date) => [hour12(date), 2, "0"],
  j: (date) => [date.yearDay, 3, "0"],
  k: (date) => [date.hour, 2, " "],
  l: (date) => [hour12(date), 2, " "],
  m: (date) => [date.month, 2, "0"],
  M: (date) => [date.minute, 2, "0"],
  n: () => "\n",
  p: half,
  P: (date) => half(date).toLowerCase(),
  s: (date) => [date.epoch(), 1, "0"],
  S: (date) => [date.second, 2, "0"],
  t: () => "\t",
  u: (date) => [date.weekday + 1, 1, "0"],
  U: (date) => [week(date, 6), 2, "0"],
  V: (date) => [isoYearAndWeek(date)[1], 2, "0"],
  w: (date) => [(date.weekday + 1) % 7, 1, "0"],
  W: (date) => [week(date, 0), 2, "0"],
  y: (date) => [((date.year % 100) + 100) % 100, 2, "0"],
  Y: (date) => [date.year, 1, "0"],
  z: (date) => date.offset,
  Z: (date) => date.zone,
  "%": () => "%",
};

const COMBINED: Record<string, string> = {
  c: "%a %b %e %H:%M:%S %Y",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  r: "%I:%M:%S %p",
  R: "%H:%M",
  T: "%H:%M:%S",
  x: "%m/%d/%y",
  X: "%H:%M:%S",
};

const PATTERN = /%([-_0^#]*)(\d*)([EO]?)([a-zA-Z%])/g;

/** The text of a date; unknown directives stay as they are. */
export function strftime(format: string, date: DateFields): string {
  return format.replace(PATTERN, (whole: string, flags: string, width: string, _modifier: string, name: string) => {
    const combined = COMBINED[name];
    const value = combined === undefined ? DIRECTIVES[name]?.(date) : strftime(combined, date);
    return value === undefined ? whole : applyFlags(value, flags, width);
  });
}

function applyFlags(value: Digits | string, flags: string, width: string): string {
  if (typeof value === "string") {
    const cased = flags.includes("^") || flags.includes("#") ? value.toUpperCase() : value;
    return cased.padStart(Number(width), flags.includes("0") ? "0" : " ");
  }
  const [number, columns, fill] = value;
  const sign = number < 0 ? "-" : "";
  const digits = String(Math.abs(number));
  if (flags.includes("-")) {
    return sign + digits;
  }
  const filler = flags.includes("_") ? " " : flags.includes("0") ? "0" : fill;
  const size = width === "" ? columns : Number(width);
  return sign + digits.padStart(size - sign.length, filler);
}
