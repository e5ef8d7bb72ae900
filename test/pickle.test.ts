import { execFileSync, spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytearray, bytes, memoryview } from "../runtime/builtins/bytes.js";
import {
  AttributeError,
  BaseException,
  Exception,
  OSError,
  RecursionError,
  TypeError,
  ValueError,
} from "../runtime/builtins/exceptions.js";
import { Float } from "../runtime/builtins/numbers.js";
import { define, dumps, loads, PicklingError, register, UnpicklingError } from "../runtime/kernel/pickle.js";
import {
  complex,
  dict,
  Ellipsis,
  enumerate,
  frozenset,
  object,
  open,
  range,
  repr,
  set,
  slice,
  str,
  tuple,
} from "../runtime/main.js";

class Point extends object {
  x: unknown;
  y: unknown;
  constructor(x: unknown, y: unknown) {
    super();
    this.x = x;
    this.y = y;
  }
  length(): number {
    return Number(this.x) + Number(this.y);
  }
  static origin(): Point {
    return new Point(0, 0);
  }
}
class Reduced extends object {
  made: unknown[];
  constructor(...made: unknown[]) {
    super();
    this.made = made;
  }
  __reduce__(): unknown {
    return tuple.of(Reduced, tuple.of(...this.made), null);
  }
}
class WithState extends object {
  kept = 1;
  dropped: unknown = null;
  __getstate__(): unknown {
    return new dict([["kept", this.kept]]);
  }
  __setstate__(state: dict<string, number>): void {
    this.kept = state.__getitem__("kept") + 1;
  }
}
class Words extends Array<unknown> {
  label?: string;
}
class Table extends dict {
  label?: string;
}
class Refused extends ValueError {
  code: number;
  constructor(text: string, code: number) {
    super(text, code);
    this.code = code;
  }
}
class Handle {
  readonly offset: number;
  constructor(offset: number) {
    this.offset = offset;
  }
}
function twice(x: number): number {
  return 2 * x;
}
define({ Point, Reduced, WithState, Words, Table, Refused, twice });
register(
  Handle,
  (handle): [number] => [handle.offset],
  (offset: number) => new Handle(offset),
);

const deepList: unknown[] = [1];
deepList.push(deepList);
const deepDict = new dict<unknown, unknown>();
deepDict.__setitem__("me", deepDict);
const tupleInItself: tuple<[unknown[]]> = tuple.of([]);
tupleInItself[0].push(tupleInItself);
const long = "x".repeat(70_000);

/** Values of the built-in types, each as a pickle of CPython's would hold it. */
const values: Record<string, unknown> = {
  None: null,
  bools: [true, false],
  "small ints": [0, 1, 255, 256, 65_535, 65_536, -1, -128, -129],
  "32-bit ints": [2 ** 31 - 1, -(2 ** 31), 2 ** 31, -(2 ** 31) - 1],
  "large ints": [2 ** 53 - 1, -(2 ** 53) + 1, 2n ** 53n, 2n ** 63n, -(2n ** 63n), 2n ** 64n, 2n ** 200n, -(2n ** 200n)],
  "huge int": 2n ** 3000n - 1n,
  floats: [0.5, -1.5, new Float(3), new Float(-0), Infinity, -Infinity, 1e300 + 0.1],
  strings: ["", "a", "naïve", "日本", "😀", "a\0b", "x".repeat(255), "x".repeat(256), "é".repeat(127), "é".repeat(128)],
  "lone surrogates": ["\ud800", "a\udc00b", "\ud83d \ude00", "😀\ud83d"],
  "long string": [long, "é".repeat(40_000), long],
  bytes: [new bytes([]), new bytes([0, 255]), new bytes(new Uint8Array(300)), new bytes(new Uint8Array(70_000))],
  bytearray: [new bytearray([1, 2, 3]), new bytearray(new Uint8Array(70_000))],
  tuples: [tuple.of(), tuple.of(1), tuple.of(1, 2), tuple.of(1, 2, 3), tuple.of(1, 2, 3, 4)],
  "nested lists": [[], [[]], [1, [2, [3]]]],
  "many items": Array.from({ length: 2_500 }, (_, i) => i * 1000),
  "a thousand items": Array.from({ length: 1_000 }, (_, i) => i),
  dicts: [
    new dict(),
    new dict([["a", 1]]),
    new dict<unknown, unknown>([
      ["a", 1],
      [1, "b"],
      [tuple.of(1, 2), null],
    ]),
  ],
  "large dict": new dict(Array.from({ length: 1_001 }, (_, i) => [`key ${i}`, i] as const)),
  "large contents": Array.from({ length: 20_000 }, (_, i) => `item ${i}`),
  range: [range(3), range(1, 10, 2)],
  slice: [slice(1, 2), slice(null, null, -1)],
  constants: [Ellipsis],
  complex: [new complex(1, 2), new complex(0.5, -0)],
  "built-in classes": [ValueError, dict, tuple],
  "shared list": ((one) => [one, one])([1]),
  "list in itself": deepList,
  "dict in itself": deepDict,
  "tuple in itself": tupleInItself,
  exceptions: [new ValueError("x"), new Exception(), new OSError(2, "No such file or directory", "f.txt")],
};

