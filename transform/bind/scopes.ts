/**
 * Scopes and bindings: which variable each name means.
 *
 * Mirrors CPython's symtable: a function's assigned names are its locals unless `global` or `nonlocal` says otherwise,
 * a class body's names are invisible to the functions inside it, a comprehension has a scope of its own.
 */
import type * as ast from "../../parser/ast.js";

export type ScopeNode =
  | ast.Module
  | ast.FunctionDef
  | ast.AsyncFunctionDef
  | ast.Lambda
  | ast.ClassDef
  | ast.ListComp
  | ast.SetComp
  | ast.DictComp
  | ast.GeneratorExp;

export interface Scope {
  kind: "module" | "function" | "lambda" | "class" | "comprehension";
  node: ScopeNode;
  /** `null` for the module's scope. */
  parent: Scope | null;
  /** The variables that live in this scope, in order of first appearance. */
  bindings: Map<string, Binding>;
  /** Those of `def f[T]` or `class C[T]`; unlike a class's other names they are visible to the functions inside. */
  typeParameters: Map<string, Binding>;
  /** True when the function contains `yield`. */
  isGenerator: boolean;
  /** Qualified name as CPython's `__qualname__`: `Outer.method`, `main.<locals>.worker`; "" for the module. */
  qualname: string;
}

/** How a name gets its value at one place. */
export type Definition =
  | { kind: "assign"; name: ast.Name; statement: ast.Statement | ast.NamedExpr }
  | { kind: "augment"; name: ast.Name; statement: ast.AugAssign }
  | { kind: "loop"; name: ast.Name; statement: ast.For | ast.AsyncFor | ast.Comprehension }
  | { kind: "with"; name: ast.Name; statement: ast.With | ast.AsyncWith }
  | { kind: "parameter"; parameter: ast.Arg }
  | { kind: "function"; definition: ast.FunctionDef | ast.AsyncFunctionDef }
  | { kind: "class"; definition: ast.ClassDef }
  | { kind: "import"; alias: ast.Alias; statement: ast.Import | ast.ImportFrom }
  | { kind: "except"; handler: ast.ExceptHandler }
  | { kind: "pattern"; pattern: ast.Pattern }
  | { kind: "type-parameter"; parameter: ast.TypeParameter }
  | { kind: "delete"; name: ast.Name; statement: ast.Delete };

export interface Binding {
  name: string;
  scope: Scope;
  /** Every place that gives it a value (or deletes it), in source order. */
  definitions: Definition[];
  /** Every place that reads it. */
  reads: ast.Name[];
  /** True when a function, lambda, comprehension or class other than its own scope reads or writes it. */
  captured: boolean;
  /** True when an inner function writes it (by `global` or `nonlocal`), or another module (`module.name = value`). */
  writtenInside: boolean;
  /** True when another module writes it. */
  writtenOutside: boolean;
  /** Set where forked children get the value that it has in their parent. */
  isInherited?: true;
  /** Of a class or function: its attributes for which the same holds. */
  inheritedAttributes?: readonly string[];
}

export interface Bindings {
  module: Scope;
  scopeOf(node: ScopeNode): Scope;
  /** The variable that a name (read, written or deleted) means; `null` for a builtin or a name that nothing defines. */
  resolve(name: ast.Name): Binding | null;
  /**
   * The variable that a definition other than a Name gives its value to: a def, class, parameter, alias, handler, pattern.
   *
   * @throws {TypeError} for a node that binds nothing: `except E:` without a name, the alias of `import *`
   */
  bindingOf(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Arg | ast.Alias | ast.ExceptHandler | ast.Pattern,
  ): Binding;
  /** The scope in whose code a node stands. */
  enclosing(node: ast.Node): Scope;
  /** Every name bound in any scope, and every builtin the script shadows: emitted helpers must not take them. */
  names: ReadonlySet<string>;
}
