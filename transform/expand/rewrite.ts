/** Changing a tree in place. */
import type * as ast from "../../parser/ast.js";

/** Makes a node into another, where it stands. */
export function replace(node: ast.Node, other: ast.Node): void {
  for (const key of Object.keys(node)) delete (node as unknown as Record<string, unknown>)[key];
  Object.assign(node, other);
}

/** The lists of statements that a node holds: its body, its `else`, its handlers' and cases' are their own. */
export function statementLists(node: ast.Node): ast.Statement[][] {
  const holder = node as unknown as Record<string, unknown>;
  return ["body", "orelse", "finalbody"].flatMap((name) => {
    const list = holder[name];
    return Array.isArray(list) ? [list as ast.Statement[]] : [];
  });
}
