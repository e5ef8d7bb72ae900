/** `x op= y`: mutable containers take the new elements in and stay the same object. */
import type * as ast from "../../parser/ast.js";
import type { Atom, GenericAtom } from "./atoms.js";
import { callMethod } from "./attributes.js";
import { escape } from "./escape.js";
import { elementsOf } from "./iteration.js";
import { binaryOperation, implemented, METHODS } from "./operators.js";
import { positionalArguments, type Argument, type Program } from "./program.js";
import { stubClassesOf } from "./receivers.js";
import type { TypeNode } from "./solver.js";

export function augmented(
  program: Program,
  op: ast.BinaryOperator,
  left: Argument,
  right: Argument,
  result: TypeNode,
): void {
  const { solver } = program;
  const plain = program.node();
  solver.on(left.node, (atom) => {
    if (isMutable(atom) && takeIn(program, op, atom, right.node)) return solver.add(result, atom);
    const method = `__i${METHODS[op]}__`;
    if (definesMethod(program, atom, method) || inheritsMethod(program, atom, method)) {
      // what a class inherits from the library gives the object itself
      const isInherited = atom.kind === "instance" && !definesMethod(program, atom, method);
      const given = isInherited ? program.node() : implemented(program, result);
      if (isInherited) solver.add(result, atom);
      return callMethod(program, atom, method, positionalArguments(right.node), given);
    }
    if (atom.kind === "unknown") escape(program, right.node);
    solver.add(plain, atom);
  });
  binaryOperation(program, op, { node: plain, expression: left.expression }, right, result);
}

function isMutable(atom: Atom): atom is GenericAtom {
  return atom.kind === "generic" && (atom.of === "list" || atom.of === "set" || atom.of === "dict");
}

/** Lets the right operand's elements flow into the container; false when the operator isn't one of its in-place ones. */
function takeIn(program: Program, op: ast.BinaryOperator, atom: GenericAtom, right: TypeNode): boolean {
  const { solver } = program;
  if (atom.of === "list" && op === "Mult") return true;
  if (atom.of === "list" && op === "Add") {
    solver.edge(elementsOf(program, right), atom.parameters[0]!);
    return true;
  }
  if (atom.of === "set" && (op === "BitOr" || op === "BitXor")) {
    solver.edge(elementsOf(program, right), atom.parameters[0]!);
    return true;
  }
  if (atom.of === "set" && (op === "BitAnd" || op === "Sub")) return true;
  if (atom.of !== "dict" || op !== "BitOr") return false;
  solver.on(right, (other) => {
    const isDict = other.kind === "generic" && other.of === "dict";
    atom.parameters.forEach((parameter, index) =>
      solver.edge(isDict ? other.parameters[index]! : program.unknown(), parameter),
    );
  });
  return true;
}

function definesMethod(program: Program, atom: Atom, name: string): boolean {
  return atom.kind === "instance" && program.classOf(atom.of).ancestors.some((of) => of.methods.has(name));
}

function inheritsMethod(program: Program, atom: Atom, name: string): boolean {
  if (atom.kind !== "instance" && atom.kind !== "generic") return false;
  return stubClassesOf(program, atom).some((of) => of.member(name) !== null);
}
