/** No text crashes the parser or makes it loop, and what it returns is sound. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { children, parse, parseSyntax, SourceText, walk, type Node } from "../../parser/index.js";
import { PythonParser } from "../../parser/rules/statements.js";

const SAMPLES = new URL("../../fixtures/syntax/", import.meta.url);
const samples = readdirSync(SAMPLES)
  .filter((name) => name.endsWith(".py") && name !== "record.py")
  .map((name) => readFileSync(new URL(name, SAMPLES), "utf8"));

/** Parses, and checks that there is a tree or an error, and that every place lies in the text. */
function parseSoundly(text: string): void {
  const source = new SourceText(text, "random.py");
  const { module, errors } = parse(source);
  expect(module === null).toBe(errors.length > 0);
  for (const { start, end, code } of errors) {
    expect(code).toMatch(/^syntax-[a-z]/);
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(source.text.length + 1);
  }
  if (module !== null) {
    walk(module, {
      enter: (node) => {
        expect(node.start).toBeLessThanOrEqual(node.end);
        expect(node.end).toBeLessThanOrEqual(source.text.length);
      },
    });
  }
}

const PIECES = (
  "if else elif for in while def class lambda return yield await async with as try except finally import from " +
  "pass not and or is None True x 1 0x1f 1.5e3 1j 'a' \"b\" ''' f'{ }' f\" { } ( ) [ ] : := = == , ; . ... -> @ + - * ** / // " +
  "~ ! != < << <<= \\ # print match case type _ del global nonlocal raise assert é € \t"
).split(" ");

describe("any text", () => {
  test("of random characters", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), parseSoundly), { numRuns: 800 });
  });

  test("of random tokens and lines", () => {
    const piece = fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom("\n", "\n    ", "\n        ", " "));
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(" "));
    fc.assert(fc.property(text, parseSoundly), { numRuns: 2000 });
  });

  test("that was a program before something was cut out, put in or cut off", () => {
    const change = fc.record({
      sample: fc.constantFrom(...samples),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(30),
      insert: fc.constantFrom("", ...PIECES),
      cutOff: fc.boolean(),
    });
    const changed = change.map(({ sample, at, length, insert, cutOff }) => {
      const from = Math.floor(at * sample.length);
      return sample.slice(0, from) + insert + (cutOff ? "" : sample.slice(from + length));
    });
    fc.assert(fc.property(changed, parseSoundly), { numRuns: 300 });
  });
});

describe("depth", () => {
  const messageOf = (text: string): string | undefined => parse(new SourceText(text, "deep.py")).errors[0]?.message;

  test("what CPython takes, this takes", () => {
    for (const text of [
      "(".repeat(199) + "1" + ")".repeat(199),
      "[".repeat(150) + "]".repeat(150),
      "-".repeat(3000) + "1",
      "not ".repeat(3000) + "1",
      "a if b else ".repeat(3000) + "1",
      "a" + " + a".repeat(6000),
      "a" + "()".repeat(6000),
      "a" + ".b".repeat(6000),
      "if a: pass\n" + "elif b: pass\n".repeat(3000),
    ]) {
      expect(messageOf(text)).toBeUndefined();
    }
  });

  test("what CPython refuses, this refuses", () => {
    expect(messageOf("(".repeat(201))).toBe("too many nested parentheses");
    const blocks = Array.from({ length: 101 }, (_, i) => `${" ".repeat(i)}if a:\n`).join("");
    expect(messageOf(blocks)).toBe("too many levels of indentation");
    const tooComplex = "Parser stack overflowed - Python source too complex to parse";
    expect(messageOf("lambda:".repeat(100_000) + "1")).toBe(tooComplex);
    expect(messageOf("a" + " ** a".repeat(100_000))).toBe(tooComplex);
  });
});

test("the grammar passes Chevrotain's own checks", () => {
  expect(() => new PythonParser(false)).not.toThrow();
});

test("walk and children visit every node once, parents first", () => {
  for (const sample of samples) {
    const { module } = parseSyntax(new SourceText(sample, "sample.py"));
    const visited: Node[] = [];
    walk(module!, {
      enter: (node, parent) => {
        expect(parent === null || children(parent).includes(node)).toBe(true);
        visited.push(node);
      },
    });
    expect(new Set(visited)).toEqual(new Set(nodesIn(module)));
    expect(visited.length).toBe(new Set(visited).size);
  }
});

/** All objects with a node's fields that hang on `value`. */
function nodesIn(value: unknown): Node[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "kind" in value && "start" in value ? [value as Node] : [];
  return [...own, ...Object.values(value).flatMap(nodesIn)];
}
