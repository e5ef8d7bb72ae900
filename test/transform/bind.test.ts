/** Scopes and bindings, compared with CPython's symtable rules. */
import { describe, expect, it } from "vitest";
import { parse, SourceText, walk, type FunctionDef, type Module, type Name } from "../../parser/index.js";
import { bind } from "../../transform/bind/index.js";
import type { Bindings } from "../../transform/bind/scopes.js";

function bound(text: string, exports: Record<string, string[]> = {}): { module: Module; bindings: Bindings } {
  const { module, errors } = parse(new SourceText(text, "test.py"));
  expect(errors).toEqual([]);
  return {
    module: module!,
    bindings: bind(module!, { exportsOf: (name) => (exports[name] ? { names: exports[name], all: false } : null) }),
  };
}

/** For each occurrence of a name in source order: the scope of its variable, as `kind qualname`. */
function meanings(text: string, name: string): string[] {
  const { module, bindings } = bound(text);
  const found: Name[] = [];
  walk(module, {
    enter(node) {
      if (node.kind === "Name" && node.id === name) found.push(node);
    },
  });
  return found
    .sort((a, b) => a.start - b.start)
    .map((node) => {
      const binding = bindings.resolve(node);
      return binding === null ? "unbound" : `${binding.scope.kind} ${binding.scope.qualname}`.trim();
    });
}

describe("which variable a name means", () => {
  it("takes an assigned name as the function's own", () => {
    expect(meanings("x = 1\ndef f():\n    x = 2\n    return x\nprint(x)\n", "x")).toEqual([
      "module",
      "function f",
      "function f",
      "module",
    ]);
  });

  it("follows global and nonlocal", () => {
    const text =
      "def f():\n    global g\n    g = 1\n    n = 1\n    def inner():\n        nonlocal n\n        n = 2\n        return g\n";
    expect(meanings(text, "g")).toEqual(["module", "module"]);
    expect(meanings(text, "n")).toEqual(["function f", "function f"]);
  });

  it("hides a class's names from its methods", () => {
    const text = "x = 1\nclass C:\n    x = 2\n    y = x\n    def f(self):\n        return x\n";
    expect(meanings(text, "x")).toEqual(["module", "class C", "class C", "module"]);
  });

  it("skips classes in nonlocal and enclosing lookups", () => {
    const text = "def f():\n    x = 1\n    class C:\n        x = 2\n        def g(self):\n            return x\n";
    expect(meanings(text, "x")).toEqual(["function f", "class f.<locals>.C", "function f"]);
  });

  it("evaluates a comprehension's first iterable outside", () => {
    const text = "class C:\n    xs = [1]\n    ys = [xs for x in xs]\n";
    expect(meanings(text, "xs")).toEqual(["class C", "unbound", "class C"]);
    expect(meanings("x = 1\n[x for x in [x]]\n", "x")).toEqual([
      "module",
      "comprehension <listcomp>",
      "comprehension <listcomp>",
      "module",
    ]);
  });

  it("binds a walrus outside of comprehensions", () => {
    const text = "def f(xs):\n    [y for x in xs if (y := x)]\n    return y\n";
    expect(meanings(text, "y")).toEqual(["function f", "function f", "function f"]);
  });

  it("gives type parameters to the functions inside a class", () => {
    const text = "class Box[T]:\n    def get(self) -> T: ...\ndef first[U](xs: list[U]) -> U: ...\n";
    expect(meanings(text, "T")).toEqual(["class Box"]);
    expect(meanings(text, "U")).toEqual(["function first", "function first"]);
  });

  it("leaves builtins and undefined names unbound", () => {
    expect(meanings("print(len)\n", "len")).toEqual(["unbound"]);
  });
});

