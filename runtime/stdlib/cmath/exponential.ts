/** Exponential, logarithms and square root of complex numbers, by the formulas of CPython's Modules/cmathmodule.c. */
import { complex } from "../../builtins/complex.js";
import { exp as realExp } from "../../libm/exp.js";
import { hypot } from "../../libm/hypot.js";
import { atan2 } from "../../libm/inverse-trig.js";
import { log as realLog } from "../../libm/log.js";
import { log1p } from "../../libm/log1p.js";
import { cos, sin } from "../../libm/trig.js";
import {
  type Numeric,
  type Parts,
  copysign,
  domainError,
  inRange,
  isFinitePair,
  partsOf,
  specialValues,
} from "./part.js";

/** Beyond these, intermediate results are scaled down. */
export const LARGE = Number.MAX_VALUE / 4;
export const LOG_LARGE = realLog(LARGE);
const SMALLEST_NORMAL = 2 ** -1022;

const expValues = specialValues([
  "zz ZZ zZ zz Zz zz zz",
  "!! .. .. .. .. !! nn",
  "!! .. .. .. .. !! nn",
  "!! .. .. .. .. !! nn",
  "!! .. .. .. .. !! nn",
  "!! II iZ iz Ii !! in",
  "nn nn nZ nz nn nn nn",
]);

/** e ** z. @throws OverflowError; ValueError for an infinite imaginary part */
export function exp(z: Numeric): complex {
  const { re, im } = partsOf(z);
  if (!isFinitePair({ re, im })) {
    return Math.abs(re) === Infinity && Number.isFinite(im) && im !== 0
      ? turned(re > 0 ? Infinity : 0, im, re > 0 ? Infinity : 0)
      : expValues({ re, im });
  }
  if (re > LOG_LARGE) {
    const size = realExp(re - 1);
    return inRange(size * cos(im) * Math.E, size * sin(im) * Math.E);
  }
  const size = realExp(re);
  return inRange(size * cos(im), size * sin(im));
}

/** The first size with the sign of the cosine, the second with that of the sine. */
export function turned(first: number, angle: number, second: number): complex {
  return new complex(signed(first, cos(angle)), signed(second, sin(angle)));
}

function signed(size: number, sign: number): number {
  return copysign(1, sign) * size;
}

/** The natural logarithm's parts. */
function logParts({ re, im }: Parts): Parts {
  const ax = Math.abs(re);
  const ay = Math.abs(im);
  if (ax === Infinity || ay === Infinity) {
    return { re: Infinity, im: Math.atan2(im, re) };
  }
  if (Number.isNaN(ax) || Number.isNaN(ay)) {
    return { re: NaN, im: NaN };
  }
  return { re: logOfSize(ax, ay), im: atan2(im, re) };
}

function logOfSize(ax: number, ay: number): number {
  if (ax > LARGE || ay > LARGE) {
    return realLog(hypot([ax / 2, ay / 2])) + Math.LN2;
  }
  if (ax < SMALLEST_NORMAL && ay < SMALLEST_NORMAL) {
    return ax > 0 || ay > 0 ? realLog(hypot([ax * 2 ** 53, ay * 2 ** 53])) - 53 * Math.LN2 : domainError();
  }
  const size = hypot([ax, ay]);
  if (size < 0.71 || size > 1.73) {
    return realLog(size);
  }
  const [larger, smaller] = ax > ay ? [ax, ay] : [ay, ax];
  return log1p((larger - 1) * (larger + 1) + smaller * smaller) / 2;
}

/** The natural logarithm, or that to a base. @throws ValueError for 0, and for a base whose logarithm is 0 */
export function log(z: Numeric, base?: Numeric): complex {
  const argument = partsOf(z);
  if (base === undefined) {
    const { re, im } = logParts(argument);
    return new complex(re, im);
  }
  // CPython forgets that the logarithm of 0 is an error when there is a base
  const { re, im } =
    argument.re === 0 && argument.im === 0
      ? { re: -Infinity, im: Math.atan2(argument.im, argument.re) }
      : logParts(argument);
  const divisor = logParts(partsOf(base));
  if (divisor.re === 0 && divisor.im === 0) {
    return domainError();
  }
  return new complex(re, im).__truediv__(new complex(divisor.re, divisor.im)) as complex;
}

export function log10(z: Numeric): complex {
  const { re, im } = logParts(partsOf(z));
  return new complex(re / Math.LN10, im / Math.LN10);
}

const sqrtValues = specialValues([
  "iI zI zI zi zi ii ni",
  "iI .. .. .. .. ii nn",
  "iI .. .. .. .. ii nn",
  "iI .. .. .. .. ii nn",
  "iI .. .. .. .. ii nn",
  "iI iZ iZ iz iz ii in",
  "iI nn nn nn nn ii nn",
]);

/** The square root whose real part isn't negative. */
export function sqrt(z: Numeric): complex {
  const parts = partsOf(z);
  if (!isFinitePair(parts)) {
    return sqrtValues(parts);
  }
  const { re, im } = sqrtParts(parts);
  return new complex(re, im);
}

/** The square root of a finite number. */
export function sqrtParts({ re, im }: Parts): Parts {
  if (re === 0 && im === 0) {
    return { re: 0, im };
  }
  const ax = Math.abs(re);
  const ay = Math.abs(im);
  const isTiny = ax < SMALLEST_NORMAL && ay < SMALLEST_NORMAL;
  const s = isTiny
    ? Math.sqrt(ax * 2 ** 53 + hypot([ax * 2 ** 53, ay * 2 ** 53])) * 2 ** -27
    : 2 * Math.sqrt(ax / 8 + hypot([ax / 8, ay / 8]));
  const d = ay / (2 * s);
  return re >= 0 ? { re: s, im: copysign(d, im) } : { re: d, im: copysign(s, im) };
}
