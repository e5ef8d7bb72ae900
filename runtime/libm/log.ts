/**
 * Logarithms, by the algorithms of the GNU C library (from Arm's optimized routines): the logarithm of a number close
 * by from a table, and a polynomial for the rest, plain arithmetic being
 * tried first, and fused products and sums as there where the last digit is a close call.
 */
import { highWord, withHighWord } from "./bits.js";
import { fma, productError } from "./fma.js";
import { LOGARITHMS } from "./log-table.js";
import { LOGARITHMS as BINARY_LOGARITHMS } from "./log2-table.js";

const START = 0x3fe60000; // the upper half of 0.6875, where the table begins
const LN2_HIGH = 0.6931471805598903; // in two parts, the first of 42 bits
const LN2_LOW = 5.497923018708371e-14;
const [A0, A1, A2] = [-0.5000000000000001, 0.33333333331825593, -0.2499999999622955];
const [A3, A4] = [0.20000304511814496, -0.16667054827627667];
const [B1, B2, B3] = [0.3333333333333352, -0.24999999999998432, 0.19999999999320328];
const [B4, B5, B6] = [-0.16666666669929706, 0.14285715076560868, -0.12499997863982555];
const [B7, B8, B9, B10] = [0.11110712032936046, -0.10000486757818193, 0.09181994006195467, -0.08328363062289341];

/** Plain and fused arithmetic differ by less in what is added to the table's logarithm. */
const MARGIN = 2 ** -67;

/** What a logarithm gives beside the positive finite numbers. */
function unusual(x: number): number {
  return x === 0 ? -Infinity : x > 0 ? x : NaN;
}

/** ln x: -inf for 0, nan for negative numbers. */
export function log(x: number): number {
  if (x >= 0.9375 && x < 1.0647) {
    return nearOne(x);
  }
  if (!(x > 0 && x < Infinity)) {
    return unusual(x);
  }
  const isSubnormal = x < 2 ** -1022;
  const normal = isSubnormal ? x * 2 ** 52 : x;
  const word = highWord(normal);
  const distance = word - START;
  const at = ((distance >> 13) & 127) << 1;
  const exponent = distance >> 20;
  const mantissa = withHighWord(normal, word - (exponent << 20));
  const k = isSubnormal ? exponent - 52 : exponent;
  const r = fma(mantissa, LOGARITHMS[at]!, -1);
  const w = k * LN2_HIGH + LOGARITHMS[at + 1]!;
  const high = w + r;
  const rest = w - high + r;
  const square = r * r;
  const quick = rest + k * LN2_LOW + square * A0 + r * square * (A1 + r * A2 + square * (A3 + r * A4));
  const result = high + (quick + MARGIN);
  if (result === high + (quick - MARGIN)) {
    return result;
  }
  const inner = fma(square, fma(r, A4, A3), fma(r, A2, A1));
  return fma(r * square, inner, fma(square, A0, fma(k, LN2_LOW, rest))) + high;
}

function nearOne(x: number): number {
  const r = x - 1;
  const square = r * r;
  const cube = r * square;
  const w = r * 2 ** 27;
  const rHigh = r + w - w;
  const half = rHigh * rHigh * -0.5;
  const high = r + half;
  const tail = -0.5 * (r - rHigh);
  const rest = r - high + half;
  const upper = B4 + r * B5 + square * B6 + cube * (B7 + r * B8 + square * B9 + cube * B10);
  const quick = cube * (B1 + r * B2 + square * B3 + cube * upper) + (rest + tail * (rHigh + r));
  const margin = cube * 2 ** -51;
  const result = high + (quick + margin);
  if (result === high + (quick - margin)) {
    return result;
  }
  const last = fma(cube, B10, fma(square, B9, fma(r, B8, B7)));
  const middle = fma(cube, last, fma(square, B6, fma(r, B5, B4)));
  const first = fma(cube, middle, fma(square, B3, fma(r, B2, B1)));
  return fma(cube, first, fma(tail, rHigh + r, rest)) + high;
}

