/** List, tuple, set and dict displays. */
import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Type } from "../../infer/types.js";
import { at } from "../../emit/origin.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { constantSet, isConstantSet } from "./constant-set.js";
import { isSpreadable } from "../statements/for.js";

/** Elements as arguments or array elements: in tagged form, `*xs` as a spread of whatever can be iterated. */
export function elements(nodes: readonly ast.Expression[], lowering: Lowering): ts.Expression[] {
  return nodes.map((node) => (node.kind === "Starred" ? lowering.expression(node) : lowering.tagged(node)));
}

/** `...xs`; what may turn out not to be iterable goes through `star`. */
export function starred(node: ast.Starred, lowering: Lowering): ts.Expression {
  const { value } = node;
  if (isSpreadable(lowering.typeOf(value))) return b.spread(lowering.expression(value));
  const func = lowering.soleStars.get(node);
  const named = func === undefined ? [] : [lowering.expression(func)];
  return b.spread(b.call(lowering.helper("star"), [lowering.tagged(value), ...named]));
}

/** A list is an array; an empty one says its element type, where TypeScript could not know it. */
export function lowerList(node: ast.ListDisplay, lowering: Lowering): ts.Expression {
  return b.array(elements(node.elts, lowering), isMultiLine(node, lowering));
}

export function lowerTuple(node: ast.TupleDisplay, lowering: Lowering): ts.Expression {
  return b.method(b.id(lowering.helper("tuple")), "of", elements(node.elts, lowering));
}

/** A display of three or more constants is one itself. */
export function lowerSet(node: ast.SetDisplay, lowering: Lowering): ts.Expression {
  if (isConstantSet(node) && node.elts.length > 2) return constantSet(node, lowering);
  return (
    unionOfSets(node, lowering) ?? b.newObject(b.id(lowering.helper("set")), [b.array(elements(node.elts, lowering))])
  );
}

/** `{*some, *others}` of sets merges their tables, which shows in the order; null for any other display. */
function unionOfSets({ elts }: ast.SetDisplay, lowering: Lowering): ts.Expression | null {
  const isSet = (node: ast.Expression): boolean => ["set", "frozenset"].includes(lowering.typeOf(node).kind);
  const sets = elts.flatMap((item) => (item.kind === "Starred" && isSet(item.value) ? [item.value] : []));
  if (sets.length < elts.length) return null;
  const [first, ...rest] = lowering.expressions(sets);
  const copy = b.newObject(b.id(lowering.helper("set")), [first!]);
  return rest.length === 0 ? copy : b.method(copy, "union", rest);
}

export function lowerDict(node: ast.Dict, lowering: Lowering): ts.Expression {
  const pairs = node.keys.map((key, index) => {
    const value = node.values[index]!;
    return key
      ? at(b.array([lowering.tagged(key), lowering.tagged(value)]), { start: key.start, end: value.end })
      : b.spread(mappingValue(value, lowering));
  });
  const type = lowering.typeOf(node);
  const told = type.kind === "dict" && (node.keys.length === 0 || isMixed(type.key) || isMixed(type.value));
  const types = told ? [lowering.types.write(type.key), lowering.types.write(type.value)] : undefined;
  const args = pairs.length > 0 ? [b.array(pairs, isMultiLine(node, lowering))] : [];
  return b.newObject(b.id(lowering.helper("dict")), args, types);
}

/** What `**value` puts into a dict. */
function mappingValue(value: ast.Expression, lowering: Lowering): ts.Expression {
  return lowering.typeOf(value).kind === "dict"
    ? b.method(lowering.expression(value), "items", [])
    : b.call(lowering.helper("mapping"), [lowering.tagged(value)]);
}

/** Types that TypeScript would not find by itself from the pairs. */
const isMixed = (type: Type): boolean =>
  type.kind === "union" || type.kind === "unknown" || type.kind === "callable" || (type.kind === "int" && !type.small);

/** Displays that the script writes on several lines stay so. */
function isMultiLine(node: ast.Expression, lowering: Lowering): boolean {
  return lowering.context.source.text.slice(node.start, node.end).includes("\n");
}
