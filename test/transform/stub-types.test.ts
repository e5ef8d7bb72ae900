/** Each class that a stub describes can be named as a type of the module beside it, as emitted signatures do. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";

const runtime = join(import.meta.dirname, "../../runtime");
const stubs = readdirSync(runtime, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".pyi"))
  .map((path) => ({ path, module: join(runtime, path.replace(/\.pyi$/, ".ts")) }))
  .filter(({ module }) => existsSync(module));
const program = ts.createProgram(
  stubs.map(({ module }) => module),
  { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.NodeNext, types: ["node"], noEmit: true },
);
const checker = program.getTypeChecker();

function typesOf(module: string): Set<string> {
  const symbol = checker.getSymbolAtLocation(program.getSourceFile(module)!)!;
  const isType = (each: ts.Symbol): boolean => {
    const meant = each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each;
    return (meant.flags & ts.SymbolFlags.Type) !== 0;
  };
  const exported = checker.getExportsOfModule(symbol).filter(isType);
  return new Set(exported.map(({ name }) => name));
}

describe.each(stubs)("$path", ({ path, module }) => {
  it("has the types of its classes", () => {
    const classes = [...readFileSync(join(runtime, path), "utf8").matchAll(/^class (\w+)/gm)].map(([, name]) => name!);
    const types = typesOf(module);
    expect(classes.filter((name) => !types.has(name) && !UNNAMED.has(name))).toEqual([]);
  });
});

/** What signatures call by another name: a decorated function by its own type. */
const UNNAMED = new Set(["_lru_cache_wrapper"]);
