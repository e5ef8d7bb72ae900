import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import { defaultValue, isEvaluatedPerCall, lowerFunction } from "../functions.js";
import type { Lowering } from "../lowering.js";
import { named, unspokenSignature } from "../statements/function-def.js";

/**
 * A lambda is an arrow function; one that leaves for unknown hands is told that its name is `<lambda>`. Defaults that
 * are not constants are evaluated when the lambda is made: `((n_i) => (n, i = n_i) => …)(i)`.
 */
export function lowerLambda(node: ast.Lambda, lowering: Lowering): ts.Expression {
  const defaults: { name: string; value: ts.Expression; type: ts.TypeNode }[] = [];
  const hoistDefault = (parameter: ast.Arg, value: ast.Expression): ts.Expression => {
    if (isEvaluatedPerCall(value, lowering)) return defaultValue(parameter, value, lowering);
    const name = lowering.fresh(`default_${parameter.arg}`);
    const type = lowering.types.write(lowering.typeOf(value));
    defaults.push({ name, value: lowering.tagged(value), type });
    return b.id(name);
  };
  const lowered = lowerFunction(node, lowering, { self: null, selfAlias: null }, hoistDefault);
  const [only] = lowered.body;
  const body =
    lowered.body.length === 1 && only && ts.isReturnStatement(only) ? only.expression! : b.block(lowered.body);
  const value = nameLambda(b.arrow(lowered.parameters, body), node, lowering);
  if (defaults.length === 0) return value;
  const maker = b.arrow(
    defaults.map(({ name, type }) => b.parameter(name, { type })),
    value,
  );
  return b.call(
    b.parens(maker),
    defaults.map(({ value }) => value),
  );
}

function nameLambda(arrow: ts.Expression, node: ast.Lambda, lowering: Lowering): ts.Expression {
  const signature = unspokenSignature(node, lowering);
  if (signature === null && !isPickledByName(node, lowering)) return arrow;
  return named(lowering.context.bindings.scopeOf(node).qualname, arrow, { doc: null, signature }, lowering);
}

/** Only a lambda that escapes can be pickled or shown, and then must say that it is a lambda. */
const isPickledByName = (node: ast.Lambda, lowering: Lowering): boolean =>
  lowering.context.types.escapes(node) && !lowering.anonymous.has(node);
