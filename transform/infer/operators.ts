/** Types of arithmetic, by Python's numeric tower and the script's own operator methods. */
import type * as ast from "../../parser/ast.js";
import {
  BOOL,
  BYTES,
  COMPLEX,
  FLOAT,
  INT,
  STR,
  UNKNOWN,
  type Atom,
  type GenericAtom,
  type IntAtom,
  type Primitive,
  intWithin,
} from "./atoms.js";
import { callMethod } from "./attributes.js";
import { elementsOfAtom } from "./iteration.js";
import { positionalArguments, type Argument, type Program } from "./program.js";
import {
  bitsOfLiteral,
  leastOfLiteral,
  leastResult,
  level,
  mayBeMinusZero,
  resultBits,
  SMALL_BITS,
  type IntOperand,
} from "./ranges.js";
import { stubClassesOf } from "./receivers.js";
import { atomsOf, type TypeNode } from "./solver.js";

/** Names of the operator methods, without underscores. */
export const METHODS: Record<ast.BinaryOperator, string> = {
  Add: "add",
  Sub: "sub",
  Mult: "mul",
  MatMult: "matmul",
  Div: "truediv",
  Mod: "mod",
  Pow: "pow",
  LShift: "lshift",
  RShift: "rshift",
  BitOr: "or",
  BitXor: "xor",
  BitAnd: "and",
  FloorDiv: "floordiv",
};

/** The type of `left op right`, once for each pair of types that the operands have. */
export function binaryOperation(
  program: Program,
  op: ast.BinaryOperator,
  left: Argument,
  right: Argument,
  result: TypeNode,
): void {
  const { solver } = program;
  const pair = (a: Atom, b: Atom): void => operate(program, op, a, b, left, right, result);
  solver.on(left.node, (a) => {
    for (const b of atomsOf(right.node)) pair(a, b);
  });
  solver.on(right.node, (b) => {
    for (const a of atomsOf(left.node)) pair(a, b);
  });
}

function operate(
  program: Program,
  op: ast.BinaryOperator,
  a: Atom,
  b: Atom,
  left: Argument,
  right: Argument,
  result: TypeNode,
): void {
  const { solver } = program;
  // `int | str`, a union of types
  if (op === "BitOr" && (a.kind === "class" || b.kind === "class")) solver.add(result, UNKNOWN);
  if (isNumber(a) && isNumber(b)) {
    for (const atom of numeric(op, a, b, left, right)) solver.add(result, atom);
    return;
  }
  const builtin = ofBuiltins(program, op, a, b);
  if (builtin !== null) {
    for (const atom of builtin) solver.add(result, atom);
    return;
  }
  const name = METHODS[op];
  for (const [receiver, other, method] of [
    [a, b, `__${name}__`],
    [b, a, `__r${name}__`],
  ] as const) {
    const isGiven =
      receiver.kind === "unknown" ||
      receiver.kind === "instance" ||
      (receiver.kind === "generic" && hasMember(program, receiver, method));
    if (isGiven) {
      callMethod(program, receiver, method, positionalArguments(program.just(other)), implemented(program, result));
    }
  }
}

/** A node from which all flows into `result` but NotImplemented, at which the interpreter tries the other operand. */
export function implemented(program: Program, result: TypeNode): TypeNode {
  const given = program.node();
  program.solver.on(given, (atom) => {
    if (atom.kind !== "not-implemented") program.solver.add(result, atom);
  });
  return given;
}

function hasMember(program: Program, atom: Atom, name: string): boolean {
  return stubClassesOf(program, atom).some((of) => of.member(name) !== null);
}

type NumberAtom = IntAtom | (Primitive & { kind: "float" | "complex" | "bool" });

function isNumber(atom: Atom): atom is NumberAtom {
  return atom.kind === "int" || atom.kind === "float" || atom.kind === "complex" || atom.kind === "bool";
}

