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

const PLAIN: Partial<Record<ast.BinaryOperator, b.Operator>> = { Add: "+", Sub: "-", Mult: "*" };

export function lowerBinOp(node: ast.BinOp, lowering: Lowering): ts.Expression {
  const text = node.op === "Add" ? lowerConcatenation(node, lowering) : lowerPercentFormat(node, lowering);
  if (text) return text;
  const left = lowering.typeOf(node.left);
  const right = lowering.typeOf(node.right);
  const operator = plainOperator(node.op, left, right, lowering.typeOf(node), node.right);
  if (operator) return b.binary(lowering.expression(node.left), operator, lowering.expression(node.right));
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
    if (floats || (result.kind === "int" && result.small)) return PLAIN[operator] ?? null;
  }
  return null;
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
