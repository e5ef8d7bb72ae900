import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Type } from "../../infer/types.js";
import * as b from "../builders.js";
import { isSmallInt } from "./bin-op.js";
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
  const range = slice.kind === "Slice" && type.kind === "list" ? plainSlice(slice, lowering) : null;
  if (range) return b.method(lowering.expression(node.value), "slice", range);
  return b.call(loadHelper(node, lowering), [lowering.tagged(node.value), subscriptKey(slice, lowering)]);
}

/** The arguments with which an array's own `slice` does what Python's does; null for steps and what may be no number. */
function plainSlice({ lower, upper, step }: ast.Slice, lowering: Lowering): ts.Expression[] | null {
  const bounds = [lower, upper].filter((bound) => bound !== null);
  const arePlain = bounds.every((bound) => isSmallInt(lowering.typeOf(bound)));
  if (step !== null || !arePlain) return null;
  const start = lower ? lowering.expression(lower) : b.number(0);
  return upper ? [start, lowering.expression(upper)] : [start];
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
