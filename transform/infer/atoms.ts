/**
 * The values that flow while types are being inferred. An expression's type is a set of atoms; a container is an atom of
 * its own with nodes for its elements, so that what is put into it at one place is seen at all others.
 */
import type { TypeNode } from "./solver.js";
import type { StubClass, StubFunction, Type, UserClass, UserFunction } from "./types.js";

/** Containers and generic instances that have no class of their own in {@link Type}. */
export type Shape = "list" | "set" | "frozenset" | "dict" | "tuple-of" | "range" | "iterable" | "generator";

/** Anything. `reads`: what signatures say of it all the same; one atom for each such type. */
export interface UnknownAtom {
  kind: "unknown";
  reads?: Type;
}

export interface Primitive {
  kind: "none" | "bool" | "float" | "complex" | "str" | "bytes" | "ellipsis" | "not-implemented" | "slice";
}

/**
 * |n| <= 2 ** bits, Infinity when nothing is known; n >= least, which is one of 1, 0 and -Infinity; `minusZero`: a zero may
 * be JavaScript's -0, which its plain `-` and `*` make of ints.
 */
export interface IntAtom {
  kind: "int";
  bits: number;
  least: number;
  minusZero: boolean;
}

/** An int within ±2 ** bits, which may be negative. */
export function intWithin(bits: number): IntAtom {
  return { kind: "int", bits, least: -Infinity, minusZero: false };
}

/** An int from 0, or from 1, to 2 ** bits. */
export function naturalWithin(bits: number, least: 0 | 1 = 0): IntAtom {
  return { kind: "int", bits, least, minusZero: false };
}

/**
 * A builtin container or an instance of a stub class. Two of the same `of` that meet in one node become one: they share
 * their elements from then on, as a TypeScript array type must have one element type.
 */
export interface GenericAtom {
  kind: "generic";
  of: Shape | StubClass;
  parameters: TypeNode[];
}

/** A tuple of known length; immutable, so that tuples which meet stay apart. */
export interface TupleAtom {
  kind: "tuple";
  elements: TypeNode[];
}

export interface InstanceAtom {
  kind: "instance";
  of: UserClass;
}

export interface ClassAtom {
  kind: "class";
  of: UserClass | StubClass;
}

export interface FunctionAtom {
  kind: "function";
  of: UserFunction | StubFunction;
}

export interface BoundAtom {
  kind: "bound";
  function: UserFunction | StubFunction;
  self: Atom;
}

/** `functools.partial(f, ...)`. */
export interface PartialAtom {
  kind: "partial";
  function: TypeNode;
  positional: TypeNode[];
  keywords: Map<string, TypeNode>;
}

/** A function known by its shape only, from a stub's `Callable[...]`. */
export interface CallableAtom {
  kind: "callable";
  /** null: any parameters, which the function may hand to anyone. */
  parameters: TypeNode[] | null;
  result: TypeNode;
}

/** What `@contextmanager` makes of a generator function: a call of it gives a manager that yields the first element. */
export interface ManagerFactoryAtom {
  kind: "manager-factory";
  function: TypeNode;
}

export interface ManagerAtom {
  kind: "manager";
  entered: TypeNode;
}

/** `super()` in a method of `of`. */
export interface SuperAtom {
  kind: "super";
  of: UserClass;
  self: TypeNode;
}

export interface ModuleAtom {
  kind: "module";
  name: string;
}

export type Atom =
  | UnknownAtom
  | Primitive
  | IntAtom
  | GenericAtom
  | TupleAtom
  | InstanceAtom
  | ClassAtom
  | FunctionAtom
  | BoundAtom
  | PartialAtom
  | CallableAtom
  | ManagerFactoryAtom
  | ManagerAtom
  | SuperAtom
  | ModuleAtom;

export const UNKNOWN: UnknownAtom = Object.freeze({ kind: "unknown" });
export const NONE: Primitive = Object.freeze({ kind: "none" });
export const BOOL: Primitive = Object.freeze({ kind: "bool" });
export const FLOAT: Primitive = Object.freeze({ kind: "float" });
export const COMPLEX: Primitive = Object.freeze({ kind: "complex" });
export const STR: Primitive = Object.freeze({ kind: "str" });
export const BYTES: Primitive = Object.freeze({ kind: "bytes" });
export const ELLIPSIS: Primitive = Object.freeze({ kind: "ellipsis" });
export const NOT_IMPLEMENTED: Primitive = Object.freeze({ kind: "not-implemented" });
export const SLICE: Primitive = Object.freeze({ kind: "slice" });
export const INT: IntAtom = Object.freeze(intWithin(Infinity));

/** What makes two atoms of a node one and the same. */
export function keyOf(atom: Atom): unknown {
  switch (atom.kind) {
    case "generic":
    case "class":
    case "instance":
    case "function":
      return atom.kind === "class" ? classKey(atom.of) : atom.of;
    case "tuple":
    case "bound":
    case "partial":
    case "callable":
    case "manager-factory":
    case "manager":
    case "super":
      return atom;
    case "unknown":
      return atom.reads === undefined ? atom.kind : atom;
    case "module":
      return `module ${atom.name}`;
    default:
      return atom.kind;
  }
}

const classKeys = new WeakMap<object, object>();

/** A class as a value needs a key other than that of its instances. */
function classKey(of: UserClass | StubClass): object {
  let key = classKeys.get(of);
  if (key === undefined) classKeys.set(of, (key = {}));
  return key;
}
