/** The class `HTMLCalendar`: months and years as tables. */
import { bytes } from "../../builtins/bytes.js";
import { iterate } from "../../builtins/iterate.js";
import { encode } from "../../builtins/str/methods.js";
import type { tuple } from "../../builtins/tuple.js";
import { Calendar } from "./calendar-class.js";
import { day_abbr, month_name } from "./names.js";

const CLASSES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Mirrors `calendar.HTMLCalendar`. */
export class HTMLCalendar extends Calendar {
  cssclasses: string[] = CLASSES;
  cssclasses_weekday_head: string[] = CLASSES;
  cssclass_noday = "noday";
  cssclass_month_head = "month";
  cssclass_month = "month";
  cssclass_year_head = "year";
  cssclass_year = "year";

  formatday(day: number, weekday: number): string {
    if (day === 0) return `<td class="${this.cssclass_noday}">&nbsp;</td>`;
    return `<td class="${this.cssclasses[weekday]}">${day}</td>`;
  }

  formatweek(theweek: Iterable<tuple<[number, number]>>): string {
    const week = [...iterate<tuple<[number, number]>>(theweek)];
    return `<tr>${week.map(([day, weekday]) => this.formatday(day, weekday)).join("")}</tr>`;
  }

  formatweekday(day: number): string {
    return `<th class="${this.cssclasses_weekday_head[day]}">${day_abbr[day]}</th>`;
  }

  formatweekheader(): string {
    return `<tr>${Array.from(this.iterweekdays(), (day) => this.formatweekday(day)).join("")}</tr>`;
  }

  formatmonthname(theyear: number, themonth: number, withyear: boolean = true): string {
    const title = withyear ? `${month_name[themonth]} ${theyear}` : month_name[themonth];
    return `<tr><th colspan="7" class="${this.cssclass_month_head}">${title}</th></tr>`;
  }

  formatmonth(theyear: number, themonth: number, withyear: boolean = true): string {
    const lines = [
      table(this.cssclass_month),
      this.formatmonthname(theyear, themonth, withyear),
      this.formatweekheader(),
      ...this.monthdays2calendar(theyear, themonth).map((week) => this.formatweek(week)),
      "</table>",
    ];
    return lines.map((line) => `${line}\n`).join("");
  }

  formatyear(theyear: number, width: number = 3): string {
    const columns = Math.max(width, 1);
    const head = `<tr><th colspan="${columns}" class="${this.cssclass_year_head}">${theyear}</th></tr>`;
    const rows: string[] = [];
    for (let first = 1; first <= 12; first += columns) {
      const months = Array.from({ length: Math.min(columns, 13 - first) }, (_, index) => first + index);
      const cells = months.map((month) => `<td>${this.formatmonth(theyear, month, false)}</td>`);
      rows.push(`<tr>${cells.join("")}</tr>`);
    }
    return `${table(this.cssclass_year)}\n${head}${rows.join("")}</table>`;
  }

  formatyearpage(
    theyear: number,
    width: number = 3,
    css: string | null = "calendar.css",
    encoding: string | null = null,
  ): bytes {
    const charset = encoding ?? "utf-8";
    const lines = [
      `<?xml version="1.0" encoding="${charset}"?>`,
      `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">`,
      "<html>",
      "<head>",
      `<meta http-equiv="Content-Type" content="text/html; charset=${charset}" />`,
      ...(css === null ? [] : [`<link rel="stylesheet" type="text/css" href="${css}" />`]),
      `<title>Calendar for ${theyear}</title>`,
      "</head>",
      "<body>",
    ];
    const page = `${lines.join("\n")}\n${this.formatyear(theyear, width)}</body>\n</html>\n`;
    return encode(page, charset, "xmlcharrefreplace");
  }
}

const table = (name: string): string => `<table border="0" cellpadding="0" cellspacing="0" class="${name}">`;
