/** Mirrors Lib/json/decoder.py and scanner.py. */
import { call } from "../../builtins/call.js";
import { dict } from "../../builtins/dict.js";
import { ValueError } from "../../builtins/exceptions.js";
import { shrink, tagged, type int } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { strLength } from "../../builtins/str/code-points.js";
import { tuple } from "../../builtins/tuple.js";

/** The keyword arguments of `loads` and `JSONDecoder`. */
export interface DecoderOptions {
  object_hook?: ((pairs: dict<string, unknown>) => unknown) | null;
  parse_float?: ((text: string) => unknown) | null;
  parse_int?: ((text: string) => unknown) | null;
  parse_constant?: ((text: string) => unknown) | null;
  /** False allows control characters in strings. */
  strict?: boolean;
  object_pairs_hook?: ((pairs: tuple<[string, unknown]>[]) => unknown) | null;
}

/** Mirrors `json.JSONDecodeError`: a ValueError that knows the text and the place, counted in code points. */
export class JSONDecodeError extends ValueError {
  declare msg: string;
  declare doc: string;
  declare pos: number;
  declare lineno: number;
  declare colno: number;

  override __init__(msg: string, doc: string, pos: number): void {
    const before = [...doc].slice(0, pos).join("");
    const lineno = before.split("\n").length;
    const colno = strLength(before.slice(before.lastIndexOf("\n") + 1)) + 1;
    super.__init__(`${msg}: line ${lineno} column ${colno} (char ${pos})`);
    Object.assign(this, { msg, doc, pos, lineno, colno });
  }
}

/** Mirrors `json.JSONDecoder`. */
export class JSONDecoder extends object {
  readonly #options: DecoderOptions;

  constructor(options: DecoderOptions = {}) {
    super();
    this.#options = options;
  }

