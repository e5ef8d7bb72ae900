/** What decides whether a record goes on. */
import { call } from "../../builtins/call.js";
import { object } from "../../builtins/object.js";
import { special } from "../../builtins/protocol.js";
import { truth } from "../../builtins/truth.js";
import type { LogRecord } from "./record.js";

/** Mirrors `logging.Filter`: lets the records of one logger and those below it pass. */
export class Filter extends object {
  readonly name: string;

  constructor(name: string = "") {
    super();
    this.name = name;
  }

  filter(record: LogRecord): boolean {
    return this.name === "" || record.name === this.name || record.name.startsWith(`${this.name}.`);
  }
}

/** Mirrors `logging.Filterer`, the base of loggers and handlers. */
export class Filterer extends object {
  readonly filters: unknown[] = [];

  /** Adds a Filter, or a function of the record. */
  addFilter(filter: unknown): void {
    if (!this.filters.includes(filter)) this.filters.push(filter);
  }

  removeFilter(filter: unknown): void {
    const at = this.filters.indexOf(filter);
    if (at >= 0) this.filters.splice(at, 1);
  }

  /** True when all filters let the record pass. */
  filter(record: LogRecord): boolean {
    return this.filters.every((filter) => {
      const method = special(filter, "filter");
      return truth(method === undefined ? call(filter, record) : method.call(filter, record));
    });
  }
}
