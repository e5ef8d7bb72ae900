/** What comes out of iterating over a value, and of taking it apart. */
import { INT, naturalWithin, STR, UNKNOWN, type Atom } from "./atoms.js";
import { callMethod } from "./attributes.js";
import { escapeAtom } from "./escape.js";
import { positionalArguments, type Program } from "./program.js";
import { elementRead, itemRead } from "./readings.js";
import { joinOf, stubClassesOf } from "./receivers.js";
import type { TypeNode } from "./solver.js";
import type { StubClass } from "./types.js";

const BYTE: Atom = naturalWithin(8);

/** The elements of whatever is in `node`. */
export function elementsOf(program: Program, node: TypeNode): TypeNode {
  const elements = program.node();
  program.solver.on(node, (atom) => program.solver.edge(elementsOfAtom(program, atom), elements));
  return elements;
}

export function elementsOfAtom(program: Program, atom: Atom): TypeNode {
  switch (atom.kind) {
    case "str":
      return program.node(STR);
    case "bytes":
      return program.node(BYTE);
    case "tuple":
      return joinOf(program, atom.elements);
    case "generic":
      if (atom.of === "range") return atom.parameters[1]!;
      return typeof atom.of === "string" ? atom.parameters[0]! : elementsOfStub(program, atom, atom.of);
    case "instance":
      return elementsOfInstance(program, atom);
    case "unknown":
      escapeAtom(program, atom);
      return program.node(atom.reads === undefined ? UNKNOWN : program.reading(elementRead(atom.reads)));
    case "class":
      // Iterating over a class is an enumeration's business.
      escapeAtom(program, atom);
      return program.unknown();
    default:
      // Not iterable: a TypeError when it runs.
      return program.node();
  }
}

/** The items of a tuple of known length, plain or with names, by their position; null for anything else. */
export function itemsOf(atom: Atom): TypeNode[] | null {
  if (atom.kind === "tuple") return atom.elements;
  const isNamed = atom.kind === "generic" && typeof atom.of !== "string" && atom.of.fields !== null;
  return isNamed ? atom.parameters : null;
}

function elementsOfStub(program: Program, atom: Atom, of: StubClass): TypeNode {
  if (of.member("__next__") !== null) return resultOf(program, atom, "__next__");
  if (of.member("__iter__") !== null) {
    const elements = program.node();
    program.solver.on(resultOf(program, atom, "__iter__"), (iterator) => {
      // An iterator that gives itself without having a next element gives nothing.
      const isSame = iterator.kind === "generic" && iterator.of === of;
      if (!isSame) program.solver.edge(elementsOfAtom(program, iterator), elements);
    });
    return elements;
  }
  if (of.member("__getitem__") !== null) return resultOf(program, atom, "__getitem__", program.node(INT));
  return program.unknown();
}

/** The elements of an instance of one of the script's classes; one node for each class. */
function elementsOfInstance(program: Program, atom: Extract<Atom, { kind: "instance" }>): TypeNode {
  const of = program.classOf(atom.of);
  let elements = program.instanceElements.get(of);
  if (elements === undefined) {
    elements = program.node();
    program.instanceElements.set(of, elements);
    program.solver.edge(iterateInstance(program, atom), elements);
  }
  return elements;
}

function iterateInstance(program: Program, atom: Extract<Atom, { kind: "instance" }>): TypeNode {
  const of = program.classOf(atom.of);
  if (!of.ancestors.some((base) => base.methods.has("__iter__"))) {
    // A base of the library's that has __iter__ goes ahead of the script's own __getitem__.
    const stub = stubClassesOf(program, atom).find((base) => base.member("__iter__") !== null);
    if (stub !== undefined) return elementsOfStub(program, atom, stub);
    const isSequence = of.ancestors.some((base) => base.methods.has("__getitem__"));
    return isSequence ? resultOf(program, atom, "__getitem__", program.node(INT)) : program.unknown();
  }
  const elements = program.node();
  program.solver.on(resultOf(program, atom, "__iter__"), (iterator) => {
    const isInstance = iterator.kind === "instance" && program.classOf(iterator.of).ancestors.some(hasNext);
    const from = isInstance ? resultOf(program, iterator, "__next__") : elementsOfAtom(program, iterator);
    program.solver.edge(from, elements);
  });
  return elements;
}

function hasNext(of: { methods: Map<string, unknown> }): boolean {
  return of.methods.has("__next__");
}

/** What a method of the value gives. */
export function resultOf(program: Program, atom: Atom, name: string, ...given: TypeNode[]): TypeNode {
  const result = program.node();
  callMethod(program, atom, name, positionalArguments(...given), result);
  return result;
}

/** The parts of `a, *b, c = value`: `before` targets, a starred one or none, `after` targets. */
export interface Unpacked {
  before: TypeNode[];
  starred: TypeNode | null;
  after: TypeNode[];
}

/** Takes values apart: tuples by position, everything else by its elements. */
export function unpack(program: Program, value: TypeNode, before: number, hasStar: boolean, after: number): Unpacked {
  const make = (count: number): TypeNode[] => Array.from({ length: count }, () => program.node());
  const parts: Unpacked = { before: make(before), starred: null, after: make(after) };
  const rest = program.node();
  if (hasStar) parts.starred = program.node(program.generic("list", rest));
  program.solver.on(value, (atom) => {
    const { solver } = program;
    const elements = itemsOf(atom);
    if (elements !== null) {
      if (elements.length < before + after || (!hasStar && elements.length !== before)) return;
      parts.before.forEach((node, index) => solver.edge(elements[index]!, node));
      parts.after.forEach((node, index) => solver.edge(elements[elements.length - after + index]!, node));
      for (const element of elements.slice(before, elements.length - after)) solver.edge(element, rest);
      return;
    }
    if (atom.kind === "unknown" && atom.reads?.kind === "tuple") {
      const { reads } = atom;
      parts.before.forEach((node, index) => solver.add(node, program.reading(itemRead(reads, index))));
      parts.after.forEach((node, index) => solver.add(node, program.reading(itemRead(reads, index - after))));
      return solver.add(rest, UNKNOWN);
    }
    const any = elementsOfAtom(program, atom);
    for (const node of [...parts.before, ...parts.after, rest]) solver.edge(any, node);
  });
  return parts;
}
