/** Dates from text. Mirrors Lib/_strptime.py in the C locale; differs: `%Z` knows UTC, GMT and the local zone's names. */
import { ValueError } from "../../builtins/exceptions.js";
import { repr } from "../../builtins/repr.js";
import { dateToOrdinal, daysInMonth, ordinalToDate, weekday } from "./calendar.js";
import { MONTHS, WEEKDAYS } from "./strftime.js";
import { localZone } from "./zone.js";

/** What a text said; what it didn't say has the value that strptime assumes. */
export interface ParsedDate {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
  weekday: number;
  yearDay: number;
  /** -1 when the text didn't say. */
  isDst: number;
  zone: string | null;
  /** Seconds east of UTC, null when the text didn't say. */
  offset: number | null;
  offsetMicroseconds: number;
}

const names = (list: readonly string[]): string => [...list].sort((a, b) => b.length - a.length).join("|");
const short = (list: readonly string[]): string[] => list.map((name) => name.slice(0, 3));

/** Regular expressions of the directives. */
const PATTERNS: Record<string, string> = {
  d: "3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]",
  f: "[0-9]{1,6}",
  H: "2[0-3]|[0-1]\\d|\\d",
  I: "1[0-2]|0[1-9]|[1-9]",
  G: "\\d\\d\\d\\d",
  j: "36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]",
  m: "1[0-2]|0[1-9]|[1-9]",
  M: "[0-5]\\d|\\d",
  S: "6[0-1]|[0-5]\\d|\\d",
  U: "5[0-3]|[0-4]\\d|\\d",
  W: "5[0-3]|[0-4]\\d|\\d",
  V: "5[0-3]|0[1-9]|[1-4]\\d|\\d",
  u: "[1-7]",
  w: "[0-6]",
  y: "\\d\\d",
  Y: "\\d\\d\\d\\d",
  z: "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|Z",
  A: names(WEEKDAYS),
  a: names(short(WEEKDAYS)),
  B: names(MONTHS),
  b: names(short(MONTHS)),
  p: "AM|PM",
};

const COMBINED: Record<string, string> = { c: "%a %b %d %H:%M:%S %Y", x: "%m/%d/%y", X: "%H:%M:%S" };

interface Matcher {
  pattern: RegExp;
  /** The directives in the order of the pattern's groups. */
  directives: string[];
}

const matchers = new Map<string, Matcher>();
const CACHE_LIMIT = 50;

function matcherOf(format: string): Matcher {
  let matcher = matchers.get(format);
  if (matcher === undefined) {
    matcher = compile(format);
    if (matchers.size >= CACHE_LIMIT) {
      matchers.clear();
    }
    matchers.set(format, matcher);
  }
  return matcher;
}

function compile(format: string): Matcher {
  const directives: string[] = [];
  const source = expand(format)
    .replace(/[\\.^$*+?(){}[\]|]/g, "\\$&")
    .replace(/\s+/g, "\\s+")
    .replace(/%(.?)/gsu, (_, name: string) => {
      if (name === "") {
        throw new ValueError(`stray % in format ${repr(format)}`);
      }
      if (name === "%") {
        return "%";
      }
      const pattern = name === "Z" ? names(zoneNames()) : PATTERNS[name];
      if (pattern === undefined) {
        // a character that the pattern escapes stands behind its backslash
        const shown = name === "\\" ? "\\\\" : name;
        throw new ValueError(`'${shown}' is a bad directive in format ${repr(format)}`);
      }
      directives.push(name);
      return `(${pattern})`;
    });
  return { pattern: new RegExp("^" + source, "i"), directives };
}

function expand(format: string): string {
  return format.replace(/%([cxX%])/g, (whole, name: string) => COMBINED[name] ?? whole);
}

function zoneNames(): string[] {
  const year = new Date().getFullYear();
  const local = [0, 6].map((month) => localZone(Date.UTC(year, month, 1) / 1000).name.toLowerCase());
  return Array.from(new Set(["utc", "gmt", ...local]));
}

/**
 * The date that a text says in a format.
 *
 * @throws ValueError "time data 'x' does not match format '%Y'", "unconverted data remains: x", ...
 */
export function strptime(text: string, format: string): ParsedDate {
  const { pattern, directives } = matcherOf(format);
  const match = pattern.exec(text);
  if (match === null) {
    throw new ValueError(`time data ${repr(text)} does not match format ${repr(format)}`);
  }
  if (match[0].length !== text.length) {
    throw new ValueError(`unconverted data remains: ${text.slice(match[0].length)}`);
  }
  const found = new Map(directives.map((name, at) => [name, match[at + 1]]));
  return complete(new Fields(found));
}

/** What the directives said, before it is put together. */
class Fields {
  private readonly found: ReadonlyMap<string, string>;

  constructor(found: ReadonlyMap<string, string>) {
    this.found = found;
  }

  text(name: string): string | undefined {
    return this.found.get(name)?.toLowerCase();
  }

  number(name: string): number | undefined {
    const text = this.found.get(name);
    return text === undefined ? undefined : Number(text);
  }

  year(): number | undefined {
    const short = this.number("y");
    return this.number("Y") ?? (short === undefined ? undefined : short <= 68 ? 2000 + short : 1900 + short);
  }

