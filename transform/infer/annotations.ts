/** Annotations of stubs, read in both directions: what values a place of that type gives, and what it does with those it gets. */
import type * as ast from "../../parser/ast.js";
import {
  BOOL,
  BYTES,
  COMPLEX,
  ELLIPSIS,
  FLOAT,
  INT,
  NONE,
  SLICE,
  STR,
  UNKNOWN,
  type Atom,
  type GenericAtom,
  type Shape,
} from "./atoms.js";
import { callAtom } from "./calls.js";
import { leakAtom } from "./escape.js";
import { elementsOfAtom } from "./iteration.js";
import { instanceOfClass } from "./instances.js";
import { positionalArguments, type Program } from "./program.js";
import { SMALL_BITS } from "./ranges.js";
import { viewAs } from "./receivers.js";
import type { TypeNode } from "./solver.js";
import type { StubModule } from "./stubs.js";
import type { StubClass } from "./types.js";

/** Type parameters and what they stand for at one place; `Self` among them. */
export type Environment = ReadonlyMap<string, TypeNode>;

/** An annotation with all that is needed to understand it. */
export interface Annotated {
  annotation: ast.Expression;
  environment: Environment;
  module: StubModule;
  /** True when an `@applies` says what the functions given here are called with. */
  isApplied?: boolean;
}

const PRIMITIVES: Record<string, Atom> = {
  bool: BOOL,
  int: INT,
  float: FLOAT,
  complex: COMPLEX,
  str: STR,
  bytes: BYTES,
  None: NONE,
  slice: SLICE,
  ellipsis: ELLIPSIS,
  SmallInt: { kind: "int", bits: SMALL_BITS },
};

/** Classes of the builtins whose instances are shapes of their own. */
export const SHAPES: Record<string, Shape> = {
  list: "list",
  set: "set",
  frozenset: "frozenset",
  dict: "dict",
  range: "range",
};

/** Protocols whose one type argument is the element. */
const ITERABLES = new Set([
  "Iterable",
  "Iterator",
  "Sequence",
  "MutableSequence",
  "Collection",
  "Container",
  "Reversible",
  "Set",
  "MutableSet",
  "AbstractSet",
  "KeysView",
  "ValuesView",
]);
const MAPPINGS = new Set(["Mapping", "MutableMapping"]);
const MANAGERS = new Set(["ContextManager", "AbstractContextManager"]);

const OTHERS = new Set(
  [
    "Generator",
    "Callable",
    "Literal",
    "Optional",
    "Union",
    "Never",
    "NoReturn",
    "Any",
    "object",
    "Sized",
    "Hashable",
  ].concat(["type", "tuple", "Self"]),
);

/** Names that mean something in an annotation without being defined in a stub. */
export function isAnnotationName(name: string): boolean {
  const isBuiltin = Object.hasOwn(PRIMITIVES, name) || Object.hasOwn(SHAPES, name);
  return isBuiltin || [ITERABLES, MAPPINGS, MANAGERS, OTHERS].some((names) => names.has(name));
}

/** The values that a place annotated so gives. Makes new containers at each call. */
export function produce(program: Program, annotated: Annotated): TypeNode {
  const { annotation } = annotated;
  switch (annotation.kind) {
    case "Constant":
      return program.node(annotation.value.type === "None" ? NONE : UNKNOWN);
    case "BinOp": {
      const node = program.node();
      for (const member of unionMembers(annotation)) {
        program.solver.edge(produce(program, { ...annotated, annotation: member }), node);
      }
      return node;
    }
    case "Name":
    case "Attribute":
      return produceNamed(program, annotated, []);
    case "Subscript":
      return produceNamed(program, { ...annotated, annotation: annotation.value }, typeArguments(annotation));
    default:
      return program.unknown();
  }
}

/** The members of `A | B | C`. */
export function unionMembers(annotation: ast.Expression): ast.Expression[] {
  if (annotation.kind !== "BinOp") return [annotation];
  return [...unionMembers(annotation.left), ...unionMembers(annotation.right)];
}

export function typeArguments(annotation: ast.Subscript): ast.Expression[] {
  return annotation.slice.kind === "Tuple" ? annotation.slice.elts : [annotation.slice];
}

function produceNamed(program: Program, annotated: Annotated, given: ast.Expression[]): TypeNode {
  const { annotation } = annotated;
  const name = annotation.kind === "Name" ? annotation.id : annotation.kind === "Attribute" ? annotation.attr : "";
  const parameter = annotation.kind === "Name" ? annotated.environment.get(name) : undefined;
  if (parameter !== undefined) return parameter;
  const primitive = Object.hasOwn(PRIMITIVES, name) ? PRIMITIVES[name]! : null;
  if (primitive !== null) return program.node(primitive);
  const argument = (index: number): TypeNode =>
    index < given.length ? produce(program, { ...annotated, annotation: given[index]! }) : program.unknown();
  if (name === "tuple") return produceTuple(program, annotated, given);
  if (Object.hasOwn(SHAPES, name)) return program.node(produceShape(program, SHAPES[name]!, argument));
  if (ITERABLES.has(name)) return program.node(program.generic("iterable", argument(0)));
  if (MAPPINGS.has(name)) return program.node(program.generic("dict", argument(0), argument(1)));
  if (MANAGERS.has(name)) return program.node({ kind: "manager", entered: argument(0) });
  switch (name) {
    case "Generator":
      return program.node(
        program.generic(
          "generator",
          argument(0),
          given.length > 2 ? argument(2) : program.none(),
          given.length > 1 ? argument(1) : program.none(),
        ),
      );
    case "Callable":
      return program.node(produceCallable(program, annotated, given));
    case "Literal":
      return program.node(...given.map(literalAtom));
    case "Optional":
      return joined(program, [argument(0), program.none()]);
    case "Union":
      return joined(
        program,
        given.map((_, index) => argument(index)),
      );
    case "Never":
    case "NoReturn":
      return program.node();
    case "Any":
    case "object":
    case "Sized":
    case "Hashable":
      return program.unknown();
    case "type":
      return program.node(...(given.length > 0 ? classAtoms(annotated, given[0]!) : [UNKNOWN]));
    default:
      return produceInstance(program, annotated, argument);
  }
}

