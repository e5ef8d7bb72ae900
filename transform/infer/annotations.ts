/** Annotations of stubs: what their names mean, and the values that a place annotated so gives. */
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
  intWithin,
  naturalWithin,
} from "./atoms.js";
import { anyRange } from "./instances.js";
import type { Program } from "./program.js";
import { COUNTER_BITS } from "./ranges.js";
import { said } from "./said.js";
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

export const PRIMITIVES: Record<string, Atom> = {
  bool: BOOL,
  int: INT,
  float: FLOAT,
  complex: COMPLEX,
  str: STR,
  bytes: BYTES,
  None: NONE,
  slice: SLICE,
  ellipsis: ELLIPSIS,
  SmallInt: intWithin(COUNTER_BITS),
  Natural: naturalWithin(COUNTER_BITS),
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
export const ITERABLES = new Set([
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
export const MAPPINGS = new Set(["Mapping", "MutableMapping"]);
export const MANAGERS = new Set(["ContextManager", "AbstractContextManager"]);

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
    "Reads",
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
    case "Reads":
      return program.node(program.reading(said(given[0]!, annotated.module)));
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
  if (shape === "range") return anyRange(program);
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

/** What the type parameter that an annotation consists of stands for; null when it is anything else. */
export function parameterNamed({ annotation, environment }: Annotated): TypeNode | null {
  return annotation.kind === "Name" ? (environment.get(annotation.id) ?? null) : null;
}
