/** Visits a tree without recursion, so that a deep one needs no deep stack; scopes and blocks are left to the caller. */
import type { Node } from "../ast.js";
import { forEachChild } from "../walk.js";

/**
 * Calls `enter` for `roots` and everything below, in field order. `enter` says what to visit below a node: all its
 * children (true), none (false), or these.
 */
export function traverse(
  roots: readonly (Node | null)[],
  enter: (node: Node) => boolean | readonly (Node | null)[],
): void {
  const pending: Node[] = [];
  const push = (children: readonly (Node | null)[]): void => {
    for (let i = children.length - 1; i >= 0; i--) if (children[i] !== null) pending.push(children[i]!);
  };
  push(roots);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const below = enter(node);
    if (below === false) continue;
    if (below === true) {
      const children: Node[] = [];
      forEachChild(node, (child) => children.push(child));
      push(children);
    } else {
      push(below);
    }
  }
}
