/** Whether it shows in which order expressions are evaluated. */
import type * as ast from "../../parser/ast.js";
import type { Type } from "../infer/types.js";
import type { Lowering } from "./lowering.js";

/** True when evaluating the expression neither changes anything nor can be changed by the others. */
export function isPure(node: ast.Expression): boolean {
  switch (node.kind) {
    case "Constant":
    case "Name":
    case "Lambda":
      return true;
    case "Tuple":
    case "List":
      return node.elts.every(isPure);
    case "Attribute":
      return isPure(node.value);
    case "UnaryOp":
      return isPure(node.operand);
    default:
      return false;
  }
}

/**
 * True when each value may become text before the next one is evaluated, as in a template literal, though Python
 * evaluates all of them first: what has no effect later, or can't be changed by what has.
 */
export function mayInterleave(values: readonly ast.Expression[], lowering: Lowering): boolean {
  const last = values.findLastIndex((value) => !isPure(value));
  return values.every((value, index) => index >= last || isScalar(lowering.typeOf(value)));
}

/** Values that never change and whose text runs no code of the script. */
function isScalar(type: Type): boolean {
  if (type.kind === "union") return type.members.every(isScalar);
  return ["str", "int", "float", "bool", "none"].includes(type.kind);
}
