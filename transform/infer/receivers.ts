/** Which stub class describes a value, and what its class's type parameters stand for. */
import type { Environment } from "./annotations.js";
import { produce } from "./annotations.js";
import type { Atom, Shape } from "./atoms.js";
import { elementsOf, resultOf } from "./iteration.js";
import type { Program } from "./program.js";
import { ancestors } from "./stub-members.js";
import type { TypeNode } from "./solver.js";
import type { StubClass } from "./types.js";

/** The classes of values that are shapes of their own. */
export const BUILTIN_CLASS: Partial<Record<Atom["kind"] | Shape, string>> = {
  none: "NoneType",
  bool: "bool",
  int: "int",
  float: "float",
  complex: "complex",
  str: "str",
  bytes: "bytes",
  slice: "slice",
  list: "list",
  set: "set",
  frozenset: "frozenset",
  dict: "dict",
  "tuple-of": "tuple",
  tuple: "tuple",
  range: "range",
  iterable: "Iterator",
  generator: "Generator",
};

/** The stub classes whose members a value has; more than one only for instances of the script's classes. */
export function stubClassesOf(program: Program, atom: Atom): StubClass[] {
  if (atom.kind === "instance") return program.classOf(atom.of).ancestors.flatMap((of) => of.stubBases);
  if (atom.kind === "generic" && typeof atom.of !== "string") return [atom.of];
  const name = BUILTIN_CLASS[atom.kind === "generic" ? (atom.of as Shape) : atom.kind];
  const stub = name === undefined ? null : program.stubs.builtinClass(name);
  return stub === null ? [] : [stub];
}

/**
 * The type arguments of a value seen as an instance of `of`; null when it is not known to be one.
 * Those of `class Counts(dict[str, int])` seen as a dict are str and int.
 */
export function viewAs(program: Program, atom: Atom, of: Shape | StubClass): TypeNode[] | null {
  if (atom.kind === "generic" && atom.of === of) return atom.parameters;
  const target = typeof of === "string" ? program.stubs.builtinClass(BUILTIN_CLASS[of]!) : of;
  if (target === null) return null;
  for (const stub of stubClassesOf(program, atom)) {
    if (!ancestors(stub).includes(target)) continue;
    const environment = environmentOf(program, atom, target);
    return target.typeParameters.map((parameter) => environment.get(parameter)!);
  }
  return target.name === "builtins.dict" && isMapping(program, atom) ? mappingParameters(program, atom) : null;
}

/** What `dict(...)` takes for a mapping: anything that has keys and gives items. */
function isMapping(program: Program, atom: Atom): boolean {
  const stubs = stubClassesOf(program, atom);
  const has = (name: string): boolean =>
    stubs.some((stub) => stub.member(name) !== null) ||
    (atom.kind === "instance" && program.classOf(atom.of).ancestors.some((of) => of.methods.has(name)));
  return has("keys") && has("__getitem__");
}

function mappingParameters(program: Program, atom: Atom): TypeNode[] {
  const owner = atom.kind === "instance" ? program.classOf(atom.of) : atom;
  let parameters = program.mappingViews.get(owner);
  if (parameters === undefined) {
    const key = elementsOf(program, resultOf(program, atom, "keys"));
    parameters = [key, resultOf(program, atom, "__getitem__", key)];
    program.mappingViews.set(owner, parameters);
  }
  return parameters;
}

/** What the type parameters of `owner`, a class that the value is an instance of, stand for. */
export function environmentOf(program: Program, atom: Atom, owner: StubClass): Environment {
  const key = atom.kind === "instance" ? program.classOf(atom.of) : atom;
  let known = program.environments.get(key);
  if (known === undefined) program.environments.set(key, (known = new Map()));
  let environment = known.get(owner);
  if (environment === undefined) {
    environment = new Map();
    known.set(owner, environment);
    fillEnvironment(program, atom, owner, environment);
  }
  return environment;
}

function fillEnvironment(program: Program, atom: Atom, owner: StubClass, environment: Map<string, TypeNode>): void {
  environment.set("Self", program.just(atom));
  const stub = stubClassesOf(program, atom).find((of) => ancestors(of).includes(owner));
  if (stub === owner) {
    const own = ownParameters(program, atom, owner);
    owner.typeParameters.forEach((parameter, index) => environment.set(parameter, own[index] ?? program.node()));
    return;
  }
  // The base through which `owner` is reached, and what it is given there.
  const via =
    stub === undefined ? undefined : ancestors(stub).find((of) => of.genericBases.some((b) => b.class === owner));
  const base = via?.genericBases.find((candidate) => candidate.class === owner);
  owner.typeParameters.forEach((parameter, index) => {
    const annotation = base?.arguments[index];
    const given =
      via === undefined || annotation === undefined
        ? program.unknown()
        : produce(program, { annotation, environment: environmentOf(program, atom, via), module: via.stubModule });
    environment.set(parameter, given);
  });
}

function ownParameters(program: Program, atom: Atom, owner: StubClass): TypeNode[] {
  if (atom.kind === "generic") {
    const [yielded, returned, sent] = atom.parameters;
    // Generator[Yield, Send, Return]
    return atom.of === "generator" ? [yielded!, sent!, returned!] : atom.parameters;
  }
  if (atom.kind === "tuple") return [joinOf(program, atom.elements)];
  return owner.typeParameters.map(() => program.node());
}

export function joinOf(program: Program, nodes: TypeNode[]): TypeNode {
  if (nodes.length === 1) return nodes[0]!;
  const join = program.node();
  for (const node of nodes) program.solver.edge(node, join);
  return join;
}
