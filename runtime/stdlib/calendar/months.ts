/** How long months are, and on which day of the week they begin. */
import { tuple } from "../../builtins/tuple.js";
import { date } from "../datetime/date.js";
import { MAXYEAR } from "../datetime/fields.js";
import { daysInMonth } from "../time/calendar.js";
import { IllegalMonthError } from "./names.js";

/** Mirrors `calendar.weekday`: 0 for Monday; years beyond those of dates count as in the cycle of 400 years. @throws ValueError */
export function weekday(year: number, month: number, day: number): number {
  const known = year >= 1 && year <= MAXYEAR ? year : 2000 + (((year % 400) + 400) % 400);
  return new date(known, month, day).weekday();
}

/** Mirrors `calendar.monthrange`: the first day's weekday, and the number of days. @throws IllegalMonthError */
export function monthrange(year: number, month: number): tuple<[number, number]> {
  if (!(month >= 1 && month <= 12)) throw new IllegalMonthError(month);
  return tuple.of(weekday(year, month, 1), daysInMonth(year, month));
}

/** The month after (or before, for -1) a month. */
export function neighbour(year: number, month: number, step: 1 | -1): [year: number, month: number] {
  const count = year * 12 + month - 1 + step;
  return [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
}
