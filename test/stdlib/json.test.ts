import { expect, test } from "vitest";
import type { dict } from "../../runtime/builtins/dict.js";
import * as json from "../../runtime/stdlib/json.js";
import { repr } from "../../runtime/builtins/repr.js";
import { expectRecorded } from "../support/recorded.js";

test("json writes and reads as CPython does", () => {
  expectRecorded("json_text", {
    dumps: (value: unknown, options: dict<string, never>) => json.dumps(value, Object.fromEntries(options.entries())),
    loads: (text: unknown) => json.loads(text),
  });
});

test("hooks, subclasses, circles", () => {
  const pairs = json.loads('{"a": 1, "b": [2]}', { object_pairs_hook: (items: unknown) => items });
  expect(repr(pairs)).toBe("[('a', 1), ('b', [2])]");
  expect(json.loads("[1.5, 2]", { parse_float: (text: string) => text, parse_int: (_text: string) => 0 })).toEqual([
    "1.5",
    0,
  ]);
  class Encoder extends json.JSONEncoder {
    override default(_o: unknown): unknown {
      return "E";
    }
  }
  expect(json.dumps([new Date()], { cls: Encoder })).toBe('["E"]');
  const circle: unknown[] = [];
  circle.push(circle);
  expect(() => json.dumps(circle)).toThrow("Circular reference detected");
});