  /** The value of a JSON text. @throws JSONDecodeError */
  decode(s: string): unknown {
    const reader = new Reader(s, this.#options);
    const start = reader.skipSpace(0);
    const value = reader.value(start);
    const end = reader.skipSpace(reader.at);
    if (end !== s.length) throw reader.error("Extra data", end);
    return value;
  }

  /** The value at the beginning of a text, and where it ends. */
  raw_decode(s: string, idx: number = 0): tuple<[unknown, number]> {
    const reader = new Reader(s, this.#options);
    const value = reader.value(idx);
    return tuple.of(value, reader.at);
  }
}

const NUMBER = /(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;

const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES: Record<string, string> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
const CONSTANTS: Record<string, number> = { NaN: NaN, Infinity: Infinity, "-Infinity": -Infinity };
const WORDS: Record<string, unknown> = { null: null, true: true, false: false };

/** Reads one text; `at` is where the last value read ends. */
class Reader {
  readonly #text: string;
  readonly #options: DecoderOptions;
  at = 0;

  constructor(text: string, options: DecoderOptions) {
    this.#text = text;
    this.#options = options;
  }

  error(message: string, index: number): JSONDecodeError {
    return new JSONDecodeError(message, this.#text, strLength(this.#text.slice(0, index)));
  }

  skipSpace(index: number): number {
    SPACE.lastIndex = index;
    SPACE.test(this.#text);
    return SPACE.lastIndex;
  }

  value(index: number): unknown {
    const text = this.#text;
    switch (text[index]) {
      case '"':
        return this.#string(index);
      case "{":
        return this.#object(index);
      case "[":
        return this.#array(index);
    }
    for (const word of Object.keys(WORDS)) {
      if (text.startsWith(word, index)) return this.#end(index + word.length, WORDS[word]);
    }
    return this.#number(index);
  }

  #end<T>(at: number, value: T): T {
    this.at = at;
    return value;
  }

  #number(index: number): unknown {
    NUMBER.lastIndex = index;
    const match = NUMBER.exec(this.#text);
    if (match === null || match[0] === "-") return this.#constant(index);
    const [all, whole, fraction, exponent] = match;
    const { parse_float, parse_int } = this.#options;
    this.at = index + all.length;
    if (fraction === undefined && exponent === undefined) {
      return parse_int ? call(parse_int, all) : intOf(whole!);
    }
    return parse_float ? call(parse_float, all) : tagged(Number(all));
  }

  #constant(index: number): unknown {
    for (const [word, value] of Object.entries(CONSTANTS)) {
      if (!this.#text.startsWith(word, index)) continue;
      const { parse_constant } = this.#options;
      return this.#end(index + word.length, parse_constant ? call(parse_constant, word) : value);
    }
    throw this.error("Expecting value", index);
  }

  #string(start: number): string {
    const text = this.#text;
    let result = "";
    for (let index = start + 1; ;) {
      PLAIN.lastIndex = index;
      PLAIN.test(text);
      result += text.slice(index, PLAIN.lastIndex);
      index = PLAIN.lastIndex;
      const unit = text[index];
      if (unit === '"') return this.#end(index + 1, result);
      if (unit === undefined) throw this.error("Unterminated string starting at", start);
      if (unit !== "\\") {
        if (this.#options.strict ?? true) throw this.error("Invalid control character at", index);
        result += unit;
        index += 1;
      } else {
        const [escaped, length] = this.#escape(start, index);
        result += escaped;
        index += length;
      }
    }
  }

  /** The character behind a backslash, and how long its escape is. */
  #escape(start: number, index: number): [escaped: string, length: number] {
    const letter = this.#text[index + 1];
    if (letter === undefined) throw this.error("Unterminated string starting at", start);
    if (letter === "u") {
      const digits = this.#text.slice(index + 2, index + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.error("Invalid \\uXXXX escape", index + 1);
      return [String.fromCharCode(parseInt(digits, 16)), 6];
    }
    const escaped = ESCAPES[letter];
    if (escaped === undefined) throw this.error("Invalid \\escape", index);
    return [escaped, 2];
  }

  #array(start: number): unknown[] {
    const items: unknown[] = [];
    let index = this.skipSpace(start + 1);
    if (this.#text[index] === "]") return this.#end(index + 1, items);
    for (;;) {
      items.push(this.value(index));
      index = this.skipSpace(this.at);
      if (this.#text[index] === "]") return this.#end(index + 1, items);
      if (this.#text[index] !== ",") throw this.error("Expecting ',' delimiter", index);
      index = this.skipSpace(index + 1);
    }
  }

  #object(start: number): unknown {
    const pairs: [string, unknown][] = [];
    let index = this.skipSpace(start + 1);
    if (this.#text[index] === "}") return this.#end(index + 1, this.#finish(pairs));
    for (;;) {
      index = this.#pair(pairs, index);
      if (this.#text[index] === "}") break;
      if (this.#text[index] !== ",") throw this.error("Expecting ',' delimiter", index);
      index = this.skipSpace(index + 1);
    }
    const made = this.#finish(pairs);
    return this.#end(index + 1, made);
  }

  /** Reads `"name": value`; returns where what follows it stands. */
  #pair(pairs: [string, unknown][], index: number): number {
    if (this.#text[index] !== '"') throw this.error("Expecting property name enclosed in double quotes", index);
    const name = this.#string(index);
    const colon = this.skipSpace(this.at);
    if (this.#text[colon] !== ":") throw this.error("Expecting ':' delimiter", colon);
    pairs.push([name, this.value(this.skipSpace(colon + 1))]);
    return this.skipSpace(this.at);
  }

  #finish(pairs: [string, unknown][]): unknown {
    const { object_pairs_hook, object_hook } = this.#options;
    if (object_pairs_hook)
      return call(
        object_pairs_hook,
        pairs.map((pair) => tuple.of(...pair)),
      );
    const made = new dict(pairs);
    return object_hook ? call(object_hook, made) : made;
  }
}

function intOf(text: string): int {
  return text.length < 16 ? Number(text) + 0 : shrink(BigInt(text));
}
