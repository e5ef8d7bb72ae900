/** `gamma` and `lgamma`, by Lanczos' approximation as CPython's Modules/mathmodule.c has it; `erf` and `erfc`. */
import * as errorFunction from "../../libm/erf.js";
import { cos, exp, log, pow, sin } from "../../libm/libm.js";
import { realArgument } from "../real-argument.js";
import { domainError, rangeError } from "./floats.js";

const G = 6.02468004077673;
const G_MINUS_HALF = 5.52468004077673;
const LOG_PI = 1.1447298858494002;

const NUMERATOR = [
  23531376880.41076, 42919803642.6491, 35711959237.35567, 17921034426.03721, 6039542586.352028, 1439720407.3117216,
  248874557.86205417, 31426415.585400194, 2876370.6289353725, 186056.26539522348, 8071.672002365816, 210.82427775157936,
  2.5066282746310002,
];
const DENOMINATOR = [
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
];

/** The rational function of the approximation; from the other end for large x, so that nothing overflows. */
function lanczos(x: number): number {
  let [top, bottom] = [0, 0];
  if (x < 5) {
    for (let at = NUMERATOR.length - 1; at >= 0; at -= 1) {
      top = top * x + NUMERATOR[at];
      bottom = bottom * x + DENOMINATOR[at];
    }
  } else {
    for (let at = 0; at < NUMERATOR.length; at += 1) {
      top = top / x + NUMERATOR[at];
      bottom = bottom / x + DENOMINATOR[at];
    }
  }
  return top / bottom;
}

/** sin(pi * x), exact where x is a multiple of a half. */
function sinPi(x: number): number {
  const y = Math.abs(x) % 2;
  const quarter = Math.round(2 * y);
  const sine = [
    () => sin(Math.PI * y),
    () => cos(Math.PI * (y - 0.5)),
    () => sin(Math.PI * (1 - y)),
    () => -cos(Math.PI * (y - 1.5)),
    () => sin(Math.PI * (y - 2)),
  ][quarter]();
  return x < 0 ? -sine : sine;
}

const FACTORIALS = Array.from({ length: 23 }, (_, n) => n).map((n) => {
  let product = 1;
  for (let factor = 2; factor <= n; factor += 1) {
    product *= factor;
  }
  return product;
});

/** @throws ValueError at 0 and negative ints, OverflowError beyond 171.6 */
export function gamma(x: number): number {
  const value = realArgument(x);
  if (!Number.isFinite(value)) {
    return value === -Infinity ? domainError() : value;
  }
  if (value === 0 || (value < 0 && Number.isInteger(value))) {
    return domainError();
  }
  if (Number.isInteger(value) && value <= FACTORIALS.length) {
    return FACTORIALS[value - 1];
  }
  const size = Math.abs(value);
  if (size < 1e-20) {
    const reciprocal = 1 / value;
    return Number.isFinite(reciprocal) ? reciprocal : rangeError();
  }
  if (size > 200) {
    return value > 0 ? rangeError() : 0 / sinPi(value);
  }
  return gammaByLanczos(value, size);
}

function gammaByLanczos(value: number, size: number): number {
  const y = size + G_MINUS_HALF;
  // what y lost in rounding, times what that matters
  const lost = size > G_MINUS_HALF ? y - size - G_MINUS_HALF : y - G_MINUS_HALF - size;
  const z = (lost * G) / y;
  let result: number;
  if (value < 0) {
    result = ((-Math.PI / sinPi(size) / size) * exp(y)) / lanczos(size);
    result -= z * result;
    result = size < 140 ? result / pow(y, size - 0.5) : divideTwice(result, pow(y, size / 2 - 0.25));
  } else {
    result = lanczos(size) / exp(y);
    result += z * result;
    result = size < 140 ? result * pow(y, size - 0.5) : multiplyTwice(result, pow(y, size / 2 - 0.25));
  }
  return Number.isFinite(result) ? result : rangeError();
}

const divideTwice = (value: number, by: number): number => value / by / by;
const multiplyTwice = (value: number, by: number): number => value * by * by;

/** The logarithm of |gamma(x)|. @throws ValueError at 0 and negative ints */
export function lgamma(x: number): number {
  const value = realArgument(x);
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? value : Infinity;
  }
  if (Number.isInteger(value) && value <= 2) {
    return value <= 0 ? domainError() : 0;
  }
  const size = Math.abs(value);
  if (size < 1e-20) {
    return -log(size);
  }
  let result = log(lanczos(size)) - G;
  result += (size - 0.5) * (log(size + G - 0.5) - 1);
  if (value < 0) {
    result = LOG_PI - log(Math.abs(sinPi(size))) - log(size) - result;
  }
  return Number.isFinite(result) ? result : rangeError();
}

export function erf(x: number): number {
  return errorFunction.erf(realArgument(x));
}

export function erfc(x: number): number {
  return errorFunction.erfc(realArgument(x));
}
