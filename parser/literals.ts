/** The values of number and string literals. */
import type { ConstantValue, StringValue } from "./ast.js";
import { codePointOfName } from "../unicode/names.js";
import { badByteMessage, hasBadBytes } from "./utf8.js";

/** A literal whose text is well-formed but has no value; `message` is CPython's. */
export class LiteralError extends Error {}

/** The most decimal digits that CPython converts (`sys.get_int_max_str_digits()`). */
const MAXIMUM_DECIMAL_DIGITS = 4300;

/** The value of a NUMBER token. */
export function numberValue(literal: string): ConstantValue {
  const text = literal.includes("_") ? literal.replaceAll("_", "") : literal;
  const isPrefixed = text.length > 1 && text[0] === "0" && /[xXoObB]/.test(text[1]!);
  if (isPrefixed) return { type: "int", value: BigInt(text) };
  const last = text[text.length - 1]!;
  if (last === "j" || last === "J") return { type: "complex", imag: Number(text.slice(0, -1)) };
  if (/[.eE]/.test(text)) return { type: "float", value: Number(text) };
  if (text.length > MAXIMUM_DECIMAL_DIGITS) {
    throw new LiteralError(
      `Exceeds the limit (${MAXIMUM_DECIMAL_DIGITS} digits) for integer string conversion: ` +
        `value has ${text.length} digits; use sys.set_int_max_str_digits() to increase the limit` +
        " - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
    );
  }
  return { type: "int", value: BigInt(text) };
}

export interface StringLiteral {
  value: StringValue | { type: "bytes"; value: Uint8Array };
  prefix: "u" | null;
}

/** The value of a STRING token. */
export function stringValue(literal: string): StringLiteral {
  let at = 0;
  let isRaw = false;
  let isBytes = false;
  let prefix: "u" | null = null;
  for (;;) {
    const letter = literal[at]!;
    if (letter === "'" || letter === '"') break;
    if (letter === "b" || letter === "B") isBytes = true;
    else if (letter === "r" || letter === "R") isRaw = true;
    else if (letter === "u") prefix = "u";
    at++;
  }
  const quote = literal[at]!;
  const size = literal.length - at >= 6 && literal.startsWith(quote.repeat(3), at) ? 3 : 1;
  const body = literal.slice(at + size, literal.length - size);
  if (hasBadBytes(body)) throw new LiteralError(badByteMessage(body));
  if (isBytes) return { value: { type: "bytes", value: bytesOf(body, isRaw) }, prefix: null };
  return { value: textValue(body, isRaw), prefix };
}

/** The value of a string's text between its quotes, or of a run of text in an f-string. */
export function textValue(body: string, isRaw: boolean): StringValue {
  return isRaw || !body.includes("\\") ? { type: "str", value: body } : unescapeText(body);
}

const SIMPLE_ESCAPES: Record<string, string> = {
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

const HEXADECIMAL_ESCAPES: Record<string, number> = { x: 2, u: 4, U: 8 };

function unescapeText(body: string): StringValue {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const backslash = body.indexOf("\\", at);
    if (backslash === -1) break;
    parts.push(body.slice(at, backslash));
    const letter = body[backslash + 1]!;
    const simple = SIMPLE_ESCAPES[letter];
    if (simple !== undefined) {
      parts.push(simple);
      at = backslash + 2;
    } else if (letter in HEXADECIMAL_ESCAPES) {
      const length = HEXADECIMAL_ESCAPES[letter]!;
      parts.push(hexadecimalEscape(body, backslash, length));
      at = backslash + 2 + length;
    } else if (letter === "N") {
      const close = body.indexOf("}", backslash);
      parts.push(namedEscape(body, backslash, close));
      at = close + 1;
    } else {
      const octal = octalAt(body, backslash + 1);
      // An unknown escape stays as it is, backslash included.
      parts.push(octal === "" ? "\\" : String.fromCodePoint(parseInt(octal, 8)));
      at = backslash + 1 + octal.length;
    }
  }
  parts.push(body.slice(at));
  return joinText(parts);
}

