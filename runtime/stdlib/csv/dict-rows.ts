/** Rows as dicts. */
import type { Dynamic } from "../../builtins/dynamic.js";
import { dict } from "../../builtins/dict.js";
import { ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { next } from "../../builtins/iterator.js";
import { object } from "../../builtins/object.js";
import { sub } from "../../builtins/operators.js";
import { callmethod } from "../../builtins/call-method.js";
import { repr } from "../../builtins/repr.js";
import type { FormatOptions } from "./dialect.js";
import { type Reader, reader } from "./reader.js";
import { type Writer, writer } from "./writer.js";

/** Mirrors `csv.DictReader`: the first row names the fields unless they are given. */
export class DictReader extends object {
  declare restkey: unknown;
  declare restval: unknown;
  declare reader: Reader;
  declare dialect: unknown;
  declare line_num: number;
  declare _fieldnames: Iterable<unknown> | null;

  override __init__(
    f: unknown,
    fieldnames: Iterable<unknown> | null = null,
    restkey: unknown = null,
    restval: unknown = null,
    dialect: unknown = "excel",
    options: FormatOptions = {},
  ): void {
    Object.assign(this, { restkey, restval, dialect, line_num: 0, _fieldnames: fieldnames });
    this.reader = reader(f, dialect, options);
  }

  get fieldnames(): Dynamic {
    if (this._fieldnames === null) this._fieldnames = next(this.reader as never, null);
    this.line_num = this.reader.line_num;
    return this._fieldnames;
  }

  set fieldnames(value: Dynamic) {
    this._fieldnames = value as Iterable<unknown>;
  }

  __iter__(): this {
    return this;
  }

  /** Blank rows are passed over. @throws StopIteration at the end, Error */
  __next__(): dict<Dynamic, Dynamic> {
    const names = this.line_num === 0 ? (this.fieldnames as unknown) : this._fieldnames;
    let row = this.reader.__next__();
    this.line_num = this.reader.line_num;
    while (row.length === 0) row = this.reader.__next__();
    const keys = [...iterate<unknown>(names)];
    const made = new dict<Dynamic, Dynamic>();
    keys.forEach((key, at) => made.__setitem__(key, at < row.length ? row[at] : this.restval));
    if (row.length > keys.length) made.__setitem__(this.restkey, row.slice(keys.length));
    return made;
  }
}

/** Mirrors `csv.DictWriter`. */
export class DictWriter extends object {
  declare fieldnames: Dynamic;
  declare restval: unknown;
  declare extrasaction: string;
  declare writer: Writer;

  /** @throws ValueError for another action than "raise" and "ignore" */
  override __init__(
    f: unknown,
    fieldnames: Iterable<unknown>,
    restval: unknown = "",
    extrasaction: string = "raise",
    dialect: unknown = "excel",
    options: FormatOptions = {},
  ): void {
    if (!["raise", "ignore"].includes(extrasaction.toLowerCase())) {
      throw new ValueError(`extrasaction (${extrasaction}) must be 'raise' or 'ignore'`);
    }
    Object.assign(this, { fieldnames, restval, extrasaction });
    this.writer = writer(f, dialect, options);
  }

  writeheader(): Dynamic {
    return this.writer.writerow(this.fieldnames);
  }

  /** @throws ValueError for a key that no field has */
  writerow(rowdict: unknown): Dynamic {
    return this.writer.writerow(this.#fields(rowdict));
  }

  writerows(rowdicts: unknown): void {
    for (const row of iterate(rowdicts)) this.writerow(row);
  }

  #fields(row: unknown): unknown[] {
    const names = [...iterate<unknown>(this.fieldnames)];
    if (this.extrasaction === "raise") {
      const wrong = [...iterate<unknown>(sub(callmethod(row, "keys"), names))];
      if (wrong.length > 0) {
        throw new ValueError(`dict contains fields not in fieldnames: ${wrong.map(repr).join(", ")}`);
      }
    }
    return names.map((name) => callmethod(row, "get", name, this.restval));
  }
}
