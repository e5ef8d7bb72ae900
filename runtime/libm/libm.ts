/** The elementary functions of C's math library. Arguments and results are raw floats. */

export const { log, log2, log10, log1p, expm1, sin, cos, tan, asin, acos, atan, atan2, cbrt } = Math;
export const { exp, sinh, cosh, tanh, asinh, acosh, atanh } = Math;

export function exp2(x: number): number {
  return 2 ** x;
}

export function pow(x: number, y: number): number {
  return x ** y;
}
