/** Assignment targets: names, attributes, subscripts and tuples of them. */
import { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import type { Type } from "../infer/types.js";
import { at } from "../emit/origin.js";
import * as b from "./builders.js";
import { storesPlainly } from "./attributes.js";
import { storeItem, subscriptKey } from "./expressions/subscript.js";
import { INTROSPECTION_ATTRIBUTES } from "./introspection.js";
import type { Lowering } from "./lowering.js";
import { propertyName, variableName } from "./names.js";

/**
 * The name, or the array pattern of names, that a declaration or parameter takes. A starred name is a name like any
 * other here: `unpack` delivers its list in that place.
 */
export function assignedTarget(target: ast.Expression, later: ReadonlySet<string> = new Set()): ts.BindingName {
  if (target.kind === "Name") return ts.factory.createIdentifier(variableName(target.id));
  if (target.kind === "Starred") return assignedTarget(target.value, later);
  if (target.kind !== "Tuple" && target.kind !== "List") throw new Error(`a ${target.kind} declares nothing`);
  return b.arrayPattern(parts(target.elts, later));
}

/** Items of a pattern. Of a name that stands there twice (`_, x, _`), the last is what counts; the others are left out. */
function parts(items: readonly ast.Expression[], later: ReadonlySet<string>): (ts.BindingName | null)[] {
  return items.map((item, index) => {
    const behind = new Set([...later, ...items.slice(index + 1).flatMap(namesIn)]);
    return isRepeated(item, behind) ? null : assignedTarget(item, behind);
  });
}

function isRepeated(item: ast.Expression, behind: ReadonlySet<string>): boolean {
  const name = item.kind === "Starred" ? item.value : item;
  return name.kind === "Name" && behind.has(name.id);
}

function namesIn(target: ast.Expression): string[] {
  if (target.kind === "Name") return [target.id];
  if (target.kind === "Starred") return namesIn(target.value);
  return target.kind === "Tuple" || target.kind === "List" ? target.elts.flatMap(namesIn) : [];
}

/** Declares the names of a target, each level of it unpacked with its length checked. */
export function declareTarget(
  keyword: "const" | "let",
  target: ast.Expression,
  value: ts.Expression,
  type: Type,
  lowering: Lowering,
  later: ReadonlySet<string> = new Set(),
): ts.Statement[] {
  if (target.kind !== "Tuple" && target.kind !== "List") return [b.declare(keyword, assignedTarget(target), value)];
  const inner: ts.Statement[] = [];
  const names = target.elts.map((item, index) => {
    const behind = new Set([...later, ...target.elts.slice(index + 1).flatMap(namesIn)]);
    if (item.kind !== "Tuple" && item.kind !== "List") return isRepeated(item, behind) ? null : assignedTarget(item);
    const part = ts.factory.createIdentifier(lowering.fresh("part"));
    const partType = type.kind === "tuple" ? (type.elements[index] ?? UNKNOWN) : UNKNOWN;
    inner.push(...declareTarget(keyword, item, part, partType, lowering, behind));
    return part;
  });
  return [b.declare(keyword, b.arrayPattern(names), unpacked(target, value, type, lowering)), ...inner];
}

/** An expression that stores `value`, which is in tagged form and of the given type, in the target. */
export function store(target: ast.Expression, value: ts.Expression, type: Type, lowering: Lowering): ts.Expression {
  switch (target.kind) {
    case "Name":
      return b.assign(b.id(variableName(target.id)), narrowed(value, type, lowering.bindingType(target), lowering));
    case "Attribute":
      return at(storeAttribute(target, narrowed(value, type, lowering.typeOf(target), lowering), lowering), target);
    case "Subscript":
      return at(
        storeItem(target, lowering.tagged(target.value), subscriptKey(target.slice, lowering), value, lowering),
        target,
      );
    case "Tuple":
    case "List":
      return storeParts(target, value, type, lowering);
    default:
      throw new Error(`cannot assign to ${target.kind}`);
  }
}

const UNKNOWN: Type = { kind: "unknown" };

/** A value that TypeScript knows nothing about, as the type that inference found for its variable. */
export function narrowed(value: ts.Expression, type: Type, place: Type, lowering: Lowering): ts.Expression {
  if (type.kind !== "unknown" || place.kind === "unknown" || place.kind === "never") return value;
  return b.cast(value, lowering.types.write(place));
}

/** The modules of the library of which some members can be set. */
const CHANGEABLE: ReadonlySet<string> = new Set(["sys", "threading"]);

function storeAttribute(target: ast.Attribute, value: ts.Expression, lowering: Lowering): ts.Expression {
  const type = lowering.typeOf(target.value);
  if (INTROSPECTION_ATTRIBUTES.includes(target.attr) && target.attr !== "__annotations__" && type.kind === "function") {
    lowering.unsupported(
      "unsupported-function-change",
      target,
      `a function's ${target.attr} can't be changed`,
      "define another function",
    );
  }
  if (type.kind === "module" && !lowering.context.program.find(type.name) && !CHANGEABLE.has(type.name)) {
    lowering.unsupported(
      "unsupported-module-change",
      target,
      `'${target.attr}' of module '${type.name}' can't be replaced`,
      "call a function of your own instead",
    );
  }
  const object = lowering.expression(target.value);
  if (storesPlainly(type, target.attr, lowering)) return b.assign(b.member(object, propertyName(target.attr)), value);
  return b.call(lowering.helper("setattr"), [object, b.string(target.attr), value]);
}

/** `a, self.b = value`: unpacked once, then stored from left to right. */
function storeParts(
  target: ast.TupleDisplay | ast.ListDisplay,
  value: ts.Expression,
  type: Type,
  lowering: Lowering,
): ts.Expression {
  const parts = unpacked(target, value, type, lowering);
  const items = target.elts.map((item) => (item.kind === "Starred" ? item.value : item));
  if (items.every((item) => item.kind === "Name")) {
    return b.assign(b.array(items.map((item) => b.id(variableName(item.id)))), parts);
  }
  const held = lowering.temporary("parts", UNKNOWN_PARTS);
  const stores = items.map((item, index) => store(item, b.element(held, b.number(index)), UNKNOWN, lowering));
  return b.comma(b.assign(held, parts), ...stores);
}

const UNKNOWN_PARTS: Type = { kind: "list", element: UNKNOWN };

/** The value as an array of exactly the target's length: itself when its type says so, else checked by `unpack`. */
export function unpacked(
  target: ast.TupleDisplay | ast.ListDisplay,
  value: ts.Expression,
  type: Type,
  lowering: Lowering,
): ts.Expression {
  const star = target.elts.findIndex((item) => item.kind === "Starred");
  if (star < 0 && type.kind === "tuple" && type.elements.length === target.elts.length) return value;
  const counts = star < 0 ? [target.elts.length] : [star, target.elts.length - star - 1];
  return at(b.call(lowering.helper("unpack"), [value, ...counts.map((count) => b.number(count))]), target);
}