const python = spawnSync("python3", ["--version"]).status === 0;

/** Loads each pickle in CPython, and gives its repr and its pickle anew. */
function throughCPython(pickles: Uint8Array[]): { repr: string; pickle: string }[] {
  const script = `
import sys, json, base64, pickle
for line in sys.stdin:
    value = pickle.loads(base64.b64decode(line))
    print(json.dumps({"repr": ascii(value), "pickle": base64.b64encode(pickle.dumps(value, 5)).decode()}))
`;
  const input = pickles.map((pickle) => Buffer.from(pickle).toString("base64")).join("\n");
  const judge = spawnSync("python3", ["-c", script], { input, maxBuffer: 1 << 28, encoding: "utf8" });
  if (judge.status !== 0) throw new Error(judge.stderr);
  const output = judge.stdout;
  return output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { repr: string; pickle: string });
}

describe("built-in types", () => {
  test.each(Object.keys(values))("%s come back", (name) => {
    const back = loads(dumps(values[name]));
    expect(repr(back)).toBe(repr(values[name]));
  });

  test.skipIf(!python)("are written byte for byte as CPython writes them", () => {
    const names = Object.keys(values);
    const pickles = names.map((name) => dumps(values[name]));
    const judged = throughCPython(pickles);
    names.forEach((name, i) => {
      expect(`${name}: ${Buffer.from(pickles[i]!).toString("base64")}`).toBe(`${name}: ${judged[i]!.pickle}`);
    });
  });

  test("sets come back with their items", () => {
    const back = loads(dumps([new set([1, "a", tuple.of(1, 2)]), new frozenset([3]), new set(), new frozenset()]));
    expect(repr(back)).toBe("[{1, (1, 2), 'a'}, frozenset({3}), set(), frozenset()]");
  });

  test("identity is kept", () => {
    const [first, second] = loads(dumps(values["shared list"])) as unknown[];
    expect(first).toBe(second);
    const me = loads(dumps(deepList)) as unknown[];
    expect(me[1]).toBe(me);
    const own = loads(dumps(tupleInItself)) as tuple<[unknown[]]>;
    expect(own[0][0]).toBe(own);
  });

  test("integral floats stay floats", () => {
    expect(repr(loads(dumps([new Float(2), 2, new Float(-0)])))).toBe("[2.0, 2, -0.0]");
  });

  const scalar = fc.oneof(
    fc.integer(),
    fc.bigInt().map((n) => (n >= -(2n ** 53n) + 1n && n <= 2n ** 53n - 1n ? Number(n) : n)),
    fc.double({ noNaN: true }).map((x) => (Number.isInteger(x) ? new Float(x) : x)),
    fc.string({ unit: "binary" }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ minLength: 2 }).map((data) => new bytes(data)),
  );
  const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.array(tie("value")),
      fc.array(tie("value")).map((items) => new tuple(items)),
      fc.array(fc.tuple(fc.string(), tie("value"))).map((pairs) => new dict(pairs)),
    ),
  }));

  test("whatever nests comes back equal", () => {
    fc.assert(fc.property(anything, (value) => repr(loads(dumps(value))) === repr(value)));
  });

  test.skipIf(!python)("whatever nests means the same to CPython", () => {
    const samples = fc.sample(anything, { numRuns: 300, seed: 7 });
    const judged = throughCPython(samples.map((value) => dumps(value)));
    samples.forEach((value, i) => {
      expect(Buffer.from(dumps(value)).toString("base64")).toBe(judged[i]!.pickle);
      expect(repr(loads(Buffer.from(judged[i]!.pickle, "base64")))).toBe(repr(value));
    });
  });

  test.skipIf(!python)("pickles of every protocol are read", () => {
    const script = `
import pickle, base64, json
value = [None, True, False, 0, -5, 300, 70000, -2**40, 2**70, 1.5, 2.0, float("inf"), "a\\nb é 😀 \\\\", b"\\x00\\xff", bytearray(b"ab"),
         (), (1,), (1, 2), (1, 2, 3, 4), [], [1, 2], {}, {"a": 1, 2: "b"}, {3}, frozenset({4}), range(3), slice(1, 2), ValueError("x"), len]
value.append(value[21])
print(json.dumps([base64.b64encode(pickle.dumps(value[:-2], protocol)).decode() for protocol in range(6)] + [ascii(value[:-2])]))
`;
    const [expected, ...pickles] = (
      JSON.parse(execFileSync("python3", ["-c", script]).toString()) as string[]
    ).reverse();
    for (const pickle of pickles) {
      const text = repr(loads(Buffer.from(pickle, "base64")));
      expect(text.replaceAll("é", "\\xe9").replaceAll("😀", "\\U0001f600")).toBe(expected);
    }
  });
});

