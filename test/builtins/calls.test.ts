import { describe, expect, test } from "vitest";
import {
  bound,
  call,
  callmethod,
  BaseException,
  dict,
  eq,
  named,
  len,
  list,
  map,
  object,
  print,
  repr,
  sorted,
  str,
} from "../../runtime/main.js";

/** The repr of a result, or the error as CPython shows it. */
function shown(run: () => unknown): string {
  try {
    return repr(run());
  } catch (error) {
    if (!(error instanceof BaseException)) throw error;
    return `${error.constructor.name}: ${error.__str__()}`;
  }
}

/* eslint-disable @typescript-eslint/no-explicit-any -- converted functions without known types */
function f(a: any, b: any, c: any = 3) {
  return [a, b, c];
}
function g() {}
function keywordOnly(a: any, { c, d = 1 }: any) {
  return [a, c, d];
}
function variadic(args: any[], { c, ...rest }: any) {
  return [args, c, new dict(rest)];
}
variadic.__signature__ = "*args, c=1, **rest";
function positionalOnly(a: any, b: any) {
  return [a, b];
}
positionalOnly.__signature__ = "a, /, b";

class Plain {
  x: any;
  constructor(x: any) {
    this.x = x;
  }
  method(a: any, b: any = 1) {
    return [this.x, a, b];
  }
}
class Dynamic extends object {
  declare x: any;
  override __init__(x: any) {
    this.x = x;
  }
  __call__(a: any) {
    return [this.x, a];
  }
}
/* eslint-enable @typescript-eslint/no-explicit-any */

describe("arguments are bound as CPython binds them", () => {
  test.each([
    [() => call(f, 1, 2), "[1, 2, 3]"],
    [() => call(f, 1, { b: 5 }), "[1, 5, 3]"],
    [() => call(f), "TypeError: f() missing 2 required positional arguments: 'a' and 'b'"],
    [() => call(f, { b: 1 }), "TypeError: f() missing 1 required positional argument: 'a'"],
    [() => call(f, 1, 2, 3, 4), "TypeError: f() takes from 2 to 3 positional arguments but 4 were given"],
    [() => call(g, 1), "TypeError: g() takes 0 positional arguments but 1 was given"],
    [() => call(f, 1, 2, { a: 1 }), "TypeError: f() got multiple values for argument 'a'"],
    [() => call(f, 1, 2, { z: 1 }), "TypeError: f() got an unexpected keyword argument 'z'"],
    [() => call(keywordOnly, 1, { c: 2 }), "[1, 2, 1]"],
    [() => call(keywordOnly, 1), "TypeError: keywordOnly() missing 1 required keyword-only argument: 'c'"],
    [
      () => call(keywordOnly, 1, 2, { c: 1 }),
      "TypeError: keywordOnly() takes 1 positional argument but 2 positional arguments (and 1 keyword-only argument) were given",
    ],
    [() => call(variadic, 1, 2, { c: 5, z: 6 }), "[[1, 2], 5, {'z': 6}]"],
    [
      () => call(positionalOnly, { a: 1, b: 2 }),
      "TypeError: positionalOnly() got some positional-only arguments passed as keyword arguments: 'a'",
    ],
    [() => call(Plain), "TypeError: Plain.__init__() missing 1 required positional argument: 'x'"],
    [() => call(Plain, 1, 2), "TypeError: Plain.__init__() takes 2 positional arguments but 3 were given"],
    [() => call(Dynamic, { y: 1 }), "TypeError: Dynamic.__init__() got an unexpected keyword argument 'y'"],
    [() => call(new Dynamic(4), 5), "[4, 5]"],
    [() => call(5), "TypeError: 'int' object is not callable"],
    [() => call(null), "TypeError: 'NoneType' object is not callable"],
    [() => call(new Plain(1)), "TypeError: 'Plain' object is not callable"],
  ])("%s gives %s", (run, expected) => {
    expect(shown(run)).toBe(expected);
  });
});

describe("methods are found on every kind of value", () => {
  test.each([
    [() => callmethod(new Plain(7), "method", 1, { b: 2 }), "[7, 1, 2]"],
    [() => callmethod(new Plain(7), "method"), "TypeError: Plain.method() missing 1 required positional argument: 'a'"],
    [() => callmethod(new Plain(7), "nope"), "AttributeError: 'Plain' object has no attribute 'nope'"],
    [() => callmethod("a,b", "split", ","), "['a', 'b']"],
    [() => callmethod("a b c", "split", { maxsplit: 1 }), "['a', 'b c']"],
    [() => callmethod([1, 2], "index", 2), "1"],
    [() => callmethod(5, "bit_length"), "3"],
    [() => callmethod(new dict([["a", 1]]), "pop", "a"), "1"],
    [() => callmethod(null, "split"), "AttributeError: 'NoneType' object has no attribute 'split'"],
    [() => callmethod("abc", "push"), "AttributeError: 'str' object has no attribute 'push'"],
    [() => callmethod([], "push"), "AttributeError: 'list' object has no attribute 'push'"],
  ])("%s gives %s", (run, expected) => {
    expect(shown(run)).toBe(expected);
  });

  test("bound methods of one object are equal, and carry their object", () => {
    const plain = new Plain(1);
    const method = bound(plain, "method") as (a: number) => unknown;
    expect(method(2)).toEqual([1, 2, 1]);
    expect(eq(method, bound(plain, "method"))).toBe(true);
    expect(eq(method, bound(new Plain(1), "method"))).toBe(false);
  });
});

test("callbacks are called with as many arguments as they must take", () => {
  expect(list(map(str.upper, ["a", "b"]))).toEqual(["A", "B"]);
  expect(shown(() => list(map((a: number, b: number) => a + b, [1] as never)))).toBe(
    "TypeError: <lambda>() missing 1 required positional argument: 'b'",
  );
  expect(sorted([new Plain(2), new Plain(1)], { key: (item) => item.x }).map(({ x }) => x as number)).toEqual([1, 2]);
  expect(shown(() => named("f.<locals>.<lambda>", () => 1).__qualname__)).toBe("'f.<locals>.<lambda>'");
});

test("library functions take keywords and say what they do not know", () => {
  expect(shown(() => call(print, { foo: 1 }))).toBe("TypeError: 'foo' is an invalid keyword argument for print()");
  expect(shown(() => call(sorted, [2, 1], { reverse: true }))).toBe("[2, 1]");
  expect(shown(() => call(len, "abc"))).toBe("3");
});
