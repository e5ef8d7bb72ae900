/** Reading: the state machine that splits lines into fields. Mirrors Modules/_csv.c. */
import { asIndex } from "../../builtins/as-index.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { StopIteration, TypeError } from "../../builtins/exceptions.js";
import { float } from "../../builtins/float.js";
import { iter, next } from "../../builtins/iterator.js";
import { type int, isInt, tagged } from "../../builtins/numbers.js";
import { typeName } from "../../builtins/type-name.js";
import { type CheckedDialect, dialectOf, Error, type FormatOptions, QUOTE_NONE, QUOTE_NONNUMERIC } from "./dialect.js";

let fieldLimit: int = 128 * 1024;

/** Mirrors `csv.field_size_limit([limit])`: the limit so far. @throws TypeError */
export function field_size_limit(limit?: int): int {
  const before = fieldLimit;
  if (limit !== undefined) {
    if (!isInt(limit)) throw new TypeError("limit must be an integer");
    fieldLimit = asIndex(limit);
  }
  return before;
}

type State =
  | "record start"
  | "field start"
  | "escaped"
  | "field"
  | "quoted"
  | "escaped in quotes"
  | "quote in quotes"
  | "line end"
  | "after escaped line end";

/** What comes after the last character of a line. */
const END = "";

const isLineEnd = (char: string): boolean => char === "\n" || char === "\r";

/** Mirrors what `csv.reader` gives: an iterator over rows. */
export class Reader {
  readonly dialect: CheckedDialect;
  line_num = 0;
  readonly #lines: Iterator<unknown>;
  #state: State = "record start";
  #field: string[] = [];
  #isNumber = false;
  #row: unknown[] = [];

  constructor(csvfile: unknown, dialect: unknown, options: FormatOptions) {
    this.#lines = iter(csvfile);
    this.dialect = dialectOf(dialect, options);
  }

  __iter__(): this {
    return this;
  }

  *[Symbol.iterator](): IterableIterator<Dynamic[]> {
    for (let row = this.#next(); row !== null; row = this.#next()) yield row as Dynamic[];
  }

  /** @throws StopIteration, Error for a line that the dialect can't read */
  __next__(): Dynamic[] {
    const row = this.#next();
    if (row === null) throw new StopIteration();
    return row as Dynamic[];
  }

  #next(): unknown[] | null {
    this.#row = [];
    this.#field = [];
    this.#isNumber = false;
    this.#state = "record start";
    do {
      const line = next(this.#lines, NO_LINE) as unknown;
      if (line === NO_LINE) return this.#endOfLines();
      if (typeof line !== "string") {
        throw new Error(
          `iterator should return strings, not ${typeName(line)} (the file should be opened in text mode)`,
        );
      }
      this.line_num += 1;
      for (const char of line) this.#take(char);
      this.#take(END);
    } while (this.#state !== "record start");
    return this.#row;
  }

  /** A field that the last line left open ends the last row. */
  #endOfLines(): unknown[] | null {
    if (this.#field.length === 0 && this.#state !== "quoted") return null;
    if (this.dialect.strict) throw new Error("unexpected end of data");
    this.#save();
    return this.#row;
  }

  #take(char: string): void {
    const { delimiter, quotechar, escapechar, quoting, doublequote, skipinitialspace, strict } = this.dialect;
    const isQuote = char === quotechar && quoting !== QUOTE_NONE;
    switch (this.#state) {
      case "record start":
        if (char === END) return;
        if (isLineEnd(char)) {
          this.#state = "line end";
          return;
        }
        this.#state = "field start";
        return this.#take(char);
      case "field start":
        if (isLineEnd(char) || char === END) return this.#endField(char);
        if (isQuote) this.#state = "quoted";
        else if (char === escapechar) this.#state = "escaped";
        else if (char === " " && skipinitialspace) return;
        else if (char === delimiter) this.#save();
        else {
          this.#isNumber = quoting === QUOTE_NONNUMERIC;
          this.#add(char, "field");
        }
        return;
      case "escaped":
        return isLineEnd(char) ? this.#add(char, "after escaped line end") : this.#add(char || "\n", "field");
      case "after escaped line end":
        if (char === END) return;
        this.#state = "field";
        return this.#take(char);
      case "field":
        if (isLineEnd(char) || char === END) return this.#endField(char);
        if (char === escapechar) this.#state = "escaped";
        else if (char === delimiter) this.#nextField();
        else this.#add(char, "field");
        return;
      case "quoted":
        if (char === END) return;
        if (char === escapechar) this.#state = "escaped in quotes";
        else if (isQuote) this.#state = doublequote ? "quote in quotes" : "field";
        else this.#add(char, "quoted");
        return;
      case "escaped in quotes":
        return this.#add(char || "\n", "quoted");
      case "quote in quotes":
        if (isQuote) return this.#add(char, "quoted");
        if (char === delimiter) return this.#nextField();
        if (isLineEnd(char) || char === END) return this.#endField(char);
        if (strict) throw new Error(`'${delimiter}' expected after '${quotechar}'`);
        return this.#add(char, "field");
      case "line end":
        if (isLineEnd(char)) return;
        if (char === END) this.#state = "record start";
        else {
          throw new Error(
            "new-line character seen in unquoted field - do you need to open the file in universal-newline mode?",
          );
        }
    }
  }

  #add(char: string, state: State): void {
    if (this.#field.length >= fieldLimit) throw new Error(`field larger than field limit (${fieldLimit})`);
    this.#field.push(char);
    this.#state = state;
  }

  #nextField(): void {
    this.#save();
    this.#state = "field start";
  }

  #endField(char: string): void {
    this.#save();
    this.#state = char === END ? "record start" : "line end";
  }

  #save(): void {
    const field = this.#field.join("");
    this.#row.push(this.#isNumber ? tagged(Number(float(field))) : field);
    this.#field = [];
    this.#isNumber = false;
  }
}
Object.defineProperty(Reader, "name", { value: "reader" });
Object.defineProperty(Reader, "__module__", { value: "_csv" });

const NO_LINE = Symbol("no line");

/** Mirrors `csv.reader(csvfile, dialect="excel", **options)`. @throws Error, TypeError */
export function reader(csvfile: unknown, dialect: unknown = null, options: FormatOptions = {}): Reader {
  return new Reader(csvfile, dialect, options);
}
