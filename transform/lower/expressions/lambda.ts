import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import { lowerFunction } from "../functions.js";
import type { Lowering } from "../lowering.js";

/** A lambda is an arrow function; one that leaves for unknown hands is told that its name is `<lambda>`. */
export function lowerLambda(node: ast.Lambda, lowering: Lowering): ts.Expression {
  const lowered = lowerFunction(node, lowering, { self: null, selfAlias: null }, (_, value) =>
    lowering.expression(value),
  );
  const [only] = lowered.body;
  const body =
    lowered.body.length === 1 && only && ts.isReturnStatement(only) ? only.expression! : b.block(lowered.body);
  const arrow = b.arrow(lowered.parameters, body);
  if (!isPickledByName(node, lowering)) return arrow;
  const { qualname } = lowering.context.bindings.scopeOf(node);
  return b.call(lowering.helper("lambda"), [b.string(qualname), arrow]);
}

/** Only a lambda that escapes can be pickled or shown, and then must say that it is a lambda. */
const isPickledByName = (node: ast.Lambda, lowering: Lowering): boolean => lowering.context.types.escapes(node);
