/** Names that JavaScript would find in the wrong scope. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import type { Binding, Scope } from "../bind/scopes.js";
import type { Lowering } from "./lowering.js";

/**
 * Refuses a function that uses a global (by `global x`) from inside another function with a local variable of that
 * name: in JavaScript the inner name would mean the local one.
 */
export function checkShadowing(module: ast.Module, lowering: Lowering): void {
  const { bindings } = lowering.context;
  walk(module, {
    enter(node) {
      if (node.kind !== "Name") return;
      const binding = bindings.resolve(node);
      if (!binding || !isHidden(binding, bindings.enclosing(node))) return;
      lowering.unsupported(
        "unsupported-shadowed-global",
        node,
        `'${node.id}' is a global here, but a local variable of a function around`,
        "give one of the two another name",
      );
    },
  });
}

/** True when a function between the use and the variable's scope has a variable of the same name. */
function isHidden(binding: Binding, from: Scope): boolean {
  for (let scope: Scope | null = from; scope && scope !== binding.scope; scope = scope.parent) {
    if (scope.kind !== "class" && scope.bindings.has(binding.name)) return true;
  }
  return false;
}
