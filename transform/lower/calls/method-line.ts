/** Where a method call is, for tracebacks: CPython names the line of the method's name, not that of the receiver. */
import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import { at } from "../../emit/origin.js";
import type { Lowering } from "../lowering.js";

/** Marks what V8 takes for the place of a call that is broken over lines: the method's name or the helper's. */
export function markMethodLine(lowered: ts.Expression, node: ast.Expression, lowering: Lowering): void {
  if (node.kind !== "Call" || node.func.kind !== "Attribute" || !ts.isCallExpression(lowered)) return;
  const { end, attr } = node.func;
  const isBroken = lowering.context.source.text.slice(node.start, end).includes("\n");
  if (!isBroken) return;
  const callee = lowered.expression;
  at(ts.isPropertyAccessExpression(callee) ? callee.name : callee, { start: end - attr.length, end });
}
