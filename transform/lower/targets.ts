/** Assignment targets: names, attributes, subscripts and tuples of them. */
import { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import type { Type } from "../infer/types.js";
import * as b from "./builders.js";
import { findMember } from "./expressions/attribute.js";
import { subscriptKey } from "./expressions/subscript.js";
import type { Lowering } from "./lowering.js";
import { variableName } from "./names.js";

/** The name, or the array pattern of names, that a declaration or parameter takes. */
export function assignedTarget(target: ast.Expression): ts.BindingName {
  if (target.kind === "Name") return ts.factory.createIdentifier(variableName(target.id));
  if (target.kind !== "Tuple" && target.kind !== "List") throw new Error(`a ${target.kind} declares nothing`);
  return b.arrayPattern(
    target.elts.map((item) => (item.kind === "Starred" ? { rest: assignedTarget(item.value) } : assignedTarget(item))),
  );
}

/** An expression that stores `value` (already lowered, of the given type) in the target. */
export function store(target: ast.Expression, value: ts.Expression, type: Type, lowering: Lowering): ts.Expression {
  switch (target.kind) {
    case "Name":
      return b.assign(b.id(variableName(target.id)), tagFor(value, type, lowering.bindingType(target), lowering));
    case "Attribute":
      return storeAttribute(target, tagFor(value, type, UNKNOWN, lowering), lowering);
    case "Subscript":
      return b.call(lowering.helper("setitem"), [
        lowering.expression(target.value),
        subscriptKey(target.slice, lowering),
        tagFor(value, type, UNKNOWN, lowering),
      ]);
    case "Tuple":
    case "List":
      return storeParts(target, value, type, lowering);
    default:
      throw new Error(`cannot assign to ${target.kind}`);
  }
}

const UNKNOWN: Type = { kind: "unknown" };

/** Tags a raw float that goes to a place that is not a float's. */
export function tagFor(value: ts.Expression, type: Type, place: Type, lowering: Lowering): ts.Expression {
  if (type.kind !== "float" || place.kind === "float") return value;
  return b.call(lowering.helper("float"), [value]);
}

function storeAttribute(target: ast.Attribute, value: ts.Expression, lowering: Lowering): ts.Expression {
  const type = lowering.typeOf(target.value);
  const object = lowering.expression(target.value);
  if (type.kind === "module" || findMember(type, target.attr) === "data")
    return b.assign(b.member(object, target.attr), value);
  return b.call(lowering.helper("setattr"), [object, b.string(target.attr), value]);
}

/** `a, self.b = value`: unpacked once, then stored from left to right. */
function storeParts(
  target: ast.TupleDisplay | ast.ListDisplay,
  value: ts.Expression,
  type: Type,
  lowering: Lowering,
): ts.Expression {
  if (target.elts.every((item) => item.kind === "Name")) {
    return b.assign(
      b.array(target.elts.map((item) => b.id(variableName((item as ast.Name).id)))),
      unpacked(target, value, type, lowering),
    );
  }
  const held = lowering.temporary("parts", UNKNOWN_PARTS);
  const stores = target.elts.map((item, index) =>
    store(item.kind === "Starred" ? item.value : item, b.element(held, b.number(index)), UNKNOWN, lowering),
  );
  return b.comma(b.assign(held, unpacked(target, value, type, lowering)), ...stores);
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
  const flat = target.elts.every((item) => item.kind !== "Tuple" && item.kind !== "List");
  if (star < 0 && flat && type.kind === "tuple" && type.elements.length === target.elts.length) return value;
  const counts = star < 0 ? [target.elts.length] : [star, target.elts.length - star - 1];
  return b.call(lowering.helper("unpack"), [value, ...counts.map((count) => b.number(count))]);
}