describe("definitions", () => {
  it("lists every way in which a name gets its value, in source order", () => {
    const text =
      "import os\nimport a.b as c, d.e\nfrom m import n as k, o\n" +
      "x = 1\nx += 1\nfor x in []: pass\nwith open('f') as x: pass\ntry: pass\nexcept E as x: pass\n" +
      "def x(): pass\nclass x: pass\nmatch 1:\n    case [x, *rest]: pass\n    case {'k': 1, **x}: pass\ndel x\nimport x\n(x := 5)\n";
    const { bindings } = bound(text);
    const kinds = (name: string): string[] => bindings.module.bindings.get(name)!.definitions.map(({ kind }) => kind);
    expect(kinds("x")).toEqual([
      ...["assign", "augment", "loop", "with", "except", "function", "class", "pattern", "pattern", "delete"],
      ...["import", "assign"],
    ]);
    expect(["os", "c", "d", "k", "o"].map(kinds)).toEqual([["import"], ["import"], ["import"], ["import"], ["import"]]);
    expect(bindings.module.bindings.has("a")).toBe(false);
  });

  it("keeps variables in the order in which they appear", () => {
    const { bindings } = bound("def a(): pass\ndef b(): global z; z = 1\nfor c in d: e = c\nd = f = 1\n");
    expect([...bindings.module.bindings.keys()]).toEqual(["a", "b", "z", "c", "d", "e", "f"]);
  });

  it("makes a name local that is only annotated", () => {
    expect(meanings("x = 1\ndef f():\n    x: int\n    return x\n", "x")).toEqual([
      "module",
      "function f",
      "function f",
    ]);
  });

  it("defines what import * brings in and the script reads or binds", () => {
    const text = "from math import *\ndef f():\n    return sqrt(pi)\npi = 3\n";
    const { module, bindings } = bound(text, { math: ["sqrt", "pi", "sin"] });
    expect([...bindings.module.bindings.keys()].sort()).toEqual(["f", "pi", "sqrt"]);
    expect(bindings.module.bindings.get("pi")!.definitions.map(({ kind }) => kind)).toEqual(["import", "assign"]);
    const definition = module.body[1] as FunctionDef;
    expect(bindings.scopeOf(definition).isGenerator).toBe(false);
  });
});

describe("what is known of a scope", () => {
  it("says who captures and who writes a variable", () => {
    const text =
      "def f():\n    a = b = c = d = 1\n    def g():\n        nonlocal b\n        b = 2\n        return a\n    return [c for _ in a], d\n";
    const { module, bindings } = bound(text);
    const scope = bindings.scopeOf(module.body[0] as FunctionDef);
    const flags = ["a", "b", "c", "d"].map((name) => {
      const { captured, writtenInside } = scope.bindings.get(name)!;
      return [captured, writtenInside];
    });
    expect(flags).toEqual([
      [true, false],
      [true, true],
      [true, false],
      [false, false],
    ]);
  });

  it("has CPython's qualified names", () => {
    const text =
      "class A:\n    def m(self):\n        def inner(): pass\n        return lambda: 0\ndef f():\n    global h\n    def h():\n        def k(): pass\n";
    const { module, bindings } = bound(text);
    const names: string[] = [];
    walk(module, {
      enter(node) {
        if (node.kind === "FunctionDef" || node.kind === "ClassDef" || node.kind === "Lambda") {
          names.push(bindings.scopeOf(node).qualname);
        }
      },
    });
    expect(names).toEqual(["A", "A.m", "A.m.<locals>.inner", "A.m.<locals>.<lambda>", "f", "h", "h.<locals>.k"]);
  });

  it("knows generators", () => {
    const { module, bindings } = bound("def g():\n    x = yield 1\ndef f():\n    return lambda: (yield)\n");
    expect(module.body.map((node) => bindings.scopeOf(node as FunctionDef).isGenerator)).toEqual([true, false]);
  });

  it("binds an expression of 5,000 terms", () => {
    const { bindings } = bound(`x = ${Array.from({ length: 5_000 }, () => "y").join(" + ")}\n`);
    expect(bindings.names).toEqual(new Set(["x"]));
  });
});
