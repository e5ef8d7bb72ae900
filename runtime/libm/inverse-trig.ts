/**
 * Arc functions and the tangent, rounded correctly but for the rarest cases: V8's own value, or a quotient, corrected
 * by a step of Newton's method with sines and cosines of 75 bits. The GNU C library differs in one case of 500.
 */
import { type Pair, difference, product, sineAndCosine, sum, times } from "./pair.js";
import { reduce, reduceLarge } from "./trig-reduction.js";

const HALF_PI: Pair = { high: Math.PI / 2, low: 6.123233995736766e-17 };
const PI: Pair = { high: Math.PI, low: 1.2246467991473532e-16 };

/** minuend - (angle + correction), rounded once. */
function lessAngle(minuend: Pair, angle: number, correction: number): number {
  const { high, low } = sum(minuend.high, -angle);
  return high + (low + (minuend.low - correction));
}

/** What an approximate arc tangent of y / x lacks, both being positive and the angle at most pi / 4. */
function arcTangentError(y: number, x: number, angle: number): number {
  const { sine, cosine } = sineAndCosine(angle);
  return difference(times(cosine, y), times(sine, x)) / (x * cosine.high + y * sine.high);
}

export function atan(x: number): number {
  const size = Math.abs(x);
  if (!(size >= 2 ** -27 && size < 2 ** 53)) {
    return size >= 2 ** 53 ? Math.sign(x) * HALF_PI.high : x;
  }
  return Math.sign(x) * firstQuadrant(size, 1);
}

/** The angle of the point (x, y), both coordinates being positive and neither extreme. */
function firstQuadrant(y: number, x: number): number {
  if (y <= x) {
    const angle = Math.atan(y / x);
    return angle + arcTangentError(y, x, angle);
  }
  const angle = Math.atan(x / y);
  return lessAngle(HALF_PI, angle, arcTangentError(x, y, angle));
}

/** The angle of the point (x, y). */
export function atan2(y: number, x: number): number {
  const [height, width] = [Math.abs(y), Math.abs(x)];
  const ratio = height / width;
  if (!(ratio > 2 ** -60 && ratio < 2 ** 60)) {
    return Math.atan2(y, x);
  }
  // a power of two that brings both near 1
  const scale = 2 ** -Math.round(Math.log2(height) / 2);
  const [sideY, sideX] = [height * scale * scale, width * scale * scale];
  if (x > 0) {
    return Math.sign(y) * firstQuadrant(sideY, sideX);
  }
  if (height > width) {
    const angle = Math.atan(sideX / sideY);
    return Math.sign(y) * lessAngle(HALF_PI, -angle, -arcTangentError(sideX, sideY, angle));
  }
  const angle = Math.atan(sideY / sideX);
  return Math.sign(y) * lessAngle(PI, angle, arcTangentError(sideY, sideX, angle));
}

/** What an approximate arc sine lacks, x being at most 1/2. */
function arcSineError(x: number, angle: number): number {
  const { sine, cosine } = sineAndCosine(angle);
  return (x - sine.high - sine.low) / cosine.high;
}

/** What an approximate arc cosine lacks, x being at least 1/2: (2 sin²(angle / 2) - (1 - x)) / sin(angle), negated. */
function arcCosineError(x: number, angle: number): number {
  if (x === 1) {
    return 0;
  }
  const { sine, cosine } = sineAndCosine(angle / 2);
  const square = product(sine.high, sine.high);
  const versine = { high: 2 * square.high, low: 2 * (square.low + 2 * sine.high * sine.low) };
  return difference({ high: 1 - x, low: 0 }, versine) / (2 * sine.high * cosine.high);
}

/** nan beyond 1. */
export function asin(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.5) {
    const angle = Math.asin(x);
    return size < 2 ** -26 ? x : angle + arcSineError(x, angle);
  }
  if (!(size <= 1)) {
    return NaN;
  }
  const angle = Math.acos(size);
  return Math.sign(x) * lessAngle(HALF_PI, angle, arcCosineError(size, angle));
}

/** nan beyond 1. */
export function acos(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.5) {
    const angle = Math.asin(x);
    return lessAngle(HALF_PI, angle, arcSineError(x, angle));
  }
  if (!(size <= 1)) {
    return NaN;
  }
  const angle = Math.acos(size);
  const error = arcCosineError(size, angle);
  return x > 0 ? angle + error : lessAngle(PI, angle, error);
}

export function tan(x: number): number {
  const size = Math.abs(x);
  if (!(size >= 2 ** -26 && size < Infinity)) {
    return size === Infinity ? NaN : x;
  }
  const { high, low, quadrant } = size < 105414336 ? reduce(x) : reduceLarge(x);
  const { sine, cosine } = sineAndCosine(high);
  const sineOfAll = { high: sine.high, low: sine.low + low * cosine.high };
  const cosineOfAll = { high: cosine.high, low: cosine.low - low * sine.high };
  return quadrant & 1 ? -quotient(cosineOfAll, sineOfAll) : quotient(sineOfAll, cosineOfAll);
}

function quotient(a: Pair, b: Pair): number {
  const nearly = a.high / b.high;
  return nearly + difference(a, times(b, nearly)) / b.high;
}
