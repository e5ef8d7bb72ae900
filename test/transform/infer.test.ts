/** Inferred types, asserted inside sample programs: `reveal_type(x)  # expect: list[int]`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, SourceText, walk, type Call } from "../../parser/index.js";
import { infer } from "../../transform/infer/index.js";
import { show } from "../../transform/infer/show.js";
import { Stubs } from "../../transform/infer/stubs.js";
import type { Type, Types } from "../../transform/infer/types.js";
import { bindScript } from "../support/bound.js";

const samples = join(import.meta.dirname, "samples");

function check(source: SourceText): { types: Types; calls: Call[] } {
  const { module, errors } = parse(source);
  expect(errors).toEqual([]);
  const stubs = new Stubs();
  const [program] = bindScript(source, module!, stubs);
  const calls: Call[] = [];
  walk(module!, {
    enter(node) {
      if (node.kind === "Call" && node.func.kind === "Name" && node.func.id === "reveal_type") calls.push(node);
    },
  });
  return { types: infer(program, stubs), calls };
}

/** As `show`, with the bound of ints where the sample asks for it: `int8`. */
function describeType(type: Type, expected: string): string {
  return type.kind === "int" && /^int\d/.test(expected) ? `int${type.bits}` : show(type);
}

it("knows nothing of values where it has to give up", () => {
  const source = new SourceText("import time\ndef f(x): return x\ny = f(5)\nz = [y]\n", "test.py");
  const stubs = new Stubs();
  const [program, { bindings }] = bindScript(source, parse(source).module!, stubs);
  const types = infer(program, stubs, { mostSteps: 2 });
  const shown = [...bindings.module.bindings.values()].map((binding) => show(types.ofBinding(binding)));
  expect(shown).toEqual(["module time", "def f", "unknown", "unknown"]);
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
