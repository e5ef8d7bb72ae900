/** Whether an annotation of a stub admits a value, to choose among overloads and the members of a union. */
import type * as ast from "../../parser/ast.js";
import {
  ITERABLES,
  MAPPINGS,
  parameterNamed,
  PRIMITIVES,
  SHAPES,
  stubClassOf,
  typeArguments,
  unionMembers,
  type Annotated,
} from "./annotations.js";
import type { Atom } from "./atoms.js";
import type { Program } from "./program.js";
import { viewAs } from "./receivers.js";

/** Whether a value may be given for a place annotated so; when in doubt, yes. */
export function accepts(
  program: Program,
  annotated: Annotated,
  atom: Atom,
  literal: ast.Expression | null = null,
): boolean {
  const { annotation } = annotated;
  if (atom.kind === "unknown") return true;
  if (annotation.kind === "BinOp") {
    return unionMembers(annotation).some((member) =>
      accepts(program, { ...annotated, annotation: member }, atom, literal),
    );
  }
  if (annotation.kind === "Constant") return annotation.value.type !== "None" || atom.kind === "none";
  if (parameterNamed(annotated) !== null) return true;
  const given = annotation.kind === "Subscript" ? typeArguments(annotation) : [];
  const head = annotation.kind === "Subscript" ? annotation.value : annotation;
  const name = head.kind === "Name" ? head.id : head.kind === "Attribute" ? head.attr : "";
  if (name === "Any" || name === "Reads" || name === "object" || name === "Hashable") return true;
  if (name === "Literal") return literalAccepts(given, atom, literal);
  if (Object.hasOwn(PRIMITIVES, name)) return primitiveAccepts(name, atom);
  if (name === "Callable") return isCallable(program, atom);
  if (name === "type") return atom.kind === "class";
  if (name === "tuple") return tupleAccepts(given, atom);
  if (ITERABLES.has(name) || name === "Generator") return isIterable(program, atom);
  if (name === "Sized")
    return atom.kind !== "int" && atom.kind !== "float" && atom.kind !== "none" && atom.kind !== "bool";
  if (name === "Optional") return true;
  if (MAPPINGS.has(name)) return viewAs(program, atom, "dict") !== null;
  if (Object.hasOwn(SHAPES, name)) return viewAs(program, atom, SHAPES[name]!) !== null;
  const stub = stubClassOf(head, annotated.module);
  return stub === null || viewAs(program, atom, stub) !== null;
}

function literalAccepts(given: ast.Expression[], atom: Atom, literal: ast.Expression | null): boolean {
  return given.some((choice) => {
    if (choice.kind !== "Constant" || choice.value.type !== atom.kind) return false;
    if (literal?.kind !== "Constant") return true;
    return (
      literal.value.type === choice.value.type &&
      "value" in literal.value &&
      "value" in choice.value &&
      literal.value.value === choice.value.value
    );
  });
}

function primitiveAccepts(name: string, atom: Atom): boolean {
  const { kind } = atom;
  switch (name) {
    case "int":
    case "SmallInt":
      return kind === "int" || kind === "bool";
    case "float":
      return kind === "float" || kind === "int" || kind === "bool";
    case "complex":
      return kind === "complex" || kind === "float" || kind === "int" || kind === "bool";
    case "None":
      return kind === "none";
    default:
      return kind === name;
  }
}

function tupleAccepts(given: ast.Expression[], atom: Atom): boolean {
  if (atom.kind === "generic") return atom.of === "tuple-of";
  if (atom.kind !== "tuple") return false;
  const last = given[given.length - 1];
  const isOpen = given.length === 0 || (last?.kind === "Constant" && last.value.type === "Ellipsis");
  return isOpen || given.length === atom.elements.length;
}

function isCallable(program: Program, atom: Atom): boolean {
  switch (atom.kind) {
    case "function":
    case "bound":
    case "class":
    case "partial":
    case "callable":
    case "manager-factory":
      return true;
    case "instance":
      return program.classOf(atom.of).ancestors.some((of) => of.isOpen || of.methods.has("__call__"));
    case "generic":
      return typeof atom.of === "object" && atom.of.member("__call__") !== null;
    default:
      return false;
  }
}

function isIterable(program: Program, atom: Atom): boolean {
  switch (atom.kind) {
    case "str":
    case "bytes":
    case "tuple":
    case "class":
      return true;
    case "generic":
      return (
        typeof atom.of === "string" || atom.of.member("__iter__") !== null || atom.of.member("__getitem__") !== null
      );
    case "instance": {
      const of = program.classOf(atom.of);
      return (
        of.stubBases.length > 0 ||
        of.ancestors.some((base) => base.isOpen || base.methods.has("__iter__") || base.methods.has("__getitem__"))
      );
    }
    default:
      return false;
  }
}
