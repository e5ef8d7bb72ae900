/**
 * Powers of floats, by the algorithm of the GNU C library (from Arm's optimized routines): e ** (y * ln x), the
 * logarithm having some 68 bits, so that the results are the same to the last bit.
 */
import { highWord, withHighWord } from "./bits.js";
import { exactExp, quickExp } from "./exp.js";
import { fma, productError } from "./fma.js";
import { LOGARITHMS } from "./pow-table.js";

const START = 0x3fe69555; // the upper half of the number where the table begins
const LN2_HIGH = 0.6931471805598903; // in two parts, the first of 42 bits
const LN2_LOW = 5.497923018708371e-14;
const [A1, A2, A3] = [-0.6666666666666679, 0.5000000000000007, 0.7999999995323976];
const [A4, A5, A6] = [-0.6666666663487739, -1.142909628459501, 1.0000415263675542];

/** x ** y, with the special values of C's pow. */
export function pow(x: number, y: number): number {
  if (y === 2) {
    return squared(x);
  }
  const size = Math.abs(x);
  const scale = Math.abs(y);
  if (!(size > 0 && size < Infinity && scale > 2 ** -65 && scale < 2 ** 63)) {
    return x === 1 || (x === -1 && scale === Infinity) ? 1 : x ** y;
  }
  if (x < 0) {
    return Number.isInteger(y) ? positivePower(size, y, y % 2 === 0 ? 1 : -1) : NaN;
  }
  return positivePower(x, y, 1);
}

/** The square: the product itself unless its rounding was so close a call that `pow` might have decided otherwise. */
function squared(x: number): number {
  const square = x * x;
  if (square > 2 ** -900 && square < 2 ** 900) {
    const lost = productError(x, x, square);
    if (square + lost * 1.06 === square && square - lost * 1.06 === square) {
      return square;
    }
  }
  const size = Math.abs(x);
  return size > 0 && size < Infinity ? positivePower(size, 2, 1) : square;
}

/** sign * x ** y for a positive finite x. */
function positivePower(x: number, y: number, sign: 1 | -1): number {
  const isSubnormal = x < 2 ** -1022;
  const normal = isSubnormal ? x * 2 ** 52 : x;
  const word = highWord(normal);
  const distance = word - START;
  const at = ((distance >> 13) & 127) * 3;
  const exponent = distance >> 20;
  const mantissa = withHighWord(normal, word - (exponent << 20));
  const k = isSubnormal ? exponent - 52 : exponent;

  // ln x = k ln 2 + ln c + ln(1 + r), in two parts
  const r = fma(mantissa, LOGARITHMS[at]!, -1);
  const t1 = k * LN2_HIGH + LOGARITHMS[at + 1]!;
  const t2 = t1 + r;
  const low1 = fma(k, LN2_LOW, LOGARITHMS[at + 2]!);
  const low2 = t1 - t2 + r;
  const ar = -0.5 * r;
  const ar2 = r * ar;
  const ar3 = r * ar2;
  const high = t2 + ar2;
  const low3 = productError(ar, r, ar2);
  const low4 = t2 - high + ar2;
  const known = low1 + low2 + low3 + low4;
  const polynomial = A1 + r * A2 + ar2 * (A3 + r * A4 + ar2 * (A5 + r * A6));
  const quickLow = known + ar3 * polynomial;
  const quickLogarithm = high + quickLow;
  const quickTail = high - quickLogarithm + quickLow;
  const quickProduct = y * quickLogarithm;
  const more = y * quickTail + productError(y, quickLogarithm, quickProduct);
  const quick = quickExp(quickProduct, more, sign);
  if (!Number.isNaN(quick)) {
    return quick;
  }
  const exactPolynomial = fma(ar2, fma(ar2, fma(r, A6, A5), fma(r, A4, A3)), fma(r, A2, A1));
  const low = fma(ar3, exactPolynomial, known);
  const logarithm = high + low;
  const product = y * logarithm;
  const tail = high - logarithm + low;
  return exactExp(product, fma(y, tail, productError(y, logarithm, product)), sign);
}
