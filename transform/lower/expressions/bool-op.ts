import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { agreesOnTruth } from "../truth.js";

/** `a or b` has the value of one of its operands: JavaScript's `||` where truth agrees, else a test of a temporary. */
export function lowerBoolOp(node: ast.BoolOp, lowering: Lowering): ts.Expression {
  const last = node.values.at(-1)!;
  const target = lowering.typeOf(node);
  return node.values.slice(0, -1).reduceRight(
    (right, value) => {
      const type = lowering.typeOf(value);
      if (agreesOnTruth(type)) return b.binary(lowering.expression(value), node.op === "And" ? "&&" : "||", right);
      const held = lowering.temporary("value", type);
      const test = b.call(lowering.helper("truth"), [b.assign(held, lowering.flow(value, target))]);
      return node.op === "And" ? b.conditional(test, right, held) : b.conditional(test, held, right);
    },
    lowering.flow(last, target),
  );
}
