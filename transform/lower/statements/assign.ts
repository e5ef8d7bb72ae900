import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Type } from "../../infer/types.js";
import * as b from "../builders.js";
import { evaluateAnnotation } from "../evaluated-annotations.js";
import { storesPlainly } from "../attributes.js";
import type { Lowering } from "../lowering.js";
import { propertyName, variableName } from "../names.js";
import { mayFollow } from "../target-order.js";
import { namedTupleInterface } from "./named-tuple.js";
import { isStringBuilder } from "../string-builders.js";
import { declareTarget, store, unpacked } from "../targets.js";

/** `x = value`, `a, b = value`, `x = y = value`. */
export function lowerAssign(node: ast.Assign, lowering: Lowering): ts.Statement[] {
  const [target, ...others] = node.targets;
  if (others.length > 0) return chained(node, lowering);
  return assignOne(target!, node.value, lowering);
}

export function lowerAnnAssign(node: ast.AnnAssign, lowering: Lowering): ts.Statement[] {
  const stored = node.value ? assignOne(node.target, node.value, lowering) : [];
  const isEvaluated = lowering.frame.scope.kind === "module" || lowering.frame.scope.kind === "class";
  return isEvaluated ? [...stored, ...evaluateAnnotation(node.annotation, lowering)] : stored;
}

function assignOne(target: ast.Expression, valueNode: ast.Expression, lowering: Lowering): ts.Statement[] {
  const keyword = declarationKeyword(target, lowering);
  if (target.kind === "Name") {
    const type = lowering.bindingType(target);
    const value = lowering.flow(valueNode, type);
    if (!keyword) return [b.statement(b.assign(b.id(variableName(target.id)), value))];
    if (isStringBuilder(lowering.context.bindings.resolve(target), lowering)) {
      return [b.declare("const", variableName(target.id), newBuilder(valueNode, value, lowering))];
    }
    const declared = b.declare(
      keyword,
      variableName(target.id),
      value,
      annotation(target, valueNode, keyword, lowering),
    );
    return [...namedTupleInterface(target, valueNode, lowering), declared];
  }
  if (target.kind === "Tuple" || target.kind === "List") return assignParts(target, valueNode, keyword, lowering);
  const type = lowering.typeOf(valueNode);
  if (mayFollow(target as ast.Attribute | ast.Subscript, valueNode, lowering))
    return [b.statement(store(target, lowering.tagged(valueNode), type, lowering))];
  // Python evaluates the value before the parts of the target.
  const held = lowering.fresh("value");
  return [b.declare("const", held, lowering.tagged(valueNode)), b.statement(store(target, b.id(held), type, lowering))];
}

/** `new StringBuilder()`, or of the text that it begins with. */
function newBuilder(node: ast.Expression, text: ts.Expression, lowering: Lowering): ts.Expression {
  const isEmpty = node.kind === "Constant" && node.value.type === "str" && node.value.value === "";
  return b.newObject(b.id(lowering.helper("StringBuilder")), isEmpty ? [] : [text]);
}

function assignParts(
  target: ast.TupleDisplay | ast.ListDisplay,
  valueNode: ast.Expression,
  keyword: "const" | "let" | null,
  lowering: Lowering,
): ts.Statement[] {
  const display = valueNode.kind === "Tuple" && valueNode.elts.length === target.elts.length;
  const plain = display && ![...valueNode.elts, ...target.elts].some((item) => item.kind === "Starred");
  if (plain) return assignInPairs(target.elts, valueNode.elts, keyword, lowering);
  const value = lowering.tagged(valueNode);
  const type = lowering.typeOf(valueNode);
  const names = namesOf(target);
  if (names.length < target.elts.length) return storeApart(target, value, type, lowering);
  // What is declared together can't say the type of each.
  const isWidened = keyword === "let" && names.some((name) => isWide(lowering.bindingType(name)));
  if (keyword && !isWidened) return declareTarget(keyword, target, value, type, lowering);
  return [...declareSome([target], lowering), b.statement(store(target, value, type, lowering))];
}

