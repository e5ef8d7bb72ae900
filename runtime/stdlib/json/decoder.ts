/** JSON text as values: `json.loads` and the class `JSONDecoder`. Mirrors Lib/json/decoder.py and scanner.py. */
import { call } from "../../builtins/call.js";
import { dict } from "../../builtins/dict.js";
import { ValueError } from "../../builtins/exceptions.js";
import { parseFloatText, parseInteger } from "../../builtins/number-parse.js";
import { tagged } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { pointIndex } from "../../builtins/str/code-points.js";
import { tuple } from "../../builtins/tuple.js";

/** Mirrors `json.JSONDecodeError`: where the text stops being JSON. */
export class JSONDecodeError extends ValueError {
  declare msg: string;
  declare doc: string;
  declare pos: number;
  declare lineno: number;
  declare colno: number;

  override __init__(msg: string, doc: string, pos: number): void {
    const before = Array.from(doc).slice(0, pos);
    const lineno = before.filter((char) => char === "\n").length + 1;
    const colno = pos - before.lastIndexOf("\n");
    super.__init__(`${msg}: line ${lineno} column ${colno} (char ${pos})`);
    Object.assign(this, { msg, doc, pos, lineno, colno });
  }

  __reduce__(): tuple {
    return tuple.of(this.constructor, tuple.of(this.msg, this.doc, this.pos));
  }
}

type Hook = ((value: never) => unknown) | null;

export interface DecoderOptions {
  object_hook?: Hook;
  parse_float?: Hook;
  parse_int?: Hook;
  parse_constant?: Hook;
  strict?: unknown;
  object_pairs_hook?: Hook;
}

/** Mirrors `json.JSONDecoder`. */
export class JSONDecoder extends object {
  declare private options: DecoderOptions;

  constructor(options: DecoderOptions = {}) {
    super(options);
  }

  override __init__(options: DecoderOptions = {}): void {
    this.options = options;
  }

  /** @throws JSONDecodeError */
  decode(s: string): unknown {
    const scanner = new Scanner(s, this.options);
    scanner.skipSpace();
    const value = scanner.value();
    scanner.skipSpace();
    if (scanner.at !== s.length) {
      scanner.fail("Extra data", scanner.at);
    }
    return value;
  }

  /** The value at the start of the text, and where it ends. @throws JSONDecodeError */
  raw_decode(s: string, idx = 0): tuple<[unknown, number]> {
    const scanner = new Scanner(s, this.options);
    scanner.at = idx;
    const value = scanner.value();
    return tuple.of(value, scanner.at);
  }
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?/y;
const PLAIN_TEXT = /[^"\\\0-\x1f]*/y;
const CONSTANTS: [string, unknown][] = [
  ["null", null],
  ["true", true],
  ["false", false],
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
];
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

class Scanner {
  at = 0;
  private readonly text: string;
  private readonly options: DecoderOptions;

  constructor(text: string, options: DecoderOptions) {
    this.text = text;
    this.options = options;
  }

  fail(message: string, at: number): never {
    throw new JSONDecodeError(message, this.text, pointIndex(this.text, at));
  }

  skipSpace(): void {
    SPACE.lastIndex = this.at;
    SPACE.test(this.text);
    this.at = SPACE.lastIndex;
  }

  value(): unknown {
    const start = this.at;
    switch (this.text[start]) {
      case '"':
        this.at += 1;
        return this.string();
      case "{":
        this.at += 1;
        return this.object();
      case "[":
        this.at += 1;
        return this.array();
    }
    const constant = CONSTANTS.find(([word]) => this.text.startsWith(word, start));
    if (constant !== undefined) {
      return this.constant(...constant);
    }
    return this.number(start);
  }

  private constant(word: string, value: unknown): unknown {
    this.at += word.length;
    const hook = this.options.parse_constant ?? null;
    return hook !== null && typeof value === "number" ? call(hook, word) : value;
  }

  private number(start: number): unknown {
    NUMBER.lastIndex = start;
    const match = NUMBER.exec(this.text);
    if (match === null) {
      return this.fail("Expecting value", start);
    }
    this.at += match[0].length;
    const [whole, , fraction, exponent] = match;
    const isFloat = fraction !== undefined || exponent !== undefined;
    const hook = (isFloat ? this.options.parse_float : this.options.parse_int) ?? null;
    if (hook !== null) {
      return call(hook, whole);
    }
    return isFloat ? tagged(parseFloatText(whole)) : parseInteger(whole);
  }

  /** The rest of a string, behind its opening quote. */
  private string(): string {
    const begin = this.at - 1;
    let result = "";
    for (;;) {
      PLAIN_TEXT.lastIndex = this.at;
      result += PLAIN_TEXT.exec(this.text)?.[0] ?? "";
      this.at = PLAIN_TEXT.lastIndex;
      const char = this.text[this.at];
      if (char === undefined) {
        this.fail("Unterminated string starting at", begin);
      }
      this.at += 1;
      if (char === '"') {
        return result;
      }
      if (char === "\\") {
        result += this.escape(begin);
      } else if (this.options.strict === false) {
        result += char;
      } else {
        this.fail("Invalid control character at", this.at - 1);
      }
    }
  }

  private escape(begin: number): string {
    const char = this.text[this.at];
    if (char === undefined) {
      this.fail("Unterminated string starting at", begin);
    }
    this.at += 1;
    if (char !== "u") {
      return ESCAPES[char] ?? this.fail("Invalid \\escape", this.at - 2);
    }
    const digits = this.text.slice(this.at, this.at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) {
      this.fail("Invalid \\uXXXX escape", this.at - 1);
    }
    this.at += 4;
    return String.fromCharCode(parseInt(digits, 16));
  }

  private array(): unknown[] {
    const items: unknown[] = [];
    this.skipSpace();
    if (this.text[this.at] === "]") {
      this.at += 1;
      return items;
    }
    for (;;) {
      items.push(this.value());
      if (!this.more("]")) {
        return items;
      }
    }
  }

  /** Whether a comma follows; otherwise the closing bracket does. */
  private more(close: string): boolean {
    this.skipSpace();
    const char = this.text[this.at];
    if (char !== "," && char !== close) {
      this.fail("Expecting ',' delimiter", this.at);
    }
    this.at += 1;
    if (char === close) return false;
    this.skipSpace();
    return true;
  }

  private object(): unknown {
    const pairs: [string, unknown][] = [];
    this.skipSpace();
    if (this.text[this.at] === "}") {
      this.at += 1;
      return this.finish(pairs);
    }
    do {
      if (this.text[this.at] !== '"') {
        this.fail("Expecting property name enclosed in double quotes", this.at);
      }
      this.at += 1;
      const name = this.string();
      this.skipSpace();
      if (this.text[this.at] !== ":") {
        this.fail("Expecting ':' delimiter", this.at);
      }
      this.at += 1;
      this.skipSpace();
      pairs.push([name, this.value()]);
    } while (this.more("}"));
    return this.finish(pairs);
  }

  private finish(pairs: [string, unknown][]): unknown {
    const { object_hook: hook, object_pairs_hook: pairsHook } = this.options;
    if (pairsHook !== undefined && pairsHook !== null) {
      return call(
        pairsHook,
        pairs.map(([name, value]) => tuple.of(name, value)),
      );
    }
    const made = new dict<string, unknown>(pairs);
    return hook === undefined || hook === null ? made : call(hook, made);
  }
}
