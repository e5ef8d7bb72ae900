/** What names that imports define stand for, and how the emitted file gets at it. */
import type { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import type { Binding, Definition } from "../bind/scopes.js";
import type { Context } from "../context.js";
import { variableOf } from "../program/program.js";
import type { SourceModule } from "../program/source-module.js";
import * as b from "./builders.js";
import { variableName } from "./names.js";

export type ImportDefinition = Extract<Definition, { kind: "import" }>;

/** What an import brings in: a module or a member of one, of the library or of the program. */
export type Imported =
  | { kind: "library-module"; module: string }
  | { kind: "library-member"; module: string; name: string }
  | { kind: "module"; module: SourceModule }
  | { kind: "member"; module: SourceModule; name: string };

/** What one import brings in under a name; null for what is nowhere to be found. */
export function importedBy({ alias, statement }: ImportDefinition, name: string, context: Context): Imported | null {
  const target = context.program.target(alias, statement, name);
  if (target?.kind === "module") return { kind: "module", module: target.module };
  if (target?.kind === "variable") return { kind: "member", module: target.module, name: target.binding.name };
  if (target !== null) return null;
  return statement.kind === "Import" ? libraryModule(alias, context) : libraryMember(alias, statement, name, context);
}

function libraryModule(alias: ast.Alias, { types }: Context): Imported | null {
  const module = alias.asname === null ? alias.name.split(".")[0]! : alias.name;
  return types.hasStub(module) ? { kind: "library-module", module } : null;
}

function libraryMember(alias: ast.Alias, statement: ast.ImportFrom, own: string, { types }: Context): Imported | null {
  const module = statement.module ?? "";
  const name = alias.name === "*" ? own : alias.name;
  if (statement.level > 0 || !types.hasStub(module)) return null;
  if (types.hasStub(`${module}.${name}`)) return { kind: "library-module", module: `${module}.${name}` };
  return types.stubMember(module, name) ? { kind: "library-member", module, name } : null;
}

/**
 * What a variable stands for that is nothing but an import; null for one that gets other values too, or that keeps what
 * another module's variable was when it was imported.
 */
export function onlyImport(binding: Binding, context: Context): Imported | null {
  const [first, ...others] = binding.definitions;
  if (first?.kind !== "import" || binding.writtenOutside) return null;
  const imported = importedBy(first, binding.name, context);
  if (imported === null || !isSettled(imported, context)) return null;
  const isSame = (other: Definition): boolean => {
    const otherImported = other.kind === "import" ? importedBy(other, binding.name, context) : null;
    return otherImported !== null && isSameImport(otherImported, imported);
  };
  return others.every(isSame) ? imported : null;
}

/** True for a variable that nothing but imports define, none of which can succeed. */
export function isFailedImport(binding: Binding, context: Context): boolean {
  return (
    binding.definitions.length > 0 &&
    binding.definitions.every(
      (definition) => definition.kind === "import" && importedBy(definition, binding.name, context) === null,
    )
  );
}

/** True when two imports bring in the same thing. */
export const isSameImport = (a: Imported, b: Imported): boolean => keyOf(a) === keyOf(b);

const keyOf = (imported: Imported): string => {
  const module = typeof imported.module === "string" ? imported.module : `./${imported.module.name}`;
  return "name" in imported ? `${module} ${imported.name}` : module;
};

/** False for a variable of another module that may still change, or may not be there yet. */
function isSettled(imported: Imported, context: Context): boolean {
  if (imported.kind !== "member") return true;
  const { module, name } = imported;
  const binding = variableOf(module, name)!;
  if (binding.writtenInside || binding.writtenOutside) return false;
  if (onlyImport(binding, context)) return true;
  const [only, ...others] = binding.definitions;
  return others.length === 0 && only !== undefined && standsAlone(only, module);
}

/** True for a definition that is a statement of the module itself, and so runs once. */
function standsAlone(definition: Definition, { module }: SourceModule): boolean {
  switch (definition.kind) {
    case "function":
    case "class":
      return module.body.includes(definition.definition);
    case "assign":
      return module.body.includes(definition.statement as ast.Statement);
    default:
      return false;
  }
}

/** The expression for what an import brings in, imported into the file under a name. */
export function importedValue(imported: Imported, local: string, context: Context): ts.Expression {
  const { imports } = context;
  switch (imported.kind) {
    case "library-module":
      return b.id(imports.namespace(libraryPath(imported.module), local));
    case "library-member":
      return b.id(imports.named(libraryPath(imported.module), imported.name, local));
    case "module":
      return b.id(imports.namespace(modulePath(imported.module), local));
    case "member":
      provide(imported.module, imported.name, context);
      return b.id(imports.named(modulePath(imported.module), variableName(imported.name), local));
  }
}

/** Has a module of the program export what it has itself imported under a name. */
export function provide(module: SourceModule, name: string, context: Context): void {
  const owner = context.fileOf(module);
  const imported = onlyImport(variableOf(module, name)!, owner);
  if (imported === null) return;
  const path = typeof imported.module === "string" ? libraryPath(imported.module) : modulePath(imported.module);
  if (imported.kind === "member") provide(imported.module, imported.name, context);
  const isMember = "name" in imported;
  owner.imports.exported(path, isMember ? variableName(imported.name) : null, variableName(name));
}

export const libraryPath = (module: string): string => module.replaceAll(".", "/");

/** How import requests name a module of the program. */
export const modulePath = ({ name }: SourceModule): string => `./${name}`;
