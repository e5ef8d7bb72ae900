import { expect, test } from "vitest";
import type { dict } from "../../runtime/builtins/dict.js";
import { options } from "../../runtime/builtins/unpack.js";
import { dumps, JSONDecodeError, JSONEncoder, loads } from "../../runtime/stdlib/json.js";
import { expectRecorded } from "../support/recorded.js";

test("texts are written and read as CPython does", () => {
  expectRecorded("json_text", { loads, dumps: (value: unknown, given: dict) => dumps(value, options(given)) } as never);
});

test("an error knows its place", () => {
  try {
    loads('["😀",\n x]');
    expect.unreachable();
  } catch (error) {
    const { msg, pos, lineno, colno } = error as JSONDecodeError;
    expect([msg, pos, lineno, colno]).toEqual(["Expecting value", 7, 2, 2]);
  }
});

test("a cycle is an error", () => {
  const items: unknown[] = [];
  items.push(items);
  expect(() => dumps(items)).toThrow("Circular reference detected");
});

test("what can't be encoded goes to default", () => {
  class Names extends JSONEncoder {
    override default(o: unknown): unknown {
      return o instanceof Names ? "names" : super.default(o);
    }
  }
  expect(dumps([new Names()], { cls: Names })).toBe('["names"]');
  expect(dumps([1n << 70n, new Map()], { default: () => "map" })).toBe('[1180591620717411303424, "map"]');
});
