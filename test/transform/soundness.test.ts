/**
 * Types are claims: every value that an expression has when CPython runs the program must be of the inferred type.
 *
 * Runs the samples and the fixtures under python3 with each expression wrapped; without python3 there is nothing to test.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, SourceText, walk, type Expression } from "../../parser/index.js";
import { infer } from "../../transform/infer/index.js";
import { show } from "../../transform/infer/show.js";
import { Stubs } from "../../transform/infer/stubs.js";
import { bindScript } from "../support/bound.js";
import { admits, type Seen } from "./admits.js";

const here = import.meta.dirname;
const root = join(here, "../..");
const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** Scripts with much to infer that end by themselves in no time. */
function programs(): string[] {
  const samples = readdirSync(join(here, "samples")).map((name) => join("test/transform/samples", name));
  const folders = ["fixtures/language", "fixtures/programs"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      // a program of several files is inferred as one, which is not what is done here
      .filter((path) => path.endsWith("input.py") && !path.startsWith("modules"))
      .map((path) => join(folder, path)),
  );
  return [...samples.filter((path) => path.endsWith(".py")), ...folders];
}

/** Runs a script; gives what was seen of its expressions. */
function record(script: string, folder: string): [number, number, string, Seen][] {
  const file = join(folder, "record");
  rmSync(file, { force: true });
  spawnSync("python3", [join(here, "record_types.py"), script, file], {
    cwd: folder,
    timeout: 20_000,
    input: "",
    stdio: ["pipe", "ignore", "ignore"],
  });
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/**
 * Programs in which CPython contradicts a claim, or whose classes are rewritten so that expressions can't be matched. They
 * are expected to fail, and reported as soon as they don't.
 */
const CONTRADICTED: ReadonlySet<string> = new Set([
  "fixtures/language/builtins/every-function/input.py",
  "fixtures/language/builtins/known-code/input.py",
  "fixtures/language/classes/class-bodies-and-patching/input.py",
  "fixtures/language/classes/dataclass-options/input.py",
  "fixtures/language/classes/dataclasses-with-bases-and-slots/input.py",
  "fixtures/language/classes/documented-dataclasses/input.py",
  "fixtures/language/classes/dunders/input.py",
  "fixtures/language/classes/enum-auto-with-data-type/input.py",
  "fixtures/language/classes/enumerations-in-depth/input.py",
  "fixtures/language/classes/every-operator/input.py",
  "fixtures/language/classes/int-and-str-enumerations/input.py",
  "fixtures/language/classes/patching-and-decorating/input.py",
  "fixtures/language/containers/iterators-and-heaps/input.py",
  "fixtures/language/functions/arguments-passed-on/input.py",
  "fixtures/language/stdlib/calendars/input.py",
  "fixtures/language/stdlib/decimal-errors/input.py",
  "fixtures/language/stdlib/types/input.py",
  "fixtures/language/strings/bytes-methods/input.py",
]);

describe.skipIf(!hasPython)("inferred types admit what CPython computes", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "py2mp-types-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  for (const path of hasPython ? programs() : []) {
    it(path, { fails: CONTRADICTED.has(path) }, () => {
      const script = join(root, path);
      const source = new SourceText(readFileSync(script, "utf8"), path);
      const { module } = parse(source);
      if (module === null) return;
      const stubs = new Stubs();
      const [program] = bindScript(source, module, stubs);
      const types = infer(program, stubs);
      const nodes = new Map<string, Expression>();
      walk(module, {
        enter(node) {
          nodes.set(`${node.start} ${node.end} ${node.kind}`, node as Expression);
        },
      });
      const wrong: string[] = [];
      for (const [start, end, kind, seen] of record(script, folder)) {
        const node = nodes.get(`${start} ${end} ${kind}`);
        if (node === undefined) continue;
        const type = types.of(node);
        if (admits(type, seen)) continue;
        const { line } = source.position(start);
        wrong.push(`${line}: ${source.text.slice(start, end)} is ${show(type)}, but was ${JSON.stringify(seen)}`);
      }
      expect(wrong).toEqual([]);
    });
  }
});
