import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Type } from "../../infer/types.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { withoutNegativeZero } from "../negative-zero.js";
import { lowerConcatenation } from "./concatenation.js";
import { lowerModular } from "./modular.js";
import { ownOperator } from "./own-operator.js";
import { lowerPercentFormat } from "./percent-format.js";

/** The helper of py2mp/main for each operator, named as in Python's `operator` module. */
export const OPERATOR_HELPERS: Record<ast.BinaryOperator, string> = {
  Add: "add",
  Sub: "sub",
  Mult: "mul",
  MatMult: "matmul",
  Div: "truediv",
  FloorDiv: "floordiv",
  Mod: "mod",
  Pow: "pow",
  LShift: "lshift",
  RShift: "rshift",
  BitOr: "or_",
  BitXor: "xor",
  BitAnd: "and_",
};

/** Of the levels of ranges, the highest that fits into the 32 bits of JavaScript's bitwise operators. */
const WORD_BITS = 26;
const BITWISE: Partial<Record<ast.BinaryOperator, b.Operator>> = { BitAnd: "&", BitOr: "|", BitXor: "^" };
const PLAIN: Partial<Record<ast.BinaryOperator, b.Operator>> = { Add: "+", Sub: "-", Mult: "*" };
const FLOAT: Partial<Record<ast.BinaryOperator, b.Operator>> = { ...PLAIN, Div: "/" };

export function lowerBinOp(node: ast.BinOp, lowering: Lowering): ts.Expression {
  const text = node.op === "Add" ? lowerConcatenation(node, lowering) : lowerPercentFormat(node, lowering);
  if (text) return text;
  const modular = lowerModular(node, lowering);
  if (modular) return modular;
  const left = lowering.typeOf(node.left);
  const right = lowering.typeOf(node.right);
  const operator = plainOperator(node.op, left, right, lowering.typeOf(node), node.right);
  const scales = (node.op === "Mult" || node.op === "Div") && lowering.typeOf(node).kind !== "int";
  const operand = (each: ast.Expression): ts.Expression => {
    const value = lowering.expression(each);
    return scales ? withoutNegativeZero(value, each, lowering) : value;
  };
  if (operator) return b.binary(operand(node.left), operator, operand(node.right));
  if (isPlainFloor(node.op, left, right, node.right)) {
    return floored(lowering.expression(node.left), lowering.expression(node.right), lowering);
  }
  const division = rawDivision(node.op, left, right);
  if (division) {
    return b.call(lowering.helper(division), [operand(node.left), operand(node.right)]);
  }
  return ownOperator(node, lowering) ?? helperCall(node, lowering);
}

/** `left op right` of two small ints as JavaScript rounds it, beyond the safe range too; null for other operands. */
export function approximate(node: ast.BinOp, lowering: Lowering): ts.Expression | null {
  const operator = PLAIN[node.op];
  const areSmall = [node.left, node.right].every((operand) => isSmallInt(lowering.typeOf(operand)));
  if (!operator || !areSmall) return null;
  return b.binary(lowering.expression(node.left), operator, lowering.expression(node.right));
}

export function isSmallInt(type: Type): boolean {
  return type.kind === "int" && type.small;
}

function helperCall(node: ast.BinOp, lowering: Lowering): ts.Expression {
  const isComplex = lowering.typeOf(node).kind === "complex";
  const operands = [node.left, node.right].map((each) => {
    const value = lowering.tagged(each);
    return isComplex ? withoutNegativeZero(value, each, lowering) : value;
  });
  return b.call(lowering.helper(OPERATOR_HELPERS[node.op]), operands);
}

/** The helper that divides to a raw float: of floats in raw form, or of ints. */
export function rawDivision(operator: ast.BinaryOperator, left: Type, right: Type): "divide" | "ratio" | null {
  if (operator !== "Div") return null;
  if (isOneFloat(left, right)) return "divide";
  return left.kind === "int" && right.kind === "int" ? "ratio" : null;
}

/** The quotient of two ints where the tagged form is wanted, which `truediv` gives; null for anything else. */
export function taggedRatio(node: ast.Expression, lowering: Lowering): ts.Expression | null {
  if (node.kind !== "BinOp") return null;
  const [left, right] = [lowering.typeOf(node.left), lowering.typeOf(node.right)];
  const isPlain = plainOperator(node.op, left, right, lowering.typeOf(node), node.right) !== null;
  return !isPlain && rawDivision(node.op, left, right) === "ratio" ? helperCall(node, lowering) : null;
}

/** True for a `//` that is the quotient of two numbers, rounded down. */
export function isPlainFloor(operator: ast.BinaryOperator, left: Type, right: Type, divisor: ast.Expression): boolean {
  return operator === "FloorDiv" && isPlainDivision(left, right, divisor);
}

/** `Math.floor(left / right)`. */
export function floored(left: ts.Expression, right: ts.Expression, lowering: Lowering): ts.Expression {
  return b.method(lowering.global("Math"), "floor", [b.binary(left, "/", right)]);
}

/** JavaScript's operator where it computes what Python's does. */
export function plainOperator(
  operator: ast.BinaryOperator,
  left: Type,
  right: Type,
  result: Type,
  divisor: ast.Expression,
): b.Operator | null {
  if (left.kind === "str" && right.kind === "str") return operator === "Add" ? "+" : null;
  if (isOneFloat(left, right))
    return operator === "Div" && !isNonZero(divisor, right) ? null : (FLOAT[operator] ?? null);
  if (isRawNumber(left) && isRawNumber(right)) {
    if (operator === "Div") return isNonZero(divisor, right) ? "/" : null;
    if (operator === "Mod") return isPlainDivision(left, right, divisor) ? "%" : null;
    if (isWord(left) && isWord(right) && BITWISE[operator] !== undefined) return BITWISE[operator];
    if (result.kind === "int" && result.small) return PLAIN[operator] ?? null;
  }
  return null;
}

/** JavaScript's `%` and `/` round towards zero: as Python's do where nothing is negative. */
function isPlainDivision(left: Type, right: Type, divisor: ast.Expression): boolean {
  return isSmallNatural(left) && isSmallNatural(right) && isNonZero(divisor, right);
}

function isSmallNatural(type: Type): boolean {
  return type.kind === "int" && type.small && type.least! >= 0;
}

/** An int that JavaScript's bitwise operators take as it is. */
function isWord(type: Type): boolean {
  return type.kind === "int" && type.bits !== undefined && type.bits <= WORD_BITS;
}

/** A number that JavaScript's arithmetic takes as it is. */
function isRawNumber(type: Type): boolean {
  return type.kind === "float" || (type.kind === "int" && type.small);
}

/** True for a float beside a number of any kind that JavaScript's arithmetic takes: what it computes is a raw float. */
function isOneFloat(left: Type, right: Type): boolean {
  return (left.kind === "float" || right.kind === "float") && isNumeric(left) && isNumeric(right);
}

/** Also where both kinds come together, in tagged form, whose boxed floats JavaScript takes as numbers. */
function isNumeric(type: Type): boolean {
  return type.kind === "union" ? type.members.every(isRawNumber) : isRawNumber(type);
}

/** True for a divisor that is known not to be zero. */
function isNonZero(node: ast.Expression, type: Type): boolean {
  if (type.kind === "int" && type.least === 1) return true;
  return (
    node.kind === "Constant" &&
    ((node.value.type === "int" && node.value.value !== 0n) || (node.value.type === "float" && node.value.value !== 0))
  );
}