  month(): number | undefined {
    const name = this.text("B") ?? this.text("b");
    return name === undefined ? this.number("m") : short(MONTHS).findIndex((m) => name.startsWith(m.toLowerCase())) + 1;
  }

  hour(): number {
    const hour12 = this.number("I");
    if (hour12 === undefined) {
      return this.number("H") ?? 0;
    }
    return (hour12 % 12) + (this.text("p") === "pm" ? 12 : 0);
  }

  /** Monday is 0. */
  weekday(): number | undefined {
    const name = this.text("A") ?? this.text("a");
    if (name !== undefined) {
      return short(WEEKDAYS).findIndex((day) => name.startsWith(day.toLowerCase()));
    }
    const [sundayFirst, iso] = [this.number("w"), this.number("u")];
    return sundayFirst !== undefined ? (sundayFirst + 6) % 7 : iso === undefined ? undefined : iso - 1;
  }
}

function complete(fields: Fields): ParsedDate {
  const isoYear = fields.number("G");
  const isoWeekNumber = fields.number("V");
  const wday = fields.weekday();
  checkIso(fields, isoYear, isoWeekNumber, wday);
  let year = fields.year();
  const month = fields.month();
  const day = fields.number("d");
  // the 29th of February without a year: assume a leap year for the check of the day
  const leapGuess = year === undefined && month === 2 && day === 29;
  const assumed = leapGuess ? 1904 : (year ?? 1900);
  let ordinal = dateToOrdinal(assumed, month ?? 1, 1) + (day ?? 1) - 1;
  const yday = fields.number("j");
  const sundayWeek = fields.number("U");
  const mondayWeek = fields.number("W");
  if (yday !== undefined) {
    ordinal = dateToOrdinal(assumed, 1, 1) + yday - 1;
  } else if (wday !== undefined && year !== undefined && (sundayWeek ?? mondayWeek) !== undefined) {
    ordinal = ordinalOfWeek(year, (sundayWeek ?? mondayWeek) as number, wday, sundayWeek === undefined);
  } else if (wday !== undefined && isoYear !== undefined && isoWeekNumber !== undefined) {
    const fourth = dateToOrdinal(isoYear, 1, 4);
    ordinal = fourth - weekday(fourth) + (isoWeekNumber - 1) * 7 + wday;
  } else if ((day ?? 1) > daysInMonth(assumed, month ?? 1)) {
    throw new ValueError("day is out of range for month");
  }
  const [foundYear, foundMonth, foundDay] = ordinalToDate(ordinal);
  year = leapGuess ? 1900 : foundYear;
  return {
    year,
    month: foundMonth,
    day: foundDay,
    hour: fields.hour(),
    minute: fields.number("M") ?? 0,
    second: fields.number("S") ?? 0,
    microsecond: Number((fields.text("f") ?? "0").padEnd(6, "0")),
    weekday: wday ?? weekday(ordinal),
    yearDay: yday ?? ordinal - dateToOrdinal(foundYear, 1, 1) + 1,
    ...zoneOf(fields),
  };
}

function checkIso(fields: Fields, isoYear?: number, isoWeekNumber?: number, wday?: number): void {
  if (isoYear !== undefined) {
    if (fields.number("j") !== undefined) {
      throw new ValueError(
        "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.",
      );
    }
    if (isoWeekNumber === undefined || wday === undefined) {
      throw new ValueError(
        "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive ('%A', '%a', '%w', or '%u').",
      );
    }
  } else if (isoWeekNumber !== undefined) {
    throw new ValueError(
      fields.year() === undefined || wday === undefined
        ? "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive ('%A', '%a', '%w', or '%u')."
        : "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.",
    );
  }
}

function ordinalOfWeek(year: number, week: number, wday: number, mondayFirst: boolean): number {
  const first = dateToOrdinal(year, 1, 1);
  const day = mondayFirst ? wday : (wday + 1) % 7;
  const firstDay = mondayFirst ? weekday(first) : (weekday(first) + 1) % 7;
  const weekZero = (7 - firstDay) % 7;
  return week === 0 ? first + day - firstDay : first + weekZero + 7 * (week - 1) + day;
}

function zoneOf(fields: Fields): Pick<ParsedDate, "isDst" | "zone" | "offset" | "offsetMicroseconds"> {
  const name = fields.text("Z");
  const isDst = name === undefined ? -1 : name === "utc" || name === "gmt" ? 0 : daylightOf(name);
  const zone = name ?? null;
  const text = fields.text("z");
  if (text === undefined) {
    return { isDst, zone, offset: null, offsetMicroseconds: 0 };
  }
  if (text === "z") {
    return { isDst, zone, offset: 0, offsetMicroseconds: 0 };
  }
  const [, sign, hours, minutes, seconds, fraction] = /^([+-])(\d\d):?(\d\d)(?::?(\d\d)(?:\.(\d+))?)?$/.exec(
    text,
  ) as RegExpExecArray;
  const factor = sign === "-" ? -1 : 1;
  return {
    isDst,
    zone,
    offset: factor * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)),
    offsetMicroseconds: factor * Number((fraction ?? "0").padEnd(6, "0")),
  };
}

function daylightOf(name: string): number {
  const summer = [0, 6].map((month) => localZone(Date.UTC(new Date().getFullYear(), month, 1) / 1000));
  return summer.some((zone) => zone.isDst && zone.name.toLowerCase() === name) ? 1 : 0;
}
