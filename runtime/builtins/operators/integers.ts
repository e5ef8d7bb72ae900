/** Arithmetic on Python ints: numbers as long as they are safe, bigints beyond. */
import { MemoryError, OverflowError, ValueError, ZeroDivisionError } from "../exceptions.js";
import { type int, shrink, tagged } from "../numbers.js";
import { remainderOfProduct } from "./modular.js";

/** A number result if it is exact, else what the bigints give. `+ 0` turns −0 into 0. */
function exact(result: number, a: int, b: int, big: (a: bigint, b: bigint) => bigint): int {
  return Number.isSafeInteger(result) ? result + 0 : shrink(big(BigInt(a), BigInt(b)));
}

function bothNumbers(a: int, b: int): boolean {
  return typeof a === "number" && typeof b === "number";
}

export function addInts(a: int, b: int): int {
  return exact(bothNumbers(a, b) ? (a as number) + (b as number) : NaN, a, b, (x, y) => x + y);
}

export function subInts(a: int, b: int): int {
  return exact(bothNumbers(a, b) ? (a as number) - (b as number) : NaN, a, b, (x, y) => x - y);
}

export function mulInts(a: int, b: int): int {
  return exact(bothNumbers(a, b) ? (a as number) * (b as number) : NaN, a, b, (x, y) => x * y);
}

/** The quotient rounded down. Raises ZeroDivisionError. */
export function floordivInts(a: int, b: int): int {
  if (b === 0) throw new ZeroDivisionError("integer division or modulo by zero");
  if (typeof a === "number" && typeof b === "number") {
    // The remainder is exact, so that this division has no rest and rounds nothing.
    const rest = a % b;
    return (rest !== 0 && rest < 0 !== b < 0 ? (a - rest) / b - 1 : (a - rest) / b) + 0;
  }
  return shrink(floorQuotient(BigInt(a), BigInt(b)));
}

function floorQuotient(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** The remainder with the sign of the divisor. Raises ZeroDivisionError. */
export function modInts(a: int, b: int): int {
  if (b === 0) throw new ZeroDivisionError("integer modulo by zero");
  if (typeof a === "number" && typeof b === "number") {
    const rest = a % b; // exact for safe ints
    return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0;
  }
  const divisor = BigInt(b);
  const rest = BigInt(a) % divisor;
  return shrink(rest !== 0n && rest < 0n !== divisor < 0n ? rest + divisor : rest);
}

/** The correctly rounded quotient of two ints as a tagged float. Raises ZeroDivisionError, OverflowError. */
export function truedivInts(a: int, b: int): number {
  if (b === 0) throw new ZeroDivisionError("division by zero");
  if (typeof a === "number" && typeof b === "number") return tagged(a / b);
  return tagged(bigQuotient(BigInt(a), BigInt(b)));
}

function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

/** Divides bigints with one rounding: the quotient to 66 bits or more, with a sticky bit for what is cut off. */
function bigQuotient(a: bigint, b: bigint): number {
  const negative = a < 0n !== b < 0n;
  const [top, bottom] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const shift = Math.max(66 - (bitLength(top) - bitLength(bottom)), -1200);
  const scaled = shift >= 0 ? top << BigInt(shift) : top >> BigInt(-shift);
  const lost = shift < 0 && scaled << BigInt(-shift) !== top;
  const quotient = scaled / bottom;
  const sticky = scaled % bottom !== 0n || lost ? 1n : 0n;
  const size = ratio(quotient | sticky, shift);
  if (!Number.isFinite(size)) throw new OverflowError("integer division result too large for a float");
  return negative ? -size : size;
}

/** `mantissa / 2^shift`, rounded once, for subnormal results too. */
function ratio(mantissa: bigint, shift: number): number {
  const exponent = bitLength(mantissa) - shift;
  if (exponent > -1021) return scaleExactly(Number(mantissa), -shift);
  // Below 2^-1022 fewer bits are kept: round to a multiple of 2^-1074 first.
  const cut = BigInt(shift - 1074);
  const half = 1n << (cut - 1n);
  const kept = mantissa >> cut;
  const rest = mantissa - (kept << cut);
  const up = rest > half || (rest === half && (kept & 1n) === 1n);
  return Number(up ? kept + 1n : kept) * 2 ** -1074;
}

/** `value · 2^by` for a result in the normal range, in steps that stay in range themselves. */
function scaleExactly(value: number, by: number): number {
  const first = Math.max(-1000, Math.min(1000, by));
  return value * 2 ** first * (by === first ? 1 : 2 ** (by - first));
}

/** Raises MemoryError for a result that V8 cannot hold (2^30 bits). */
function limited<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new MemoryError();
    throw error;
  }
}

