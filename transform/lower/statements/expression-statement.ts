import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import { discardedListComp } from "../expressions/comprehension.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";

type Remaking = NonNullable<ast.ExpressionStatement["remakes"]>;

/** A statement that is an expression; a bare literal does nothing and is dropped. */
export function lowerExpressionStatement(node: ast.ExpressionStatement, lowering: Lowering): ts.Statement[] {
  if (node.value.kind === "Constant") return [];
  if (node.remakes !== undefined) return [registered(node.remakes, node.value as ast.Call, lowering)];
  const loop = node.value.kind === "ListComp" ? discardedListComp(node.value, lowering) : null;
  if (loop) return [loop];
  lowering.discarded = node.value;
  const value = lowering.expression(node.value);
  return [b.statement(isCoroutine(node.value, lowering) ? b.call(lowering.helper("unawaited"), [value]) : value)];
}

/** `closure(work, make_work, () => [step], [default])`: how a forked child makes a nested function. */
function registered({ name, defaults }: Remaking, { func, args }: ast.Call, lowering: Lowering): ts.Statement {
  const values = lowering.expressions(args);
  const captured = b.arrow([], b.array(values.slice(0, values.length - defaults)));
  const evaluated = defaults === 0 ? [] : [b.array(values.slice(-defaults))];
  const given = [b.id(variableName(name)), lowering.expression(func), captured, ...evaluated];
  return b.statement(b.call(lowering.helper("closure"), given));
}

/** True for a call whose coroutine nobody can wait for any more. */
function isCoroutine(node: ast.Expression, lowering: Lowering): boolean {
  if (node.kind !== "Call") return false;
  const type = lowering.typeOf(node);
  return type.kind === "instance" && type.of.kind === "stub" && type.of.name === "builtins.protocols.Coroutine";
}
