/** Angles less their multiples of pi / 2. */
import { fma } from "./fma.js";

/** What is left of an angle, in two parts, and how many quarter turns were taken away (its last two bits count). */
export interface Reduced {
  high: number;
  low: number;
  quadrant: number;
}

const TO_INTEGER = 6755399441055744; // 1.5 * 2 ** 52: adding it rounds to an integer
const INVERSE_HALF_PI = 0.6366197723675814;
// pi / 2 in parts that are short enough for exact products
const [PART_1, PART_2, PART_3, PART_4] = [
  1.5707963407039642, -1.3909067564377153e-8, -4.97899623147991e-17, -1.9034889620193266e-25,
];

/** Reduces |x| < 105414350, as the GNU C library does in fused arithmetic. */
export function reduce(x: number): Reduced {
  const turns = nearestTurn(x);
  const second = x - turns * PART_1 - turns * PART_2;
  const third = second - turns * PART_3;
  const lost = second - third - turns * PART_3;
  if (Math.abs(third) > 2 ** -20) {
    // the last part is too small to change the first digits
    return { high: third, low: lost - turns * PART_4, quadrant: turns };
  }
  const high = fma(-turns, PART_4, third);
  return { high, low: lost + fma(-turns, PART_4, third - high), quadrant: turns };
}

/** How many times pi / 2 goes into x. */
function nearestTurn(x: number): number {
  const turns = x * INVERSE_HALF_PI;
  const nearest = turns + TO_INTEGER - TO_INTEGER;
  return Math.abs(turns - nearest) < 0.4999 ? nearest : fma(x, INVERSE_HALF_PI, TO_INTEGER) - TO_INTEGER;
}

// pi / 2 as an integer, times 2 ** 1300: the largest floats need some 1200 bits of it
const POINT = 1300n;
const SCALE = 2 ** 300; // what is left of it in a remainder

let halfPi: bigint | undefined;

/** Machin's formula. */
function scaledHalfPi(): bigint {
  halfPi ??= (2n * (4n * inverseTangent(5n) - inverseTangent(239n))) >> 32n;
  return halfPi;
}

/** arctan(1 / n), times 2 ** (POINT + 32). */
function inverseTangent(n: bigint): bigint {
  let term = (1n << (POINT + 32n)) / n;
  let sum = 0n;
  for (let k = 0n; term !== 0n; k++) {
    const part = term / (2n * k + 1n);
    sum += k % 2n === 0n ? part : -part;
    term /= n * n;
  }
  return sum;
}

/** Reduces any x of at least 2 ** 26, exactly. */
export function reduceLarge(x: number): Reduced {
  if (!Number.isFinite(x)) {
    return { high: NaN, low: NaN, quadrant: 0 };
  }
  const divisor = scaledHalfPi();
  const isWhole = Math.abs(x) >= 2 ** 52;
  const size = isWhole ? BigInt(Math.abs(x)) << POINT : BigInt(Math.abs(x) * 2 ** 26) << (POINT - 26n);
  const turns = (2n * size + divisor) / (2n * divisor);
  const rest = (size - turns * divisor) >> 1000n;
  const high = Number(rest) / SCALE;
  const low = Number(rest - BigInt(high * SCALE)) / SCALE;
  const sign = Math.sign(x);
  return { high: sign * high, low: sign * low, quadrant: sign * Number(turns & 3n) };
}
