/** The proleptic Gregorian calendar, in whole days. */

const DAYS_BEFORE = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days of a month (1 to 12). */
export function daysInMonth(year: number, month: number): number {
  return month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days in the year before a month (1 to 12). */
export function daysBeforeMonth(year: number, month: number): number {
  return DAYS_BEFORE[month] + (month > 2 && isLeapYear(year) ? 1 : 0);
}

/** Days in all years before a year, from year 1 on. */
export function daysBeforeYear(year: number): number {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
}

/** The ordinal of a date: 1 for the first of January of year 1. */
export function dateToOrdinal(year: number, month: number, day: number): number {
  return daysBeforeYear(year) + daysBeforeMonth(year, month) + day;
}

/** The inverse of dateToOrdinal. */
export function ordinalToDate(ordinal: number): [year: number, month: number, day: number] {
  let year = Math.floor((ordinal - 1) / 365.2425) + 1;
  while (daysBeforeYear(year + 1) < ordinal) {
    year += 1;
  }
  while (daysBeforeYear(year) >= ordinal) {
    year -= 1;
  }
  let rest = ordinal - daysBeforeYear(year);
  let month = 1;
  while (rest > daysInMonth(year, month)) {
    rest -= daysInMonth(year, month);
    month += 1;
  }
  return [year, month, rest];
}

/** Monday is 0. */
export function weekday(ordinal: number): number {
  return (((ordinal - 1) % 7) + 7) % 7;
}

/** ISO year and week of a date. */
export function isoWeek(ordinal: number): [year: number, week: number] {
  // the Thursday of a week says to which year it belongs
  const thursday = ordinal - weekday(ordinal) + 3;
  const [year] = ordinalToDate(thursday);
  return [year, Math.floor((thursday - daysBeforeYear(year) - 1) / 7) + 1];
}
