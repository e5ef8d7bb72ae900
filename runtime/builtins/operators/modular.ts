/** `(a * b + c) % m` of ints without the large product. */
import type { int } from "../numbers.js";

/** Below this bound a sum of three is an exact number, of which the rounded quotient by any int is right. */
const BOUND = 2 ** 49;

/** The remainder of `a * b + c` by a positive modulus; null where it takes bigints. */
export function remainderOfProduct(a: int, b: int, c: int, m: int): number | null {
  if (typeof a !== "number" || typeof b !== "number" || typeof c !== "number" || typeof m !== "number") return null;
  if (m <= 0 || Math.abs(c) >= BOUND) return null;
  const product = a * b;
  if (Math.abs(product) < BOUND) return remainder(product + c, m);
  const quotient = Math.floor(product / m);
  if (Math.abs(quotient) >= BOUND || m >= BOUND) return null;
  return remainder(difference(a, b, quotient, m) + c, m);
}

function remainder(value: number, m: number): number {
  return value - Math.floor(value / m) * m;
}

/** `a * b - q * m` of products that are near to each other: what rounding takes from each is computed exactly. */
function difference(a: number, b: number, q: number, m: number): number {
  const [first, second] = [a * b, q * m];
  return first - second + (rounded(a, b, first) - rounded(q, m, second));
}

/** What is missing in the rounded product of two ints (Dekker): the halves' products are exact. */
function rounded(a: number, b: number, product: number): number {
  const [aHigh, bHigh] = [high(a), high(b)];
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

/** The upper 26 bits (Veltkamp). */
function high(value: number): number {
  const scaled = 134217729 * value;
  return scaled - (scaled - value);
}
