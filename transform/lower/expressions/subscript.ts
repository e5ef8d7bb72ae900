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
  const method = slice.kind === "Slice" ? sliceMethod(node, type, lowering) : null;
  const range = slice.kind === "Slice" && method !== null ? plainSlice(slice, lowering) : null;
  if (method !== null && range !== null) return b.method(lowering.expression(node.value), method, range);
  return loadItem(node, lowering.tagged(node.value), subscriptKey(slice, lowering), lowering);
}

/** The method of the container that makes lists of its parts as Python's slices do; null where there is none. */
function sliceMethod(node: ast.Subscript, type: Type, lowering: Lowering): string | null {
  if (type.kind === "list") return "slice";
  return lowering.typeOf(node).kind === "list" ? (stubCalls(type, "__getitem__")[1] ?? null) : null;
}

/** The arguments with which an array's own `slice` does what Python's does; null for steps and what may be no number. */
function plainSlice({ lower, upper, step }: ast.Slice, lowering: Lowering): ts.Expression[] | null {
  const bounds = [lower, upper].filter((bound) => bound !== null);
  const arePlain = bounds.every((bound) => isSmallInt(lowering.typeOf(bound)));
  if (step !== null || !arePlain) return null;
  const start = lower ? lowering.expression(lower) : b.number(0);
  if (upper) return [start, lowering.expression(upper)];
  return lower ? [start] : [];
}

/** True for a list's or tuple's index that is a JavaScript number. */
function isPlainIndex(container: Type, key: ast.Expression, lowering: Lowering): boolean {
  const index = lowering.typeOf(key);
  return (container.kind === "list" || container.kind === "tuple-of") && index.kind === "int" && index.small;
}

/** `container.at(key)` where the container has a method for it; `at` from a list by a JavaScript number, else `getitem`. */
export function loadItem(
  node: ast.Subscript,
  container: ts.Expression,
  key: ts.Expression,
  lowering: Lowering,
): ts.Expression {
  const type = lowering.typeOf(node.value);
  const [method] = node.slice.kind === "Slice" ? [] : stubCalls(type, "__getitem__");
  if (method !== undefined) return b.method(container, method, [key]);
  return b.call(lowering.helper(isPlainIndex(type, node.slice, lowering) ? "at" : "getitem"), [container, key]);
}

/** `container.set(key, value)` likewise; `put` in a list by a JavaScript number, else `setitem`. */
export function storeItem(
  node: ast.Subscript,
  container: ts.Expression,
  key: ts.Expression,
  value: ts.Expression,
  lowering: Lowering,
): ts.Expression {
  const type = lowering.typeOf(node.value);
  const [method] = node.slice.kind === "Slice" ? [] : stubCalls(type, "__setitem__");
  if (method !== undefined) return b.method(container, method, [key, value]);
  const isPlain = type.kind === "list" && isPlainIndex(type, node.slice, lowering);
  return b.call(lowering.helper(isPlain ? "put" : "setitem"), [container, key, value]);
}

/** The methods that stand for one of Python's own in the runtime's class of a type, as its stub says. */
export function stubCalls(type: Type, name: string): readonly string[] {
  const member = type.kind === "instance" && type.of.kind === "stub" ? type.of.member(name) : null;
  return member?.kind === "function" ? member.function.calls : [];
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
