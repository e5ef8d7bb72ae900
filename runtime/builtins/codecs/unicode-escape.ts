/** The codecs `unicode_escape` and `raw_unicode_escape`: text written with Python's own escapes. */
import { escapeCode } from "../str/repr.js";
import type { Codec } from "./codec.js";
import { decodeHandler } from "./errors.js";

const SHORT: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\" };

const MEANINGS: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** How many hexadecimal digits follow the letter of an escape, and what CPython says when they don't. */
const HEXADECIMAL: Readonly<Record<string, [digits: number, shown: string]>> = {
  x: [2, "\\xXX"],
  u: [4, "\\uXXXX"],
  U: [8, "\\UXXXXXXXX"],
};

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

export const unicodeEscape: Codec = {
  encode(text) {
    return latin1(
      Array.from(text, (char) => SHORT[char] ?? (/[ -~]/.test(char) ? char : escapeCode(char.codePointAt(0)!))).join(
        "",
      ),
    );
  },
  decode(data, errors) {
    return new EscapeReader(data, errors, "unicodeescape", /[\\'"abfnrtv\nxuU0-7]/).read();
  },
};

export const rawUnicodeEscape: Codec = {
  encode(text) {
    return latin1(Array.from(text, (char) => (char <= "\xff" ? char : escapeCode(char.codePointAt(0)!))).join(""));
  },
  decode(data, errors) {
    return new EscapeReader(data, errors, "rawunicodeescape", /[uU]/).read();
  },
};

class EscapeReader {
  private readonly data: Uint8Array;
  private readonly errors: string;
  private readonly codec: string;
  private readonly escapes: RegExp;
  private readonly text: string;
  private at = 0;

  constructor(data: Uint8Array, errors: string, codec: string, escapes: RegExp) {
    this.data = data;
    this.errors = errors;
    this.codec = codec;
    this.escapes = escapes;
    this.text = Array.from(data, (byte) => String.fromCharCode(byte)).join("");
  }

  read(): string {
    let result = "";
    while (this.at < this.text.length) {
      const next = this.text[this.at + 1];
      if (this.text[this.at] !== "\\") {
        result += this.text[this.at++];
      } else if (next === undefined && this.escapes.test("\\")) {
        result += this.problem(this.at + 1, "\\ at end of string");
      } else if (next === undefined || !this.escapes.test(next)) {
        result += "\\" + (next ?? "");
        this.at += 2;
      } else {
        result += this.escape(next);
      }
    }
    return result;
  }

  /** The text of an escape with this letter. */
  private escape(letter: string): string {
    const start = this.at;
    const octal = /^[0-7]{1,3}/.exec(this.text.slice(start + 1, start + 4));
    if (octal !== null) {
      this.at += 1 + octal[0].length;
      return String.fromCharCode(parseInt(octal[0], 8));
    }
    const hexadecimal = HEXADECIMAL[letter];
    if (hexadecimal === undefined) {
      this.at += 2;
      return MEANINGS[letter]!;
    }
    const [count, shown] = hexadecimal;
    const digits = /^[0-9a-fA-F]*/.exec(this.text.slice(start + 2, start + 2 + count))![0];
    if (digits.length < count) {
      return this.problem(start + 2 + digits.length, `truncated ${shown} escape`);
    }
    const code = parseInt(digits, 16);
    if (code > 0x10ffff) {
      return this.problem(start + 2 + count, "illegal Unicode character");
    }
    this.at += 2 + count;
    return String.fromCodePoint(code);
  }

  private problem(end: number, reason: string): string {
    const { codec, data } = this;
    const [text, next] = decodeHandler(this.errors)({ codec, data, start: this.at, end, reason });
    this.at = next;
    return text;
  }
}