/** `a, b = x, y`: one after the other where no store changes a later value, else by an array: `[a, b] = [b, a]`. */
function assignInPairs(
  targets: readonly ast.Expression[],
  values: readonly ast.Expression[],
  keyword: "const" | "let" | null,
  lowering: Lowering,
): ts.Statement[] {
  const areNames = targets.every((item) => item.kind === "Name");
  if ((areNames && keyword) || areSettled(values, targets, lowering)) {
    return targets.flatMap((item, index) => assignOne(item, values[index]!, lowering));
  }
  const declared = declareSome(targets, lowering);
  const places = targets.map((item) => placeOf(item, values, lowering));
  if (places.every((place) => place !== null)) {
    const flowing = values.map((value, index) => {
      const item = targets[index]!;
      return item.kind === "Name" ? lowering.flow(value, lowering.bindingType(item)) : lowering.tagged(value);
    });
    return [...declared, b.statement(b.assign(b.array(places), b.array(flowing)))];
  }
  const held = targets.map((item) => lowering.fresh(partName(item)));
  const taken = b.array(values.map((value) => lowering.tagged(value)));
  const stores = targets.map((item, index) =>
    b.statement(store(item, b.id(held[index]!), lowering.typeOf(values[index]!), lowering)),
  );
  return [...declared, b.declare("const", b.arrayPattern(held.map((name) => b.id(name))), taken), ...stores];
}

/** True for values that stay the same while the targets before theirs are stored, whatever code these stores run. */
function areSettled(
  values: readonly ast.Expression[],
  targets: readonly ast.Expression[],
  lowering: Lowering,
): boolean {
  const stored = targets.flatMap(namesOf).map(({ id }) => id);
  return values.every((value) => {
    if (value.kind === "Constant") return true;
    if (value.kind !== "Name" || stored.includes(value.id)) return false;
    return lowering.context.bindings.resolve(value)?.writtenOutside === false;
  });
}

/** What stands for the target in an array pattern: a name, a field, or an item whose index one of the values checks. */
function placeOf(target: ast.Expression, values: readonly ast.Expression[], lowering: Lowering): ts.Expression | null {
  if (target.kind === "Name") return b.id(variableName(target.id));
  if (target.kind === "Attribute" && target.value.kind === "Name") {
    const isPlain = storesPlainly(lowering.typeOf(target.value), target.attr, lowering);
    return isPlain ? b.member(lowering.expression(target.value), propertyName(target.attr)) : null;
  }
  if (target.kind !== "Subscript" || !isNaturalItem(target, lowering)) return null;
  const isChecked = values.some((value) => value.kind === "Subscript" && isSameItem(value, target));
  return isChecked ? b.element(lowering.expression(target.value), lowering.expression(target.slice)) : null;
}

/** `xs[i]` of a list with an index that is not negative. */
function isNaturalItem({ value, slice }: ast.Subscript, lowering: Lowering): boolean {
  const index = lowering.typeOf(slice);
  return lowering.typeOf(value).kind === "list" && index.kind === "int" && index.small && index.least! >= 0;
}

function isSameItem(one: ast.Subscript, other: ast.Subscript): boolean {
  return isSame(one.value, other.value) && isSame(one.slice, other.slice);
}

/** True for the same name, or the same sum of names and literals. */
function isSame(one: ast.Expression, other: ast.Expression): boolean {
  if (one.kind === "Name") return other.kind === "Name" && one.id === other.id;
  if (one.kind === "Constant") return other.kind === "Constant" && isSameLiteral(one.value, other.value);
  if (one.kind !== "BinOp" || other.kind !== "BinOp" || one.op !== other.op) return false;
  return isSame(one.left, other.left) && isSame(one.right, other.right);
}

function isSameLiteral(one: ast.Constant["value"], other: ast.Constant["value"]): boolean {
  return one.type === "int" && other.type === "int" && one.value === other.value;
}

/** Names the parts of what is unpacked, then stores each in its place. */
function storeApart(
  target: ast.TupleDisplay | ast.ListDisplay,
  value: ts.Expression,
  type: Type,
  lowering: Lowering,
): ts.Statement[] {
  const items = target.elts.map((item) => (item.kind === "Starred" ? item.value : item));
  const held = items.map((item) => lowering.fresh(partName(item)));
  const parts = unpacked(target, value, type, lowering);
  const stores = items.map((item, index) => {
    const known = type.kind === "tuple" && parts === value ? type.elements[index]! : UNKNOWN;
    return b.statement(store(item, b.id(held[index]!), known, lowering));
  });
  const declared = declareSome(items, lowering);
  return [...declared, b.declare("const", b.arrayPattern(held.map((name) => b.id(name))), parts), ...stores];
}

