/** Numbers of some 100 bits as unevaluated sums of two floats, and sines and cosines of about 75 of them. */
import { productError } from "./fma.js";
import { SINES } from "./trig-table.js";

/** high + low, low being at most half a unit of high. */
export interface Pair {
  high: number;
  low: number;
}

/** a + b without rounding. */
export function sum(a: number, b: number): Pair {
  const high = a + b;
  const part = high - a;
  return { high, low: a - (high - part) + (b - part) };
}

/** a * b without rounding. */
export function product(a: number, b: number): Pair {
  const high = a * b;
  return { high, low: productError(a, b, high) };
}

/** a * factor. */
export function times(a: Pair, factor: number): Pair {
  const { high, low } = product(a.high, factor);
  return { high, low: low + a.low * factor };
}

/** a - b to full precision of what is left, where the two are close. */
export function difference(a: Pair, b: Pair): number {
  const { high, low } = sum(a.high, -b.high);
  return high + (low + (a.low - b.low));
}

const BIG = 52776558133248; // 1.5 * 2 ** 45: adding it rounds to a 128th

/** The sine and the cosine of an angle of at most 0.86. */
export function sineAndCosine(angle: number): { sine: Pair; cosine: Pair } {
  const size = Math.abs(angle);
  const nearest = size + BIG - BIG;
  const at = nearest * 512;
  const sn = SINES[at]!;
  const cs = SINES[at + 2]!;

  // sin t = t + s, cos t = 1 + c + d
  const t = size - nearest;
  const square = product(t, t);
  const s = t * square.high * (-1 / 6 + square.high * (1 / 120 - square.high / 5040));
  const c = -0.5 * square.high;
  const d = -0.5 * square.low + square.high * square.high * (1 / 24 - square.high / 720);

  const sine = more(sn, SINES[at + 1]! + cs * s + SINES[at + 3]! * t + sn * d, product(sn, c), product(cs, t));
  const cosine = more(cs, SINES[at + 3]! - sn * s - SINES[at + 1]! * t + cs * d, product(cs, c), product(-sn, t));
  return { sine: angle < 0 ? { high: -sine.high, low: -sine.low } : sine, cosine };
}

/** value + a + b + small, each being smaller than the one before. */
function more(value: number, small: number, b: Pair, a: Pair): Pair {
  const first = sum(value, a.high);
  const second = sum(first.high, b.high);
  return sum(second.high, first.low + second.low + (a.low + b.low + small));
}
