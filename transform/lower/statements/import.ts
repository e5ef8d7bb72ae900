/**
 * Imports. What a name stands for that is nothing but an import is imported where the name is used, so that the file
 * imports what it needs and nothing else; an import that can be seen to happen leaves a statement here.
 */
import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Binding } from "../../bind/scopes.js";
import { variableOf } from "../../program/program.js";
import { isStandard } from "../../program/library-names.js";
import { parentOf, withParents, type SourceModule } from "../../program/source-module.js";
import { isAlwaysThere } from "../always-there.js";
import * as b from "../builders.js";
import { importedBy, importedValue, modulePath, onlyImport, type Imported, type ImportDefinition } from "../imports.js";
import type { Lowering } from "../lowering.js";
import { memberAdvice } from "../nearest.js";
import { variableName } from "../names.js";

type ImportStatement = ast.Import | ast.ImportFrom;

export function lowerImport(node: ast.Import, lowering: Lowering): ts.Statement[] {
  return node.names.flatMap((alias) => {
    const missing = missingModule(alias.name, node, alias, lowering);
    return missing ?? [...runModules(withParents(alias.name), alias, lowering), ...keep(alias, node, lowering)];
  });
}

export function lowerImportFrom(node: ast.ImportFrom, lowering: Lowering): ts.Statement[] {
  if (node.module === "__future__" && node.level === 0) return [];
  if (node.level > 0) return [fail("no_package", [], lowering)];
  const module = node.module!;
  const missing = missingModule(module, node, node, lowering);
  if (missing !== null) return missing;
  const whole = runModules(withParents(module), node, lowering);
  const members = node.names.map((alias) => {
    const target = lowering.context.program.target(alias, node, alias.name);
    const submodule = target?.kind === "module" ? runModules([target.module.name], alias, lowering) : [];
    return [...submodule, ...checkMember(alias, node, lowering), ...keep(alias, node, lowering)];
  });
  return [...whole, ...members.flat()];
}

/** Runs the code of modules of the program that an import names. */
function runModules(names: readonly string[], place: ast.Alias | ast.ImportFrom, lowering: Lowering): ts.Statement[] {
  const { program, file, imports } = lowering.context;
  const modules = names.flatMap((name) => program.find(name) ?? []);
  return modules.flatMap((module) => {
    if (module.isScript && module.isSelfImporting) return rejectSelfImport(module, place, lowering);
    // A package around this file has begun to run before it.
    if (module === file || file.name.startsWith(`${module.name}.`)) return [];
    if (!module.isLazy) {
      if (!module.isPure) imports.run(modulePath(module));
      return [];
    }
    const run = imports.named(modulePath(module), "__load__", `load_${localFor(module)}`);
    return [b.statement(b.call(run))];
  });
}

function rejectSelfImport(module: SourceModule, place: ast.Alias | ast.ImportFrom, lowering: Lowering): ts.Statement[] {
  lowering.unsupported(
    "unsupported-import",
    place,
    `'${module.name}' is the script itself, which Python would run once more as a module`,
    "put what both files need into a module of its own",
  );
  return [];
}

/** What to do about a module that is nowhere: null for one that is there. */
function missingModule(
  name: string,
  statement: ImportStatement,
  place: { start: number; end: number },
  lowering: Lowering,
): ts.Statement[] | null {
  const { program, types } = lowering.context;
  const missing = withParents(name).find((part) => program.find(part) === null && !types.hasStub(part));
  if (missing === undefined) return null;
  if (lowering.imports.skipped.has(statement)) return [];
  const parent = program.find(name.split(".")[0]!);
  if (parent !== null || (lowering.imports.guarded.has(statement) && !isStandard(name))) {
    return [fail("no_module", missingName(missing, lowering), lowering)];
  }
  if (lowering.unknownModules.has(name)) return [];
  lowering.unknownModules.add(name);
  lowering.unsupported(
    "unsupported-module",
    place,
    isStandard(name) ? `module '${name}' is not supported` : `there is no module '${name}' that py2mp knows`,
    isStandard(name)
      ? "write it with the modules of the standard library listed in py2mp's README"
      : "a module of your own must stand beside the script or in a folder that it puts on sys.path; others are not supported",
  );
  return [];
}