const UNKNOWN: Type = { kind: "unknown" };

/** What a part of an unpacked value may be called until it is stored. */
function partName(target: ast.Expression): string {
  return target.kind === "Attribute" ? target.attr : target.kind === "Subscript" ? "item" : "part";
}

/** `const` or `let` when the statement declares every name of its target. */
function declarationKeyword(target: ast.Expression, lowering: Lowering): "const" | "let" | null {
  const keywords = namesOf(target).map((name) => lowering.frame.declarations.keyword(name));
  if (keywords.length === 0 || keywords.some((keyword) => keyword === null)) return null;
  return keywords.includes("let") ? "let" : "const";
}

/** Declares those names of targets that have no declaration yet, where others have one. */
export function declareSome(targets: readonly ast.Expression[], lowering: Lowering): ts.Statement[] {
  const undeclared = targets.flatMap(namesOf).filter((name) => lowering.frame.declarations.keyword(name));
  return undeclared
    .filter((name, index) => undeclared.findIndex(({ id }) => id === name.id) === index)
    .map((name) =>
      b.declare("let", variableName(name.id), undefined, lowering.types.write(lowering.bindingType(name))),
    );
}

export function namesOf(target: ast.Expression): ast.Name[] {
  if (target.kind === "Name") return [target];
  if (target.kind === "Starred") return namesOf(target.value);
  return target.kind === "Tuple" || target.kind === "List" ? target.elts.flatMap(namesOf) : [];
}

/** The type is written where TypeScript would infer a narrower one than the variable needs, or none at all. */
function annotation(
  target: ast.Name,
  value: ast.Expression,
  keyword: "const" | "let",
  lowering: Lowering,
): ts.TypeNode | undefined {
  const type = lowering.bindingType(target);
  const isEmpty = holdsEmptyList(value, lowering);
  const isWidened = keyword === "let" && isWide(type);
  const isMixed = value.kind === "List" && type.kind === "list" && isWide(type.element);
  return isEmpty || isWidened || isMixed ? lowering.types.write(type) : undefined;
}

/** True where all that the value shows of a list's elements is that there are none yet. */
function holdsEmptyList(value: ast.Expression, lowering: Lowering): boolean {
  switch (value.kind) {
    case "List":
      return value.elts.every((item) => holdsEmptyList(item, lowering));
    case "ListComp":
      return holdsEmptyList(value.elt, lowering);
    case "BinOp":
      return value.op === "Mult" && holdsEmptyList(value.left, lowering);
    case "Call":
      return lowering.isBuiltin(value.func, "list") && value.args.length === 0;
    default:
      return false;
  }
}

/** Types of which one value shows TypeScript only a part. */
function isWide(type: Type): boolean {
  if (type.kind === "list" || type.kind === "set") return isWide(type.element);
  return (
    type.kind === "union" || type.kind === "unknown" || type.kind === "tuple" || (type.kind === "int" && !type.small)
  );
}

/** `x = y = value`: evaluated once, stored from left to right. */
function chained(node: ast.Assign, lowering: Lowering): ts.Statement[] {
  const { targets, value } = node;
  if (value.kind === "Constant" || value.kind === "Name") {
    return targets.flatMap((target) => assignOne(target, value, lowering));
  }
  const [first, ...others] = targets;
  const type = lowering.typeOf(value);
  const rest = (held: string, from: readonly ast.Expression[]): ts.Statement[] =>
    from.flatMap((target) => storeHeld(target, held, type, lowering));
  // A name holds the value for the others, unless it holds a raw float.
  if (first!.kind === "Name" && declarationKeyword(first!, lowering) && type.kind !== "float") {
    return [...assignOne(first!, value, lowering), ...rest(variableName(first!.id), others)];
  }
  const held = lowering.fresh("value");
  return [b.declare("const", held, lowering.tagged(value), lowering.types.write(type)), ...rest(held, targets)];
}

function storeHeld(target: ast.Expression, held: string, type: Type, lowering: Lowering): ts.Statement[] {
  const keyword = declarationKeyword(target, lowering);
  if (target.kind === "Name" && keyword) return [b.declare(keyword, variableName(target.id), b.id(held))];
  return [...declareSome([target], lowering), b.statement(store(target, b.id(held), type, lowering))];
}