function numeric(op: ast.BinaryOperator, a: NumberAtom, b: NumberAtom, left: Argument, right: Argument): Atom[] {
  if (a.kind === "complex" || b.kind === "complex") return [COMPLEX];
  if (op === "MatMult") return [];
  if (a.kind === "float" || b.kind === "float") {
    // A negative float to a fractional power is complex.
    return op === "Pow" && !isIntegral(b) && !isNonNegative(left.expression) ? [FLOAT, COMPLEX] : [FLOAT];
  }
  if (op === "Div") return [FLOAT];
  if (a.kind === "bool" && b.kind === "bool" && (op === "BitAnd" || op === "BitOr" || op === "BitXor")) return [BOOL];
  const operands = [operand(a, left.expression), operand(b, right.expression)] as const;
  const bits = resultBits(op, ...operands);
  const isSquare = op === "Mult" && isSameVariable(left.expression, right.expression);
  // What isn't small is left to helpers, which give no -0.
  const minusZero = bits <= SMALL_BITS && !isSquare && mayBeMinusZero(op, ...operands);
  const int: IntAtom = { kind: "int", bits, least: leastResult(op, ...operands), minusZero };
  if (op !== "Pow") return [int];
  const exponent = operands[1].literal;
  if (exponent !== null) return exponent >= 0n ? [int] : [FLOAT];
  return [INT, FLOAT];
}

function isIntegral(atom: NumberAtom): boolean {
  return atom.kind === "int" || atom.kind === "bool";
}

/** True for expressions that can't be negative by their form: `x * x + y ** 2`, `abs(d)`, `len(xs) / 2`. */
function isNonNegative(expression: ast.Expression | null): boolean {
  switch (expression?.kind) {
    case "Constant":
      return expression.value.type === "float" || expression.value.type === "int";
    case "BinOp": {
      const { left, op, right } = expression;
      if (op === "Mult" && isSameVariable(left, right)) return true;
      if (op === "Pow") return (intLiteral(right) ?? 1n) % 2n === 0n;
      const keepsSign = op === "Add" || op === "Mult" || op === "Div" || op === "FloorDiv";
      return keepsSign && isNonNegative(left) && isNonNegative(right);
    }
    case "Call":
      return expression.func.kind === "Name" && (expression.func.id === "abs" || expression.func.id === "len");
    default:
      return false;
  }
}

function isSameVariable(a: ast.Expression | null, b: ast.Expression | null): boolean {
  if (a === null || b === null) return false;
  if (a.kind === "Name" && b.kind === "Name") return a.id === b.id;
  return a.kind === "Attribute" && b.kind === "Attribute" && a.attr === b.attr && isSameVariable(a.value, b.value);
}

function operand(atom: NumberAtom, expression: ast.Expression | null): IntOperand {
  const literal = expression === null ? null : intLiteral(expression);
  const known = { minusZero: literal === 0n && expression?.kind === "UnaryOp", literal };
  if (literal !== null) return { ...known, bits: bitsOfLiteral(literal), least: leastOfLiteral(literal) };
  return atom.kind === "int" ? { ...atom, literal } : { ...known, bits: 0, least: 0 };
}

/** The value of an int literal, with or without a sign. */
export function intLiteral(expression: ast.Expression): bigint | null {
  if (expression.kind === "Constant" && expression.value.type === "int") return expression.value.value;
  if (expression.kind !== "UnaryOp" || expression.op !== "USub") return null;
  const value = intLiteral(expression.operand);
  return value === null ? null : -value;
}

/** Sequences and sets; null when the operator is not one of theirs. */
function ofBuiltins(program: Program, op: ast.BinaryOperator, a: Atom, b: Atom): Atom[] | null {
  if (op === "Mod" && a.kind === "str") return [STR];
  if (op === "Mod" && a.kind === "bytes") return [BYTES];
  if (op === "Mult") return repeated(program, a, b) ?? repeated(program, b, a);
  if (op === "Add") return concatenated(program, a, b);
  if (a.kind !== "generic" || b.kind !== "generic") return null;
  if (a.of === "dict" && b.of === "dict" && op === "BitOr") return [merged(program, a, b)];
  if ((a.of === "set" || a.of === "frozenset") && (b.of === "set" || b.of === "frozenset")) {
    if (op === "BitOr" || op === "BitXor") return [merged(program, a, b)];
    if (op === "BitAnd" || op === "Sub") return [copied(program, a)];
  }
  return null;
}