/** Joins pieces none of which holds two surrogates side by side that Python would keep apart. */
export function joinText(parts: string[]): StringValue {
  const value = parts.join("");
  const isMisleading = parts.some((part, i) => startsLow(part) && endsHigh(lastNonEmpty(parts, i)));
  if (!isMisleading) return { type: "str", value };
  return { type: "str", value, codePoints: parts.flatMap((part) => Array.from(part, (c) => c.codePointAt(0)!)) };
}

function lastNonEmpty(parts: string[], before: number): string {
  for (let i = before - 1; i >= 0; i--) if (parts[i] !== "") return parts[i]!;
  return "";
}

function startsLow(text: string): boolean {
  return (text.charCodeAt(0) & 0xfc00) === 0xdc00;
}

function endsHigh(text: string): boolean {
  return (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800;
}

/** Puts two values together, as adjacent literals are. */
export function concatenateText(values: StringValue[]): StringValue {
  if (values.every((value) => value.codePoints === undefined)) return joinText(values.map((value) => value.value));
  const pieces = values.flatMap(
    (value) => value.codePoints?.map((code) => String.fromCodePoint(code)) ?? [value.value],
  );
  return joinText(pieces);
}

function octalAt(body: string, at: number): string {
  return /^[0-7]{1,3}/.exec(body.slice(at, at + 3))?.[0] ?? "";
}

function hexadecimalEscape(body: string, backslash: number, length: number): string {
  const digits = body.slice(backslash + 2, backslash + 2 + length);
  const good = /^[0-9a-fA-F]*/.exec(digits)![0].length;
  if (good < length) {
    const letter = body[backslash + 1]!;
    throw escapeError(
      body,
      backslash,
      backslash + 1 + good,
      `truncated \\${letter}${letter === "x" ? "XX" : "X".repeat(length)} escape`,
    );
  }
  const code = parseInt(digits, 16);
  if (code > 0x10ffff) throw escapeError(body, backslash, backslash + 1 + length, "illegal Unicode character");
  return String.fromCodePoint(code);
}

function namedEscape(body: string, backslash: number, close: number): string {
  if (body[backslash + 2] !== "{" || close <= backslash + 3) {
    const end = body[backslash + 2] !== "{" ? backslash + 1 : close === -1 ? body.length - 1 : close;
    throw escapeError(body, backslash, end, "malformed \\N character escape");
  }
  const code = codePointOfName(body.slice(backslash + 3, close));
  if (code === undefined) throw escapeError(body, backslash, close, "unknown Unicode character name");
  return String.fromCodePoint(code);
}

/** CPython's wording: positions count bytes of the text with every character beyond ASCII written as `\UXXXXXXXX`. */
function escapeError(body: string, start: number, last: number, problem: string): LiteralError {
  const escapedLength = (text: string): number =>
    Array.from(text, (c) => (c.codePointAt(0)! > 127 ? 10 : 1)).reduce((sum, n) => sum + n, 0);
  const from = escapedLength(body.slice(0, start));
  const to = escapedLength(body.slice(0, last + 1)) - 1;
  const where = from === to ? `byte 0x5c in position ${from}` : `bytes in position ${from}-${to}`;
  return new LiteralError(`(unicode error) 'unicodeescape' codec can't decode ${where}: ${problem}`);
}

function bytesOf(body: string, isRaw: boolean): Uint8Array {
  if (/[^\0-\x7f]/.test(body)) throw new LiteralError("bytes can only contain ASCII literal characters");
  const codes: number[] = [];
  for (let at = 0; at < body.length; at++) {
    const letter = body[at + 1]!;
    if (isRaw || body[at] !== "\\") {
      codes.push(body.charCodeAt(at));
    } else if (SIMPLE_ESCAPES[letter] !== undefined) {
      if (letter !== "\n") codes.push(SIMPLE_ESCAPES[letter].charCodeAt(0));
      at++;
    } else if (letter === "x") {
      const digits = /^[0-9a-fA-F]{2}/.exec(body.slice(at + 2, at + 4));
      if (digits === null) throw new LiteralError(`(value error) invalid \\x escape at position ${at}`);
      codes.push(parseInt(digits[0], 16));
      at += 3;
    } else {
      const octal = octalAt(body, at + 1);
      codes.push(octal === "" ? 92 : parseInt(octal, 8) & 0xff);
      at += octal.length;
    }
  }
  return Uint8Array.from(codes);
}
