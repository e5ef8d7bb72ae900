/** The class `TextCalendar`: months and years as plain text. */
import { iterate } from "../../builtins/iterate.js";
import { center } from "../../builtins/str/layout.js";
import { print } from "../../builtins/functions/console.js";
import type { tuple } from "../../builtins/tuple.js";
import { Calendar } from "./calendar-class.js";
import { day_abbr, day_name, month_name } from "./names.js";

type Week = Iterable<tuple<[number, number]>>;

/** Mirrors `calendar.formatstring`: columns side by side. */
export function formatstring(cols: Iterable<string>, colwidth: number = 20, spacing: number = 6): string {
  return Array.from(iterate<string>(cols), (column) => center(column, colwidth)).join(" ".repeat(spacing));
}

/** Mirrors `calendar.TextCalendar`. */
export class TextCalendar extends Calendar {
  prweek(theweek: Week, width: number): void {
    print(this.formatweek(theweek, width), { end: "" });
  }

  formatday(day: number, _weekday: number, width: number): string {
    return center(day === 0 ? "" : String(day).padStart(2), width);
  }

  formatweek(theweek: Week, width: number): string {
    const week = [...iterate<tuple<[number, number]>>(theweek)];
    return week.map(([day, weekday]) => this.formatday(day, weekday, width)).join(" ");
  }

  formatweekday(day: number, width: number): string {
    const name = (width >= 9 ? day_name : day_abbr)[day]!;
    return center(name.slice(0, width), width);
  }

  formatweekheader(width: number): string {
    return Array.from(this.iterweekdays(), (day) => this.formatweekday(day, width)).join(" ");
  }

  formatmonthname(theyear: number, themonth: number, width: number, withyear: boolean = true): string {
    const name = month_name[themonth]!;
    return center(withyear ? `${name} ${theyear}` : name, width);
  }

  prmonth(theyear: number, themonth: number, w: number = 0, l: number = 0): void {
    print(this.formatmonth(theyear, themonth, w, l), { end: "" });
  }

  formatmonth(theyear: number, themonth: number, w: number = 0, l: number = 0): string {
    const width = Math.max(2, w);
    const end = "\n".repeat(Math.max(1, l));
    const weeks = this.monthdays2calendar(theyear, themonth);
    const lines = [
      this.formatmonthname(theyear, themonth, 7 * (width + 1) - 1),
      this.formatweekheader(width),
      ...weeks.map((week) => this.formatweek(week, width)),
    ];
    return lines.map((line) => line.trimEnd() + end).join("");
  }

  formatyear(theyear: number, w: number = 2, l: number = 1, c: number = 6, m: number = 3): string {
    const width = Math.max(2, w);
    const end = "\n".repeat(Math.max(1, l));
    const spacing = Math.max(2, c);
    const column = (width + 1) * 7 - 1;
    const line = (cells: string[]): string => formatstring(cells, column, spacing).trimEnd() + end;
    const title = center(String(theyear), column * m + spacing * (m - 1)).trimEnd();
    const rows = this.yeardays2calendar(theyear, m).map((months, row) => {
      const names = months.map((_, index) => this.formatmonthname(theyear, m * row + index + 1, column, false));
      const headers = months.map(() => this.formatweekheader(width));
      const height = Math.max(...months.map((weeks) => weeks.length));
      const weeks = Array.from({ length: height }, (_, at) =>
        line(months.map((month) => (at < month.length ? this.formatweek(month[at]!, width) : ""))),
      );
      return end + line(names) + line(headers) + weeks.join("");
    });
    return title + end + rows.join("");
  }

  pryear(theyear: number, w: number = 0, l: number = 0, c: number = 6, m: number = 3): void {
    print(this.formatyear(theyear, w, l, c, m), { end: "" });
  }
}
