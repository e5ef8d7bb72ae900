/** Which variables code can name: what a NameError that nobody caught suggests one of. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import type { Bindings, Definition, Scope, ScopeNode } from "../bind/scopes.js";

/** The variables of a function: its own, and those of the functions around it that it uses. Other code has none. */
export function localNames(node: ScopeNode, bindings: Bindings): string[] {
  if (node.kind === "Module" || node.kind === "ClassDef") return [];
  const scope = bindings.scopeOf(node);
  const names = new Set(scope.bindings.keys());
  walk(node, {
    enter(inner) {
      const binding = inner.kind === "Name" ? bindings.resolve(inner) : null;
      if (binding && isFunction(binding.scope) && surrounds(binding.scope, scope)) names.add(binding.name);
    },
  });
  return [...names];
}

function isFunction(scope: Scope): boolean {
  return scope.kind !== "module" && scope.kind !== "class";
}

function surrounds(outer: Scope, inner: Scope): boolean {
  for (let at = inner.parent; at !== null; at = at.parent) if (at === outer) return true;
  return false;
}

/** The module's variables, each with the offset from which on it may have a value. */
export function globalNames(bindings: Bindings): [name: string, offset: number][] {
  return Array.from(bindings.module.bindings.values(), ({ name, definitions }) => [
    name,
    Math.min(...definitions.map(placeOf)),
  ]);
}

function placeOf(definition: Definition): number {
  return Object.values(definition).find((part): part is ast.Node => typeof part === "object")?.start ?? 0;
}
