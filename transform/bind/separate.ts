/**
 * Names of a class body that is a function in TypeScript, where functions inside it do see its variables.
 *
 * A variable of the body whose name means another one to a function inside is renamed: `run` is `run_` where a method
 * `run` calls a function `run` of the module.
 */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import type { Binding, Bindings, Scope } from "./scopes.js";

/** Renames such variables in the tree; a function keeps its name and gets an `alias`. */
export function separateNames(module: ast.Module, bindings: Bindings): void {
  walk(module, {
    enter(node) {
      if (node.kind !== "FunctionDef" || !node.buildsClass) return;
      for (const binding of hiddenBy(node, bindings)) rename(binding, free(binding.name, bindings));
    },
  });
}

/** The body's variables under whose names code inside it means others. */
function hiddenBy(node: ast.FunctionDef, bindings: Bindings): Set<Binding> {
  const scope = bindings.scopeOf(node);
  const found = new Set<Binding>();
  for (const statement of node.body) {
    walk(statement, {
      enter(inner) {
        if (inner.kind !== "Name") return;
        const own = scope.bindings.get(inner.id);
        const meant = bindings.resolve(inner);
        if (own && meant && meant !== own && !(isInside(meant.scope, node) && isDeclared(meant))) found.add(own);
      },
    });
  }
  return found;
}

/** False for what is only imported, which the file imports at its top wherever the statement stands. */
const isDeclared = ({ definitions }: Binding): boolean => !definitions.every(({ kind }) => kind === "import");

const isInside = ({ node }: Scope, around: ast.FunctionDef): boolean =>
  node.kind !== "Module" && node !== around && node.start >= around.start && node.end <= around.end;

function free(name: string, { names }: Bindings): string {
  let wanted = `${name}_`;
  while (names.has(wanted)) wanted += "_";
  return wanted;
}

function rename(binding: Binding, name: string): void {
  binding.name = name;
  for (const definition of binding.definitions) {
    if ("name" in definition) definition.name.id = name;
    if (definition.kind === "function" && definition.definition.kind === "FunctionDef")
      definition.definition.alias = name;
    if (definition.kind === "import") definition.alias.asname = name;
  }
  for (const read of binding.reads) read.id = name;
}
