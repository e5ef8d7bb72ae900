/** Loops that only another thread may end: they have to let the others have their turn. */
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import type { Binding, Bindings } from "../bind/scopes.js";

/**
 * True for a `while` loop of which it can't be seen that its own work ends it: neither its test nor a test around a
 * `break` or `return` reads a variable of the function itself that the loop assigns.
 */
export function spins(loop: ast.While, bindings: Pick<Bindings, "resolve">): boolean {
  const assigned = new Set<Binding>();
  loop.body.forEach((statement) => collectAssigned(statement, bindings, assigned));
  const reads = (node: ast.Node): boolean =>
    (node.kind === "Name" && assigned.has(bindings.resolve(node)!)) || children(node).some(reads);
  return !reads(loop.test) && !endsItself(loop.body, reads);
}

/** The variables that only this function assigns, among those that a piece of code does. */
function collectAssigned(node: ast.Node, bindings: Pick<Bindings, "resolve">, found: Set<Binding>): void {
  if (node.kind === "Name" && node.ctx === "Store") {
    const binding = bindings.resolve(node);
    if (binding !== null && !binding.writtenInside) found.add(binding);
  }
  for (const child of children(node)) collectAssigned(child, bindings, found);
}

/** True when the loop is left under a condition that its own work changes, or after an exception. */
function endsItself(body: readonly ast.Node[], reads: (node: ast.Node) => boolean): boolean {
  return body.some((node) => {
    if (node.kind === "FunctionDef" || node.kind === "ClassDef" || node.kind === "Lambda") return false;
    if (node.kind === "If" && reads(node.test) && node.body.concat(node.orelse).some(leaves)) return true;
    if (node.kind === "Match" && reads(node.subject) && leaves(node)) return true;
    return endsItself(children(node), reads);
  });
}

function leaves(node: ast.Node): boolean {
  if (node.kind === "Break" || node.kind === "Return" || node.kind === "Raise") return true;
  if (node.kind === "FunctionDef" || node.kind === "ClassDef" || node.kind === "Lambda") return false;
  return children(node).some(leaves);
}
