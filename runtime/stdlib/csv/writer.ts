/** Writing rows. Mirrors Modules/_csv.c. */
import { hasattr } from "../../builtins/attributes.js";
import { callmethod } from "../../builtins/call-method.js";
import { callable } from "../../builtins/functions/objects.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { TypeError } from "../../builtins/exceptions.js";
import { isIterable, iterate } from "../../builtins/iterate.js";
import { isReal } from "../../builtins/numbers.js";
import { special } from "../../builtins/protocol.js";
import { text } from "../../builtins/repr.js";
import { typeName } from "../../builtins/type-name.js";
import { type CheckedDialect, dialectOf, Error, type FormatOptions } from "./dialect.js";
import { QUOTE_ALL, QUOTE_NONE, QUOTE_NONNUMERIC } from "./dialect.js";

/** Mirrors what `csv.writer` gives. */
export class Writer {
  readonly dialect: CheckedDialect;
  readonly #file: unknown;

  /** @throws TypeError for a file that can't be written to, Error and TypeError for a bad dialect */
  constructor(csvfile: unknown, dialect: unknown, options: FormatOptions) {
    this.dialect = dialectOf(dialect, options);
    if (!hasattr(csvfile, "write")) throw new TypeError('argument 1 must have a "write" method');
    this.#file = csvfile;
  }

  /** Writes a row; returns what the file's `write` does. @throws Error */
  writerow(row: unknown): Dynamic {
    if (!isIterable(row)) throw new Error(`iterable expected, not ${typeName(row)}`);
    const { quoting, quotechar, lineterminator, delimiter } = this.dialect;
    const fields = Array.from(iterate<unknown>(row), (field) => this.#written(field));
    let line = fields.join(delimiter);
    if (fields.length === 1 && line === "") {
      if (quoting === QUOTE_NONE) throw new Error("single empty field record must be quoted");
      line = `${quotechar}${quotechar}`;
    }
    return callmethod(this.#file, "write", line + lineterminator);
  }

  /** @throws Error */
  writerows(rows: unknown): void {
    for (const row of iterate(rows)) this.writerow(row);
  }

  #written(field: unknown): string {
    const { quoting, quotechar } = this.dialect;
    const demands = quoting === QUOTE_ALL || (quoting === QUOTE_NONNUMERIC && !isNumber(field));
    const [escaped, needsQuotes] = this.#escaped(field === null ? "" : text(field));
    return demands || needsQuotes ? `${quotechar}${escaped}${quotechar}` : escaped;
  }

  #escaped(field: string): [escaped: string, needsQuotes: boolean] {
    const { delimiter, escapechar, quotechar, lineterminator, quoting, doublequote } = this.dialect;
    let needsQuotes = false;
    const escape = (char: string): string => {
      if (escapechar === null) throw new Error("need to escape, but no escapechar set");
      return escapechar + char;
    };
    const escaped = Array.from(field, (char) => {
      if (char !== delimiter && char !== escapechar && char !== quotechar && !lineterminator.includes(char))
        return char;
      if (quoting === QUOTE_NONE) return escape(char);
      if (char === quotechar && !doublequote) return escape(char);
      if (char === escapechar && char !== quotechar) return escape(char);
      needsQuotes = true;
      return char === quotechar ? char + char : char;
    });
    return [escaped.join(""), needsQuotes];
  }
}
Object.defineProperty(Writer, "name", { value: "writer" });
Object.defineProperty(Writer, "__module__", { value: "_csv" });

/** Mirrors PyNumber_Check. */
function isNumber(value: unknown): boolean {
  return isReal(value) || ["__index__", "__int__", "__float__"].some((name) => callable(special(value, name) ?? null));
}

/** Mirrors `csv.writer(csvfile, dialect="excel", **options)`. @throws Error, TypeError */
export function writer(csvfile: unknown, dialect: unknown = null, options: FormatOptions = {}): Writer {
  return new Writer(csvfile, dialect, options);
}
