/** A chain of `+` over strings, with texts among them: one template literal. */
import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { textHole } from "./text.js";

/** Null when the operands are not all strings, or when `a + b` says it as well. */
export function lowerConcatenation(node: ast.BinOp, lowering: Lowering): ts.Expression | null {
  const operands = operandsOf(node, lowering);
  if (!operands?.some(isText) || operands.every(isText)) return null;
  return b.template(operands.map((operand) => (isText(operand) ? operand.value.value : hole(operand, lowering))));
}

type Text = ast.Constant & { value: { type: "str"; value: string } };

const isText = (node: ast.Expression): node is Text => node.kind === "Constant" && node.value.type === "str";

/** The operands from left to right; null when one is no string. */
function operandsOf(node: ast.Expression, lowering: Lowering): ast.Expression[] | null {
  if (lowering.typeOf(node).kind !== "str") return null;
  if (node.kind !== "BinOp" || node.op !== "Add") return [node];
  const left = operandsOf(node.left, lowering);
  const right = operandsOf(node.right, lowering);
  return left && right ? [...left, ...right] : null;
}

/** `str(x)` in the chain is what the template does by itself. */
function hole(node: ast.Expression, lowering: Lowering): ts.Expression {
  const converts =
    node.kind === "Call" &&
    lowering.isBuiltin(node.func, "str") &&
    node.args.length === 1 &&
    node.keywords.length === 0;
  const [only] = converts ? node.args : [];
  return only && only.kind !== "Starred" ? textHole(only, "str", lowering) : lowering.expression(node);
}
