import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { condition } from "../truth.js";

export function lowerIfExp(node: ast.IfExp, lowering: Lowering): ts.Expression {
  const target = lowering.typeOf(node);
  return b.conditional(
    condition(node.test, lowering),
    lowering.flow(node.body, target),
    lowering.flow(node.orelse, target),
  );
}
