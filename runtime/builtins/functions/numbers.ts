/** Builtin functions on numbers and characters. */
import { type Dynamic } from "../dynamic.js";
import { asIndex } from "../as-index.js";
import { bytearray, bytes } from "../bytes.js";
import type { complex } from "../complex.js";
import { OverflowError, TypeError, ValueError, ZeroDivisionError } from "../exceptions.js";
import { truncated } from "../truncate.js";
import { Float, type int, isFloat, isIntLike, isReal, shrink, tagged } from "../numbers.js";
import { floordiv, mod } from "../operators.js";
import { divmodRaw } from "../operators/floats.js";
import { NotImplemented, special } from "../protocol.js";
import { strLength } from "../str/code-points.js";
import { tuple } from "../tuple.js";
import { typeName } from "../type-name.js";

/** Mirrors `abs(x)`. Raises TypeError. */
export function abs(x: number): number;
export function abs(x: int): int;
export function abs(x: complex): number;
export function abs(x: unknown): Dynamic;
export function abs(x: unknown): unknown {
  if (typeof x === "number") return Math.abs(x);
  if (typeof x === "bigint") return x < 0n ? -x : x;
  if (typeof x === "boolean") return Number(x);
  if (x instanceof Float) return tagged(Math.abs(x.value));
  const method = special(x, "__abs__");
  if (method === undefined) throw new TypeError(`bad operand type for abs(): '${typeName(x)}'`);
  return method.call(x);
}

/** Mirrors `divmod(a, b)`. Raises ZeroDivisionError, TypeError. */
export function divmod(a: number, b: number): tuple<[number, number]>;
export function divmod(a: int, b: int): tuple<[int, int]>;
export function divmod(a: unknown, b: unknown): tuple<[unknown, unknown]>;
export function divmod(a: unknown, b: unknown): tuple<[unknown, unknown]> {
  if (isReal(a) && isReal(b)) {
    if (isIntLike(a) && isIntLike(b)) return tuple.of(floordiv(a, b), mod(a, b));
    if (Number(b) === 0) throw new ZeroDivisionError("float divmod()");
    const [quotient, rest] = divmodRaw(Number(a), Number(b));
    return tuple.of(tagged(quotient), tagged(rest));
  }
  for (const [owner, other, name] of [
    [a, b, "__divmod__"],
    [b, a, "__rdivmod__"],
  ] as const) {
    const result = special(owner, name)?.call(owner, other) ?? NotImplemented;
    if (result !== NotImplemented) return result as tuple<[unknown, unknown]>;
  }
  throw new TypeError(`unsupported operand type(s) for divmod(): '${typeName(a)}' and '${typeName(b)}'`);
}

/** Mirrors `round(number, ndigits=None)`: half to even. Raises TypeError, OverflowError, ValueError. */
export function round(number: number, ndigits?: null): int;
export function round(number: number, ndigits: int): number;
export function round(number: int, ndigits?: int | null): int;
export function round(number: unknown, ndigits?: unknown): Dynamic;
export function round(number: unknown, ndigits: unknown = null): unknown {
  if (isIntLike(number)) return ndigits === null ? asIndex(number) : roundInt(asIndex(number), asIndex(ndigits));
  if (isFloat(number)) {
    const value = Number(number);
    return ndigits === null ? truncated(roundHalfEven(value)) : tagged(roundFloat(value, Number(asIndex(ndigits))));
  }
  const method = special(number, "__round__");
  if (method === undefined) throw new TypeError(`type ${typeName(number)} doesn't define __round__ method`);
  return ndigits === null ? method.call(number) : method.call(number, ndigits);
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor;
  return rest > 0.5 || floor % 2 !== 0 ? floor + 1 : floor;
}

/** To a multiple of ten to the power of −ndigits. */
function roundInt(value: int, ndigits: int): int {
  if (ndigits >= 0) return value;
  const unit = 10n ** BigInt(-ndigits);
  const big = BigInt(value);
  let rest = big % unit;
  if (rest < 0n) rest += unit;
  const down = big - rest;
  const half = rest * 2n;
  const up = half > unit || (half === unit && (down / unit) % 2n !== 0n);
  return shrink(up ? down + unit : down);
}

/** Rounds the exact decimal value of a float, as CPython does through its shortest-digits code. */
function roundFloat(value: number, ndigits: number): number {
  if (!Number.isFinite(value) || value === 0 || ndigits > 323) return value;
  if (ndigits < -308) return value < 0 ? -0 : 0;
  const result = Number(exactRound(Math.abs(value), ndigits));
  if (!Number.isFinite(result)) throw new OverflowError("rounded value too large to represent");
  return value < 0 ? -result : result;
}

/** The decimal text of a positive float rounded half to even at a place after the point. */
function exactRound(value: number, ndigits: number): string {
  let mantissa = value;
  let twos = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    twos++;
  }
  // value = mantissa / 2^twos; multiplied by 10^ndigits it is rounded to an int.
  const top = ndigits >= 0 ? BigInt(mantissa) * 10n ** BigInt(ndigits) : BigInt(mantissa);
  const bottom = ndigits >= 0 ? 1n << BigInt(twos) : (1n << BigInt(twos)) * 10n ** BigInt(-ndigits);
  let digits = top / bottom;
  const rest = (top % bottom) * 2n;
  if (rest > bottom || (rest === bottom && digits % 2n === 1n)) digits += 1n;
  return `${digits}e${-ndigits}`;
}

function inBase(value: unknown, base: number, prefix: string): string {
  const number = asIndex(value);
  return number < 0 ? `-${prefix}${(-number).toString(base)}` : `${prefix}${number.toString(base)}`;
}

/** Mirrors `bin(number)`. */
export function bin(number: int): string {
  return inBase(number, 2, "0b");
}

/** Mirrors `oct(number)`. */
export function oct(number: int): string {
  return inBase(number, 8, "0o");
}

/** Mirrors `hex(number)`. */
export function hex(number: int): string {
  return inBase(number, 16, "0x");
}

/** Mirrors `chr(i)`. Raises ValueError. */
export function chr(i: int): string {
  if (typeof i === "number" && i >>> 0 === i && i <= 0xffff) return String.fromCharCode(i);
  const code = asIndex(i);
  if (typeof code === "bigint") throw new OverflowError("Python int too large to convert to C int");
  if (code < 0 || code > 0x10ffff) throw new ValueError("chr() arg not in range(0x110000)");
  return String.fromCodePoint(code);
}

/** Mirrors `ord(c)` for a character or a byte. Raises TypeError. */
export function ord(c: unknown): number {
  if (typeof c === "string" && c.length === 1) return c.charCodeAt(0);
  const isText = typeof c === "string";
  if (!isText && !(c instanceof bytes) && !(c instanceof bytearray)) {
    throw new TypeError(`ord() expected string of length 1, but ${typeName(c)} found`);
  }
  const length = isText ? strLength(c) : c.__len__();
  if (length !== 1) throw new TypeError(`ord() expected a character, but string of length ${length} found`);
  return isText ? (c.codePointAt(0) as number) : c.__getitem__(0);
}
