/** `class Stack[T]`: a class with type parameters derives from `typing.Generic`, which makes `Stack[int]` mean something. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";

const GENERIC = "Generic";

/** Gives the classes their base in place, and the module its import. Mirrors what CPython 3.12 compiles them to. */
export function expandTypeParameters(module: ast.Module): void {
  const generic: ast.ClassDef[] = [];
  walk(module, {
    enter(node) {
      if (node.kind === "ClassDef" && node.type_params.length > 0 && !node.bases.some(isSubscript)) generic.push(node);
    },
  });
  if (generic.length === 0) return;
  const name = freeName(module);
  const first = module.body.findIndex((statement) => !standsFirst(statement));
  const place = { start: module.body[first]!.start, end: module.body[first]!.start };
  const asname = name === GENERIC ? null : name;
  const alias: ast.Alias = { kind: "alias", name: GENERIC, asname, ...place };
  module.body.splice(first, 0, { kind: "ImportFrom", module: "typing", names: [alias], level: 0, ...place });
  for (const { bases, start } of generic) bases.push({ kind: "Name", id: name, ctx: "Load", start, end: start });
}

/** A base with type arguments, as `Stack[T]` and `Protocol[T]`, has the base already. */
const isSubscript = (base: ast.Expression): boolean => base.kind === "Subscript";

/** True for what stands ahead of all code: a docstring, imports from `__future__`. */
function standsFirst(statement: ast.Statement): boolean {
  if (statement.kind === "ImportFrom") return statement.module === "__future__";
  return statement.kind === "Expr" && statement.value.kind === "Constant";
}

function freeName(module: ast.Module): string {
  const taken = new Set<string>();
  walk(module, {
    enter(node) {
      if (node.kind === "Name") taken.add(node.id);
      else if (node.kind === "ClassDef" || node.kind === "FunctionDef") taken.add(node.name);
    },
  });
  let name = GENERIC;
  while (taken.has(name)) name = `_${name}`;
  return name;
}
