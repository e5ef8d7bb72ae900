import { expect, test } from "vitest";
import { bytearray, bytes } from "../../runtime/builtins/bytes.js";
import { SystemExit } from "../../runtime/builtins/exceptions.js";
import { print } from "../../runtime/builtins/functions/console.js";
import { repr } from "../../runtime/builtins/repr.js";
import { tuple } from "../../runtime/builtins/tuple.js";
import * as sys from "../../runtime/stdlib/sys.js";

test("facts are those of CPython 3.11", () => {
  expect(repr(sys.version_info)).toBe("sys.version_info(major=3, minor=11, micro=7, releaselevel='final', serial=0)");
  expect(repr(sys.float_info)).toBe(
    "sys.float_info(max=1.7976931348623157e+308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308, " +
      "min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2, rounds=1)",
  );
  expect(repr(sys.maxsize)).toBe("9223372036854775807");
  expect(sys.version.split(" ")[0]).toBe("3.11.7");
});

test("getsizeof gives CPython's sizes", () => {
  const values = [
    0,
    1,
    2 ** 30,
    2n ** 60n,
    1.5,
    true,
    null,
    "",
    "a",
    "é",
    "€",
    "😀",
    new bytes(),
    [],
    [1, 2],
    tuple.of(1),
  ];
  expect(values.map((value) => sys.getsizeof(value))).toEqual([
    28, 28, 32, 36, 24, 28, 16, 49, 50, 74, 76, 80, 33, 56, 72, 48,
  ]);
  expect(sys.getsizeof(new bytearray([1, 2]))).toBe(59);
});

test("exit raises SystemExit with its code", () => {
  const codeOf = (call: () => never) => {
    try {
      return call();
    } catch (error) {
      return error instanceof SystemExit ? error.code : error;
    }
  };
  expect(codeOf(() => sys.exit())).toBeNull();
  expect(codeOf(() => sys.exit(3))).toBe(3);
  expect(() => sys.setrecursionlimit(0)).toThrow("recursion limit must be greater or equal than 1");
});

test("a stream that is put in the place of stdout gets what is printed", () => {
  const written: string[] = [];
  const old = sys.stdout;
  sys.__setattr__("stdout", { write: (text: string) => written.push(text) } as never);
  print("hello", 1);
  sys.__setattr__("stdout", old as never);
  expect(written.join("")).toBe("hello 1\n");
  expect(sys.stdout).toBe(old);
});