function repeated(program: Program, sequence: Atom, count: Atom): Atom[] | null {
  if (count.kind !== "int" && count.kind !== "bool" && count.kind !== "unknown") return null;
  if (count.kind === "unknown" && sequence.kind !== "generic" && sequence.kind !== "tuple") return null;
  const isInt = count.kind !== "unknown";
  if (sequence.kind === "str" || sequence.kind === "bytes") return isInt ? [sequence] : [UNKNOWN];
  if (sequence.kind === "tuple") {
    return [program.generic("tuple-of", elementsOfAtom(program, sequence)), ...(isInt ? [] : [UNKNOWN])];
  }
  if (sequence.kind !== "generic" || (sequence.of !== "list" && sequence.of !== "tuple-of")) return null;
  return [copied(program, sequence), ...(isInt ? [] : [UNKNOWN])];
}

function concatenated(program: Program, a: Atom, b: Atom): Atom[] | null {
  if (a.kind === "str" && b.kind === "str") return [STR];
  if (a.kind === "bytes" && b.kind === "bytes") return [BYTES];
  if (a.kind === "tuple" && b.kind === "tuple" && a.elements.length + b.elements.length <= MOST_ELEMENTS) {
    return [{ kind: "tuple", elements: [...a.elements, ...b.elements] }];
  }
  const isTuple = (atom: Atom): boolean => atom.kind === "tuple" || (atom.kind === "generic" && atom.of === "tuple-of");
  if (isTuple(a) && isTuple(b)) {
    const element = program.node();
    for (const part of [a, b]) program.solver.edge(elementsOfAtom(program, part), element);
    return [program.generic("tuple-of", element)];
  }
  if (a.kind === "generic" && b.kind === "generic" && a.of === "list" && b.of === "list")
    return [merged(program, a, b)];
  return null;
}

/** A tuple that grows in a loop is one of unknown length from here on. */
const MOST_ELEMENTS = 8;

/** A new container with the elements of both. */
function merged(program: Program, a: GenericAtom, b: GenericAtom): GenericAtom {
  const made = copied(program, a);
  b.parameters.forEach((parameter, index) => program.solver.edge(parameter, made.parameters[index]!));
  return made;
}

/** A new container with the same elements. */
export function copied(program: Program, container: GenericAtom): GenericAtom {
  const parameters = container.parameters.map((parameter) => {
    const copy = program.node();
    program.solver.edge(parameter, copy);
    return copy;
  });
  return program.generic(container.of, ...parameters);
}

/** The negative of an int is -0 where that is 0. */
const negated = ({ bits, least }: IntAtom): IntAtom => ({ ...intWithin(level(bits)), minusZero: least < 1 });

/** The type of `-x`, `+x`, `~x`; `not x` is a bool. */
export function unaryOperation(program: Program, node: ast.UnaryOp, operand: TypeNode, result: TypeNode): void {
  const { solver } = program;
  if (node.op === "Not") return solver.add(result, BOOL);
  const method = { USub: "__neg__", UAdd: "__pos__", Invert: "__invert__" }[node.op];
  solver.on(operand, (atom) => {
    if (atom.kind === "int")
      return solver.add(
        result,
        node.op === "UAdd" ? atom : node.op === "USub" ? negated(atom) : intWithin(level(atom.bits + 1)),
      );
    if (atom.kind === "bool") return solver.add(result, intWithin(8));
    if (atom.kind === "float" || atom.kind === "complex") return solver.add(result, atom);
    callMethod(program, atom, method, positionalArguments(), result);
  });
}
