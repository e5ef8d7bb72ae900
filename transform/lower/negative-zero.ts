/** Python's ints have one zero. JavaScript's `-x` and `x * y` may give -0, which shows where a float is made of it. */
import type { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import type { Binding } from "../bind/scopes.js";
import type { Type } from "../infer/types.js";
import * as b from "./builders.js";
import type { Lowering } from "./lowering.js";

/** The value of an operand that becomes a float: `x * y + 0` where an int might be -0. */
export function withoutNegativeZero(value: ts.Expression, node: ast.Expression, lowering: Lowering): ts.Expression {
  const zero = b.number(0);
  return mayBeNegativeZero(node, lowering, new Set()) ? b.parens(b.binary(value, "+", zero)) : value;
}

function mayBeNegativeZero(node: ast.Expression, lowering: Lowering, seen: Set<Binding>): boolean {
  const type = lowering.typeOf(node);
  if (type.kind !== "int" || !type.small) return false;
  const inner = (part: ast.Expression): boolean => mayBeNegativeZero(part, lowering, seen);
  switch (node.kind) {
    case "UnaryOp":
      return node.op === "USub" && node.operand.kind !== "Constant" && !isPositive(lowering.typeOf(node.operand));
    case "BinOp":
      return node.op === "Mult" && !isSquare(node) && hasSigns(lowering.typeOf(node.left), lowering.typeOf(node.right));
    case "IfExp":
      return inner(node.body) || inner(node.orelse);
    case "Name": {
      const binding = lowering.context.bindings.resolve(node);
      if (binding === null || seen.has(binding)) return false;
      seen.add(binding);
      return binding.definitions.some((definition) => {
        if (definition.kind !== "assign" || definition.statement.kind !== "Assign") return false;
        const { targets, value } = definition.statement;
        return targets.includes(definition.name) && inner(value);
      });
    }
    default:
      return false;
  }
}

const isPositive = (type: Type): boolean => type.kind === "int" && type.least === 1;
const isNatural = (type: Type): boolean => type.kind === "int" && type.least !== undefined && type.least >= 0;

/** True for factors of which one may be negative and the other zero. */
const hasSigns = (left: Type, right: Type): boolean =>
  !isPositive(left) && !isPositive(right) && !(isNatural(left) && isNatural(right));

const isSquare = ({ left, right }: ast.BinOp): boolean =>
  left.kind === "Name" && right.kind === "Name" && left.id === right.id;