/** The name of a missing module, and that of the module in whose place there is no package. */
function missingName(name: string, { context }: Lowering): ts.Expression[] {
  const parent = context.program.find(parentOf(name));
  return [b.string(name), ...(parent && !parent.isPackage ? [b.string(parent.name)] : [])];
}

/** A member that a module does not have. */
function checkMember(alias: ast.Alias, node: ast.ImportFrom, lowering: Lowering): ts.Statement[] {
  if (alias.name === "*") return [];
  const { context } = lowering;
  const { program, file } = context;
  const definition: ImportDefinition = { kind: "import", alias, statement: node };
  const imported = importedBy(definition, alias.name, context);
  const module = program.find(node.module!);
  if (
    imported?.kind === "member" &&
    module !== null &&
    module !== file &&
    mayBeMissing(imported.name, module, lowering)
  ) {
    if (!module.isLazy) context.fileOf(module).identity.add("__name__").add("__file__");
    const namespace = importedValue({ kind: "module", module }, localFor(module), context);
    return [b.statement(b.call(lowering.helper("import_name"), [namespace, b.string(alias.name)]))];
  }
  if (imported !== null) return [];
  if (module === null) {
    const problem = `py2mp does not know '${alias.name}' of module '${node.module}'`;
    lowering.unsupported("unsupported-member", alias, problem, memberAdvice(node.module!, alias.name, lowering));
    return [];
  }
  context.fileOf(module).identity.add("__name__").add("__file__");
  const namespace = importedValue({ kind: "module", module }, localFor(module), context);
  return [fail("no_name", [namespace, b.string(alias.name)], lowering)];
}

/** True for a variable that, when it is imported, may not have a value yet or not at all. */
function mayBeMissing(name: string, module: SourceModule, lowering: Lowering): boolean {
  const { file } = lowering.context;
  return (module.isCyclic && file.isCyclic) || !isAlwaysThere(variableOf(module, name)!, module, lowering);
}

const fail = (helper: string, args: ts.Expression[], lowering: Lowering): ts.Statement =>
  b.throws(b.call(lowering.helper(helper), args));

const localFor = (module: SourceModule): string => module.name.replaceAll(".", "_");

/** Assigns the variable of an import that is more than another name for what is imported. */
function keep(alias: ast.Alias, statement: ImportStatement, lowering: Lowering): ts.Statement[] {
  const { context } = lowering;
  return bindingsOf(alias, lowering).flatMap((binding) => {
    if (onlyImport(binding, context) !== null) return [];
    const imported = importedBy({ kind: "import", alias, statement }, binding.name, context);
    if (imported === null) return [];
    const value = importedValue(imported, freeName(imported, lowering), context);
    return [b.statement(b.assign(b.id(variableName(binding.name)), value))];
  });
}

/** The variables that an alias gives a value. */
function bindingsOf(alias: ast.Alias, lowering: Lowering): Binding[] {
  const { bindings } = lowering.context;
  if (alias.name !== "*") return [bindings.bindingOf(alias)];
  const defines = (binding: Binding): boolean =>
    binding.definitions.some((definition) => definition.kind === "import" && definition.alias === alias);
  return [...bindings.module.bindings.values()].filter(defines);
}

/** A name for something imported that no variable of the file has. */
function freeName(imported: Imported, lowering: Lowering): string {
  const module = typeof imported.module === "string" ? imported.module : imported.module.name;
  const wanted = module.replaceAll(".", "_") + ("name" in imported ? `_${imported.name}` : "_module");
  return lowering.importName(wanted, imported);
}

/** The expression for a name that is nothing but an import; null for other names. */
export function importName(binding: Binding, lowering: Lowering): ts.Expression | null {
  const imported = onlyImport(binding, lowering.context);
  if (imported === null) return null;
  return importedValue(imported, lowering.importName(variableName(binding.name), imported), lowering.context);
}

/** The namespace of a dotted module such as `multiprocessing.pool` or `concurrent.futures`. */
export function moduleNamespace(module: string, node: ast.Attribute, lowering: Lowering): ts.Expression {
  if (module === "os.path") return b.member(lowering.expression(node.value), "path");
  const own = lowering.context.program.find(module);
  const imported: Imported = own ? { kind: "module", module: own } : { kind: "library-module", module };
  return importedValue(imported, lowering.importName(module.replaceAll(".", "_"), imported), lowering.context);
}
