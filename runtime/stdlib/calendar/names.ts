/** Names of months and weekdays, and the errors for numbers that have none. */
import { ValueError } from "../../builtins/exceptions.js";
import { repr } from "../../builtins/repr.js";

export const day_name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export const day_abbr = day_name.map((name) => name.slice(0, 3));

/** The months begin at index 1. */
export const month_name = [
  ...["", "January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

export const month_abbr = month_name.map((name) => name.slice(0, 3));

/** Mirrors `calendar.IllegalMonthError`. */
export class IllegalMonthError extends ValueError {
  month: unknown;

  constructor(month: unknown) {
    super(month);
    this.month = month;
  }

  override __str__(): string {
    return `bad month number ${repr(this.month)}; must be 1-12`;
  }
}

/** Mirrors `calendar.IllegalWeekdayError`. */
export class IllegalWeekdayError extends ValueError {
  weekday: unknown;

  constructor(weekday: unknown) {
    super(weekday);
    this.weekday = weekday;
  }

  override __str__(): string {
    return `bad weekday number ${repr(this.weekday)}; must be 0 (Monday) to 6 (Sunday)`;
  }
}
