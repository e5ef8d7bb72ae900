/** Mirrors the module `math`. */
import { givesRawFloats } from "../builtins/raw-floats.js";
import * as floats from "./math/floats.js";
import * as gammas from "./math/gamma.js";
import { libraryModule } from "./module.js";
import * as self from "./math.js";

export {
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  cbrt,
  copysign,
  cos,
  cosh,
  degrees,
  dist,
  exp,
  exp2,
  expm1,
  fabs,
  fmod,
  frexp,
  fsum,
  hypot,
  isclose,
  isfinite,
  isinf,
  isnan,
  ldexp,
  log,
  log10,
  log1p,
  log2,
  modf,
  nextafter,
  pow,
  radians,
  remainder,
  sin,
  sinh,
  sqrt,
  tan,
  tanh,
  ulp,
} from "./math/floats.js";
export { erf, erfc, gamma, lgamma } from "./math/gamma.js";
export * from "./math/integers.js";

export const pi = Math.PI;
export const e = Math.E;
export const tau = 2 * Math.PI;
export const inf = Infinity;
export const nan = NaN;

libraryModule("math", () => self);
givesRawFloats(floats);
givesRawFloats(gammas);
