import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { pausing } from "../threads.js";
import { condition } from "../truth.js";
import { withLoopElse } from "./loop-else.js";

export function lowerWhile(node: ast.While, lowering: Lowering): ts.Statement[] {
  return withLoopElse(node, lowering, () => {
    const test = condition(node.test, lowering);
    const body = lowering.block(node.body);
    if (!lowering.context.types.threads.spins(node)) return ts.factory.createWhileStatement(test, body);
    const block = ts.setSourceMapRange(b.block([pausing(lowering), ...body.statements]), ts.getSourceMapRange(body));
    return ts.factory.createWhileStatement(test, block);
  });
}
