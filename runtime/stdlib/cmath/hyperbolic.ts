/** Hyperbolic functions of complex numbers and their inverses, by the formulas of CPython's Modules/cmathmodule.c. */
import { complex } from "../../builtins/complex.js";
import { exp } from "../../libm/exp.js";
import * as real from "../../libm/hyperbolic.js";
import { hypot } from "../../libm/hypot.js";
import { atan2, tan } from "../../libm/inverse-trig.js";
import { log } from "../../libm/log.js";
import { log1p } from "../../libm/log1p.js";
import { cos, sin } from "../../libm/trig.js";
import { LARGE, LOG_LARGE, sqrtParts, turned } from "./exponential.js";
import { type Numeric, copysign, domainError, inRange, isFinitePair, partsOf, specialValues } from "./part.js";

const coshValues = specialValues([
  "!! Ii iz iZ II !! in",
  "!! .. .. .. .. !! nn",
  "!! .. .. .. .. !! nz",
  "!! .. .. .. .. !! nz",
  "!! .. .. .. .. !! nn",
  "!! II iZ iz Ii !! in",
  "nn nn nz nz nn nn nn",
]);

/** @throws OverflowError; ValueError for an infinite imaginary part */
export function cosh(z: Numeric): complex {
  const { re, im } = partsOf(z);
  if (!isFinitePair({ re, im })) {
    const isGrowing = Math.abs(re) === Infinity && Number.isFinite(im) && im !== 0;
    return isGrowing ? turned(Infinity, im, re) : coshValues({ re, im });
  }
  if (Math.abs(re) > LOG_LARGE) {
    const less = re - copysign(1, re);
    return inRange(cos(im) * real.cosh(less) * Math.E, sin(im) * real.sinh(less) * Math.E);
  }
  return inRange(cos(im) * real.cosh(re), sin(im) * real.sinh(re));
}

const sinhValues = specialValues([
  "!! iI IZ Iz ii !! in",
  "!! .. .. .. .. !! nn",
  "!! .. .. .. .. !! zn",
  "!! .. .. .. .. !! zn",
  "!! .. .. .. .. !! nn",
  "!! II iZ iz Ii !! in",
  "nn nn nZ nz nn nn nn",
]);

/** @throws OverflowError; ValueError for an infinite imaginary part */
export function sinh(z: Numeric): complex {
  const { re, im } = partsOf(z);
  if (!isFinitePair({ re, im })) {
    const isGrowing = Math.abs(re) === Infinity && Number.isFinite(im) && im !== 0;
    return isGrowing ? turned(re, im, Infinity) : sinhValues({ re, im });
  }
  if (Math.abs(re) > LOG_LARGE) {
    const less = re - copysign(1, re);
    return inRange(cos(im) * real.sinh(less) * Math.E, sin(im) * real.cosh(less) * Math.E);
  }
  return inRange(cos(im) * real.sinh(re), sin(im) * real.cosh(re));
}

const tanhValues = specialValues([
  "Oz .. OZ Oz .. Oz Oz",
  "!! .. .. .. .. !! nn",
  "!! .. .. .. .. !! nn",
  "!! .. .. .. .. !! nn",
  "!! .. .. .. .. !! nn",
  "oz .. oZ oz .. oz oz",
  "nn nn nZ nz nn nn nn",
]);

/** @throws ValueError for an infinite imaginary part of a finite number */
export function tanh(z: Numeric): complex {
  const { re, im } = partsOf(z);
  if (!isFinitePair({ re, im })) {
    const isGrowing = Math.abs(re) === Infinity && Number.isFinite(im) && im !== 0;
    return isGrowing ? new complex(copysign(1, re), copysign(0, 2 * sin(im) * cos(im))) : tanhValues({ re, im });
  }
  if (Math.abs(re) > LOG_LARGE) {
    return new complex(copysign(1, re), 4 * sin(im) * cos(im) * exp(-2 * Math.abs(re)));
  }
  const tx = real.tanh(re);
  const ty = tan(im);
  const cx = 1 / real.cosh(re);
  const both = tx * ty;
  const bottom = 1 + both * both;
  return new complex((tx * (1 + ty * ty)) / bottom, (ty / bottom) * cx * cx);
}

