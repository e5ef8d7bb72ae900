/** The files of a program, bound together. */
import type * as ast from "../../parser/ast.js";
import { separateNames } from "../bind/separate.js";
import { bind, SharedBindings, type StarExports } from "../bind/index.js";
import type { Binding, Scope } from "../bind/scopes.js";
import type { ExpandedDataclasses } from "../expand/dataclass.js";
import { expand } from "../expand/index.js";
import { expandKnownCode } from "../expand/known-code.js";
import { expandDoctests } from "../expand/doctests.js";
import { expandRunTimeCode } from "../expand/run-time-code.js";
import { expandNamespaces } from "../expand/namespaces.js";
import { emptyOtherBranches } from "../expand/other-interpreters.js";
import { expandTimedText } from "../expand/timed-text.js";
import { expandClosures } from "../fork/closures.js";
import { expandOsFork } from "../fork/os-fork.js";
import { manglePrivateNames } from "../expand/private-names.js";
import { importedModules } from "./import-names.js";
import { markOutsideStores } from "./outside-stores.js";
import type { ParsedModule, SourceModule } from "./source-module.js";
import { starNames } from "./star-names.js";

/** What an import of one of the program's own modules brings in. */
export type ImportTarget =
  | { kind: "module"; module: SourceModule }
  | { kind: "variable"; module: SourceModule; binding: Binding }
  /** A name that the module does not have. */
  | { kind: "absent"; module: SourceModule; name: string };

export class SourceProgram {
  /** By name, each behind those that it imports, except where they import each other. */
  readonly modules: ReadonlyMap<string, SourceModule>;
  readonly dataclasses: ExpandedDataclasses;

  constructor(modules: ReadonlyMap<string, SourceModule>, dataclasses: ExpandedDataclasses) {
    this.modules = modules;
    this.dataclasses = dataclasses;
  }

  /** The user's module of a dotted name; null for a library's, and one that is nowhere. */
  find(name: string): SourceModule | null {
    return this.modules.get(name) ?? null;
  }

  /** The module of whose top level a scope is; null for the scope of a function or class. */
  moduleOf(scope: Scope): SourceModule | null {
    return [...this.modules.values()].find(({ module }) => module === scope.node) ?? null;
  }

  /** Modules that one may import, in the order of its text. */
  importsOf(module: ParsedModule): SourceModule[] {
    const found = new Set(importedModules(module).map(({ name }) => this.find(name)));
    return [...found].filter((other) => other !== null);
  }

  /** What an import brings in under a name; null when that is none of the program's own modules. */
  target(alias: ast.Alias, statement: ast.Import | ast.ImportFrom, name: string): ImportTarget | null {
    if (statement.kind === "Import") {
      const module = this.find(alias.asname === null ? alias.name.split(".")[0]! : alias.name);
      return module && { kind: "module", module };
    }
    const module = statement.level === 0 ? this.find(statement.module!) : null;
    return module && this.member(module, alias.name === "*" ? name : alias.name);
  }

  /** `module.name`: a variable, a submodule, or nothing. */
  member(module: SourceModule, name: string): ImportTarget {
    const binding = variableOf(module, name);
    const submodule = this.find(`${module.name}.${name}`);
    if (binding !== null && !(submodule && isOwnSubmodule(binding, module)))
      return { kind: "variable", module, binding };
    return submodule ? { kind: "module", module: submodule } : { kind: "absent", module, name };
  }
}

/** True for a name that a package has from nothing but `from . import name`. */
function isOwnSubmodule({ name, definitions }: Binding, { name: own }: SourceModule): boolean {
  return definitions.every(
    (definition) =>
      definition.kind === "import" &&
      definition.statement.kind === "ImportFrom" &&
      definition.statement.module === own &&
      definition.alias.name === name,
  );
}

/** The module's variable of a name; null when nothing ever gives it a value. */
export function variableOf(module: SourceModule, name: string): Binding | null {
  const binding = module.bindings.module.bindings.get(name);
  return binding && (binding.definitions.length > 0 || binding.writtenOutside) ? binding : null;
}

/**
 * Binds the files of a program.
 *
 * @param libraryExports the public names of a library's module, for `from module import *`
 */
export function bindProgram(
  parsed: ReadonlyMap<string, ParsedModule>,
  libraryExports: (module: string) => readonly string[] | null,
): SourceProgram {
  const ordered = inImportOrder(parsed);
  for (const { module, source } of ordered) {
    emptyOtherBranches(module);
    expandKnownCode(module, source);
    expandDoctests(module, source.text);
    expandTimedText(module, source);
    expandNamespaces(module, source.text);
    expandRunTimeCode(module, source.text);
  }
  manglePrivateNames(ordered);
  for (const { module, source } of ordered) expandOsFork(module, source.text);
  expandClosures(ordered.map(({ module }) => module));
  const dataclasses = expand(ordered);
  const shared = new SharedBindings();
  const modules = new Map<string, SourceModule>();
  const program = new SourceProgram(modules, dataclasses);
  const exportsOf = (name: string): StarExports | null => {
    const own = modules.get(name);
    if (own !== undefined) return { names: starNames(own, program), all: true };
    const names = libraryExports(name);
    return names && { names, all: false };
  };
  const imported = new Set(ordered.flatMap((module) => importedModules(module).map(({ name }) => name)));
  for (const module of ordered) {
    const bindings = bind(module.module, { exportsOf, shared });
    separateNames(module.module, bindings);
    const isImported = imported.has(module.name) || !module.isScript;
    const facts = { bindings, isImported, isLazy: false, isPure: false, isSelfImporting: false, isCyclic: false };
    modules.set(module.name, { ...module, ...facts });
  }
  markOutsideStores(program);
  return program;
}

/** Each module behind those that it imports. */
function inImportOrder(modules: ReadonlyMap<string, ParsedModule>): ParsedModule[] {
  const ordered = new Set<ParsedModule>();
  const visited = new Set<ParsedModule>();
  const visit = (module: ParsedModule): void => {
    if (visited.has(module)) return;
    visited.add(module);
    for (const { name } of importedModules(module)) {
      const imported = modules.get(name);
      if (imported) visit(imported);
    }
    ordered.add(module);
  };
  for (const module of modules.values()) visit(module);
  return [...ordered];
}
