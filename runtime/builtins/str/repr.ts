/** `repr()` and `ascii()` of a string. */
import { UNPRINTABLE } from "./characters.js";

const PLAIN = /^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/;
const ASCII_SPECIAL = /[\0-\x1f\x7f\\]/;
const NON_ASCII = /[^\0-\x7f]/;

const SHORT_ESCAPES: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

/** `repr(text)`: quoted with single quotes unless only those occur in it. */
export function strRepr(text: string): string {
  return PLAIN.test(text) ? `'${text}'` : quote(text, UNPRINTABLE);
}

/** `ascii(text)`: as repr, everything outside ASCII escaped. */
export function strAscii(text: string): string {
  return PLAIN.test(text) ? `'${text}'` : quote(text, NON_ASCII);
}

function quote(text: string, special: RegExp): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  let body = "";
  for (const char of text) {
    if (char === mark) {
      body += "\\" + char;
    } else {
      body += ASCII_SPECIAL.test(char) || special.test(char) ? escapeChar(char) : char;
    }
  }
  return mark + body + mark;
}

/** One code point as a backslash escape: `\n`, `\x1b`, `\u20ac`, `\U0001f600`. */
export function escapeChar(char: string): string {
  return SHORT_ESCAPES[char] ?? escapeCode(char.codePointAt(0) as number);
}

/** A code point as `\xhh`, `\uhhhh` or `\Uhhhhhhhh`, the shortest that holds it. */
export function escapeCode(code: number): string {
  const digits = code.toString(16);
  if (code < 0x100) {
    return "\\x" + digits.padStart(2, "0");
  }
  return code < 0x10000 ? "\\u" + digits.padStart(4, "0") : "\\U" + digits.padStart(8, "0");
}

/** A text whose characters outside ASCII are escaped, as error messages of codecs and `ascii()` of an object show it. */
export function escapeNonAscii(text: string): string {
  return NON_ASCII.test(text)
    ? text.replace(/[^\0-\x7f]/gu, (char) => escapeCode(char.codePointAt(0) as number))
    : text;
}