const acoshValues = specialValues([
  "iT iP iP ip ip it in",
  "iH .. .. .. .. ih nn",
  "iH .. .. .. .. ih nn",
  "iH .. .. .. .. ih nn",
  "iH .. .. .. .. ih nn",
  "iQ iZ iZ iz iz iq in",
  "in nn nn nn nn in nn",
]);

export function acosh(z: Numeric): complex {
  const { re, im } = partsOf(z);
  if (!isFinitePair({ re, im })) {
    return acoshValues({ re, im });
  }
  if (Math.abs(re) > LARGE || Math.abs(im) > LARGE) {
    return new complex(log(hypot([re / 2, im / 2])) + Math.LN2 * 2, atan2(im, re));
  }
  const s1 = sqrtParts({ re: re - 1, im });
  const s2 = sqrtParts({ re: re + 1, im });
  return new complex(real.asinh(s1.re * s2.re + s1.im * s2.im), 2 * atan2(s1.im, s2.re));
}

const asinhValues = specialValues([
  "IQ IZ IZ Iz Iz Iq In",
  "IH .. .. .. .. Ih nn",
  "IH .. .. .. .. Ih nn",
  "iH .. .. .. .. ih nn",
  "iH .. .. .. .. ih nn",
  "iQ iZ iZ iz iz iq in",
  "in nn nZ nz nn in nn",
]);

export function asinh(z: Numeric): complex {
  const { re, im } = partsOf(z);
  if (!isFinitePair({ re, im })) {
    return asinhValues({ re, im });
  }
  if (Math.abs(re) > LARGE || Math.abs(im) > LARGE) {
    return new complex(copysign(log(hypot([re / 2, im / 2])) + Math.LN2 * 2, re), atan2(im, Math.abs(re)));
  }
  const s1 = sqrtParts({ re: 1 + im, im: -re });
  const s2 = sqrtParts({ re: 1 - im, im: re });
  return new complex(real.asinh(s1.re * s2.im - s2.re * s1.im), atan2(im, s1.re * s2.re - s1.im * s2.im));
}

const atanhValues = specialValues([
  "ZH ZH ZH Zh Zh Zh Zn",
  "ZH .. .. .. .. Zh nn",
  "ZH .. .. .. .. Zh Zn",
  "zH .. .. .. .. zh zn",
  "zH .. .. .. .. zh nn",
  "zH zH zH zh zh zh zn",
  "zH nn nn nn nn zh nn",
]);

const SQRT_LARGE = Math.sqrt(LARGE);
const SQRT_SMALL = 2 ** -511;

/** @throws ValueError at 1 and -1 */
export function atanh(z: Numeric): complex {
  const { re, im } = partsOf(z);
  if (!isFinitePair({ re, im })) {
    return atanhValues({ re, im });
  }
  if (re < 0 || Object.is(re, -0)) {
    return atanh(new complex(-re, -im)).__neg__();
  }
  const ay = Math.abs(im);
  if (re > SQRT_LARGE || ay > SQRT_LARGE) {
    const h = hypot([re / 2, im / 2]);
    return new complex(re / 4 / h / h, -copysign(Math.PI / 2, -im));
  }
  if (re === 1 && ay < SQRT_SMALL) {
    return ay === 0
      ? domainError()
      : new complex(-log(Math.sqrt(ay) / Math.sqrt(hypot([ay, 2]))), copysign(atan2(2, -ay) / 2, im));
  }
  return new complex(
    log1p((4 * re) / ((1 - re) * (1 - re) + ay * ay)) / 4,
    -atan2(-2 * im, (1 - re) * (1 + re) - ay * ay) / 2,
  );
}