describe("functions, classes and instances", () => {
  test("go by name", () => {
    expect(loads(dumps(twice))).toBe(twice);
    expect(loads(dumps(Point))).toBe(Point);
    expect(loads(dumps(Point.origin))).toBe(Point.origin);
    expect(loads(dumps(Point.prototype.length))).toBe(Point.prototype.length);
    expect(loads(dumps(str.upper))).toBe(str.upper);
  });

  test("the entry module has the name of a spawned child, too", () => {
    const text = Buffer.from(dumps(Point)).toString("latin1");
    expect(text).toContain("__main__");
    const child = Buffer.from(text.replace("\x08__main__", "\x0b__mp_main__"), "latin1");
    child[3] = child.length - 11;
    expect(loads(child)).toBe(Point);
  });

  test("an instance is its class and its attributes; the constructor doesn't run", () => {
    const back = loads(dumps(new Point(1, [2]))) as Point;
    expect(back).toBeInstanceOf(Point);
    expect(repr([back.x, back.y])).toBe("[1, [2]]");
    expect(back.length()).toBe(3);
  });

  test("instances may refer to themselves", () => {
    const point = new Point(null, null);
    point.x = [point];
    const back = loads(dumps(point)) as Point;
    expect((back.x as unknown[])[0]).toBe(back);
  });

  test("a bound method is its object and its name", () => {
    const method = new Point(3, 4).length.bind(new Point(3, 4)) as (() => number) & Record<string, unknown>;
    method.__self__ = new Point(3, 4);
    method.__func__ = Point.prototype.length;
    expect((loads(dumps(method)) as () => number)()).toBe(7);
  });

  test("__reduce__ says how to make it", () => {
    expect((loads(dumps(new Reduced(1, "a"))) as Reduced).made).toEqual([1, "a"]);
  });

  test("__getstate__ and __setstate__ carry the state", () => {
    const back = loads(dumps(new WithState())) as WithState;
    expect(back.kept).toBe(2);
    expect(back.dropped).toBeUndefined();
  });

  test("subclasses of containers keep items and attributes", () => {
    const words = Words.from([1, 2]) as Words;
    words.label = "w";
    const back = loads(dumps(words)) as Words;
    expect(back).toBeInstanceOf(Words);
    expect([...back, back.label]).toEqual([1, 2, "w"]);
    const table = new Table([["a", 1]]);
    table.label = "t";
    const copy = loads(dumps(table)) as Table;
    expect(copy).toBeInstanceOf(Table);
    expect([copy.__getitem__("a"), copy.label]).toEqual([1, "t"]);
  });

  test("an exception keeps class, arguments, attributes and notes", () => {
    const refused = new Refused("no", 7);
    refused.add_note("note");
    const back = loads(dumps(refused)) as Refused;
    expect(back).toBeInstanceOf(Refused);
    expect(repr(back.args)).toBe("('no', 7)");
    expect([back.code, back.__notes__]).toEqual([7, ["note"]]);
    const missing = loads(dumps(new OSError(2, "No such file", "f"))) as OSError;
    expect([missing.constructor.name, missing.filename]).toEqual(["FileNotFoundError", "f"]);
  });

  test("a runtime object travels as its handle", () => {
    expect((loads(dumps([new Handle(64)])) as Handle[])[0]!.offset).toBe(64);
  });
});