/** An int to the power of an int that is not negative. */
export function powInts(base: int, exponent: int): int {
  if (typeof base === "number" && typeof exponent === "number") {
    let result = 1;
    let square = base + 0;
    for (let left = exponent; ;) {
      if (left % 2 === 1) result *= square;
      left = Math.floor(left / 2);
      if (left === 0 || Math.abs(square) > 94906265) {
        if (left === 0 && Number.isSafeInteger(result)) return result;
        break;
      }
      square *= square;
    }
  }
  return shrink(limited(() => BigInt(base) ** BigInt(exponent)));
}

/** Mirrors `pow(base, exponent, modulus)` on ints. Raises ValueError. */
export function powMod(base: int, exponent: int, modulus: int): int {
  if (modulus === 0) throw new ValueError("pow() 3rd argument cannot be 0");
  const small = powModSmall(base, exponent, modulus);
  if (small !== null) return small;
  const divisor = BigInt(modulus);
  const positive = divisor < 0n ? -divisor : divisor;
  let square = ((BigInt(base) % positive) + positive) % positive;
  let left = BigInt(exponent);
  if (left < 0n) {
    square = inverse(square, positive);
    left = -left;
  }
  let result = 1n % positive;
  for (; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % positive;
    square = (square * square) % positive;
  }
  return shrink(divisor < 0n && result !== 0n ? result - positive : result);
}

/** The power where numbers are enough for all products; null elsewhere. */
function powModSmall(base: int, exponent: int, modulus: int): number | null {
  if (typeof exponent !== "number" || exponent < 0) return null;
  let result = remainderOfProduct(1, 1, 0, modulus);
  let square = remainderOfProduct(base, 1, 0, modulus);
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (result === null || square === null) return null;
    if (left % 2 === 1) result = remainderOfProduct(result, square, 0, modulus);
    square = remainderOfProduct(square, square, 0, modulus);
  }
  return result;
}

/** The inverse by Euclid's extended algorithm. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [old, current] = [modulus, value];
  let [oldFactor, factor] = [0n, 1n];
  while (current !== 0n) {
    const quotient = old / current;
    [old, current] = [current, old - quotient * current];
    [oldFactor, factor] = [factor, oldFactor - quotient * factor];
  }
  if (old !== 1n && modulus !== 1n) throw new ValueError("base is not invertible for the given modulus");
  return ((oldFactor % modulus) + modulus) % modulus;
}

/** Raises ValueError for a negative count. */
export function lshiftInts(a: int, b: int): int {
  if (b < 0) throw new ValueError("negative shift count");
  if (typeof a === "number" && typeof b === "number" && b < 53) {
    const result = a * 2 ** b;
    if (Number.isSafeInteger(result)) return result + 0;
  }
  if (a === 0) return 0;
  return shrink(limited(() => BigInt(a) << BigInt(b)));
}

/** Raises ValueError for a negative count. */
export function rshiftInts(a: int, b: int): int {
  if (b < 0) throw new ValueError("negative shift count");
  if (typeof a === "number" && typeof b === "number" && b < 1000) return Math.floor(a / 2 ** b);
  return b > Number.MAX_SAFE_INTEGER ? (a < 0 ? -1 : 0) : shrink(BigInt(a) >> BigInt(b));
}

const isInt32 = (value: int): value is number => typeof value === "number" && (value | 0) === value;

export function andInts(a: int, b: int): int {
  return isInt32(a) && isInt32(b) ? a & b : shrink(BigInt(a) & BigInt(b));
}

export function orInts(a: int, b: int): int {
  return isInt32(a) && isInt32(b) ? a | b : shrink(BigInt(a) | BigInt(b));
}

export function xorInts(a: int, b: int): int {
  return isInt32(a) && isInt32(b) ? a ^ b : shrink(BigInt(a) ^ BigInt(b));
}
