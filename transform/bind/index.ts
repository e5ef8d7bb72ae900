/** Which variable each name of a module means. */
import type * as ast from "../../parser/ast.js";
import { collect, type DefiningNode } from "./collect.js";
import { resolve, type StarExports } from "./resolve.js";
import type { Binding, Bindings, Scope, ScopeNode } from "./scopes.js";

export type { StarExports } from "./resolve.js";

export interface BindOptions {
  /** What `from module import *` brings in; null when it is not known. */
  exportsOf?: (module: string) => StarExports | null;
  /** Where the bindings of the program's other modules are, to which these are added. */
  shared?: SharedBindings;
}

/** What is known of the nodes of all modules of a program. */
export class SharedBindings {
  readonly scopes = new Map<ScopeNode, Scope>();
  readonly enclosing = new Map<ast.Node, Scope>();
  readonly bindings = new Map<ast.Name | DefiningNode, Binding>();
}

/**
 * Binds every name of a module to its variable. Mirrors CPython's symtable; differs: PEP 695 type parameters live in the
 * scope of their function or class instead of one of their own, and wrong `global` and `nonlocal` statements have been
 * reported by the parser.
 */
export function bind(module: ast.Module, options: BindOptions = {}): Bindings {
  const { exportsOf = () => null, shared = new SharedBindings() } = options;
  const collected = collect(module);
  const resolved = resolve(collected, exportsOf);
  for (const [node, scope] of collected.scopes) shared.scopes.set(node, scope);
  for (const [node, scope] of collected.enclosing) shared.enclosing.set(node, scope);
  for (const [node, binding] of resolved.bindings) shared.bindings.set(node, binding);
  return {
    module: collected.module,
    names: resolved.names,
    scopeOf: (node) => known(shared.scopes.get(node), node),
    enclosing: (node) => known(shared.enclosing.get(node), node),
    resolve: (name) => shared.bindings.get(name) ?? null,
    bindingOf: (node) => known(shared.bindings.get(node), node),
  };
}

function known<T>(found: T | undefined, node: ast.Node): T {
  if (found === undefined) throw new TypeError(`${node.kind} at ${node.start} belongs to no scope or binds nothing`);
  return found;
}