const INVERSE_LN2_HIGH = 1.4426950407214463; // 1 / ln 2 in two parts
const INVERSE_LN2_LOW = 1.6751713164886512e-10;
const [C0, C1, C2] = [-0.7213475204444882, 0.4808983469629985, -0.36067375954075914];
const [C3, C4, C5] = [0.2885390073180969, -0.2404693555628422, 0.2061202382173603];
const [D0, D1, D2, D3] = [-0.7213475204444817, 0.48089834696298744, -0.360673760222145, 0.2885390081805197];
const [D4, D5, D6, D7] = [-0.24044917405728863, 0.2060992861022954, -0.18033596705327856, 0.1603032746063156];
const [D8, D9] = [-0.14483316576701266, 0.13046826811283835];

/** The logarithm to base 2: -inf for 0, nan for negative numbers. */
export function log2(x: number): number {
  if (x >= LOG2_NEAR_ONE_FROM && x < LOG2_NEAR_ONE_TO) {
    return binaryNearOne(x);
  }
  if (!(x > 0 && x < Infinity)) {
    return unusual(x);
  }
  const isSubnormal = x < 2 ** -1022;
  const normal = isSubnormal ? x * 2 ** 52 : x;
  const word = highWord(normal);
  const distance = word - START;
  const at = ((distance >> 14) & 63) << 2;
  const exponent = distance >> 20;
  const mantissa = withHighWord(normal, word - (exponent << 20));
  const k = isSubnormal ? exponent - 52 : exponent;
  const r = fma(mantissa, BINARY_LOGARITHMS[at]!, -1);
  const first = r * INVERSE_LN2_HIGH;
  const second = fma(r, INVERSE_LN2_LOW, productError(r, INVERSE_LN2_HIGH, first));
  const whole = k + BINARY_LOGARITHMS[at + 1]!;
  const high = whole + first;
  const low = whole - high + first + second;
  const square = r * r;
  const polynomial = fma(square * square, fma(r, C5, C4), fma(square, fma(r, C3, C2), fma(r, C1, C0)));
  return fma(square, polynomial, low) + high;
}

const LOG2_NEAR_ONE_FROM = 1 - 0x15b51 * 2 ** -21;
const LOG2_NEAR_ONE_TO = 1 + 0x16ab2 * 2 ** -21;

function binaryNearOne(x: number): number {
  const r = x - 1;
  const square = r * r;
  const fourth = square * square;
  const high = r * INVERSE_LN2_HIGH;
  const low = fma(r, INVERSE_LN2_LOW, productError(r, INVERSE_LN2_HIGH, high));
  const first = fma(r, D1, D0);
  const sum = fma(square, first, high);
  const rest = low + fma(square, first, high - sum);
  const upper = fma(square, fma(r, D9, D8), fma(r, D7, D6));
  const lower = fma(square, fma(r, D5, D4), fma(r, D3, D2));
  return sum + fma(fourth, fma(fourth, upper, lower), rest);
}

const INVERSE_LN10 = 0.4342944819032518;
const LOG10_2_HIGH = 0.30102999566361177;
const LOG10_2_LOW = 3.694239077158931e-13;

/** The logarithm to base 10: -inf for 0, nan for negative numbers. */
export function log10(x: number): number {
  if (!(x > 0 && x < Infinity)) {
    return unusual(x);
  }
  const isSubnormal = x < 2 ** -1022;
  const normal = isSubnormal ? x * 2 ** 54 : x;
  const word = highWord(normal);
  const exponent = (word >> 20) - 1023 - (isSubnormal ? 54 : 0);
  const isNegative = exponent < 0 ? 1 : 0;
  const mantissa = withHighWord(normal, (word & 0xfffff) | ((0x3ff - isNegative) << 20));
  const y = exponent + isNegative;
  return y * LOG10_2_LOW + INVERSE_LN10 * log(mantissa) + y * LOG10_2_HIGH;
}
