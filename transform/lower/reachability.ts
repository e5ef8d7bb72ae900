/** Whether control can pass the end of statements. */
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";

type Swallows = (node: ast.With) => boolean;

/**
 * True when control never passes the end of the statements.
 *
 * @param swallows whether a `with` statement may swallow what its body raises; by default each may
 */
export function leaves(statements: readonly ast.Statement[], swallows: Swallows = () => true): boolean {
  return statements.some((statement) => statementLeaves(statement, swallows));
}

function statementLeaves(node: ast.Statement, swallows: Swallows): boolean {
  switch (node.kind) {
    case "Return":
    case "Raise":
    case "Continue":
    case "Break":
      return true;
    case "If":
      return leaves(node.body, swallows) && leaves(node.orelse, swallows);
    case "While":
      return isTrue(node.test) && !node.body.some(breaks);
    case "Try":
    case "TryStar":
      if (leaves(node.finalbody, swallows)) return true;
      return (
        (leaves(node.body, swallows) || leaves(node.orelse, swallows)) &&
        node.handlers.every((handler) => leaves(handler.body, swallows))
      );
    case "With":
      return leaves(node.body, swallows) && !swallows(node);
    default:
      return false;
  }
}

const isTrue = (node: ast.Expression): boolean =>
  node.kind === "Constant" &&
  ((node.value.type === "bool" && node.value.value) || (node.value.type === "int" && node.value.value !== 0n));

/** True when the statement holds a `break` of the loop around it. */
export function breaks(node: ast.Node): boolean {
  if (node.kind === "Break") return true;
  if (node.kind === "FunctionDef" || node.kind === "ClassDef" || node.kind === "Lambda") return false;
  if (node.kind === "For" || node.kind === "While") return node.orelse.some(breaks);
  return children(node).some(breaks);
}
