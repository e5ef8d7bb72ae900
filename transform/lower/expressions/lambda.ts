import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import { defaultValue, isEvaluatedPerCall, lowerFunction, type LoweredFunction } from "../functions.js";
import { introspection, introspects } from "../introspection.js";
import type { Lowering } from "../lowering.js";
import { plainOf } from "../threads.js";
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
  const value = nameLambda(lambdaFunction(lowered, body), node, lowering);
  const hasSteps = lowering.context.types.threads.hasSteps(node);
  const plain = hasSteps ? plainOf(value, lowering) : value;
  const inherited = node.inheritedAs === undefined ? plain : inheritable(node.inheritedAs, plain, lowering);
  const told = introspects(lowering) ? introspection(inherited, node, lowering, lowered.defaults) : inherited;
  if (defaults.length === 0) return told;
  const maker = b.arrow(
    defaults.map(({ name, type }) => b.parameter(name, { type })),
    told,
  );
  return b.call(
    b.parens(maker),
    defaults.map(({ value }) => value),
  );
}

/** `inheritable(1, …)`: a lambda that reaches forked children as their own of the same number. */
function inheritable(number: number, lambda: ts.Expression, lowering: Lowering): ts.Expression {
  const { file } = lowering.context;
  const module = file.isImported ? [b.string(file.name)] : [];
  return b.call(lowering.helper("inheritable"), [b.number(number), lambda, ...module]);
}

/** A lambda with a `yield` in it is a generator function, which no arrow can be. */
function lambdaFunction(
  { parameters, generator, body: statements }: LoweredFunction,
  body: ts.ConciseBody,
): ts.Expression {
  if (!generator) return b.arrow(parameters, body);
  const star = ts.factory.createToken(ts.SyntaxKind.AsteriskToken);
  const block = b.block(statements);
  return ts.factory.createFunctionExpression(undefined, star, undefined, undefined, parameters, undefined, block);
}

function nameLambda(arrow: ts.Expression, node: ast.Lambda, lowering: Lowering): ts.Expression {
  const signature = unspokenSignature(node, lowering);
  if (signature === null && !isPickledByName(node, lowering)) return arrow;
  return named(lowering.context.bindings.scopeOf(node).qualname, arrow, { doc: null, signature }, lowering);
}

/** Only a lambda that escapes can be pickled or shown, and then must say that it is a lambda. */
const isPickledByName = (node: ast.Lambda, lowering: Lowering): boolean =>
  lowering.context.types.escapes(node) && !lowering.anonymous.has(node);
