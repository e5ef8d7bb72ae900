/** The hyperbolic functions and their inverses, by the formulas of fdlibm (Sun Microsystems) and the GNU C library. */
import { exp } from "./exp.js";
import { expm1 } from "./expm1.js";
import { log } from "./log.js";
import { log1p } from "./log1p.js";

const LN2 = 6.93147180559945286227e-1;

export function sinh(x: number): number {
  const size = Math.abs(x);
  const half = x < 0 ? -0.5 : 0.5;
  if (!(size < 22)) {
    return Math.sign(x) * halfExp(size);
  }
  if (size < 2 ** -28) {
    return x;
  }
  const t = expm1(size);
  return size < 1 ? half * (2 * t - (t * t) / (t + 1)) : half * (t + t / (t + 1));
}

export function cosh(x: number): number {
  const size = Math.abs(x);
  if (!(size < 22)) {
    return halfExp(size);
  }
  if (size < 0.3465728759765625) {
    const t = expm1(size);
    const w = 1 + t;
    return size < 2 ** -55 ? w : 1 + (t * t) / (w + w);
  }
  const t = exp(size);
  return 0.5 * t + 0.5 / t;
}

/** e ** x / 2, also where only the half is a float. */
function halfExp(x: number): number {
  if (x < 709.78271484375) {
    return 0.5 * exp(x);
  }
  const root = exp(0.5 * x);
  return 0.5 * root * root;
}

export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size < 22)) {
    return Math.sign(x);
  }
  if (size < 2 ** -55) {
    return x;
  }
  if (size >= 1) {
    return Math.sign(x) * (1 - 2 / (expm1(2 * size) + 2));
  }
  const t = expm1(-2 * size);
  return Math.sign(x) * (-t / (t + 2));
}

export function asinh(x: number): number {
  const size = Math.abs(x);
  if (!(size >= 2 ** -28 && size < Infinity)) {
    return x;
  }
  if (size > 2 ** 28) {
    return Math.sign(x) * (log(size) + LN2);
  }
  if (size > 2) {
    return Math.sign(x) * log(2 * size + 1 / (Math.sqrt(size * size + 1) + size));
  }
  const t = size * size;
  return Math.sign(x) * log1p(size + t / (1 + Math.sqrt(1 + t)));
}

/** nan below 1. */
export function acosh(x: number): number {
  if (x > 2 ** 28) {
    return log(x) + LN2;
  }
  if (x > 2) {
    return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  }
  const t = x - 1;
  return t >= 0 ? log1p(t + Math.sqrt(2 * t + t * t)) : NaN;
}

/** Infinite at -1 and 1, nan beyond. */
export function atanh(x: number): number {
  const size = Math.abs(x);
  if (size < 0.5) {
    const t = size + size;
    return size < 2 ** -28 ? x : Math.sign(x) * (0.5 * log1p(t + (t * size) / (1 - size)));
  }
  return Math.sign(x) * (0.5 * log1p((size + size) / (1 - size)));
}
