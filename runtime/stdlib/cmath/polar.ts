/** Polar coordinates, and questions about complex numbers. */
import { complex } from "../../builtins/complex.js";
import { OverflowError, ValueError } from "../../builtins/exceptions.js";
import { tagged } from "../../builtins/numbers.js";
import { tuple } from "../../builtins/tuple.js";
import { hypot } from "../../libm/hypot.js";
import { atan2 } from "../../libm/inverse-trig.js";
import { cos, sin } from "../../libm/trig.js";
import { realArgument } from "../real-argument.js";
import { turned } from "./exponential.js";
import { type Numeric, domainError, isFinitePair, partsOf, specialValues } from "./part.js";

/** The angle, between -pi and pi. */
export function phase(z: Numeric): number {
  const { re, im } = partsOf(z);
  return atan2(im, re);
}

/** (distance, angle). @throws OverflowError */
export function polar(z: Numeric): tuple<[number, number]> {
  const { re, im } = partsOf(z);
  const size = hypot([re, im]);
  if (size === Infinity && isFinitePair({ re, im })) {
    throw new OverflowError("math range error");
  }
  return tuple.of(tagged(size), tagged(atan2(im, re)));
}

const rectValues = specialValues([
  "!! .. Iz IZ .. !! in",
  "!! .. .. .. .. !! nn",
  "zz .. .. .. .. zz zz",
  "zz .. .. .. .. zz zz",
  "!! .. .. .. .. !! nn",
  "!! .. iZ iz .. !! in",
  "nn nn nz nz nn nn nn",
]);

/** The number with a distance and an angle. @throws ValueError for an infinite angle */
export function rect(r: number, phi: number): complex {
  const [size, angle] = [realArgument(r), realArgument(phi)];
  if (!Number.isFinite(size) || !Number.isFinite(angle)) {
    if (Math.abs(size) === Infinity && Number.isFinite(angle) && angle !== 0) {
      return size > 0 ? turned(Infinity, angle, Infinity) : turned(-Infinity, angle, -Infinity);
    }
    return size !== 0 && !Number.isNaN(size) && Math.abs(angle) === Infinity
      ? domainError()
      : rectValues({ re: size, im: angle });
  }
  return angle === 0 ? new complex(size, size * angle) : new complex(size * cos(angle), size * sin(angle));
}

export function isfinite(z: Numeric): boolean {
  return isFinitePair(partsOf(z));
}

export function isnan(z: Numeric): boolean {
  const { re, im } = partsOf(z);
  return Number.isNaN(re) || Number.isNaN(im);
}

export function isinf(z: Numeric): boolean {
  const { re, im } = partsOf(z);
  return Math.abs(re) === Infinity || Math.abs(im) === Infinity;
}

export interface Tolerance {
  rel_tol?: number;
  abs_tol?: number;
}

/** @throws ValueError for negative tolerances */
export function isclose(a: Numeric, b: Numeric, { rel_tol = 1e-9, abs_tol = 0 }: Tolerance = {}): boolean {
  const [relative, absolute] = [realArgument(rel_tol), realArgument(abs_tol)];
  if (relative < 0 || absolute < 0) {
    throw new ValueError("tolerances must be non-negative");
  }
  const [x, y] = [partsOf(a), partsOf(b)];
  if (x.re === y.re && x.im === y.im) {
    return true;
  }
  if (isinf(a) || isinf(b)) {
    return false;
  }
  const difference = hypot([x.re - y.re, x.im - y.im]);
  const [first, second] = [hypot([x.re, x.im]), hypot([y.re, y.im])];
  return difference <= relative * second || difference <= relative * first || difference <= absolute;
}