function produceShape(program: Program, shape: Shape, argument: (index: number) => TypeNode): GenericAtom {
  if (shape === "range") return program.generic("range", program.node(INT));
  if (shape === "dict") return program.generic("dict", argument(0), argument(1));
  return program.generic(shape, argument(0));
}

function produceTuple(program: Program, annotated: Annotated, given: ast.Expression[]): TypeNode {
  const elements = given.map((member) => ({ ...annotated, annotation: member }));
  const last = given[given.length - 1];
  if (given.length === 0) return program.node(program.generic("tuple-of", program.unknown()));
  if (last?.kind === "Constant" && last.value.type === "Ellipsis") {
    return program.node(program.generic("tuple-of", produce(program, elements[0]!)));
  }
  return program.node({ kind: "tuple", elements: elements.map((element) => produce(program, element)) });
}

function produceCallable(program: Program, annotated: Annotated, given: ast.Expression[]): Atom {
  const [parameters, result] = given;
  return {
    kind: "callable",
    parameters:
      parameters?.kind === "List"
        ? parameters.elts.map((annotation) => produce(program, { ...annotated, annotation }))
        : null,
    result: result === undefined ? program.unknown() : produce(program, { ...annotated, annotation: result }),
  };
}

function produceInstance(program: Program, annotated: Annotated, argument: (index: number) => TypeNode): TypeNode {
  const stub = stubClassOf(annotated.annotation, annotated.module);
  if (stub === null) return program.unknown();
  return program.node(program.generic(stub, ...stub.typeParameters.map((_, index) => argument(index))));
}

function classAtoms(annotated: Annotated, annotation: ast.Expression): Atom[] {
  const stub = stubClassOf(annotation, annotated.module);
  return stub === null ? [UNKNOWN] : [{ kind: "class", of: stub }];
}

function literalAtom(literal: ast.Expression): Atom {
  if (literal.kind !== "Constant") return UNKNOWN;
  const { type } = literal.value;
  return Object.hasOwn(PRIMITIVES, type) ? PRIMITIVES[type]! : UNKNOWN;
}

function joined(program: Program, nodes: TypeNode[]): TypeNode {
  const node = program.node();
  for (const member of nodes) program.solver.edge(member, node);
  return node;
}

/** The class that an annotation names, in the stub's own names or the builtins. */
export function stubClassOf(annotation: ast.Expression, module: StubModule): StubClass | null {
  if (annotation.kind === "Name") {
    const entry = module.lookup(annotation.id) ?? module.stubs.builtin(annotation.id);
    return entry !== null && "ownMember" in entry ? entry : null;
  }
  if (annotation.kind !== "Attribute" || annotation.value.kind !== "Name") return null;
  const of = module.lookup(annotation.value.id);
  const entry = of?.kind === "module" ? module.stubs.member(of.name, annotation.attr) : null;
  return entry !== null && "ownMember" in entry ? entry : null;
}

/** Lets values flow into a place annotated so: they bind its type parameters, and functions among them are called. */
export function consume(program: Program, annotated: Annotated, from: TypeNode): void {
  const parameter = parameterNamed(annotated);
  if (parameter !== null) return program.solver.edge(from, parameter);
  program.solver.on(from, (atom) => consumeAtom(program, annotated, atom));
}

function parameterNamed({ annotation, environment }: Annotated): TypeNode | null {
  return annotation.kind === "Name" ? (environment.get(annotation.id) ?? null) : null;
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
  if (name === "Any") return leakAtom(program, atom);
  if (name === "Callable") return consumeFunction(program, annotated, given, atom);
  if (name === "Optional" && part(0)) return consumeAtom(program, part(0)!, atom);
  if (name === "type" && part(0)) return consumeClass(program, part(0)!, atom);
  if (ITERABLES.has(name) || name === "Generator") {
    const element = part(0);
    return element === null ? undefined : consume(program, element, elementsOfAtom(program, atom));
  }
  if (name === "tuple") return consumeTuple(program, annotated, given, atom);
  consumeGeneric(program, annotated, head, given, atom);
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
  if (atom.kind === "unknown") {
    for (const part of parts) {
      if (mentionsParameter(part.annotation, part.environment)) consumeAtom(program, part, UNKNOWN);
    }
    return;
  }
  const name = head.kind === "Name" ? head.id : head.kind === "Attribute" ? head.attr : "";
  const of = MAPPINGS.has(name)
    ? "dict"
    : Object.hasOwn(SHAPES, name)
      ? SHAPES[name]!
      : stubClassOf(head, annotated.module);
  const parameters = of === null ? null : viewAs(program, atom, of);
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
  if (name === "Any" || name === "object" || name === "Hashable") return true;
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
