/** Values as JSON text: `json.dumps` and the class `JSONEncoder`. Mirrors Lib/json/encoder.py. */
import { plain } from "../../builtins/classes/native-value.js";
import { call } from "../../builtins/call.js";
import { dict } from "../../builtins/dict.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { sorted } from "../../builtins/functions/aggregates.js";
import { floatRepr, intText } from "../../builtins/number-text.js";
import { Float, type int, isFloat, isIntLike } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { truth } from "../../builtins/truth.js";
import { typeOf } from "../../builtins/type.js";
import { className, typeName } from "../../builtins/type-name.js";

export interface EncoderOptions {
  skipkeys?: unknown;
  ensure_ascii?: unknown;
  check_circular?: unknown;
  allow_nan?: unknown;
  indent?: int | string | null;
  separators?: Iterable<string> | null;
  default?: ((value: unknown) => unknown) | null;
  sort_keys?: unknown;
}

/** Mirrors `json.JSONEncoder`: subclasses override `default` for values that JSON has no word for. */
export class JSONEncoder extends object {
  declare skipkeys: boolean;
  declare ensure_ascii: boolean;
  declare allow_nan: boolean;
  declare sort_keys: boolean;
  declare indent: string | null;
  declare item_separator: string;
  declare key_separator: string;
  declare private fallback: ((value: unknown) => unknown) | null;

  constructor(options: EncoderOptions = {}) {
    super(options);
  }

  override __init__(options: EncoderOptions = {}): void {
    this.skipkeys = truth(options.skipkeys ?? false);
    this.ensure_ascii = truth(options.ensure_ascii ?? true);
    this.allow_nan = truth(options.allow_nan ?? true);
    this.sort_keys = truth(options.sort_keys ?? false);
    const indent = options.indent ?? null;
    this.indent = indent === null || typeof indent === "string" ? indent : " ".repeat(Math.max(0, Number(indent)));
    const [item, key] = options.separators ?? [this.indent === null ? ", " : ",", ": "];
    this.item_separator = item;
    this.key_separator = key;
    this.fallback = options.default ?? null;
  }

  /** What stands for a value that JSON has no word for. @throws TypeError unless a subclass overrides it */
  default(o: unknown): unknown {
    if (this.fallback !== null) {
      return call(this.fallback, o);
    }
    throw new TypeError(`Object of type ${className(typeOf(o) as never)} is not JSON serializable`);
  }

  /** @throws TypeError, ValueError "Circular reference detected" */
  encode(o: unknown): string {
    return this.write(o, "\n", new Set());
  }

  /** The text in pieces: here always one. */
  *iterencode(o: unknown): IterableIterator<string> {
    yield this.encode(o);
  }

  /** @param newline a line end and the indentation of the place */
  private write(value: unknown, newline: string, open: Set<unknown>): string {
    const atom = this.atom(plain(value));
    if (atom !== null) {
      return atom;
    }
    if (open.has(value)) {
      throw new ValueError("Circular reference detected");
    }
    open.add(value);
    const inner = newline + (this.indent ?? "");
    let text: string;
    if (Array.isArray(value)) {
      text = this.group(
        "[",
        "]",
        Array.from(value, (item) => this.write(item, inner, open)),
        newline,
      );
    } else if (value instanceof dict) {
      text = this.group("{", "}", this.members(value as dict<unknown, unknown>, inner, open), newline);
    } else {
      text = this.write(this.default(value), newline, open);
    }
    open.delete(value);
    return text;
  }

  private group(start: string, end: string, parts: string[], newline: string): string {
    if (parts.length === 0) {
      return start + end;
    }
    if (this.indent === null) {
      return start + parts.join(this.item_separator) + end;
    }
    const inner = newline + this.indent;
    return start + inner + parts.join(this.item_separator + inner) + newline + end;
  }

  private members(mapping: dict<unknown, unknown>, newline: string, open: Set<unknown>): string[] {
    const items = this.sort_keys ? sorted([...mapping.items()]) : [...mapping.items()];
    const parts: string[] = [];
    for (const [key, value] of items as Iterable<[unknown, unknown]>) {
      const name = this.keyText(key);
      if (name !== null) {
        parts.push(quoted(name, this.ensure_ascii) + this.key_separator + this.write(value, newline, open));
      }
    }
    return parts;
  }

  private keyText(given: unknown): string | null {
    const key = plain(given);
    if (typeof key === "string") {
      return key;
    }
    if (isFloat(key) || isIntLike(key) || key === null) {
      return this.atom(key);
    }
    if (this.skipkeys) {
      return null;
    }
    throw new TypeError(`keys must be str, int, float, bool or None, not ${typeName(key)}`);
  }

  /** A value without parts as text, null for one with parts. */
  private atom(value: unknown): string | null {
    if (value === null || value === undefined) {
      return "null";
    }
    if (typeof value === "string") {
      return quoted(value, this.ensure_ascii);
    }
    if (typeof value === "boolean") {
      return value ? "true" : "false";
    }
    if (isFloat(value)) {
      return this.floatText(value instanceof Float ? value.value : value);
    }
    return typeof value === "number" || typeof value === "bigint" ? intText(value) : null;
  }

  private floatText(x: number): string {
    if (Number.isFinite(x)) {
      return floatRepr(x);
    }
    if (!this.allow_nan) {
      throw new ValueError("Out of range float values are not JSON compliant");
    }
    return Number.isNaN(x) ? "NaN" : x > 0 ? "Infinity" : "-Infinity";
  }
}

const ESCAPES: Record<string, string> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
};

/** A text as a JSON string. */
export function quoted(text: string, ascii: boolean): string {
  const special = ascii ? /["\\]|[^ -~]/g : /["\\\0-\x1f]/g;
  return `"${text.replace(special, (unit) => ESCAPES[unit] ?? "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0"))}"`;
}
