/** Mirrors the module `cmath`. */
import { complex } from "../builtins/complex.js";
import { givesRawFloats } from "../builtins/raw-floats.js";
import * as self from "./cmath.js";
import { libraryModule } from "./module.js";

export { exp, log, log10, sqrt } from "./cmath/exponential.js";
export { acosh, asinh, atanh, cosh, sinh, tanh } from "./cmath/hyperbolic.js";
export { isclose, isfinite, isinf, isnan, phase, polar, rect } from "./cmath/polar.js";
export { acos, asin, atan, cos, sin, tan } from "./cmath/trigonometric.js";
export { e, inf, nan, pi, tau } from "./math.js";

export const infj = new complex(0, Infinity);
export const nanj = new complex(0, NaN);

libraryModule("cmath", () => self);
givesRawFloats(self, ["phase"]);
