/** Reading the ISO 8601 forms of dates and times, in the extended and in the basic form. */
import { dateToOrdinal, isoWeek, ordinalToDate, weekday } from "../time/calendar.js";
import type { Zone } from "./fields.js";
import { timedelta } from "./timedelta.js";
import { timezone } from "./timezone.js";

const DATE = /^(\d{4})-?(?:(\d\d)-?(\d\d)|W(\d\d)(?:-?(\d))?)$/;
const CLOCK = /^(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?(Z|[+-]\d\d(?::?\d\d(?::?\d\d(?:\.\d+)?)?)?)?$/;
const OFFSET = /^([+-])(\d\d)(?::?(\d\d)(?::?(\d\d)(?:\.(\d+))?)?)?$/;

/** Year, month and day of a date's text; null for another text. */
export function readDate(text: string): [number, number, number] | null {
  const match = DATE.exec(text);
  if (match === null || text.split("-").length === 2 + (match[4] === undefined ? 0 : 5)) {
    return null;
  }
  const [, year, month, day, week, weekDay] = match;
  if (week === undefined) {
    return [Number(year), Number(month), Number(day)];
  }
  const fourth = dateToOrdinal(Number(year), 1, 4);
  const ordinal = fourth - weekday(fourth) + (Number(week) - 1) * 7 + Number(weekDay ?? 1) - 1;
  const [isoYear, isoWeekNumber] = isoWeek(ordinal);
  return isoYear === Number(year) && isoWeekNumber === Number(week) ? ordinalToDate(ordinal) : null;
}

/** Hour, minute, second, microsecond and zone of a time's text; null for another text. */
export function readClock(text: string): [number, number, number, number, Zone] | null {
  const match = CLOCK.exec(text);
  if (match === null) {
    return null;
  }
  const [, hour, minute, second, fraction, offset] = match;
  const microsecond = Number((fraction ?? "0").slice(0, 6).padEnd(6, "0"));
  return [Number(hour), Number(minute ?? 0), Number(second ?? 0), microsecond, zoneOf(offset)];
}

function zoneOf(text: string | undefined): Zone {
  if (text === undefined) {
    return null;
  }
  const match = OFFSET.exec(text);
  if (match === null) {
    return timezone.utc;
  }
  const [, sign, hours, minutes, seconds, fraction] = match;
  const micro = Number((fraction ?? "0").slice(0, 6).padEnd(6, "0"));
  return zoneOfOffset(
    new timedelta(0, Number(hours) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0), micro),
    sign === "-",
  );
}

function zoneOfOffset(size: timedelta, negative: boolean): timezone {
  const offset = negative ? size.__neg__() : size;
  return offset.span() === 0n ? timezone.utc : new timezone(offset);
}
