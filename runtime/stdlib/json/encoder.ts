/** Mirrors Lib/json/encoder.py. */
import { dict } from "../../builtins/dict.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { sorted } from "../../builtins/functions/aggregates.js";
import { isFloat, isIntLike } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { floatRepr } from "../../builtins/number-text.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";

/** The keyword arguments of `dumps` and `JSONEncoder`. */
export interface EncoderOptions {
  skipkeys?: boolean;
  ensure_ascii?: boolean;
  check_circular?: boolean;
  allow_nan?: boolean;
  sort_keys?: boolean;
  /** Spaces for each level, or the text itself; null for all on one line. */
  indent?: number | string | null;
  /** (between items, between key and value) */
  separators?: readonly [string, string] | null;
  default?: ((o: unknown) => unknown) | null;
}

const SHORT_ESCAPES: Record<string, string> = {
  "\\": "\\\\",
  '"': '\\"',
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escapeUnit(unit: string): string {
  return SHORT_ESCAPES[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A string with all but ASCII escaped. */
export function quoteAscii(text: string): string {
  return `"${text.replace(/[^ -~]|["\\]/g, escapeUnit)}"`;
}

/** A string with only what JSON demands escaped. */
export function quote(text: string): string {
  return `"${text.replace(/[\u0000-\u001f"\\]/g, escapeUnit)}"`;
}

/** Mirrors `json.JSONEncoder`. */
export class JSONEncoder extends object {
  readonly skipkeys: boolean;
  readonly ensure_ascii: boolean;
  readonly check_circular: boolean;
  readonly allow_nan: boolean;
  readonly sort_keys: boolean;
  readonly indent: number | string | null;
  readonly item_separator: string;
  readonly key_separator: string;

  constructor(options: EncoderOptions = {}) {
    super();
    this.skipkeys = options.skipkeys ?? false;
    this.ensure_ascii = options.ensure_ascii ?? true;
    this.check_circular = options.check_circular ?? true;
    this.allow_nan = options.allow_nan ?? true;
    this.sort_keys = options.sort_keys ?? false;
    this.indent = options.indent ?? null;
    const separators = options.separators ?? [this.indent === null ? ", " : ",", ": "];
    [this.item_separator, this.key_separator] = separators;
    const given = options.default ?? null;
    if (given !== null) Object.defineProperty(this, "default", { value: given });
  }

  /** Gives something that can be encoded for what can't. @throws TypeError unless overridden */
  default(o: unknown): unknown {
    throw new TypeError(`Object of type ${typeName(o)} is not JSON serializable`);
  }

  /** The JSON text of a value. @throws TypeError, ValueError */
  encode(o: unknown): string {
    return new Writer(this).write(o, 0);
  }

  /** The text in pieces; here in one. */
  iterencode(o: unknown): Iterable<string> {
    return [this.encode(o)];
  }
}

/** Writes one value. */
class Writer {
  readonly #encoder: JSONEncoder;
  readonly #indent: string | null;
  /** Containers around the value, to find cycles. */
  readonly #open = new Set<unknown>();

  constructor(encoder: JSONEncoder) {
    const { indent } = encoder;
    this.#encoder = encoder;
    this.#indent = typeof indent === "number" ? " ".repeat(Math.max(0, indent)) : indent;
  }

  write(value: unknown, depth: number): string {
    if (typeof value === "string") return this.#quote(value);
    if (value === null || typeof value === "boolean") return String(value);
    if (isFloat(value)) return this.#float(Number(value));
    if (isIntLike(value)) return String(value);
    if (Array.isArray(value)) return this.#within(value, () => this.#list(value, depth));
    if (value instanceof dict) return this.#within(value, () => this.#object(value, depth));
    return this.#within(value, () => this.write(this.#encoder.default(value), depth));
  }

  #quote(text: string): string {
    return this.#encoder.ensure_ascii ? quoteAscii(text) : quote(text);
  }

  #float(value: number): string {
    if (Number.isFinite(value)) return floatRepr(value);
    if (!this.#encoder.allow_nan) {
      throw new ValueError("Out of range float values are not JSON compliant");
    }
    return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }

  #within(container: unknown, write: () => string): string {
    if (!this.#encoder.check_circular) return write();
    if (this.#open.has(container)) throw new ValueError("Circular reference detected");
    this.#open.add(container);
    const text = write();
    this.#open.delete(container);
    return text;
  }

  #list(items: readonly unknown[], depth: number): string {
    return this.#enclose(
      "[",
      "]",
      Array.from(items, (item) => this.write(item, depth + 1)),
      depth,
    );
  }

  #object(value: dict, depth: number): string {
    const pairs = [...value.entries()];
    const ordered = this.#encoder.sort_keys
      ? sorted(
          pairs.map(([key, item]) => tuple.of(key, item)),
          { key: (pair) => pair[0] },
        )
      : pairs;
    const parts: string[] = [];
    for (const [key, item] of ordered) {
      const name = this.#key(key);
      if (name !== null) parts.push(this.#quote(name) + this.#encoder.key_separator + this.write(item, depth + 1));
    }
    return this.#enclose("{", "}", parts, depth);
  }

  /** A key as text; null for one to leave out. @throws TypeError */
  #key(key: unknown): string | null {
    if (typeof key === "string") return key;
    if (key === null || typeof key === "boolean") return String(key);
    if (isFloat(key)) return this.#float(Number(key));
    if (isIntLike(key)) return String(key);
    if (this.#encoder.skipkeys) return null;
    throw new TypeError(`keys must be str, int, float, bool or None, not ${typeName(key)}`);
  }

  #enclose(open: string, close: string, parts: readonly string[], depth: number): string {
    if (parts.length === 0) return open + close;
    if (this.#indent === null) return open + parts.join(this.#encoder.item_separator) + close;
    const line = `\n${this.#indent.repeat(depth + 1)}`;
    const inner = parts.join(this.#encoder.item_separator + line);
    return `${open}${line}${inner}\n${this.#indent.repeat(depth)}${close}`;
  }
}
