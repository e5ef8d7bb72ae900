/** Inferred types, asserted inside sample programs: `reveal_type(x)  # expect: list[int]`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, SourceText, walk, type Call } from "../../parser/index.js";
import { bind } from "../../transform/bind/index.js";
import { infer } from "../../transform/infer/index.js";
import { show } from "../../transform/infer/show.js";
import { Stubs } from "../../transform/infer/stubs.js";
import type { Type, Types } from "../../transform/infer/types.js";

const samples = join(import.meta.dirname, "samples");

function check(source: SourceText): { types: Types; calls: Call[] } {
  const { module, errors } = parse(source);
  expect(errors).toEqual([]);
  const stubs = new Stubs();
  const bindings = bind(module!, { exportsOf: (name) => stubs.module(name)?.publicNames() ?? null });
  const calls: Call[] = [];
  walk(module!, {
    enter(node) {
      if (node.kind === "Call" && node.func.kind === "Name" && node.func.id === "reveal_type") calls.push(node);
    },
  });
  return { types: infer(module!, bindings, stubs), calls };
}

/** As `show`, with the bound of ints where the sample asks for it: `int8`. */
function describeType(type: Type, expected: string): string {
  return type.kind === "int" && /^int\d/.test(expected) ? `int${type.bits}` : show(type);
}

it("knows nothing of values where it has to give up", () => {
  const { module } = parse(new SourceText("import time\ndef f(x): return x\ny = f(5)\nz = [y]\n", "test.py"));
  const bindings = bind(module!);
  const types = infer(module!, bindings, new Stubs(), { mostSteps: 2 });
  const shown = [...bindings.module.bindings.values()].map((binding) => show(types.ofBinding(binding)));
  expect(shown).toEqual(["module time", "def f", "unknown", "unknown"]);
});

it("takes what other modules import for open to them", () => {
  const text =
    "def f(x=1):\n    return x\nclass C:\n    def __init__(self, n=1): self.n = n\n    def add(self, k=2): return self.n\n" +
    "items = [1]\nf(2)\nC(3).add(4)\n";
  const { module } = parse(new SourceText(text, "helper.py"));
  const bindings = bind(module!);
  const types = infer(module!, bindings, new Stubs(), { isImported: true });
  const definitions = module!.body.filter((node) => node.kind === "FunctionDef");
  expect(show(types.returns(definitions[0]!))).toBe("unknown");
  const seen: string[] = [];
  walk(module!, {
    enter(node) {
      if (node.kind === "arg" && node.arg !== "self") seen.push(show(types.ofBinding(bindings.bindingOf(node))));
    },
  });
  expect(seen).toEqual(["unknown", "unknown", "unknown"]);
});

describe("samples", () => {
  for (const name of readdirSync(samples).filter((file) => file.endsWith(".py"))) {
    it(name, () => {
      const source = new SourceText(readFileSync(join(samples, name), "utf8"), name);
      const { types, calls } = check(source);
      expect(calls.length).toBeGreaterThan(0);
      const found: string[] = [];
      const expected: string[] = [];
      for (const call of calls) {
        const { line } = source.position(call.start);
        const wanted = /# expect: (.*)$/.exec(source.lineText(line))?.[1] ?? "(no expectation)";
        expected.push(`${line}: ${wanted}`);
        found.push(`${line}: ${describeType(types.of(call.args[0]!), wanted)}`);
      }
      expect(found).toEqual(expected);
    });
  }
});
