/** How ctypes takes Python values into C's: range errors don't exist, too large integers wrap. */
import { bytearray, bytes } from "../../builtins/bytes.js";
import { OverflowError, TypeError } from "../../builtins/exceptions.js";
import { Float, type int } from "../../builtins/numbers.js";
import { special } from "../../builtins/protocol.js";
import { typeName } from "../../builtins/type-name.js";

/**
 * The integer that a value stands for (an int, a bool or something with `__index__`).
 *
 * @throws TypeError "'float' object cannot be interpreted as an integer"
 */
export function toInteger(value: unknown): int {
  if (typeof value === "number" && Number.isInteger(value)) return value;
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  const index = special(value, "__index__");
  if (index !== undefined) return index.call(value) as int;
  throw new TypeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
}

/**
 * The raw float that a value stands for.
 *
 * @throws TypeError "must be real number, not str"
 */
export function toReal(value: unknown): number {
  if (typeof value === "number") return value;
  if (value instanceof Float) return value.value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "bigint") {
    const real = Number(value);
    if (!Number.isFinite(real)) throw new OverflowError("int too large to convert to float");
    return real;
  }
  const convert = special(value, "__float__");
  if (convert !== undefined) return Number(convert.call(value));
  throw new TypeError(`must be real number, not ${typeName(value)}`);
}

/** The byte that a `c_char` is set to. */
export function toByte(value: unknown): number {
  if ((value instanceof bytes || value instanceof bytearray) && value.data.length === 1) return value.data[0]!;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 256) return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  throw new TypeError("one character bytes, bytearray or integer expected");
}

/** The code point that a `c_wchar` is set to. */
export function toCodePoint(value: unknown): number {
  if (typeof value !== "string") {
    throw new TypeError(`unicode string expected instead of ${typeName(value)} instance`);
  }
  const point = value.codePointAt(0);
  if (point === undefined || value.length !== (point > 0xffff ? 2 : 1)) {
    throw new TypeError("one character unicode string expected");
  }
  return point;
}
