/** What an expression names, as far as it can be told without inference: a class, a decorator, a member of a module. */
import type * as ast from "../../parser/ast.js";
import type { Binding } from "../bind/scopes.js";
import type { Program } from "./program.js";
import type { StubEntry } from "./stubs.js";
import type { StubClass, UserClass } from "./types.js";

/** The class that an expression names; null when that can't be told. */
export function resolveClass(program: Program, expression: ast.Expression): UserClass | StubClass | null {
  if (expression.kind === "Name") {
    const binding = program.bindings.resolve(expression);
    const definition = binding === null ? null : onlyDefinition(binding);
    if (definition?.kind === "class") return program.classes.get(definition.definition)?.user ?? null;
  }
  const entry = resolveEntry(program, expression);
  return entry !== null && "ownMember" in entry ? entry : null;
}

/** The stub entry that a name or dotted name means; null when it means anything else. */
export function resolveEntry(program: Program, expression: ast.Expression): StubEntry | null {
  const { bindings, stubs } = program;
  if (expression.kind === "Attribute") {
    const of = resolveEntry(program, expression.value);
    return of?.kind === "module" ? stubs.member(of.name, expression.attr) : null;
  }
  if (expression.kind !== "Name") return null;
  const binding = bindings.resolve(expression);
  if (binding === null) return stubs.builtin(expression.id);
  const definition = onlyDefinition(binding);
  if (definition?.kind !== "import") return null;
  return importedEntry(program, definition.alias, definition.statement, binding.name);
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

function onlyDefinition(binding: Binding): Binding["definitions"][number] | null {
  const [first] = binding.definitions;
  if (first === undefined) return null;
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