describe("refusals", () => {
  function refusal(value: unknown): [string, string] {
    try {
      dumps(value);
    } catch (error) {
      const raised = error as BaseException;
      return [raised.constructor.name, String(raised.args[0]).replace(/0x[0-9a-f]+/, "0x…")];
    }
    throw new Error("was pickled");
  }

  test("a lambda", () => {
    expect(refusal(() => 1)).toEqual([
      "PicklingError",
      "Can't pickle <function <lambda> at 0x…>: attribute lookup <lambda> on __main__ failed",
    ]);
  });

  test("a function inside a function", () => {
    const inner = Object.assign(() => 1, { __qualname__: "main.<locals>.inner" });
    expect(refusal(inner)).toEqual(["AttributeError", "Can't pickle local object 'main.<locals>.inner'"]);
  });

  test("another function under the name", () => {
    const impostor = Object.assign(() => 1, { __qualname__: "twice" });
    expect(refusal(impostor)).toEqual([
      "PicklingError",
      "Can't pickle <function twice at 0x…>: it's not the same object as __main__.twice",
    ]);
  });

  test("an instance of a class inside a function", () => {
    class Inner extends object {}
    Object.assign(Inner, { __qualname__: "main.<locals>.Inner" });
    expect(refusal(new Inner())).toEqual(["AttributeError", "Can't pickle local object 'main.<locals>.Inner'"]);
  });

  test("a generator", () => {
    const running = (function* () {})();
    expect(refusal(running)).toEqual(["TypeError", "cannot pickle 'generator' object"]);
  });

  test("views, files and memory", () => {
    expect(refusal(new dict().keys())).toEqual(["TypeError", "cannot pickle 'dict_keys' object"]);
    expect(refusal(open("/dev/null"))).toEqual(["TypeError", "cannot pickle '_io.TextIOWrapper' object"]);
    expect(refusal(open("/dev/null", "rb"))).toEqual(["TypeError", "cannot pickle '_io.BufferedReader' object"]);
    expect(refusal(new memoryview(new bytes([1])))).toEqual(["TypeError", "cannot pickle memoryview objects"]);
    expect(refusal(enumerate([1]))[0]).toBe("TypeError");
  });

  test("what __reduce__ may not return", () => {
    class Wrong extends object {
      __reduce__(): unknown {
        return tuple.of(1);
      }
    }
    expect(refusal(new Wrong())).toEqual([
      "PicklingError",
      "tuple returned by __reduce__ must contain 2 through 6 elements",
    ]);
  });

  test("a list nested too deep", () => {
    let deep: unknown[] = [];
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(() => dumps(deep)).toThrow(RecursionError);
    expect(dumps(1).length).toBe(5);
  });
});

describe("bad input", () => {
  test("a name that isn't defined", () => {
    const pickle = Buffer.from(dumps(twice)).toString("latin1").replace("twice", "thric");
    expect(() => loads(Buffer.from(pickle, "latin1"))).toThrow(AttributeError);
  });

  test("no pickle, or half of one", () => {
    expect(() => loads(new Uint8Array(0))).toThrow(/Ran out of input/);
    expect(() => loads(Buffer.from("hello"))).toThrow(UnpicklingError);
    const whole = dumps(["some", 1.5, 70_000, long]);
    for (let size = 1; size < 60; size++) expect(() => loads(whole.subarray(0, size))).toThrow(BaseException);
    expect(() => loads(dumps(long).subarray(0, 100))).toThrow("pickle data was truncated");
  });

  test("the classes of the errors", () => {
    expect(new PicklingError("x")).toBeInstanceOf(Exception);
    expect(() => loads(Uint8Array.of(0x80, 9))).toThrow("unsupported pickle protocol: 9");
    expect(() => loads(Buffer.from("K\x01)R."))).toThrow(TypeError);
  });
});
