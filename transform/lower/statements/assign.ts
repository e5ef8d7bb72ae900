import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Type } from "../../infer/types.js";
import { at } from "../../emit/origin.js";
import * as b from "../builders.js";
import { accessOf, storesPlainly } from "../attributes.js";
import { moduleMember } from "../expressions/attribute.js";
import { OPERATOR_HELPERS, plainOperator } from "../expressions/bin-op.js";
import { subscriptKey } from "../expressions/subscript.js";
import type { Lowering } from "../lowering.js";
import { propertyName, variableName } from "../names.js";
import { declareTarget, store } from "../targets.js";

/** `x = value`, `a, b = value`, `x = y = value`. */
export function lowerAssign(node: ast.Assign, lowering: Lowering): ts.Statement[] {
  const [target, ...others] = node.targets;
  if (others.length > 0) return chained(node, lowering);
  return assignOne(target!, node.value, lowering);
}

export function lowerAnnAssign(node: ast.AnnAssign, lowering: Lowering): ts.Statement[] {
  return node.value ? assignOne(node.target, node.value, lowering) : [];
}

function assignOne(target: ast.Expression, valueNode: ast.Expression, lowering: Lowering): ts.Statement[] {
  const keyword = declarationKeyword(target, lowering);
  if (target.kind === "Name") {
    const type = lowering.bindingType(target);
    const value = lowering.flow(valueNode, type);
    if (!keyword) return [b.statement(b.assign(b.id(variableName(target.id)), value))];
    return [b.declare(keyword, variableName(target.id), value, annotation(target, valueNode, keyword, lowering))];
  }
  if (target.kind === "Tuple" || target.kind === "List") return assignParts(target, valueNode, keyword, lowering);
  const type = lowering.typeOf(valueNode);
  if (isRepeatable(target, lowering) || isRepeatable(valueNode, lowering))
    return [b.statement(store(target, lowering.tagged(valueNode), type, lowering))];
  // Python evaluates the value before the parts of the target.
  const held = lowering.fresh("value");
  return [b.declare("const", held, lowering.tagged(valueNode)), b.statement(store(target, b.id(held), type, lowering))];
}

/** True when it makes no difference when, or whether before another expression, this one is evaluated. */
function isRepeatable(node: ast.Expression, lowering: Lowering): boolean {
  switch (node.kind) {
    case "Name":
    case "Constant":
    case "Lambda":
      return true;
    case "Attribute":
      return isRepeatable(node.value, lowering);
    case "Subscript":
      return isRepeatable(node.value, lowering) && isRepeatable(node.slice, lowering);
    case "UnaryOp":
      return isRepeatable(node.operand, lowering);
    case "BinOp": {
      const areInts = [node.left, node.right].every((operand) => lowering.typeOf(operand).kind === "int");
      const isTotal = ["Add", "Sub", "Mult"].includes(node.op) || node.right.kind === "Constant";
      return areInts && isTotal && isRepeatable(node.left, lowering) && isRepeatable(node.right, lowering);
    }
    case "Slice":
      return [node.lower, node.upper, node.step].every((part) => part === null || isRepeatable(part, lowering));
    default:
      return false;
  }
}

/** A tuple display on the right is an array for the moment: `[a, b] = [b, a]`. */
function assignParts(
  target: ast.TupleDisplay | ast.ListDisplay,
  valueNode: ast.Expression,
  keyword: "const" | "let" | null,
  lowering: Lowering,
): ts.Statement[] {
  const display = valueNode.kind === "Tuple" && valueNode.elts.length === target.elts.length;
  const plain = display && ![...valueNode.elts, ...target.elts].some((item) => item.kind === "Starred");
  if (plain && keyword && target.elts.every((item) => item.kind === "Name")) {
    return target.elts.flatMap((item, index) => assignOne(item, valueNode.elts[index]!, lowering));
  }
  const value = plain ? b.array(valueNode.elts.map((item) => lowering.tagged(item))) : lowering.tagged(valueNode);
  const type = lowering.typeOf(valueNode);
  const shape: Type = plain ? { kind: "tuple", elements: valueNode.elts.map((item) => lowering.typeOf(item)) } : type;
  // What is declared together can't say the type of each.
  const isWidened = keyword === "let" && namesOf(target).some((name) => isWide(lowering.bindingType(name)));
  if (keyword && !isWidened) return declareTarget(keyword, target, value, shape, lowering);
  return [...declareSome(target, lowering), b.statement(store(target, value, shape, lowering))];
}

