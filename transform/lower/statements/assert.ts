import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import { at } from "../../emit/origin.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { condition } from "../truth.js";

export function lowerAssert(node: ast.Assert, lowering: Lowering): ts.Statement[] {
  const error = b.newObject(b.id(lowering.helper("AssertionError")), node.msg ? [lowering.tagged(node.msg)] : []);
  return [
    ts.factory.createIfStatement(
      b.not(condition(node.test, lowering)),
      b.block([b.throws(at(error, placeOf(node.test) ?? node))]),
    ),
  ];
}

/** What CPython names as the place of the error: the last comparison that decides, else the statement. */
function placeOf(test: ast.Expression): ast.Compare | null {
  const decisive = (parts: readonly ast.Expression[]): ast.Compare | null =>
    parts.map(placeOf).findLast((found) => found !== null) ?? null;
  switch (test.kind) {
    case "Compare":
      return test;
    case "BoolOp":
      return decisive(test.values);
    case "UnaryOp":
      return test.op === "Not" ? placeOf(test.operand) : null;
    case "IfExp":
      return decisive([test.test, test.body, test.orelse]);
    default:
      return null;
  }
}
