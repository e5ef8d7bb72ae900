/** Annotations of stubs as places that take values: they bind type parameters, and functions among them are called. */
import type * as ast from "../../parser/ast.js";
import { accepts } from "./accepts.js";
import {
  ITERABLES,
  MANAGERS,
  MAPPINGS,
  parameterNamed,
  produce,
  SHAPES,
  stubClassOf,
  typeArguments,
  unionMembers,
  type Annotated,
  type Environment,
} from "./annotations.js";
import { INT, UNKNOWN, type Atom } from "./atoms.js";
import { callAtom, enterAtom } from "./calls.js";
import { leakAtom } from "./escape.js";
import { instanceOfClass } from "./instances.js";
import { elementsOfAtom, resultOf } from "./iteration.js";
import { positionalArguments, type Program } from "./program.js";
import { viewAs } from "./receivers.js";
import type { TypeNode } from "./solver.js";

/** Lets values flow into a place annotated so: they bind its type parameters, and functions among them are called. */
export function consume(program: Program, annotated: Annotated, from: TypeNode): void {
  const parameter = parameterNamed(annotated);
  if (parameter !== null) return program.solver.edge(from, parameter);
  program.solver.on(from, (atom) => consumeAtom(program, annotated, atom));
}

function consumeAtom(program: Program, annotated: Annotated, atom: Atom): void {
  const parameter = parameterNamed(annotated);
  if (parameter !== null) return program.solver.add(parameter, atom);
  const { annotation } = annotated;
  if (annotation.kind === "BinOp") {
    const members = unionMembers(annotation).map((member) => ({ ...annotated, annotation: member }));
    const named = members.filter((member) => parameterNamed(member) === null && accepts(program, member, atom));
    const chosen = named.length > 0 && atom.kind !== "unknown" ? named : members;
    for (const member of chosen) if (accepts(program, member, atom)) consumeAtom(program, member, atom);
    return;
  }
  const given = annotation.kind === "Subscript" ? typeArguments(annotation) : [];
  const head = annotation.kind === "Subscript" ? annotation.value : annotation;
  const name = head.kind === "Name" ? head.id : head.kind === "Attribute" ? head.attr : "";
  const part = (index: number): Annotated | null =>
    index < given.length ? { ...annotated, annotation: given[index]! } : null;
  if (name === "Any" || name === "Reads") return leakAtom(program, atom);
  if (name === "Callable") return consumeFunction(program, annotated, given, atom);
  if (name === "Optional" && part(0)) return consumeAtom(program, part(0)!, atom);
  if (name === "type" && part(0)) return consumeClass(program, part(0)!, atom);
  if (ITERABLES.has(name) || name === "Generator") {
    const element = part(0);
    if (SEQUENCES.has(name)) indexInstance(program, atom);
    return element === null ? undefined : consume(program, element, elementsOfAtom(program, atom));
  }
  if (name === "tuple") return consumeTuple(program, annotated, given, atom);
  if (MANAGERS.has(name) && part(0)) {
    const entered = program.node();
    enterAtom(program, atom, entered);
    return consume(program, part(0)!, entered);
  }
  consumeGeneric(program, annotated, head, given, atom);
}

/** Protocols whose values the runtime may index. */
const SEQUENCES = new Set(["Sequence", "MutableSequence", "Reversible"]);

/** Where the runtime wants a sequence, it calls `__getitem__` with ints. */
function indexInstance(program: Program, atom: Atom): void {
  const isUser =
    atom.kind === "instance" && program.classOf(atom.of).ancestors.some((of) => of.methods.has("__getitem__"));
  if (isUser) resultOf(program, atom, "__getitem__", program.node(INT));
}

function consumeFunction(program: Program, annotated: Annotated, given: ast.Expression[], atom: Atom): void {
  if (atom.kind === "none") return;
  const [parameters, returned] = given;
  const result = program.node();
  if (parameters?.kind === "List") {
    const nodes = parameters.elts.map((annotation) => produce(program, { ...annotated, annotation }));
    callAtom(program, atom, positionalArguments(...nodes), result);
  } else if (annotated.isApplied !== true) {
    const anything = { ...positionalArguments(), starred: program.unknown(), doubleStarred: program.unknown() };
    callAtom(program, atom, anything, result);
  } else {
    program.solver.edge(resultsOf(program, atom), result);
  }
  if (returned !== undefined) consume(program, { ...annotated, annotation: returned, isApplied: false }, result);
}

/** What a function gives, whatever it is called with. */
function resultsOf(program: Program, atom: Atom): TypeNode {
  const result = program.node();
  callAtom(program, atom, null, result);
  return result;
}

function consumeClass(program: Program, part: Annotated, atom: Atom): void {
  if (atom.kind === "class") return consumeAtom(program, part, instanceOfClass(program, atom.of));
  consumeAtom(program, part, UNKNOWN);
}

function consumeTuple(program: Program, annotated: Annotated, given: ast.Expression[], atom: Atom): void {
  const last = given[given.length - 1];
  const isOpen = last?.kind === "Constant" && last.value.type === "Ellipsis";
  if (atom.kind === "tuple" && !isOpen) {
    given.forEach((annotation, index) => {
      const element = atom.elements[index];
      if (element !== undefined) consume(program, { ...annotated, annotation }, element);
    });
    return;
  }
  const elements = elementsOfAtom(program, atom);
  for (const annotation of isOpen ? given.slice(0, 1) : given) consume(program, { ...annotated, annotation }, elements);
}

/** A class with type arguments: what the arguments hold becomes the same as what the value holds. */
function consumeGeneric(
  program: Program,
  annotated: Annotated,
  head: ast.Expression,
  given: ast.Expression[],
  atom: Atom,
): void {
  const parts = given.map((annotation) => ({ ...annotated, annotation }));
  const name = head.kind === "Name" ? head.id : head.kind === "Attribute" ? head.attr : "";
  const of = MAPPINGS.has(name)
    ? "dict"
    : Object.hasOwn(SHAPES, name)
      ? SHAPES[name]!
      : stubClassOf(head, annotated.module);
  if (of === null || atom.kind === "unknown") {
    for (const part of parts) {
      if (mentionsParameter(part.annotation, part.environment)) consumeAtom(program, part, UNKNOWN);
    }
    return;
  }
  const parameters = viewAs(program, atom, of);
  if (parameters === null) return;
  parts.forEach((part, index) => {
    const held = parameters[index];
    if (held === undefined) return;
    const parameter = parameterNamed(part);
    if (parameter !== null && !MAPPINGS.has(name)) program.solver.merge(parameter, held);
    else consume(program, part, held);
  });
}

function mentionsParameter(annotation: ast.Expression, environment: Environment): boolean {
  switch (annotation.kind) {
    case "Name":
      return environment.has(annotation.id);
    case "BinOp":
      return unionMembers(annotation).some((member) => mentionsParameter(member, environment));
    case "Subscript":
      return typeArguments(annotation).some((part) => mentionsParameter(part, environment));
    case "List":
      return annotation.elts.length > 0;
    default:
      return false;
  }
}
