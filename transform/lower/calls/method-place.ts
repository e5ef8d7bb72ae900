/** Where a method call is, for tracebacks. */
import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import { at } from "../../emit/origin.js";
import type { Lowering } from "../lowering.js";

/**
 * Marks what V8 takes for the place of a method call, the method's name or the helper's, as the whole call. Of one that is
 * broken over lines CPython names the line of the method's name, not that of the receiver.
 */
export function markMethodPlace(lowered: ts.Expression, node: ast.Expression, lowering: Lowering): void {
  if (node.kind !== "Call" || node.func.kind !== "Attribute" || !ts.isCallExpression(lowered)) return;
  const { end, attr } = node.func;
  const isBroken = lowering.context.source.text.slice(node.start, end).includes("\n");
  const callee = lowered.expression;
  const start = isBroken ? end - attr.length : node.start;
  at(ts.isPropertyAccessExpression(callee) ? callee.name : callee, { start, end: node.end });
}
