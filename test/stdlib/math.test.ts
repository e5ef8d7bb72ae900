import { test } from "vitest";
import { tagged } from "../../runtime/builtins/numbers.js";
import * as math from "../../runtime/stdlib/math.js";
import { expectRecorded } from "../support/recorded.js";

type Call = (...args: unknown[]) => unknown;
const functions = math as unknown as Record<string, Call>;

/** Tags the raw floats that these give, as emitted code does. */
const FLOATS = [
  "sqrt fabs degrees radians ulp fmod remainder copysign nextafter hypot ldexp dist fsum pow log log2 log10 log1p",
  "exp exp2 expm1 sin cos sinh cosh tanh asinh acosh atanh cbrt gamma lgamma erf erfc",
].flatMap((names) => names.split(" "));
const tagging = FLOATS.map((name) => [name, (...args: unknown[]) => tagged(functions[name]!(...args) as number)]);

test("math gives CPython's results and errors; arc functions and tan to eleven digits", () => {
  expectRecorded("math_calls", {
    ...functions,
    ...Object.fromEntries(tagging),
    rounded: (name: string, ...args: unknown[]) => rounded(functions[name]!(...args) as number),
    prod_from: (values: Iterable<unknown>, start: unknown) => math.prod(values, { start }),
    isclose_within: (a: number, b: number, rel_tol: number, abs_tol: number) =>
      math.isclose(a, b, { rel_tol, abs_tol }),
  } as never);
});

/** To eleven digits; zeros keep their sign. */
function rounded(value: number): number {
  return tagged(value === 0 ? value : Number(value.toPrecision(11)));
}
