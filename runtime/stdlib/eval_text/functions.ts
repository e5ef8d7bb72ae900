/** Functions that are made of text: lambdas, and `def` in examples. */
import type * as ast from "../../../parser/ast.js";
import { splitKeywords } from "../../builtins/call.js";
import { TypeError } from "../../builtins/exceptions.js";
import { dict } from "../../builtins/dict.js";
import { tuple } from "../../builtins/tuple.js";
import type { Lookup } from "../eval_text.js";

type Evaluate = (node: ast.Expression, lookup: Lookup) => unknown;

/**
 * A function of a parameter list.
 *
 * @param run gives the result by the values of the parameters
 */
export function functionOf(
  name: string,
  args: ast.Arguments,
  evaluate: (node: ast.Expression) => unknown,
  run: (parameters: Map<string, unknown>) => unknown,
): CallableFunction {
  const positional = [...args.posonlyargs, ...args.args].map(({ arg }) => arg);
  const required = positional.length - args.defaults.length;
  const fallbacks = new Map(args.defaults.map((node, at) => [positional[required + at]!, evaluate(node)]));
  args.kwonlyargs.forEach(({ arg }, at) => {
    const node = args.kw_defaults[at];
    if (node) fallbacks.set(arg, evaluate(node));
  });
  const made = (...given: unknown[]): unknown => {
    const [values, keywords] = splitKeywords(given);
    return run(bound(name, args, positional, fallbacks, values, new Map(Object.entries(keywords))));
  };
  // whatever a call gives comes as it is
  return Object.defineProperties(made, { name: { value: name }, __signature__: { value: null } });
}

/** What each parameter gets. @throws TypeError for arguments that don't fit */
function bound(
  name: string,
  args: ast.Arguments,
  positional: readonly string[],
  fallbacks: ReadonlyMap<string, unknown>,
  values: readonly unknown[],
  keywords: Map<string, unknown>,
): Map<string, unknown> {
  const found = new Map(positional.slice(0, values.length).map((parameter, at) => [parameter, values[at]]));
  const rest = values.slice(positional.length);
  if (rest.length > 0 && args.vararg === null)
    throw new TypeError(
      `${name}() takes ${positional.length} positional argument${positional.length === 1 ? "" : "s"} ` +
        `but ${values.length} ${values.length === 1 ? "was" : "were"} given`,
    );
  for (const parameter of [...positional, ...args.kwonlyargs.map(({ arg }) => arg)]) {
    if (keywords.has(parameter)) {
      if (found.has(parameter)) throw new TypeError(`${name}() got multiple values for argument '${parameter}'`);
      found.set(parameter, keywords.get(parameter));
      keywords.delete(parameter);
    } else if (!found.has(parameter)) {
      if (!fallbacks.has(parameter))
        throw new TypeError(`${name}() missing 1 required positional argument: '${parameter}'`);
      found.set(parameter, fallbacks.get(parameter));
    }
  }
  const [unexpected] = keywords.keys();
  if (unexpected !== undefined && args.kwarg === null)
    throw new TypeError(`${name}() got an unexpected keyword argument '${unexpected}'`);
  if (args.vararg) found.set(args.vararg.arg, new tuple(rest));
  if (args.kwarg) found.set(args.kwarg.arg, new dict([...keywords]));
  return found;
}

/** The value of a lambda. */
export function lambdaOf({ args, body }: ast.Lambda, lookup: Lookup, evaluate: Evaluate): CallableFunction {
  return functionOf(
    "<lambda>",
    args,
    (node) => evaluate(node, lookup),
    (parameters) => evaluate(body, (name) => (parameters.has(name) ? parameters.get(name) : lookup(name))),
  );
}
