/** Calls that take all of what they are given at once. */
import type * as ast from "../../parser/ast.js";
import type { Bindings } from "../bind/scopes.js";

/** Builtins that call what they are given at once and keep nothing of it. */
export const CONSUMERS: ReadonlySet<string> = new Set([
  "all",
  "any",
  "dict",
  "frozenset",
  "list",
  "max",
  "min",
  "set",
  "sorted",
  "sum",
  "tuple",
]);

/**
 * The generator expression that a call uses up before it returns, as `sum(… for …)` and `", ".join(… for …)` do: its code
 * runs where it stands, as a comprehension's. Null for any other node.
 */
export function consumedGenerator(node: ast.Node, bindings: Bindings): ast.GeneratorExp | null {
  if (node.kind !== "Call") return null;
  const [first] = node.args;
  return first?.kind === "GeneratorExp" && isConsumer(node.func, bindings) ? first : null;
}

function isConsumer(func: ast.Expression, bindings: Bindings): boolean {
  if (func.kind === "Name") return CONSUMERS.has(func.id) && bindings.resolve(func) === null;
  return func.kind === "Attribute" && func.attr === "join" && func.value.kind === "Constant";
}
