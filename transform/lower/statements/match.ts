import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Lowering } from "../lowering.js";

/** Patterns are not lowered yet; the diagnostic shows the way around. */
export function lowerMatch(node: ast.Match, lowering: Lowering): ts.Statement[] {
  lowering.unsupported("unsupported-match", node, "`match` is not supported", "write it as `if` and `elif`");
  return [];
}
