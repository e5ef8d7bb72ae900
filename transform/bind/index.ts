/** Which variable each name of a module means. */
import type * as ast from "../../parser/ast.js";
import { collect } from "./collect.js";
import { resolve } from "./resolve.js";
import type { Bindings } from "./scopes.js";

export interface BindOptions {
  /** The public names of a module, for `from module import *`; null when they are not known. */
  exportsOf?: (module: string) => readonly string[] | null;
}

/**
 * Binds every name of a module to its variable. Mirrors CPython's symtable; differs: PEP 695 type parameters live in the
 * scope of their function or class instead of one of their own, and wrong `global` and `nonlocal` statements have been
 * reported by the parser.
 */
export function bind(module: ast.Module, options: BindOptions = {}): Bindings {
  const collected = collect(module);
  const resolved = resolve(collected, options.exportsOf ?? (() => null));
  return {
    module: collected.module,
    names: resolved.names,
    scopeOf: (node) => known(collected.scopes.get(node), node),
    enclosing: (node) => known(collected.enclosing.get(node), node),
    resolve: (name) => resolved.bindings.get(name) ?? null,
    bindingOf: (node) => known(resolved.bindings.get(node), node),
  };
}

function known<T>(found: T | undefined, node: ast.Node): T {
  if (found === undefined) throw new TypeError(`${node.kind} at ${node.start} belongs to no scope or binds nothing`);
  return found;
}