/** `const` or `let` when the statement declares every name of its target. */
function declarationKeyword(target: ast.Expression, lowering: Lowering): "const" | "let" | null {
  const keywords = namesOf(target).map((name) => lowering.frame.declarations.keyword(name));
  if (keywords.length === 0 || keywords.some((keyword) => keyword === null)) return null;
  return keywords.includes("let") ? "let" : "const";
}

/** Declares those names of a target that have no declaration yet, where others have one. */
export function declareSome(target: ast.Expression, lowering: Lowering): ts.Statement[] {
  return namesOf(target)
    .filter((name) => lowering.frame.declarations.keyword(name))
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
  const type = lowering.typeOf(node.value);
  const simple = node.value.kind === "Constant" || node.value.kind === "Name";
  const held = simple ? null : lowering.fresh("value");
  const statements = held ? [b.declare("const", held, lowering.tagged(node.value), lowering.types.write(type))] : [];
  for (const target of node.targets) {
    const value = held ? b.id(held) : lowering.tagged(node.value);
    statements.push(b.statement(store(target, value, type, lowering)) as ts.VariableStatement);
  }
  return statements;
}

/** `x += value`. */
export function lowerAugAssign(node: ast.AugAssign, lowering: Lowering): ts.Statement[] {
  const { target, op } = node;
  const [left, right] = [lowering.context.types.before(node), lowering.typeOf(node.value)];
  if (target.kind === "Name") {
    const name = b.id(variableName(target.id));
    const type = lowering.bindingType(target);
    const operator = plainOperator(op, left, right, type, node.value);
    const isFloat = op === "Div" || left.kind === "float" || right.kind === "float";
    if (operator && !lowering.isUnsure(target) && (!isFloat || type.kind === "float")) {
      return [b.statement(b.binary(name, `${operator}=` as b.Operator, lowering.expression(node.value)))];
    }
    const value = lowering.expression(target);
    const current = left.kind === "float" ? b.call(lowering.helper("float"), [value]) : value;
    return [b.statement(b.assign(name, combined(node, current, lowering)))];
  }
  if (target.kind === "Attribute") return [augmentAttribute(target, node, lowering)];
  return augmentItem(target, node, lowering);
}

/** `add(current, value)`; mutable kinds change in place by `iadd`. */
function combined(node: ast.AugAssign, current: ts.Expression, lowering: Lowering): ts.Expression {
  const helper = OPERATOR_HELPERS[node.op];
  const isPlain = fits(lowering.context.types.before(node), node.op, lowering.typeOf(node.value));
  const name = isPlain ? helper : `i${helper.replace(/_$/, "")}`;
  return at(b.call(lowering.helper(name), [current, lowering.tagged(node.value)]), node);
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
  const value = combined(node, at(current, target), lowering);
  const stored = storesPlainly(type, target.attr, lowering)
    ? b.assign(property, value)
    : b.call(lowering.helper("setattr"), [object, name, value]);
  at(stored, target);
  return b.statement(setup ? b.comma(setup, stored) : stored);
}

function augmentItem(target: ast.Subscript, node: ast.AugAssign, lowering: Lowering): ts.Statement[] {
  const [object, objectSetup] = held(target.value, "owner", lowering);
  const [key, keySetup] = held(target.slice, "key", lowering);
  const current = at(b.call(lowering.helper("getitem"), [object, key]), target);
  const stored = at(b.call(lowering.helper("setitem"), [object, key, combined(node, current, lowering)]), target);
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
