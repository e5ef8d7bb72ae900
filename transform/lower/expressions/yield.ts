import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";

/** Python's generators are JavaScript's; what `yield` itself evaluates to is what `send` passed, None by default. */
export function lowerYield(node: ast.Yield, lowering: Lowering): ts.Expression {
  const value = node.value ? lowering.tagged(node.value) : b.nullValue();
  return ts.factory.createYieldExpression(undefined, value);
}

export function lowerYieldFrom(node: ast.YieldFrom, lowering: Lowering): ts.Expression {
  const star = ts.factory.createToken(ts.SyntaxKind.AsteriskToken);
  return ts.factory.createYieldExpression(star, lowering.expression(node.value));
}
