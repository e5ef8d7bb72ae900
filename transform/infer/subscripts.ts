/** Reading, storing and deleting `container[key]`. */
import type * as ast from "../../parser/ast.js";
import { BYTES, SLICE, STR, UNKNOWN, type Atom, type GenericAtom, type UnknownAtom } from "./atoms.js";
import { callMethod } from "./attributes.js";
import { escape } from "./escape.js";
import { evaluate } from "./expressions.js";
import { elementsOf, elementsOfAtom, itemsOf } from "./iteration.js";
import { copied, intLiteral } from "./operators.js";
import { positionalArguments, type Program } from "./program.js";
import { itemRead } from "./readings.js";
import type { TypeNode } from "./solver.js";
import type { Walker } from "./walker.js";

export function readSubscript(walker: Walker, { value, slice }: ast.Subscript): TypeNode {
  const { program } = walker;
  const result = program.node();
  const container = evaluate(walker, value);
  const key = evaluate(walker, slice);
  program.solver.on(container, (atom) => {
    const node =
      slice.kind === "Slice"
        ? sliceOf(walker, atom, slice)
        : itemOf(walker, atom, slice.kind === "Tuple" ? null : slice);
    if (node !== null) return program.solver.edge(node, result);
    // A slice object in a variable takes a part of a sequence as well.
    const given = atom.kind === "unknown" && slice.kind !== "Slice" ? readItem(program, atom, slice, result) : result;
    callMethod(program, atom, "__getitem__", positionalArguments(key), given);
  });
  program.solver.on(key, (atom) => {
    if (atom.kind !== "slice" || slice.kind === "Slice") return;
    program.solver.on(container, (of) => {
      const node = sliceOf(walker, of, null);
      if (node !== null) program.solver.edge(node, result);
    });
  });
  return result;
}

/** Lets what an item of an unknown value reads as flow into `result`, beside what flows into the node that it gives. */
function readItem(program: Program, { reads }: UnknownAtom, index: ast.Expression, result: TypeNode): TypeNode {
  if (reads === undefined) return result;
  program.solver.add(result, program.reading(itemRead(reads, Number(intLiteral(index) ?? 0n))));
  const given = program.node();
  program.solver.on(given, (atom) => {
    if (atom.kind !== "unknown") program.solver.add(result, atom);
  });
  return given;
}

/** What an index or key gives; null when a method decides. */
function itemOf(walker: Walker, atom: Atom, index: ast.Expression | null): TypeNode | null {
  const { program } = walker;
  const items = itemsOf(atom);
  if (items !== null) {
    const position = index === null ? null : intLiteral(index);
    if (position === null) return elementsOfAtom(program, atom);
    return items[Number(position < 0n ? BigInt(items.length) + position : position)] ?? program.node();
  }
  switch (atom.kind) {
    case "str":
      return program.node(STR);
    case "bytes":
      return elementsOfAtom(program, atom);
    case "generic":
      if (atom.of === "dict") return atom.parameters[1]!;
      if (atom.of === "list" || atom.of === "tuple-of" || atom.of === "range") return atom.parameters[0]!;
      return typeof atom.of === "string" ? program.unknown() : null;
    case "class":
      // `Box[int](3)` is a call of the class
      if (atom.of.kind === "user") escape(program, program.just(atom));
      return program.unknown();
    default:
      return null;
  }
}

function sliceOf(walker: Walker, atom: Atom, slice: ast.Slice | null): TypeNode | null {
  const { program } = walker;
  switch (atom.kind) {
    case "str":
      return program.node(STR);
    case "bytes":
      return program.node(BYTES);
    case "tuple":
      return slice !== null ? sliceOfTuple(walker, atom, slice) : null;
    case "generic": {
      if (atom.of !== "list" && atom.of !== "tuple-of" && atom.of !== "range") {
        return typeof atom.of === "string" ? program.unknown() : null;
      }
      return program.node(copied(program, atom));
    }
    default:
      return null;
  }
}

function sliceOfTuple(walker: Walker, atom: Extract<Atom, { kind: "tuple" }>, slice: ast.Slice): TypeNode {
  const { program } = walker;
  const bound = (end: ast.Expression | null): number | undefined | null => {
    if (end === null) return undefined;
    const literal = intLiteral(end);
    return literal === null ? null : Number(literal);
  };
  const [lower, upper] = [bound(slice.lower), bound(slice.upper)];
  if (lower === null || upper === null || slice.step !== null) {
    return program.node(program.generic("tuple-of", elementsOfAtom(program, atom)));
  }
  return program.node({ kind: "tuple", elements: atom.elements.slice(lower, upper) });
}

export function storeSubscript(walker: Walker, { value, slice }: ast.Subscript, stored: TypeNode): void {
  const { program } = walker;
  const container = evaluate(walker, value);
  const key = evaluate(walker, slice);
  program.solver.on(container, (atom) => {
    if (atom.kind === "generic" && atom.of === "dict") {
      program.solver.edge(key, atom.parameters[0]!);
      return program.solver.edge(stored, atom.parameters[1]!);
    }
    if (atom.kind === "generic" && atom.of === "list") return storeInList(walker, atom, slice, key, stored);
    if (atom.kind === "unknown") for (const node of [key, stored]) escape(program, node);
    callMethod(program, atom, "__setitem__", positionalArguments(key, stored), program.node());
  });
}

function storeInList(walker: Walker, list: GenericAtom, slice: ast.Expression, key: TypeNode, stored: TypeNode): void {
  const { solver } = walker.program;
  const element = list.parameters[0]!;
  if (slice.kind === "Slice") return solver.edge(elementsOf(walker.program, stored), element);
  solver.edge(stored, element);
  solver.on(key, (atom) => {
    if (atom.kind === SLICE.kind || atom.kind === UNKNOWN.kind)
      solver.edge(elementsOf(walker.program, stored), element);
  });
}

export function deleteSubscript(walker: Walker, { value, slice }: ast.Subscript): void {
  const { program } = walker;
  const container = evaluate(walker, value);
  const key = evaluate(walker, slice);
  program.solver.on(container, (atom) => {
    if (atom.kind === "instance" || atom.kind === "unknown") {
      callMethod(program, atom, "__delitem__", positionalArguments(key), program.node());
    }
  });
}
