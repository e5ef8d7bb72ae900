/** `break`, and the `else` of a loop: it runs when the loop ends without a break. */
import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import { breaks } from "../reachability.js";
import type { Lowering } from "../lowering.js";

/** `name: { loop; else }` where a break of the loop leaves the labelled block. */
export function withLoopElse(node: ast.For | ast.While, lowering: Lowering, lower: () => ts.Statement): ts.Statement[] {
  if (node.orelse.length === 0) {
    lowering.loopLabels.push(null);
    const loop = lower();
    lowering.loopLabels.pop();
    return [loop];
  }
  const label = node.body.some(breaks) ? lowering.fresh("search") : null;
  lowering.loopLabels.push(label);
  const loop = lower();
  lowering.loopLabels.pop();
  const otherwise = lowering.statements(node.orelse);
  // What the `else` declares must not meet what the code behind the loop declares.
  if (!label) return [loop, ...(otherwise.some(ts.isVariableStatement) ? [b.block(otherwise)] : otherwise)];
  return [ts.factory.createLabeledStatement(label, b.block([loop, ...otherwise]))];
}

export function lowerBreak(_node: ast.Break, lowering: Lowering): ts.Statement[] {
  return [b.breakStatement(lowering.loopLabels.at(-1) ?? undefined)];
}
