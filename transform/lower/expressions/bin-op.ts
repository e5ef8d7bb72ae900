import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Type } from "../../infer/types.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { lowerConcatenation } from "./concatenation.js";
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

export function lowerBinOp(node: ast.BinOp, lowering: Lowering): ts.Expression {
  const text = node.op === "Add" ? lowerConcatenation(node, lowering) : lowerPercentFormat(node, lowering);
  if (text) return text;
  const left = lowering.typeOf(node.left);
  const right = lowering.typeOf(node.right);
  const operator = plainOperator(node.op, left, right, lowering.typeOf(node), node.right);
  if (operator) return b.binary(lowering.expression(node.left), operator, lowering.expression(node.right));
  if (node.op === "FloorDiv" && isPlainDivision(left, right, node.right)) {
    const quotient = b.binary(lowering.expression(node.left), "/", lowering.expression(node.right));
    return b.method(lowering.global("Math"), "floor", [quotient]);
  }
  return b.call(lowering.helper(OPERATOR_HELPERS[node.op]), [lowering.tagged(node.left), lowering.tagged(node.right)]);
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
  if (isRawNumber(left) && isRawNumber(right)) {
    if (operator === "Div") return isNonZeroLiteral(divisor) ? "/" : null;
    const floats = left.kind === "float" || right.kind === "float";
    if (operator === "Mod") return isPlainDivision(left, right, divisor) ? "%" : null;
    if (isWord(left) && isWord(right) && BITWISE[operator] !== undefined) return BITWISE[operator];
    if (floats || (result.kind === "int" && result.small)) return PLAIN[operator] ?? null;
  }
  return null;
}

/** JavaScript's `%` and `/` round towards zero: as Python's do where nothing is negative. */
function isPlainDivision(left: Type, right: Type, divisor: ast.Expression): boolean {
  const natural = isSmallNatural(left) && isSmallNatural(right);
  return natural && isNonZeroLiteral(divisor);
}

function isSmallNatural(type: Type): boolean {
  return type.kind === "int" && type.small && type.natural === true;
}

/** An int that JavaScript's bitwise operators take as it is. */
function isWord(type: Type): boolean {
  return type.kind === "int" && type.bits !== undefined && type.bits <= WORD_BITS;
}

/** A number that JavaScript's arithmetic takes as it is. */
function isRawNumber(type: Type): boolean {
  return type.kind === "float" || (type.kind === "int" && type.small);
}

function isNonZeroLiteral(node: ast.Expression): boolean {
  return (
    node.kind === "Constant" &&
    ((node.value.type === "int" && node.value.value !== 0n) || (node.value.type === "float" && node.value.value !== 0))
  );
}
