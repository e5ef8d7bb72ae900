/** What an expression names, as far as it can be told without inference: a class, a decorator, a member of a module. */
import type * as ast from "../../parser/ast.js";
import type { Binding } from "../bind/scopes.js";
import type { ImportTarget } from "../program/program.js";
import type { Program } from "./program.js";
import { namedTuple } from "./named-tuples.js";
import type { StubEntry } from "./stubs.js";
import type { StubClass, UserClass } from "./types.js";

/** The class that an expression names; null when that can't be told. */
export function resolveClass(program: Program, expression: ast.Expression): UserClass | StubClass | null {
  const target = resolveTarget(program, expression);
  if (target?.kind === "variable") {
    const definition = onlyDefinition(target.binding);
    if (definition?.kind === "class") return program.classes.get(definition.definition)?.user ?? null;
    if (definition?.kind === "assign" && definition.statement.kind === "Assign")
      return namedTuple(program, definition.statement.value);
  }
  const entry = resolveEntry(program, expression);
  return entry !== null && "ownMember" in entry ? entry : null;
}

type Target = Exclude<ImportTarget, { kind: "variable" }> | { kind: "variable"; binding: Binding };

/** The module or variable of the program that a name or dotted name means, through all imports between. */
function resolveTarget(program: Program, expression: ast.Expression): Target | null {
  if (expression.kind === "Attribute") {
    const of = resolveTarget(program, expression.value);
    return of?.kind === "module" ? throughImports(program, program.source.member(of.module, expression.attr)) : null;
  }
  const binding = expression.kind === "Name" ? program.bindings.resolve(expression) : null;
  return binding && throughImports(program, { kind: "variable", binding });
}

/** What a variable that an import defines stands for in the module that it comes from. */
function throughImports(program: Program, target: Target): Target {
  const seen = new Set<Binding>();
  let current = target;
  while (current.kind === "variable" && !seen.has(current.binding)) {
    seen.add(current.binding);
    const definition = onlyDefinition(current.binding);
    if (definition?.kind !== "import") break;
    const next = program.source.target(definition.alias, definition.statement, current.binding.name);
    if (next === null) break;
    current = next;
  }
  return current;
}

/** The stub entry that a name or dotted name means; null when it means anything else. */
export function resolveEntry(program: Program, expression: ast.Expression): StubEntry | null {
  const { stubs } = program;
  const target = resolveTarget(program, expression);
  if (target?.kind === "variable") {
    const definition = onlyDefinition(target.binding);
    if (definition?.kind !== "import") return null;
    return importedEntry(program, definition.alias, definition.statement, target.binding.name);
  }
  if (target !== null) return null;
  if (expression.kind === "Name") return stubs.builtin(expression.id);
  const of = expression.kind === "Attribute" ? resolveEntry(program, expression.value) : null;
  return of?.kind === "module" ? stubs.member(of.name, (expression as ast.Attribute).attr) : null;
}

/** What an import brings in under a name; null when no stub describes it. */
export function importedEntry(
  program: Program,
  alias: ast.Alias,
  statement: ast.Import | ast.ImportFrom,
  name: string,
): StubEntry | null {
  const { stubs } = program;
  if (statement.kind === "ImportFrom") {
    if (statement.level > 0 || statement.module === null) return null;
    return stubs.member(statement.module, alias.name === "*" ? name : alias.name);
  }
  const module = alias.asname === null ? alias.name.split(".")[0]! : alias.name;
  return stubs.module(module) === null ? null : { kind: "module", name: module };
}

/** The definitions of what a name means, through all imports between. */
export function definitionsOf(program: Program, name: ast.Name): Binding["definitions"] {
  const target = resolveTarget(program, name);
  return target?.kind === "variable" ? target.binding.definitions : [];
}

function onlyDefinition(binding: Binding): Binding["definitions"][number] | null {
  const [first] = binding.definitions;
  if (first === undefined || binding.writtenOutside) return null;
  // `import os` and `import os.path` bind the same module.
  const isSame = binding.definitions.every(
    (other) => other === first || (other.kind === "import" && first.kind === "import" && sameImport(first, other)),
  );
  return isSame ? first : null;
}

type ImportDefinition = Extract<Binding["definitions"][number], { kind: "import" }>;

function sameImport(a: ImportDefinition, b: ImportDefinition): boolean {
  if (a.statement.kind !== b.statement.kind) return false;
  if (a.statement.kind === "ImportFrom" && b.statement.kind === "ImportFrom") {
    return a.statement.module === b.statement.module && a.alias.name === b.alias.name;
  }
  return a.alias.name.split(".")[0] === b.alias.name.split(".")[0] && a.alias.asname === b.alias.asname;
}

/** The last part of a decorator's name: `wraps` for `@functools.wraps(f)`; "" when it has none. */
export function decoratorName(decorator: ast.Expression): string {
  const name = decorator.kind === "Call" ? decorator.func : decorator;
  return name.kind === "Name" ? name.id : name.kind === "Attribute" ? name.attr : "";
}
