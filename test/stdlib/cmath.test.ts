import { test } from "vitest";
import { tagged } from "../../runtime/builtins/numbers.js";
import { mul, pow, truediv } from "../../runtime/main.js";
import * as cmath from "../../runtime/stdlib/cmath.js";
import { expectRecorded } from "../support/recorded.js";

test("cmath and the powers of complex numbers give CPython's results and errors", () => {
  const phase = (z: number): number => tagged(cmath.phase(z));
  expectRecorded("cmath_calls", { ...cmath, phase, pow, truediv, mul } as never);
});
