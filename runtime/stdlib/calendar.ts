/** Mirrors the module `calendar`. Differs: no locales, and the names of months and days are lists. */
import { print } from "../builtins/functions/console.js";
import { iterate } from "../builtins/iterate.js";
import { libraryModule } from "./module.js";
import { dateToOrdinal, isLeapYear } from "./time/calendar.js";
import { Calendar } from "./calendar/calendar-class.js";
import { HTMLCalendar } from "./calendar/html.js";
import {
  day_abbr,
  day_name,
  IllegalMonthError,
  IllegalWeekdayError,
  month_abbr,
  month_name,
} from "./calendar/names.js";
import { monthrange, weekday } from "./calendar/months.js";
import { formatstring, TextCalendar } from "./calendar/text.js";
import * as self from "./calendar.js";

export { Calendar, HTMLCalendar, TextCalendar, IllegalMonthError, IllegalWeekdayError };
export { day_abbr, day_name, month_abbr, month_name, monthrange, weekday, formatstring };
export { ValueError as error } from "../builtins/exceptions.js";

export const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY] = [0, 1, 2, 3, 4, 5, 6] as const;
export const January = 1;
export const February = 2;
export const EPOCH = 1970;
export const mdays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The calendar of the module's functions. */
export const c = new TextCalendar();

/** Mirrors `calendar.isleap`. */
export function isleap(year: number): boolean {
  return isLeapYear(year);
}

/** Mirrors `calendar.leapdays`: how many leap years there are from y1 up to, but without, y2. */
export function leapdays(y1: number, y2: number): number {
  const before = (year: number): number =>
    Math.floor((year - 1) / 4) - Math.floor((year - 1) / 100) + Math.floor((year - 1) / 400);
  return before(y2) - before(y1);
}

export function firstweekday(): number {
  return c.getfirstweekday();
}

/** Mirrors `calendar.setfirstweekday`. @throws IllegalWeekdayError */
export function setfirstweekday(firstweekday: number): void {
  if (!(firstweekday >= MONDAY && firstweekday <= SUNDAY)) throw new IllegalWeekdayError(firstweekday);
  c.setfirstweekday(firstweekday);
}

export function monthcalendar(year: number, month: number): number[][] {
  return c.monthdayscalendar(year, month);
}

export function prweek(theweek: Parameters<TextCalendar["prweek"]>[0], width: number): void {
  c.prweek(theweek, width);
}

export function week(theweek: Parameters<TextCalendar["formatweek"]>[0], width: number): string {
  return c.formatweek(theweek, width);
}

export function weekheader(width: number): string {
  return c.formatweekheader(width);
}

export function prmonth(theyear: number, themonth: number, w: number = 0, l: number = 0): void {
  c.prmonth(theyear, themonth, w, l);
}

export function month(theyear: number, themonth: number, w: number = 0, l: number = 0): string {
  return c.formatmonth(theyear, themonth, w, l);
}

export function calendar(theyear: number, w: number = 2, l: number = 1, c_: number = 6, m: number = 3): string {
  return c.formatyear(theyear, w, l, c_, m);
}

export function prcal(theyear: number, w: number = 0, l: number = 0, c_: number = 6, m: number = 3): void {
  c.pryear(theyear, w, l, c_, m);
}

/** Mirrors `calendar.format`: prints columns side by side. */
export function format(cols: Iterable<string>, colwidth: number = 20, spacing: number = 6): void {
  print(formatstring(cols, colwidth, spacing));
}

/** Mirrors `calendar.timegm`: seconds since 1970 of a time in UTC, given as its year, month, day, hour, minute, second. */
export function timegm(tuple: Iterable<number>): number {
  const [year, month, day, hour, minute, second] = [...iterate<number>(tuple)] as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const days = dateToOrdinal(year, month, 1) - dateToOrdinal(EPOCH, 1, 1) + day - 1;
  return ((days * 24 + hour) * 60 + minute) * 60 + second;
}

libraryModule("calendar", () => self, { Calendar, HTMLCalendar, TextCalendar, IllegalMonthError, IllegalWeekdayError });
