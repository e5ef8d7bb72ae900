/** Visits a tree without recursion, so that a deep one needs no deep stack; scopes and blocks are left to the caller. */
import type { Node } from "../ast.js";
import { forEachChild } from "../walk.js";

/** Calls `enter` for `roots` and everything below, in field order; below a node only where `enter` returns true. */
export function traverse(roots: readonly (Node | null)[], enter: (node: Node) => boolean): void {
  const pending: Node[] = [];
  const push = (children: readonly (Node | null)[]): void => {
    for (let i = children.length - 1; i >= 0; i--) if (children[i] !== null) pending.push(children[i]!);
  };
  push(roots);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (!enter(node)) continue;
    const children: Node[] = [];
    forEachChild(node, (child) => children.push(child));
    push(children);
  }
}
