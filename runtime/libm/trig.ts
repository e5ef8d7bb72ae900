/**
 * Sine and cosine, by the algorithm of the GNU C library (from IBM's accurate mathematical library): those of the
 * nearest 128th from a table, and polynomials for the rest. That library fuses products and sums; here plain
 * arithmetic is tried first, and the fused where the last digit is a close call, so that the results are the same to
 * the last bit.
 */
import { fma } from "./fma.js";
import { type Reduced, reduce, reduceLarge } from "./trig-reduction.js";
import { SINES } from "./trig-table.js";

const BIG = 52776558133248; // 1.5 * 2 ** 45: adding it rounds to a 128th
const HALF_PI = Math.PI / 2;
const HALF_PI_LOW = 6.123233995736766e-17;
const [SN3, SN5] = [-0.16666666666666488, 0.008333332142857223];
const [CS2, CS4, CS6] = [0.5, -0.04166666666666644, 0.001388888740079376];
const [S1, S2, S3] = [-0.16666666666666666, 0.008333333333332329, -0.00019841269834414642];
const [S4, S5] = [2.755729806860771e-6, -2.5022014848318398e-8];

/** The sine of x. */
export function sin(x: number): number {
  const size = Math.abs(x);
  if (size < 0.85546875) {
    return size < 2 ** -26 ? x : sine(x, 0);
  }
  if (size < 2.4262657165527344) {
    return Math.sign(x) * cosine(HALF_PI - size, HALF_PI_LOW);
  }
  return inQuadrant(size < 105414336 ? reduce(x) : reduceLarge(x), 0);
}

/** The cosine of x. */
export function cos(x: number): number {
  const size = Math.abs(x);
  if (size < 0.85546875) {
    return size < 2 ** -27 ? 1 : cosine(x, 0);
  }
  if (size < 2.4262657165527344) {
    const y = HALF_PI - size;
    const a = y + HALF_PI_LOW;
    return sine(a, y - a + HALF_PI_LOW);
  }
  return inQuadrant(size < 105414336 ? reduce(x) : reduceLarge(x), 1);
}

function inQuadrant({ high, low, quadrant }: Reduced, turned: 0 | 1): number {
  const turns = quadrant + turned;
  const result = turns & 1 ? cosine(high, low) : sine(high, low);
  return turns & 2 ? -result : result;
}

/** The cosine of x + dx, which is at most about pi / 4. */
function cosine(x: number, dx: number): number {
  const size = Math.abs(x);
  const shifted = BIG + size;
  const rest = size - (shifted - BIG) + (x < 0 ? -dx : dx);
  const at = (shifted - BIG) * 512;
  const sn = SINES[at]!;
  const ssn = SINES[at + 1]!;
  const cs = SINES[at + 2]!;
  const ccs = SINES[at + 3]!;
  const square = rest * rest;
  const s = rest + rest * square * (SN3 + square * SN5);
  const c = square * (CS2 + square * (CS4 + square * CS6));
  const quick = ccs - s * ssn - cs * c - sn * s;
  const result = cs + (quick + MARGIN);
  if (result === cs + (quick - MARGIN)) {
    return result;
  }
  const exactS = fma(rest * square, fma(square, SN5, SN3), rest);
  const exactC = square * fma(square, fma(square, CS6, CS4), CS2);
  return cs + fma(-sn, exactS, fma(-cs, exactC, fma(-exactS, ssn, ccs)));
}

/** Plain and fused arithmetic differ by less in what is added to the table's value. */
const MARGIN = 2 ** -59;

/** The sine of x + dx, which is at most about pi / 4. */
function sine(x: number, dx: number): number {
  const size = Math.abs(x);
  if (size < 0.126) {
    return smallSine(x, dx);
  }
  const d = x > 0 ? dx : -dx;
  const shifted = BIG + size;
  const rest = size - (shifted - BIG);
  const at = (shifted - BIG) * 512;
  const sn = SINES[at]!;
  const ssn = SINES[at + 1]!;
  const cs = SINES[at + 2]!;
  const ccs = SINES[at + 3]!;
  const square = rest * rest;
  const s = rest + (d + rest * square * (SN3 + square * SN5));
  const c = rest * d + square * (CS2 + square * (CS4 + square * CS6));
  const quick = ssn + s * ccs - sn * c + cs * s;
  const result = sn + (quick + MARGIN);
  if (result === sn + (quick - MARGIN)) {
    return Math.sign(x) * result;
  }
  const exactS = rest + fma(rest * square, fma(square, SN5, SN3), d);
  const exactC = fma(rest, d, square * fma(square, fma(square, CS6, CS4), CS2));
  return Math.sign(x) * (sn + fma(cs, exactS, fma(-sn, exactC, fma(exactS, ccs, ssn))));
}

/** The sine of x + dx for |x| < 0.126, by its Taylor series. */
function smallSine(x: number, dx: number): number {
  const square = x * x;
  const polynomial = (((S5 * square + S4) * square + S3) * square + S2) * square + S1;
  const quick = (polynomial * x - 0.5 * dx) * square + dx;
  const margin = quick * 2 ** -50;
  const result = x + (quick + margin);
  if (result === x + (quick - margin)) {
    return result;
  }
  const exact = fma(fma(fma(fma(fma(S5, square, S4), square, S3), square, S2), square, S1), x, -0.5 * dx);
  return x + fma(exact, square, dx);
}
