import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";

export function lowerNamedExpr(node: ast.NamedExpr, lowering: Lowering): ts.Expression {
  const value = lowering.flow(node.value, lowering.bindingType(node.target));
  return b.parens(b.assign(b.id(variableName(node.target.id)), value));
}
