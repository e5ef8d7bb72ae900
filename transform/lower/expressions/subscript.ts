import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Type } from "../../infer/types.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";

/** `x[i]` in a load; stores and deletions are lowered by their statements. */
export function lowerSubscript(node: ast.Subscript, lowering: Lowering): ts.Expression {
  const type = lowering.typeOf(node.value);
  if (type.kind === "tuple") {
    const index = constantIndex(node.slice);
    if (index !== null && index >= 0 && index < type.elements.length) {
      return b.element(lowering.expression(node.value), b.number(index));
    }
  }
  // `xs[:]` is a copy.
  const { slice } = node;
  const isCopy = slice.kind === "Slice" && !slice.lower && !slice.upper && !slice.step && type.kind === "list";
  if (isCopy) return b.array([b.spread(lowering.expression(node.value))]);
  return b.call(loadHelper(node, lowering), [lowering.tagged(node.value), subscriptKey(slice, lowering)]);
}

/** True for a list's or tuple's index that is a JavaScript number. */
function isPlainIndex(container: Type, key: ast.Expression, lowering: Lowering): boolean {
  const index = lowering.typeOf(key);
  return (container.kind === "list" || container.kind === "tuple-of") && index.kind === "int" && index.small;
}

/** The helper that loads an item: `at` from a list by a JavaScript number, else `getitem`. */
export function loadHelper(node: ast.Subscript, lowering: Lowering): string {
  const isPlain = isPlainIndex(lowering.typeOf(node.value), node.slice, lowering);
  return lowering.helper(isPlain ? "at" : "getitem");
}

/** The helper that stores an item: `put` in a list by a JavaScript number, else `setitem`. */
export function storeHelper(node: ast.Subscript, lowering: Lowering): string {
  const container = lowering.typeOf(node.value);
  const isPlain = container.kind === "list" && isPlainIndex(container, node.slice, lowering);
  return lowering.helper(isPlain ? "put" : "setitem");
}

/** The key of a subscript, in the form that `getitem`, `setitem` and `delitem` take. */
export function subscriptKey(slice: ast.Expression, lowering: Lowering): ts.Expression {
  return lowering.tagged(slice);
}

/** `a:b:c` as `slice(a, b, c)`. */
export function lowerSlice(node: ast.Slice, lowering: Lowering): ts.Expression {
  const bound = (part: ast.Expression | null): ts.Expression => (part ? lowering.tagged(part) : b.nullValue());
  const args = [bound(node.lower), bound(node.upper)];
  if (node.step) args.push(lowering.tagged(node.step));
  return b.call(lowering.helper("slice"), args);
}

function constantIndex(node: ast.Expression): number | null {
  return node.kind === "Constant" && node.value.type === "int" && node.value.value < 1000n
    ? Number(node.value.value)
    : null;
}
