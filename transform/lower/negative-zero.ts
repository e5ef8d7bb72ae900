/** Python's ints have one zero. JavaScript's `-x` and `x * y` may give -0, which shows where a float is made of it. */
import type { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import * as b from "./builders.js";
import type { Lowering } from "./lowering.js";

/** The value of an operand that becomes a float: `x * y + 0` where an int might be -0. */
export function withoutNegativeZero(value: ts.Expression, node: ast.Expression, lowering: Lowering): ts.Expression {
  const type = lowering.typeOf(node);
  const isAtRisk = type.kind === "int" && type.small && type.minusZero === true;
  return isAtRisk ? b.parens(b.binary(value, "+", b.number(0))) : value;
}
