/** The elementary functions of C's math library. Arguments and results are raw floats. */
export { cbrt } from "./cbrt.js";
export { exp, exp2 } from "./exp.js";
export { expm1 } from "./expm1.js";
export { acosh, asinh, atanh, cosh, sinh, tanh } from "./hyperbolic.js";
export { log, log2, log10 } from "./log.js";
export { log1p } from "./log1p.js";
export { pow } from "./pow.js";
export { cos, sin } from "./trig.js";
export { acos, asin, atan, atan2, tan } from "./inverse-trig.js";
export * from "./erf.js";
