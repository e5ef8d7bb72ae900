import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { condition } from "../truth.js";

const HELPERS = { USub: "neg", UAdd: "pos", Invert: "invert" } as const;

export function lowerUnaryOp(node: ast.UnaryOp, lowering: Lowering): ts.Expression {
  if (node.op === "Not") return b.not(condition(node.operand, lowering));
  const type = lowering.typeOf(node.operand);
  const operand = lowering.expression(node.operand);
  const plain = type.kind === "float" || (type.kind === "int" && type.small) || isNumber(node.operand);
  if (plain && node.op === "USub") return b.negative(operand);
  if (plain && node.op === "UAdd" && type.kind === "int") return operand;
  return b.call(lowering.helper(HELPERS[node.op]), [lowering.tag(operand, node.operand)]);
}

const isNumber = (node: ast.Expression): boolean =>
  node.kind === "Constant" && (node.value.type === "int" || node.value.type === "float");
