/** Where a method call is, for tracebacks. */
import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import { at, type PythonRange } from "../../emit/origin.js";
import type { Lowering } from "../lowering.js";

/**
 * Marks what V8 takes for the place of a method call, the method's name or the helper's, as the whole call. Of one that is
 * broken over lines CPython names the line of the method's name, not that of the receiver.
 */
export function markMethodPlace(lowered: ts.Expression, node: ast.Expression, lowering: Lowering): void {
  if (node.kind !== "Call" || node.func.kind !== "Attribute" || !ts.isCallExpression(lowered)) return;
  markCallPlace(lowered, { start: attributePlace(node.func, lowering).start, end: node.end });
}

/** Marks what V8 takes for the place of a call. */
export function markCallPlace({ expression }: ts.CallExpression, range: PythonRange): void {
  at(ts.isPropertyAccessExpression(expression) ? expression.name : expression, range);
}

/** The place of an attribute: where it is broken over lines, that of its name. Mirrors update_start_location_to_match_attr. */
export function attributePlace({ start, end, attr }: ast.Attribute, lowering: Lowering): PythonRange {
  const isBroken = lowering.context.source.text.slice(start, end).includes("\n");
  return { start: isBroken ? end - attr.length : start, end };
}
