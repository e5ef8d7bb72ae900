/**
 * Exponentials, by the algorithm of the GNU C library (from Arm's optimized routines): 2 ** (i / 128) from a table
 * times a polynomial. That library fuses products and sums; here plain arithmetic is tried first, and the fused where
 * the last digit is a close call, so that the results are the same to the last bit.
 */
import { scaled } from "./bits.js";
import { POWERS_OF_TWO } from "./exp-table.js";
import { fma } from "./fma.js";

const SHIFT = 6755399441055744; // 1.5 * 2 ** 52: adding it rounds to an integer
const INVERSE_LN2 = 184.6649652337873; // 128 / ln 2
const LN2_HIGH = -0.005415212348111709; // -ln 2 / 128, in two parts
const LN2_LOW = -1.2864023111638346e-14;
const [C2, C3, C4, C5] = [0.49999999999996786, 0.16666666666665886, 0.0416666808410674, 0.008333335853059549];

/** Plain and fused arithmetic differ by less, for results between 1 and 2. */
const MARGIN = 2 ** -58.5;

/** e ** x. */
export function exp(x: number): number {
  const quick = quickExp(x, 0, 1);
  return Number.isNaN(quick) ? exactExp(x, 0, 1) : quick;
}

/**
 * sign * e ** (x + tail), the tail being far below the last digit of x; nan where plain arithmetic can't tell, be it
 * that the last digit is a close call or x unusual.
 */
export function quickExp(x: number, tail: number, sign: 1 | -1): number {
  const size = Math.abs(x);
  if (!(size < 512 && size >= 2 ** -54)) {
    return NaN;
  }
  const n = INVERSE_LN2 * x + SHIFT - SHIFT;
  const r = x + n * LN2_HIGH + n * LN2_LOW + tail;
  const at = (n & 127) << 1;
  const power = POWERS_OF_TWO[at]!;
  const square = r * r;
  const factor = POWERS_OF_TWO[at + 1]! + r + square * (C2 + r * C3) + square * square * (C4 + r * C5);
  const more = power * factor;
  const result = power + (more + MARGIN);
  return result === power + (more - MARGIN) ? scaled(sign * result, n >> 7) : NaN;
}

/** sign * e ** (x + tail) for any x, in fused arithmetic. */
export function exactExp(x: number, tail: number, sign: 1 | -1): number {
  const size = Math.abs(x);
  if (!(size < 512)) {
    return extremeExp(x, tail, sign);
  }
  if (size < 2 ** -54) {
    return sign * (1 + x);
  }
  const n = nearest128th(x);
  const power = sign * POWERS_OF_TWO[(n & 127) << 1]!;
  return scaled(fma(power, exactFactor(x, tail, n), power), n >> 7);
}

/** The x nearest multiple of ln 2 / 128. */
function nearest128th(x: number): number {
  return fma(INVERSE_LN2, x, SHIFT) - SHIFT;
}

/** What e ** (x + tail) has beyond the n-th power of 2 ** (1 / 128), as a part of that. */
function exactFactor(x: number, tail: number, n: number): number {
  const r = fma(n, LN2_LOW, fma(n, LN2_HIGH, x)) + tail;
  const square = r * r;
  const upper = fma(square, fma(r, C3, C2), POWERS_OF_TWO[((n & 127) << 1) + 1]! + r);
  return fma(square * square, fma(r, C5, C4), upper);
}

/** Results that may be out of range or subnormal. */
function extremeExp(x: number, tail: number, sign: 1 | -1): number {
  if (!(Math.abs(x) < 1024)) {
    return x > 0 ? sign * Infinity : x < 0 ? sign * 0 : x;
  }
  const n = nearest128th(x);
  const factor = exactFactor(x, tail, n);
  const power = sign * POWERS_OF_TWO[(n & 127) << 1]!;
  if (n < 0) {
    return timesSmallPower(scaled(power, (n >> 7) + 1022), factor);
  }
  const base = scaled(power, (n >> 7) - 1009);
  return 2 ** 1009 * fma(base, factor, base);
}

/** 2 ** -1022 * power * (1 + factor), rounded once also where it is subnormal. */
function timesSmallPower(power: number, factor: number): number {
  const more = power * factor;
  let result = power + more;
  if (Math.abs(result) < 1) {
    // round at the place where the subnormal number ends
    const one = Math.sign(power);
    const high = one + result;
    result = high + (one - high + result + (power - result + more)) - one;
  }
  return result === 0 ? 0 * power : result * 2 ** -1022;
}

const SHIFT_128 = 52776558133248; // 1.5 * 2 ** 45: adding it rounds to a 128th
const [D1, D2, D3] = [0.6931471805599453, 0.24022650695909065, 0.0555041086686087];
const [D4, D5] = [0.009618131975721055, 0.0013332074570119598];

/** 2 ** x. */
export function exp2(x: number): number {
  if (!(x < 1024 && x > -1075)) {
    return x > 0 ? Infinity : x < 0 ? 0 : x;
  }
  if (Math.abs(x) < 2 ** -54) {
    return 1 + x;
  }
  const shifted = x + SHIFT_128 - SHIFT_128;
  const r = x - shifted;
  const n = shifted * 128;
  const at = (n & 127) << 1;
  const square = r * r;
  const factor = POWERS_OF_TWO[at + 1]! + r * D1 + square * (D2 + r * D3) + square * square * (D4 + r * D5);
  const power = POWERS_OF_TWO[at]!;
  if (x < -928) {
    return timesSmallPower(scaled(power, (n >> 7) + 1022), factor);
  }
  return 2 * scaled(power + power * factor, (n >> 7) - 1);
}
