/** str.maketrans and str.translate. */
import { dict } from "../dict.js";
import { LookupError, TypeError, ValueError } from "../exceptions.js";
import { getitem } from "../operators.js";
import { requireStr } from "./arguments.js";
import { strLength } from "./code-points.js";

/** What a character may be mapped to: a code point, a text, or None to drop it. */
export type Translation = number | string | null;

/**
 * `str.maketrans`: from a dict of characters or code points, or from two strings of equal length and one of
 * characters to drop.
 *
 * @throws TypeError, ValueError with CPython's texts
 */
export function maketrans(
  x: dict<number | string, Translation> | string,
  y?: string,
  z?: string,
): dict<number, Translation> {
  const table = new dict<number, Translation>();
  if (y !== undefined) {
    fillFromStrings(table, x, y, z);
  } else if (x instanceof dict) {
    for (const [key, value] of x.items()) {
      table.__setitem__(keyCode(key), value);
    }
  } else {
    throw new TypeError("if you give only one argument to maketrans it must be a dict");
  }
  return table;
}

function keyCode(key: unknown): number {
  if (typeof key === "string") {
    if (strLength(key) !== 1) {
      throw new ValueError("string keys in translate table must be of length 1");
    }
    return key.codePointAt(0) as number;
  }
  if (typeof key !== "number" || !Number.isInteger(key)) {
    throw new TypeError("keys in translate table must be strings or integers");
  }
  return key;
}

function fillFromStrings(table: dict<number, Translation>, from: unknown, to: string, dropped?: string): void {
  if (typeof from !== "string") {
    throw new TypeError("first maketrans argument must be a string if there is a second argument");
  }
  const sources = Array.from(from);
  const targets = Array.from(requireStr(to, "maketrans() argument 2 must be str"));
  if (sources.length !== targets.length) {
    throw new ValueError("the first two maketrans arguments must have equal length");
  }
  sources.forEach((char, at) => table.__setitem__(char.codePointAt(0) as number, targets[at].codePointAt(0) as number));
  for (const char of dropped === undefined ? "" : requireStr(dropped, "maketrans() argument 3 must be str")) {
    table.__setitem__(char.codePointAt(0) as number, null);
  }
}

/** Each character replaced by what the table (anything with items) has for its code point; LookupError keeps it. */
export function translate(s: string, table: unknown): string {
  const known = new Map<string, string>();
  let result = "";
  for (const char of s) {
    let replacement = known.get(char);
    if (replacement === undefined) {
      replacement = translated(char, table);
      known.set(char, replacement);
    }
    result += replacement;
  }
  return result;
}

function translated(char: string, table: unknown): string {
  let value: unknown;
  try {
    value = getitem(table, char.codePointAt(0));
  } catch (error) {
    if (error instanceof LookupError) {
      return char;
    }
    throw error;
  }
  if (value === null) {
    return "";
  }
  if (typeof value === "string") {
    return value;
  }
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw new TypeError("character mapping must return integer, None or str");
  }
  if (value < 0 || value > 0x10ffff) {
    throw new ValueError("character mapping must be in range(0x110000)");
  }
  return String.fromCodePoint(value);
}
