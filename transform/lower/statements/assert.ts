import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { condition } from "../truth.js";

export function lowerAssert(node: ast.Assert, lowering: Lowering): ts.Statement[] {
  const error = b.newObject(b.id(lowering.helper("AssertionError")), node.msg ? [lowering.tagged(node.msg)] : []);
  return [ts.factory.createIfStatement(b.not(condition(node.test, lowering)), b.block([b.throws(error)]))];
}
