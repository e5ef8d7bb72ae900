/** A Python file of the program that is being converted. */
import type * as ast from "../../parser/ast.js";
import type { SourceText } from "../../parser/source.js";
import type { Bindings } from "../bind/scopes.js";

/** A file after parsing. */
export interface ParsedModule {
  /** The dotted name under which other modules import it; a script's file name. */
  name: string;
  /** The file as messages call it; null for a namespace package, which is a folder without `__init__.py`. */
  path: string | null;
  isPackage: boolean;
  /** True for a script named on the command line, which may run as `__main__`. */
  isScript: boolean;
  source: SourceText;
  module: ast.Module;
}

/** A file after binding. */
export interface SourceModule extends ParsedModule {
  bindings: Bindings;
  /** True when another module of the program imports it. */
  isImported: boolean;
  /** True when its code runs at its first import and not when Node loads its file: see order.ts. */
  isLazy: boolean;
  /** True when its code may run at any time before it is used: it, and what it imports, only defines. */
  isPure: boolean;
  /** True when its imports, those in functions too, lead back to it. */
  isSelfImporting: boolean;
  /** True when it is one of several modules that import each other. */
  isCyclic: boolean;
}

/** The package that a module is in or, for a package, is: what its relative imports start from; "" for none. */
export function packageOf({ name, isPackage }: Pick<ParsedModule, "name" | "isPackage">): string {
  return isPackage ? name : parentOf(name);
}

/** `a.b` of `a.b.c`; "" of `a`. */
export function parentOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf(".")));
}

/** `a`, `a.b`, `a.b.c` of `a.b.c`: what importing it imports, in this order. */
export function withParents(name: string): string[] {
  const parts = name.split(".");
  return parts.map((_, index) => parts.slice(0, index + 1).join("."));
}
