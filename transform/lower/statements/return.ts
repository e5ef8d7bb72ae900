import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import type { FunctionNode } from "../functions.js";
import { resultValue } from "../functions.js";
import type { Lowering } from "../lowering.js";

export function lowerReturn(node: ast.Return, lowering: Lowering): ts.Statement[] {
  const { node: owner } = lowering.frame.scope;
  const isNone = node.value === null || (node.value.kind === "Constant" && node.value.value.type === "None");
  const returnsNothing = lowering.context.types.returns(owner as FunctionNode).kind === "none";
  if (isNone) return [returnsNothing ? b.returns() : b.returns(b.nullValue())];
  return [b.returns(resultValue(node.value!, owner as FunctionNode, lowering))];
}
