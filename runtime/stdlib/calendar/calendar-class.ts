/** The class `Calendar`: the days of months and years, week by week. */
import { object } from "../../builtins/object.js";
import { tuple } from "../../builtins/tuple.js";
import { date } from "../datetime/date.js";
import { daysInMonth } from "../time/calendar.js";
import { monthrange, neighbour } from "./months.js";

const WEEK = 7;

/** Mirrors `calendar.Calendar`. */
export class Calendar extends object {
  #first: number;

  constructor(firstweekday: number = 0) {
    super();
    this.#first = firstweekday;
  }

  get firstweekday(): number {
    return ((this.#first % WEEK) + WEEK) % WEEK;
  }

  set firstweekday(value: number) {
    this.#first = value;
  }

  getfirstweekday(): number {
    return this.firstweekday;
  }

  setfirstweekday(firstweekday: number): void {
    this.#first = firstweekday;
  }

  *iterweekdays(): IterableIterator<number> {
    for (let day = 0; day < WEEK; day++) yield (this.firstweekday + day) % WEEK;
  }

  /** The days of whole weeks around the month, those outside of it as 0. @throws IllegalMonthError */
  *itermonthdays(year: number, month: number): IterableIterator<number> {
    for (const [, at, day] of this.#days(year, month)) yield at === month ? day : 0;
  }

  *itermonthdays2(year: number, month: number): IterableIterator<tuple<[number, number]>> {
    for (const [, at, day, weekday] of this.#days(year, month)) yield tuple.of(at === month ? day : 0, weekday);
  }

  *itermonthdays3(year: number, month: number): IterableIterator<tuple<[number, number, number]>> {
    for (const [y, m, day] of this.#days(year, month)) yield tuple.of(y, m, day);
  }

  *itermonthdays4(year: number, month: number): IterableIterator<tuple<[number, number, number, number]>> {
    for (const [y, m, day, weekday] of this.#days(year, month)) yield tuple.of(y, m, day, weekday);
  }

  *itermonthdates(year: number, month: number): IterableIterator<date> {
    for (const [y, m, day] of this.#days(year, month)) yield new date(y, m, day);
  }

  monthdatescalendar(year: number, month: number): date[][] {
    return inRows([...this.itermonthdates(year, month)], WEEK);
  }

  monthdays2calendar(year: number, month: number): tuple<[number, number]>[][] {
    return inRows([...this.itermonthdays2(year, month)], WEEK);
  }

  monthdayscalendar(year: number, month: number): number[][] {
    return inRows([...this.itermonthdays(year, month)], WEEK);
  }

  yeardatescalendar(year: number, width: number = 3): date[][][][] {
    return inRows(
      MONTHS.map((month) => this.monthdatescalendar(year, month)),
      width,
    );
  }

  yeardays2calendar(year: number, width: number = 3): tuple<[number, number]>[][][][] {
    return inRows(
      MONTHS.map((month) => this.monthdays2calendar(year, month)),
      width,
    );
  }

  yeardayscalendar(year: number, width: number = 3): number[][][][] {
    return inRows(
      MONTHS.map((month) => this.monthdayscalendar(year, month)),
      width,
    );
  }

  *#days(year: number, month: number): IterableIterator<[year: number, month: number, day: number, weekday: number]> {
    const [start, length] = monthrange(year, month);
    const first = this.firstweekday;
    const before = (start - first + WEEK) % WEEK;
    const count = Math.ceil((before + length) / WEEK) * WEEK;
    const [lastYear, lastMonth] = neighbour(year, month, -1);
    const [nextYear, nextMonth] = neighbour(year, month, 1);
    for (let at = 0; at < count; at++) {
      const day = at - before + 1;
      const weekday = (first + at) % WEEK;
      if (day < 1) yield [lastYear, lastMonth, daysInMonth(lastYear, lastMonth) + day, weekday];
      else if (day > length) yield [nextYear, nextMonth, day - length, weekday];
      else yield [year, month, day, weekday];
    }
  }
}

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** Pieces of a list, the last one perhaps shorter. */
function inRows<T>(items: T[], width: number): T[][] {
  const rows: T[][] = [];
  for (let at = 0; at < items.length; at += width) rows.push(items.slice(at, at + width));
  return rows;
}
