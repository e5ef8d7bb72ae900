/** Trigonometric functions of complex numbers and their inverses: the hyperbolic ones, turned by a quarter. */
import { complex } from "../../builtins/complex.js";
import { asinh as realAsinh } from "../../libm/hyperbolic.js";
import { hypot } from "../../libm/hypot.js";
import { atan2 } from "../../libm/inverse-trig.js";
import { log } from "../../libm/log.js";
import { LARGE, sqrtParts } from "./exponential.js";
import * as hyperbolic from "./hyperbolic.js";
import { type Numeric, copysign, isFinitePair, partsOf, specialValues } from "./part.js";

/** z times the imaginary unit. */
function turnedLeft(z: Numeric): complex {
  const { re, im } = partsOf(z);
  return new complex(-im, re);
}

/** z divided by the imaginary unit. */
function turnedRight(z: complex): complex {
  const { re, im } = partsOf(z);
  return new complex(im, -re);
}

/** @throws OverflowError; ValueError for an infinite real part */
export function sin(z: Numeric): complex {
  return turnedRight(hyperbolic.sinh(turnedLeft(z)));
}

/** @throws OverflowError; ValueError for an infinite real part */
export function cos(z: Numeric): complex {
  return hyperbolic.cosh(turnedLeft(z));
}

/** @throws ValueError for an infinite real part of a number whose imaginary part is finite */
export function tan(z: Numeric): complex {
  return turnedRight(hyperbolic.tanh(turnedLeft(z)));
}

export function asin(z: Numeric): complex {
  return turnedRight(hyperbolic.asinh(turnedLeft(z)));
}

/** @throws ValueError at the imaginary unit and its opposite */
export function atan(z: Numeric): complex {
  return turnedRight(hyperbolic.atanh(turnedLeft(z)));
}

const acosValues = specialValues([
  "ti pi pi pI pI tI ni",
  "hi .. .. .. .. hI nn",
  "hi .. .. .. .. hI hn",
  "hi .. .. .. .. hI hn",
  "hi .. .. .. .. hI nn",
  "qi zi zi zI zI qI ni",
  "ni nn nn nn nn nI nn",
]);

export function acos(z: Numeric): complex {
  const { re, im } = partsOf(z);
  if (!isFinitePair({ re, im })) {
    return acosValues({ re, im });
  }
  if (Math.abs(re) > LARGE || Math.abs(im) > LARGE) {
    return new complex(atan2(Math.abs(im), re), -copysign(log(hypot([re / 2, im / 2])) + Math.LN2 * 2, im));
  }
  const s1 = sqrtParts({ re: 1 - re, im: -im });
  const s2 = sqrtParts({ re: 1 + re, im });
  return new complex(2 * atan2(s1.re, s2.re), realAsinh(s2.re * s1.im - s2.im * s1.re));
}
