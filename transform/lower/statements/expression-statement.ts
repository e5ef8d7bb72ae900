import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import { discardedListComp } from "../expressions/comprehension.js";
import type { Lowering } from "../lowering.js";

/** A statement that is an expression; a bare literal does nothing and is dropped. */
export function lowerExpressionStatement(node: ast.ExpressionStatement, lowering: Lowering): ts.Statement[] {
  if (node.value.kind === "Constant") return [];
  const loop = node.value.kind === "ListComp" ? discardedListComp(node.value, lowering) : null;
  if (loop) return [loop];
  lowering.discarded = node.value;
  return [b.statement(lowering.expression(node.value))];
}
