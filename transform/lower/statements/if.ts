import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { condition } from "../truth.js";

export function lowerIf(node: ast.If, lowering: Lowering): ts.Statement[] {
  if (node.onlyInParent) return onlyInParent(node, lowering);
  const test = condition(node.test, lowering);
  return [ts.factory.createIfStatement(test, lowering.block(node.body), alternative(node, lowering))];
}

/** What forked children leave out. */
function onlyInParent(node: ast.If, lowering: Lowering): ts.Statement[] {
  const test = ts.factory.createLogicalNot(b.id(lowering.helper("forked")));
  return [ts.factory.createIfStatement(test, lowering.block(node.body))];
}

/** `elif` is an `if` alone in the else branch that starts where its branch starts. */
function alternative(node: ast.If, lowering: Lowering): ts.Statement | undefined {
  const [only, ...others] = node.orelse;
  if (!only) return undefined;
  const isElif =
    others.length === 0 && only.kind === "If" && lowering.context.source.text.startsWith("elif", only.start);
  if (isElif && lowering.frame.declarations.before(only).length === 0) return lowering.statement(only)[0];
  return lowering.block(node.orelse);
}
