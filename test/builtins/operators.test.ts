import { test } from "vitest";
import * as py from "../../runtime/main.js";
import { typeName } from "../../runtime/builtins/type-name.js";
import { expectRecorded } from "../support/recorded.js";

test("operators and functions of one value answer as CPython's do, for all kinds of values", () => {
  expectRecorded("operators", {
    ...(py as unknown as Record<string, (...args: never[]) => unknown>),
    tuple: (value: Iterable<unknown>) => new py.tuple(value),
    typeName,
    reversed: (value: unknown) => py.list(py.reversed(value)),
    enumerate: (value: unknown) => py.list(py.enumerate(value)),
    pow3: py.pow,
    ratio: py.truediv,
  });
});
