/** Functions of `math` on floats. Arguments are any real numbers, results raw floats. */
import { toIndex } from "../../builtins/as-index.js";
import { OverflowError, TypeError, ValueError, ZeroDivisionError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { type int, tagged } from "../../builtins/numbers.js";
import { tuple } from "../../builtins/tuple.js";
import { fsum as exactSum } from "../../libm/fsum.js";
import { hypot as lengthOf } from "../../libm/hypot.js";
import * as libm from "../../libm/libm.js";
import { realArgument } from "../real-argument.js";

/** @throws ValueError "math domain error" */
export function domainError(): never {
  throw new ValueError("math domain error");
}

/** @throws OverflowError "math range error" */
export function rangeError(): never {
  throw new OverflowError("math range error");
}

/**
 * Mirrors math_1 of CPython: a nan from a number is a domain error, an infinity from a finite number an overflow
 * (or, for functions that only go to infinity at a pole, a domain error).
 */
function checked(value: unknown, compute: (x: number) => number, atPole: () => never): number {
  const x = realArgument(value);
  const result = compute(x);
  if (Number.isNaN(result) && !Number.isNaN(x)) {
    return domainError();
  }
  return !Number.isFinite(result) && Number.isFinite(x) ? atPole() : result;
}

export function sqrt(x: number): number {
  return checked(x, Math.sqrt, domainError);
}

export function cbrt(x: number): number {
  return checked(x, libm.cbrt, domainError);
}

export function exp(x: number): number {
  return checked(x, libm.exp, rangeError);
}

export function exp2(x: number): number {
  return checked(x, libm.exp2, rangeError);
}

export function expm1(x: number): number {
  return checked(x, libm.expm1, rangeError);
}

export function log1p(x: number): number {
  return checked(x, libm.log1p, domainError);
}

export function sin(x: number): number {
  return checked(x, libm.sin, domainError);
}

export function cos(x: number): number {
  return checked(x, libm.cos, domainError);
}

export function tan(x: number): number {
  return checked(x, libm.tan, domainError);
}

export function asin(x: number): number {
  return checked(x, libm.asin, domainError);
}

export function acos(x: number): number {
  return checked(x, libm.acos, domainError);
}

export function atan(x: number): number {
  return checked(x, libm.atan, domainError);
}

export function sinh(x: number): number {
  return checked(x, libm.sinh, rangeError);
}

export function cosh(x: number): number {
  return checked(x, libm.cosh, rangeError);
}

export function tanh(x: number): number {
  return checked(x, libm.tanh, domainError);
}

export function asinh(x: number): number {
  return checked(x, libm.asinh, domainError);
}

export function acosh(x: number): number {
  return checked(x, libm.acosh, domainError);
}

export function atanh(x: number): number {
  return checked(x, libm.atanh, domainError);
}

export function fabs(x: number): number {
  return Math.abs(realArgument(x));
}

export function degrees(x: number): number {
  return realArgument(x) * (180 / Math.PI);
}

export function radians(x: number): number {
  return realArgument(x) * (Math.PI / 180);
}

/** A logarithm of a number of any size: ints beyond the floats are scaled to [1/2, 1) first. */
function logarithm(value: unknown, compute: (x: number) => number): number {
  const index = typeof value === "bigint" ? value : undefined;
  if (index !== undefined && !Number.isFinite(Number(index))) {
    if (index < 0n) {
      return domainError();
    }
    const size = index.toString(2).length;
    const fraction = Number(index >> BigInt(size - 1000)) / 2 ** 1000;
    return compute(fraction) + compute(2) * size;
  }
  const x = realArgument(value);
  return x <= 0 ? domainError() : compute(x);
}

/** The natural logarithm, or that to a base. @throws ValueError, ZeroDivisionError for base 1 */
export function log(x: number | bigint, base?: number | bigint): number {
  const numerator = logarithm(x, libm.log);
  if (base === undefined) {
    return numerator;
  }
  const denominator = logarithm(base, libm.log);
  if (denominator === 0) {
    throw new ZeroDivisionError("float division by zero");
  }
  return numerator / denominator;
}

export function log2(x: number | bigint): number {
  return logarithm(x, libm.log2);
}

export function log10(x: number | bigint): number {
  return logarithm(x, libm.log10);
}

export function pow(x: number, y: number): number {
  const [base, exponent] = [realArgument(x), realArgument(y)];
  if (base === 1 || exponent === 0 || (base === -1 && !Number.isFinite(exponent) && !Number.isNaN(exponent))) {
    return 1;
  }
  const result = libm.pow(base, exponent);
  if (Number.isFinite(base) && Number.isFinite(exponent)) {
    if (Number.isNaN(result) || (base === 0 && exponent < 0)) {
      return domainError();
    }
    return Number.isFinite(result) ? result : rangeError();
  }
  return result;
}

export function atan2(y: number, x: number): number {
  return libm.atan2(realArgument(y), realArgument(x));
}

export function fmod(x: number, y: number): number {
  const [dividend, divisor] = [realArgument(x), realArgument(y)];
  if (Number.isNaN(dividend) || Number.isNaN(divisor)) {
    return NaN;
  }
  return divisor === 0 || !Number.isFinite(dividend) ? domainError() : dividend % divisor;
}

/** The difference from the nearest multiple of y, of the even one at a tie. */
export function remainder(x: number, y: number): number {
  const [dividend, divisor] = [realArgument(x), Math.abs(realArgument(y))];
  if (Number.isNaN(dividend) || Number.isNaN(divisor)) {
    return NaN;
  }
  if (divisor === 0 || !Number.isFinite(dividend)) {
    return domainError();
  }
  if (divisor === Infinity) {
    return dividend;
  }
  const size = Math.abs(dividend);
  const above = size % divisor;
  const below = divisor - above;
  let rest = above;
  if (above > below || (above === below && (0.5 * (size - above)) % divisor !== 0)) {
    rest = -below;
  }
  return copysign(1, dividend) * rest;
}

export function copysign(x: number, y: number): number {
  const [size, sign] = [Math.abs(realArgument(x)), realArgument(y)];
  return sign < 0 || Object.is(sign, -0) ? -size : size;
}

/** (mantissa, exponent): the mantissa is at least 0.5 and below 1. */
export function frexp(x: number): tuple<[number, number]> {
  const value = realArgument(x);
  if (value === 0 || !Number.isFinite(value)) {
    return tuple.of(tagged(value), 0);
  }
  const normal = Math.abs(value) < 2 ** -1022 ? value * 2 ** 54 : value;
  const exponent = exponentOf(normal) + 1;
  const scale = exponent > 1000 ? 2 ** -1000 * 2 ** (1000 - exponent) : 2 ** -exponent;
  return tuple.of(tagged(normal * scale), exponent - (normal === value ? 0 : 54));
}

const words = new DataView(new ArrayBuffer(8));

/** The exponent of a normal number: 0 for 1. */
function exponentOf(x: number): number {
  words.setFloat64(0, x);
  return ((words.getUint16(0) >> 4) & 0x7ff) - 1023;
}

/** x * 2 ** i. @throws OverflowError */
export function ldexp(x: number, i: int): number {
  const exponent = toIndex(i);
  if (exponent === undefined) {
    throw new TypeError("Expected an int as second argument to ldexp.");
  }
  const value = realArgument(x);
  if (value === 0 || !Number.isFinite(value)) {
    return value;
  }
  // by steps that don't round before the last one
  let left = Math.max(-2200, Math.min(2200, Number(exponent)));
  let result = value;
  while (left > 1000) {
    result *= 2 ** 1000;
    left -= 1000;
  }
  if (left < -1000) {
    const [mantissa, own] = frexp(value) as unknown as [number, number];
    const last = own + left;
    return last < -1080
      ? 0 * value
      : Number(mantissa) * 2 ** Math.max(last + 1000, -100) * 2 ** (last - Math.max(last + 1000, -100));
  }
  result *= 2 ** left;
  return Number.isFinite(result) ? result : rangeError();
}

/** (fraction, whole part), both with the sign of x. */
export function modf(x: number): tuple<[number, number]> {
  const value = realArgument(x);
  if (!Number.isFinite(value)) {
    return tuple.of(tagged(Number.isNaN(value) ? NaN : copysign(0, value)), value);
  }
  const whole = Math.trunc(value);
  return tuple.of(tagged(copysign(value - whole, value)), tagged(whole));
}

/** The next float from x on towards y. */
export function nextafter(x: number, y: number): number {
  const [from, to] = [realArgument(x), realArgument(y)];
  if (Number.isNaN(from) || Number.isNaN(to)) {
    return NaN;
  }
  if (from === to) {
    return to;
  }
  if (from === 0) {
    return copysign(Number.MIN_VALUE, to);
  }
  words.setFloat64(0, from);
  words.setBigInt64(0, words.getBigInt64(0) + (from < to === from > 0 ? 1n : -1n));
  return words.getFloat64(0);
}

/** The value of the last bit. */
export function ulp(x: number): number {
  const size = Math.abs(realArgument(x));
  if (!Number.isFinite(size)) {
    return size;
  }
  const next = nextafter(size, Infinity);
  return next === Infinity ? size - nextafter(size, 0) : next - size;
}

export function isnan(x: number): boolean {
  return Number.isNaN(realArgument(x));
}

export function isinf(x: number): boolean {
  return Math.abs(realArgument(x)) === Infinity;
}

export function isfinite(x: number): boolean {
  return Number.isFinite(realArgument(x));
}

export interface Tolerance {
  rel_tol?: number;
  abs_tol?: number;
}

/** @throws ValueError for negative tolerances */
export function isclose(a: number, b: number, { rel_tol = 1e-9, abs_tol = 0 }: Tolerance = {}): boolean {
  const [x, y, relative, absolute] = [a, b, rel_tol, abs_tol].map(realArgument);
  if (relative < 0 || absolute < 0) {
    throw new ValueError("tolerances must be non-negative");
  }
  if (x === y) {
    return true;
  }
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    return false;
  }
  const difference = Math.abs(x - y);
  return difference <= Math.abs(relative * y) || difference <= Math.abs(relative * x) || difference <= absolute;
}

/** The sum of all, rounded once. @throws OverflowError, ValueError */
export function fsum(seq: Iterable<number>): number {
  return exactSum(Array.from(iterate<unknown>(seq), realArgument));
}

export function hypot(...coordinates: number[]): number {
  return lengthOf(coordinates.map(realArgument));
}

/** The distance of two points. @throws ValueError unless they have as many coordinates */
export function dist(p: Iterable<number>, q: Iterable<number>): number {
  const [from, to] = [p, q].map((point) => Array.from(iterate<unknown>(point), realArgument));
  if (from.length !== to.length) {
    throw new ValueError("both points must have the same number of dimensions");
  }
  return lengthOf(from.map((coordinate, at) => coordinate - to[at]));
}
