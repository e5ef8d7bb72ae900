import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Lowering } from "../lowering.js";
import { condition } from "../truth.js";
import { withLoopElse } from "./loop-else.js";

export function lowerWhile(node: ast.While, lowering: Lowering): ts.Statement[] {
  return withLoopElse(node, lowering, () =>
    ts.factory.createWhileStatement(condition(node.test, lowering), lowering.block(node.body)),
  );
}
