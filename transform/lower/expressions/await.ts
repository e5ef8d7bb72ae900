import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { markCallPlace } from "../calls/method-place.js";
import { waitingFor } from "../coroutines.js";

/** `await f(x)` is `yield* f(x)`: a coroutine is a generator. What else can be waited for goes through `awaiting`. */
export function lowerAwait(node: ast.Await, lowering: Lowering): ts.Expression {
  const isDiscarded = lowering.discarded === node;
  const value = lowering.expression(node.value);
  const isNew = isNewCoroutine(node.value, lowering);
  // while the coroutine runs, V8 takes the call for the place
  if (isNew && ts.isCallExpression(value)) markCallPlace(value, node);
  const waited = waitingFor(isNew ? value : b.call(lowering.helper("awaiting"), [value]), node, lowering);
  if (isDiscarded || lowering.typeOf(node).kind !== "none") return waited;
  return b.parens(b.comma(waited, b.nullValue()));
}

/** True for a call of one of the script's coroutine functions, which nobody can have waited for before. */
function isNewCoroutine(node: ast.Expression, lowering: Lowering): boolean {
  const callee = node.kind === "Call" ? lowering.context.types.callee(node) : null;
  if (callee === null || "bases" in callee) return false;
  const known = callee.kind === "bound" ? callee.function : callee;
  const type = lowering.typeOf(node);
  return (
    known.kind === "user" &&
    type.kind === "instance" &&
    type.of.kind === "stub" &&
    type.of.name === "builtins.protocols.Coroutine"
  );
}
