/** Instances of classes as atoms. */
import { BOOL, BYTES, COMPLEX, FLOAT, INT, SLICE, STR, type Atom, type GenericAtom } from "./atoms.js";
import type { Program } from "./program.js";
import type { TypeNode } from "./solver.js";
import type { StubClass, UserClass } from "./types.js";

const VALUES: Record<string, Atom> = {
  "builtins.bool": BOOL,
  "builtins.int": INT,
  "builtins.float": FLOAT,
  "builtins.complex": COMPLEX,
  "builtins.str": STR,
  "builtins.bytes": BYTES,
  "builtins.slice": SLICE,
};

const CONTAINERS: Record<string, "list" | "set" | "frozenset" | "dict" | "tuple-of" | "range"> = {
  "builtins.list": "list",
  "builtins.set": "set",
  "builtins.frozenset": "frozenset",
  "builtins.dict": "dict",
  "builtins.tuple": "tuple-of",
  "builtins.range": "range",
};

/** A new instance of a class, its type parameters open. */
export function instanceOfClass(program: Program, of: UserClass | StubClass): Atom {
  if (of.kind === "user") return { kind: "instance", of };
  return instanceOfStub(program, of, program.parametersOf(of));
}

/** A range of which nothing is known. */
export function anyRange(program: Program): GenericAtom {
  return program.generic("range", program.node(INT), program.node(INT));
}

/** An instance of a stub's class with the given type arguments. */
export function instanceOfStub(program: Program, of: StubClass, parameters: TypeNode[]): Atom {
  if (Object.hasOwn(VALUES, of.name)) return VALUES[of.name]!;
  const shape = Object.hasOwn(CONTAINERS, of.name) ? CONTAINERS[of.name]! : null;
  if (shape === null) return program.generic(of, ...parameters);
  if (shape === "range") return anyRange(program);
  const count = shape === "dict" ? 2 : 1;
  return program.generic(shape, ...Array.from({ length: count }, (_, index) => parameters[index] ?? program.node()));
}
