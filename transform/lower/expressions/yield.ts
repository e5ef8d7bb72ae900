import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import { at } from "../../emit/origin.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { iterableValue } from "../statements/for.js";

/** Python's generators are JavaScript's; what `yield` itself evaluates to is what `send` passed, None by default. */
export function lowerYield(node: ast.Yield, lowering: Lowering): ts.Expression {
  const value = node.value ? lowering.tagged(node.value) : b.nullValue();
  const around = outermostTold(lowering);
  // What a generator that waits gives is told from what it waits for.
  const given = lowering.frame.isAsync || lowering.frame.gives ? b.call(lowering.helper("emitted"), [value]) : value;
  if (around) return delegate(b.call(lowering.helper("aside"), [b.id(around), given]));
  return ts.factory.createYieldExpression(undefined, given);
}

export function lowerYieldFrom(node: ast.YieldFrom, lowering: Lowering): ts.Expression {
  const values = mayBeSent(node.value, lowering)
    ? b.call(lowering.helper("delegated"), [lowering.tagged(node.value)])
    : iterableValue(node.value, lowering);
  const around = outermostTold(lowering);
  const inner = around ? b.call(lowering.helper("aside_from"), [b.id(around), values]) : values;
  // V8 takes the operand, or what that calls, for the place where the inner generator goes on.
  if (ts.isCallExpression(inner)) {
    at(ts.isPropertyAccessExpression(inner.expression) ? inner.expression.name : inner.expression, node);
  }
  return delegate(at(inner, node));
}

/** True where something may be sent on to an iterator that knows no `send`, which Python complains about. */
function mayBeSent(value: ast.Expression, lowering: Lowering): boolean {
  const { node } = lowering.frame.scope;
  if (node.kind !== "FunctionDef" && node.kind !== "Lambda") return false;
  const { kind } = lowering.typeOf(value);
  return kind !== "generator" && kind !== "instance" && lowering.context.types.sent(node).kind !== "none";
}

/** `yield* values` */
export function delegate(values: ts.Expression): ts.Expression {
  return ts.factory.createYieldExpression(ts.factory.createToken(ts.SyntaxKind.AsteriskToken), values);
}

/** What is handled around a `yield` isn't while the generator waits. */
function outermostTold(lowering: Lowering): string | null {
  return lowering.handled.find(({ told }) => told !== null)?.told ?? null;
}
