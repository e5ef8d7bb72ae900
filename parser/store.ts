/** Targets: turns an expression that was read before its `=`, `in` or `,` came into sight into what is assigned or deleted. */
import type { Expression, ExpressionContext } from "./ast.js";

/**
 * Gives `node`, and the elements of a tuple, list or star in it, the context `ctx`.
 * Returns false, with `node` in an undefined state, when the grammar does not allow it there.
 */
export function toTarget(node: Expression, ctx: Exclude<ExpressionContext, "Load">): boolean {
  switch (node.kind) {
    case "Name":
    case "Attribute":
    case "Subscript":
      node.ctx = ctx;
      return true;
    case "Tuple":
    case "List":
      node.ctx = ctx;
      return node.elts.every((element) => toTarget(element, ctx));
    case "Starred":
      node.ctx = ctx;
      return ctx === "Store" && node.value.kind !== "Starred" && toTarget(node.value, ctx);
    default:
      return false;
  }
}

/** As `toTarget`, for the targets of `+=` and `: annotation`, which are no tuples. */
export function isSingleTarget(
  node: Expression,
): node is Extract<Expression, { kind: "Name" | "Attribute" | "Subscript" }> {
  return (node.kind === "Name" || node.kind === "Attribute" || node.kind === "Subscript") && toTarget(node, "Store");
}
