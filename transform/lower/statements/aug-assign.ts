import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Type } from "../../infer/types.js";
import { at } from "../../emit/origin.js";
import * as b from "../builders.js";
import { accessOf, storesPlainly } from "../attributes.js";
import { moduleMember } from "../expressions/attribute.js";
import { floored, isPlainFloor, OPERATOR_HELPERS, plainOperator } from "../expressions/bin-op.js";
import { loadItem, storeItem, subscriptKey } from "../expressions/subscript.js";
import type { Lowering } from "../lowering.js";
import { propertyName, variableName } from "../names.js";
import { withoutNegativeZero } from "../negative-zero.js";
import { isStringBuilder } from "../string-builders.js";

/** `x += value`. */
export function lowerAugAssign(node: ast.AugAssign, lowering: Lowering): ts.Statement[] {
  const { target } = node;
  if (target.kind === "Name") return [b.statement(augmentName(target, node, lowering))];
  if (target.kind === "Attribute") return [augmentAttribute(target, node, lowering)];
  return augmentItem(target, node, lowering);
}

function augmentName(target: ast.Name, node: ast.AugAssign, lowering: Lowering): ts.Expression {
  const name = b.id(variableName(target.id));
  if (isStringBuilder(lowering.context.bindings.resolve(target), lowering)) {
    return b.method(name, "append", [lowering.expression(node.value)]);
  }
  const type = lowering.bindingType(target);
  const operator = plainUpdate(node, type, lowering);
  const isFloat = computesFloat(node, lowering);
  if (operator && !lowering.isUnsure(target) && (!isFloat || type.kind === "float")) {
    return b.binary(name, `${operator}=` as b.Operator, operandOf(node, lowering));
  }
  const value = lowering.expression(target);
  const isRaw = lowering.context.types.before(node).kind === "float";
  return b.assign(name, combined(node, isRaw ? b.call(lowering.helper("float"), [value]) : value, lowering));
}

/** The right operand for JavaScript's operator. */
function operandOf(node: ast.AugAssign, lowering: Lowering): ts.Expression {
  const value = lowering.expression(node.value);
  const isScaled = (node.op === "Mult" || node.op === "Div") && computesFloat(node, lowering);
  return isScaled ? withoutNegativeZero(value, node.value, lowering) : value;
}

/** JavaScript's operator where it computes what Python's does for a place of the type. */
function plainUpdate(node: ast.AugAssign, place: Type, lowering: Lowering): b.Operator | null {
  return plainOperator(node.op, lowering.context.types.before(node), lowering.typeOf(node.value), place, node.value);
}

function computesFloat(node: ast.AugAssign, lowering: Lowering): boolean {
  const operands = [lowering.context.types.before(node), lowering.typeOf(node.value)];
  return node.op === "Div" || operands.some(({ kind }) => kind === "float");
}

/** `add(current, value)`; mutable kinds change in place by `iadd`. */
function combined(node: ast.AugAssign, current: ts.Expression, lowering: Lowering): ts.Expression {
  if (isPlainFloor(node.op, lowering.context.types.before(node), lowering.typeOf(node.value), node.value)) {
    return floored(current, lowering.expression(node.value), lowering);
  }
  const helper = OPERATOR_HELPERS[node.op];
  const isPlain = fits(lowering.context.types.before(node), node.op, lowering.typeOf(node.value));
  const name = isPlain ? helper : `i${helper.replace(/_$/, "")}`;
  return at(b.call(lowering.helper(name), [current, lowering.tagged(node.value)]), node);
}

/** As {@link combined} for a field or item, which holds the tagged form: plain where JavaScript's operator serves. */
function combinedField(node: ast.AugAssign, current: ts.Expression, type: Type, lowering: Lowering): ts.Expression {
  const operator = plainUpdate(node, type, lowering);
  if (!operator) return combined(node, current, lowering);
  const value = b.binary(current, operator, operandOf(node, lowering));
  return computesFloat(node, lowering) ? b.call(lowering.helper("float"), [value]) : value;
}

/** True where the operator has nothing to change in place, and no error that would name it. */
function fits(left: Type, op: ast.BinaryOperator, right: Type): boolean {
  if (left.kind === "str") return op === "Mod" || (op === "Add" && right.kind === "str");
  if (BITWISE.has(op)) return isInteger(left) && isInteger(right);
  return isReal(left) && isReal(right);
}

const BITWISE: ReadonlySet<ast.BinaryOperator> = new Set(["BitAnd", "BitOr", "BitXor", "LShift", "RShift"]);
const isInteger = ({ kind }: Type): boolean => kind === "int" || kind === "bool";
const isReal = ({ kind }: Type): boolean => kind === "int" || kind === "float" || kind === "bool";

function augmentAttribute(target: ast.Attribute, node: ast.AugAssign, lowering: Lowering): ts.Statement {
  const type = lowering.typeOf(target.value);
  const [object, setup] = held(target.value, "owner", lowering);
  const name = b.string(target.attr);
  const property = b.member(object, propertyName(target.attr));
  const own = type.kind === "module" ? moduleMember(target, type.name, lowering) : null;
  const reads = accessOf(type, target.attr, lowering).kind === "data";
  const current = own ?? (reads ? property : b.call(lowering.helper("getattr"), [object, name]));
  const isPlace = own === null && reads && storesPlainly(type, target.attr, lowering);
  const stored = isPlace
    ? updatedPlace(property, node, target, lowering)
    : storesPlainly(type, target.attr, lowering)
      ? b.assign(property, combined(node, at(current, target), lowering))
      : b.call(lowering.helper("setattr"), [object, name, combined(node, at(current, target), lowering)]);
  at(stored, target);
  return b.statement(setup ? b.comma(setup, stored) : stored);
}

/** `owner.field += value`, or the field's new value assigned to it. */
function updatedPlace(
  property: ts.Expression,
  node: ast.AugAssign,
  target: ast.Attribute,
  lowering: Lowering,
): ts.Expression {
  const type = lowering.typeOf(target);
  const operator = plainUpdate(node, type, lowering);
  if (operator && !computesFloat(node, lowering)) {
    return b.binary(at(property, target), `${operator}=` as b.Operator, operandOf(node, lowering));
  }
  return b.assign(property, combinedField(node, at(property, target), type, lowering));
}

function augmentItem(target: ast.Subscript, node: ast.AugAssign, lowering: Lowering): ts.Statement[] {
  const [object, objectSetup] = held(target.value, "owner", lowering);
  const [key, keySetup] = held(target.slice, "key", lowering);
  const current = at(loadItem(target, object, key, lowering), target);
  const value = combinedField(node, current, lowering.typeOf(target), lowering);
  const stored = at(storeItem(target, object, key, value, lowering), target);
  return [...[objectSetup, keySetup].filter((setup) => setup !== null), stored].map((part) => b.statement(part));
}

/** An expression that is used twice: itself when it is a name or literal, else a temporary and the statement that fills it. */
function held(node: ast.Expression, wanted: string, lowering: Lowering): [ts.Expression, ts.Expression | null] {
  const value =
    node === undefined ? b.nullValue() : node.kind === "Slice" ? subscriptKey(node, lowering) : lowering.tagged(node);
  if (node.kind === "Name" || node.kind === "Constant" || (node.kind === "Attribute" && node.value.kind === "Name"))
    return [value, null];
  const name = lowering.temporary(wanted, lowering.typeOf(node));
  return [name, b.assign(name, value)];
}
