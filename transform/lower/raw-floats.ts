/**
 * Where a float is a raw JavaScript number: in variables and in what arithmetic computes. Containers, fields and what
 * comes out of them hold the tagged form, in which `2.0` is told from `2`.
 */
import type * as ast from "../../parser/ast.js";
import { rawDivision, plainOperator } from "./expressions/bin-op.js";
import type { Lowering } from "./lowering.js";

/** True when the expression, whose type is float, may give an untagged number. */
export function mayBeRaw(node: ast.Expression, lowering: Lowering): boolean {
  switch (node.kind) {
    case "Constant":
      return node.value.type === "float" && Number.isInteger(node.value.value);
    case "UnaryOp":
      return node.operand.kind !== "Constant" || mayBeRaw(node.operand, lowering);
    case "BinOp": {
      const [left, right] = [lowering.typeOf(node.left), lowering.typeOf(node.right)];
      const isPlain = plainOperator(node.op, left, right, lowering.typeOf(node), node.right) !== null;
      return isPlain || rawDivision(node.op, left, right) !== null;
    }
    case "Subscript":
    case "Await":
      return false;
    case "Attribute":
      return isRawAttribute(node, lowering);
    case "Call":
      return isRawResult(node, lowering);
    default:
      return true;
  }
}

function isRawAttribute(node: ast.Attribute, lowering: Lowering): boolean {
  const type = lowering.typeOf(node.value);
  if (type.kind !== "instance") return true;
  if (type.of.kind === "user") return false;
  const member = type.of.member(node.attr);
  return !member || member.kind === "function" || isFloat(member.type);
}

/** Functions of the runtime declared to return float give raw numbers; those that pass values on give them tagged. */
function isRawResult(node: ast.Call, lowering: Lowering): boolean {
  if (lowering.isBuiltin(node.func, "float")) return false;
  const target = lowering.context.types.callee(node);
  if (!target || "bases" in target) return true;
  const known = target.kind === "bound" ? target.function : target;
  if (known.kind === "stub") return known.returns === null || isFloat(known.returns);
  return known.node.kind === "Lambda" || !lowering.context.types.escapes(known.node);
}

function isFloat(annotation: ast.Expression): boolean {
  if (annotation.kind === "Name") return annotation.id === "float";
  return annotation.kind === "BinOp" && (isFloat(annotation.left) || isFloat(annotation.right));
}
