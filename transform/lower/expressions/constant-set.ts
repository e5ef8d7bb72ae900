/** Set displays that CPython makes of a constant, which shows in the order of numbers: `set.of(…)`. */
import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";

/** Of numbers alone: strings have no order in a set. */
export const isConstantSet = ({ elts }: ast.SetDisplay): boolean => elts.every(isNumericConstant);

export const constantSet = ({ elts }: ast.SetDisplay, lowering: Lowering): ts.Expression =>
  b.method(
    b.id(lowering.helper("set")),
    "of",
    elts.map((item) => lowering.tagged(item)),
  );

/** A number, or a tuple of numbers, whose value the conversion knows: strings have no order in a set. */
function isNumericConstant(node: ast.Expression): boolean {
  switch (node.kind) {
    case "Constant":
      return node.value.type === "int" || node.value.type === "float" || node.value.type === "bool";
    case "UnaryOp":
      return node.op === "USub" && isNumericConstant(node.operand);
    case "BinOp":
      return isNumericConstant(node.left) && isNumericConstant(node.right);
    case "Tuple":
      return node.elts.every(isNumericConstant);
    default:
      return false;
  }
}
