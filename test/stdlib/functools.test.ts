import { expect, test } from "vitest";
import { call } from "../../runtime/builtins/call.js";
import { sorted } from "../../runtime/builtins/functions/aggregates.js";
import { repr } from "../../runtime/builtins/repr.js";
import * as functools from "../../runtime/stdlib/functools.js";

function add(a: number, b = 2): number {
  return a + b;
}

test("partial gives arguments ahead and by name", () => {
  const five = new functools.partial(add, 5);
  expect(call(five, 1)).toBe(6);
  expect(call(new functools.partial(five, { b: 7 }))).toBe(12);
  expect(repr(new functools.partial(five, { b: 7 })).replace(/0x\w+/, "0x0")).toBe(
    "functools.partial(<function add at 0x0>, 5, b=7)",
  );
  expect(() => new functools.partial(3)).toThrow("the first argument must be callable");
});

test("reduce", () => {
  expect(functools.reduce((a, b) => a * b, [1, 2, 3, 4])).toBe(24);
  expect(functools.reduce((a, b) => a + b, [], 5)).toBe(5);
  expect(() => functools.reduce(add, [])).toThrow("reduce() of empty iterable with no initial value");
});

test("lru_cache remembers so many results", () => {
  const calls: number[] = [];
  const square = functools.lru_cache(2)((n: number) => {
    calls.push(n);
    return n * n;
  });
  expect([1, 2, 1, 3, 1, 2].map((n) => square(n))).toEqual([1, 4, 1, 9, 1, 4]);
  expect(calls).toEqual([1, 2, 3, 2]);
  expect(repr(square.cache_info())).toBe("CacheInfo(hits=2, misses=4, maxsize=2, currsize=2)");
  square.cache_clear();
  expect(repr(square.cache_info())).toBe("CacheInfo(hits=0, misses=0, maxsize=2, currsize=0)");
  expect(() => (functools.cache((x: unknown) => x) as (x: unknown) => unknown)([])).toThrow("unhashable type: 'list'");
});

test("cmp_to_key and total_ordering", () => {
  const key = functools.cmp_to_key((a: string, b: string) => a.length - b.length);
  expect(sorted(["ccc", "a", "bb"], { key })).toEqual(["a", "bb", "ccc"]);
  class Version {
    readonly n: number;
    constructor(n: number) {
      this.n = n;
    }
    __eq__(other: Version): boolean {
      return this.n === other.n;
    }
    __lt__(other: Version): boolean {
      return this.n < other.n;
    }
  }
  functools.total_ordering(Version);
  const made = new Version(1) as unknown as { __ge__(other: Version): boolean; __le__(other: Version): boolean };
  expect([made.__ge__(new Version(1)), made.__ge__(new Version(2)), made.__le__(new Version(0))]).toEqual([
    true,
    false,
    false,
  ]);
});

test("singledispatch chooses by the class of the first argument", () => {
  const show = functools.singledispatch((_value: unknown) => "other");
  show.register(Map, (_value: unknown) => "map");
  expect([show(1), show(new Map())]).toEqual(["other", "map"]);
});
