/** The script's own annotations. They prove nothing, and are used only for functions that nobody calls. */
import type * as ast from "../../parser/ast.js";
import { typeArguments, unionMembers } from "./annotations.js";
import { NONE, type Atom } from "./atoms.js";
import { instanceOfClass } from "./instances.js";
import { resolveClass } from "./names.js";
import type { Program } from "./program.js";
import { CONTAINERS } from "./said.js";
import type { TypeNode } from "./solver.js";

const SHAPES: Record<string, "list" | "set" | "frozenset" | "dict"> = { ...CONTAINERS, dict: "dict", Dict: "dict" };

/** What an annotation says; unknown where it isn't understood. */
export function hinted(program: Program, annotation: ast.Expression): TypeNode {
  switch (annotation.kind) {
    case "Constant":
      return annotation.value.type === "None" ? program.none() : program.unknown();
    case "BinOp":
      return joined(program, unionMembers(annotation));
    case "Subscript":
      return hintedSubscript(program, annotation);
    case "Name":
    case "Attribute": {
      const of = resolveClass(program, annotation);
      const saysNothing = of === null || (of.kind === "stub" && of.name === "builtins.object");
      return saysNothing ? program.unknown() : program.node(withUnknown(program, instanceOfClass(program, of)));
    }
    default:
      return program.unknown();
  }
}

function hintedSubscript(program: Program, annotation: ast.Subscript): TypeNode {
  const { value } = annotation;
  const name = value.kind === "Name" ? value.id : value.kind === "Attribute" ? value.attr : "";
  const given = typeArguments(annotation);
  if (name === "Optional") return joined(program, given, NONE);
  if (name === "Union") return joined(program, given);
  if (Object.hasOwn(SHAPES, name)) {
    const parameters = given.map((part) => hinted(program, part));
    const of = SHAPES[name]!;
    if (parameters.length === (of === "dict" ? 2 : 1)) return program.node(program.generic(of, ...parameters));
  }
  return program.unknown();
}

function joined(program: Program, members: ast.Expression[], ...atoms: Atom[]): TypeNode {
  const node = program.node(...atoms);
  for (const member of members) program.solver.edge(hinted(program, member), node);
  return node;
}

/** A plain `list` may hold anything. */
function withUnknown(program: Program, atom: Atom): Atom {
  if (atom.kind === "generic")
    for (const parameter of atom.parameters) program.solver.edge(program.unknown(), parameter);
  return atom;
}
