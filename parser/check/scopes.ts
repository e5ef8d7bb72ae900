/** A scope and what is known of the names in it. */
import type * as ast from "../ast.js";

export type ScopeKind =
  "module" | "function" | "class" | "annotation" | "type parameters" | "TypeVar bound" | "type alias";
export type ComprehensionKind =
  "list comprehension" | "set comprehension" | "dict comprehension" | "generator expression";

/** What is known of a name in a scope, as it is read from top to bottom. */
export interface Uses {
  isParameter: boolean;
  isAssigned: boolean;
  isUsed: boolean;
  isAnnotated: boolean;
  isImported: boolean;
  isTypeParameter: boolean;
  isIterationVariable: boolean;
  isGlobal: boolean;
  isNonlocal: boolean;
}

export interface Scope {
  kind: ScopeKind;
  parent: Scope | null;
  names: Map<string, Uses>;
  /** The nonlocal and global declarations, in source order. */
  declarations: { name: string; place: ast.BaseNode }[];
  comprehension: ComprehensionKind | null;
  /** How many iterables of comprehensions are being read. */
  iterableDepth: number;
  readsIterationVariable: boolean;
}

export function newScope(kind: ScopeKind, parent: Scope | null, comprehension: ComprehensionKind | null = null): Scope {
  return {
    kind,
    parent,
    names: new Map(),
    declarations: [],
    comprehension,
    iterableDepth: 0,
    readsIterationVariable: false,
  };
}

export function newUses(): Uses {
  return {
    isParameter: false,
    isAssigned: false,
    isUsed: false,
    isAnnotated: false,
    isImported: false,
    isTypeParameter: false,
    isIterationVariable: false,
    isGlobal: false,
    isNonlocal: false,
  };
}
