import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Type } from "../../infer/types.js";
import * as b from "../builders.js";
import { isPure } from "../effects.js";
import { approximate, isSmallInt } from "./bin-op.js";
import type { Lowering } from "../lowering.js";

const ORDER = { Lt: "<", LtE: "<=", Gt: ">", GtE: ">=" } as const;
const HELPERS = { Eq: "eq", NotEq: "ne", Lt: "lt", LtE: "le", Gt: "gt", GtE: "ge", Is: "is_", IsNot: "is_" } as const;

/** `a < b < c` evaluates b once and stops at the first comparison that fails. */
export function lowerCompare(node: ast.Compare, lowering: Lowering): ts.Expression {
  const parts: ts.Expression[] = [];
  const nodes = [node.left, ...node.comparators];
  const operand = (index: number): ts.Expression => {
    const beside = [nodes[index - 1], nodes[index + 1]].filter((other) => other !== undefined);
    return lowerCompared(nodes[index]!, beside, lowering);
  };
  let leftNode = node.left;
  let left = operand(0);
  node.ops.forEach((operator, index) => {
    const rightNode = nodes[index + 1]!;
    let right = operand(index + 1);
    let next = right;
    if (index < node.ops.length - 1 && !isRepeatable(rightNode)) {
      next = lowering.temporary("middle", lowering.typeOf(rightNode));
      right = b.assign(next, right);
    }
    parts.push(compare(operator, { node: leftNode, value: left }, { node: rightNode, value: right }, lowering));
    [leftNode, left] = [rightNode, next];
  });
  return parts.reduce((all, part) => b.binary(all, "&&", part));
}

/**
 * One side of a comparison. A sum or product of numbers that may leave the safe range can still be computed plainly
 * where the other side can't: rounded or not, it is on the same side of a small number.
 */
function lowerCompared(node: ast.Expression, beside: readonly ast.Expression[], lowering: Lowering): ts.Expression {
  const isBounded = beside.every((other) => isSmallInt(lowering.typeOf(other)));
  const plain = isBounded && node.kind === "BinOp" ? approximate(node, lowering) : null;
  return plain ?? lowering.expression(node);
}

interface Operand {
  node: ast.Expression;
  value: ts.Expression;
}

function compare(operator: ast.ComparisonOperator, left: Operand, right: Operand, lowering: Lowering): ts.Expression {
  const [leftType, rightType] = [lowering.typeOf(left.node), lowering.typeOf(right.node)];
  switch (operator) {
    case "In":
      return contains(left, right, lowering);
    case "NotIn":
      return b.not(contains(left, right, lowering));
    case "Is":
    case "IsNot":
      if (isSingleton(leftType) || isSingleton(rightType) || isSingletonNode(right.node)) {
        return b.binary(left.value, operator === "Is" ? "===" : "!==", right.value);
      }
      break;
    case "Eq":
    case "NotEq":
      if (samePrimitive(leftType, rightType) && !(isFixed(left.node, lowering) && isFixed(right.node, lowering)))
        return b.binary(left.value, operator === "Eq" ? "===" : "!==", right.value);
      break;
    default:
      if (isNumber(leftType) && isNumber(rightType)) return b.binary(left.value, ORDER[operator], right.value);
  }
  // Numbers compare by value, whatever their form; but none is a number of another type.
  const numbers = isNumber(leftType) && isNumber(rightType) && operator !== "Is" && operator !== "IsNot";
  const operand = ({ node, value }: Operand): ts.Expression => (numbers ? value : lowering.tag(value, node));
  const result = b.call(lowering.helper(HELPERS[operator]), [operand(left), operand(right)]);
  return operator === "IsNot" ? b.not(result) : result;
}

function contains(item: Operand, container: Operand, lowering: Lowering): ts.Expression {
  const type = lowering.typeOf(container.node);
  const itemType = lowering.typeOf(item.node);
  const native =
    type.kind === "str" ? itemType.kind === "str" : type.kind === "list" && samePrimitive(itemType, type.element);
  const value = native ? item.value : lowering.tag(item.value, item.node);
  const test = (sought: ts.Expression): ts.Expression =>
    native
      ? b.method(container.value, "includes", [sought])
      : b.call(lowering.helper("contains"), [lowering.tag(container.value, container.node), sought]);
  if (isPure(item.node) || isPure(container.node)) return test(value);
  // Python evaluates the item first.
  const held = lowering.temporary("item", itemType);
  return b.parens(b.comma(b.assign(held, value), test(held)));
}

/** True when `===` on values of the two types is Python's `==`. */
function samePrimitive(a: Type, c: Type): boolean {
  return a.kind === c.kind && (a.kind === "int" || a.kind === "str" || a.kind === "bool" || a.kind === "none");
}

/** A literal, or a name that stands for one: TypeScript would call a comparison of two of them a mistake. */
function isFixed(node: ast.Expression, lowering: Lowering): boolean {
  if (node.kind === "Constant") return true;
  const binding = node.kind === "Name" ? lowering.context.bindings.resolve(node) : null;
  const [definition, ...others] = binding?.definitions ?? [];
  if (definition?.kind !== "assign" || others.length > 0) return false;
  return definition.statement.kind === "Assign" && definition.statement.value.kind === "Constant";
}

const isNumber = (type: Type): boolean => type.kind === "int" || type.kind === "float";
const isSingleton = (type: Type): boolean => type.kind === "none" || type.kind === "bool";
const isSingletonNode = (node: ast.Expression): boolean =>
  node.kind === "Constant" && (node.value.type === "None" || node.value.type === "bool");
const isRepeatable = (node: ast.Expression): boolean => node.kind === "Name" || node.kind === "Constant";
