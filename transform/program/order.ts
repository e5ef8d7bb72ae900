/**
 * When the code of each module runs.
 *
 * Python runs a module's code when its import is reached; Node runs it when it loads the file, imports first. Most
 * modules allow that nobody can tell the difference: all that they do is to define, or they are imported at the head of
 * the file, in an order that is also Node's. Such a module is written as a plain one. All others are *lazy*: Node loads
 * their functions and classes, and their code is a function that the import calls.
 */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { importedModules } from "./import-names.js";
import type { SourceProgram } from "./program.js";
import { Purity } from "./purity.js";
import type { SourceModule } from "./source-module.js";

/** Whether nobody can tell when a statement of a module runs. */
type IsPure = (statement: ast.Statement, module: SourceModule) => boolean;

/** Decides which modules of a program are lazy, and notes which import each other. */
export function decideOrder(program: SourceProgram, isBuiltin: (name: string) => boolean): void {
  markCycles(program);
  const modules = [...program.modules.values()];
  const judges = new Map(modules.map((module) => [module, new Purity(module, program, isBuiltin)]));
  const isPure: IsPure = (statement, module) => judges.get(module)!.isPureStatement(statement);
  const reached = new Set(modules.filter(({ isScript }) => isScript).flatMap((script) => nodeOrder(script, program)));
  for (const module of modules)
    module.isLazy = module.isCyclic || (!reached.has(module) && !onlyDefines(module, isPure));
  for (
    let found = firstTooEarly(program, modules, isPure);
    found !== null;
    found = firstTooEarly(program, modules, isPure)
  ) {
    found.isLazy = true;
  }
  for (const module of modules) module.isSelfImporting = reaches(module, module, program);
  for (const module of pureModules(program, modules, isPure)) module.isPure = true;
}

/** A module whose code would run at another time than in Python. */
function firstTooEarly(program: SourceProgram, modules: SourceModule[], isPure: IsPure): SourceModule | null {
  const pure = pureModules(program, modules, isPure);
  for (const script of modules.filter(({ isScript }) => isScript)) {
    const isSeen = (module: SourceModule): boolean => !pure.has(module) && !module.isLazy && module !== script;
    const wanted = pythonOrder(script, program, pure, isPure).filter(isSeen);
    const given = nodeOrder(script, program).filter(isSeen);
    const different = given.find((module, index) => module !== wanted[index]);
    if (different) return different;
  }
  return null;
}

/** True when a module imports another, be it in a function or by way of others. */
function reaches(from: SourceModule, to: SourceModule, program: SourceProgram): boolean {
  const reached = new Set<SourceModule>();
  const visit = (module: SourceModule): boolean =>
    program.importsOf(module).some((imported) => {
      if (imported === to) return true;
      if (reached.has(imported)) return false;
      reached.add(imported);
      return visit(imported);
    });
  return visit(from);
}

/** Modules that only define, as do all that they import. */
function pureModules(program: SourceProgram, modules: SourceModule[], isPure: IsPure): Set<SourceModule> {
  const pure = new Set(modules.filter((module) => !module.isLazy && onlyDefines(module, isPure)));
  for (let size = -1; size !== pure.size;) {
    size = pure.size;
    for (const module of pure) {
      if (headImports(module, program).some((imported) => !pure.has(imported))) pure.delete(module);
    }
  }
  return pure;
}

function onlyDefines(module: SourceModule, isPure: IsPure): boolean {
  return module.module.body.every((statement) => isPure(statement, module));
}

/** What a module's own statements, not its functions, import. */
function headImports(module: SourceModule, program: SourceProgram): SourceModule[] {
  return importStatements(module.module).flatMap((statement) => importsIn(statement, module, program));
}

function importsIn(statement: ast.Statement, of: SourceModule, program: SourceProgram): SourceModule[] {
  if (statement.kind !== "Import" && statement.kind !== "ImportFrom") return [];
  const names = importedModules({ ...of, module: { ...of.module, body: [statement] } });
  return names.flatMap(({ name }) => {
    const imported = program.find(name);
    return imported && imported !== of && !isAround(imported, of) ? [imported] : [];
  });
}

/** A package around a module is imported before it. */
function isAround(module: SourceModule, inner: SourceModule): boolean {
  return module.isPackage && inner.name.startsWith(`${module.name}.`);
}

/** Modules whose code Python is sure to run at the script's start, each up to where it does something else. */
function pythonOrder(
  script: SourceModule,
  program: SourceProgram,
  pure: ReadonlySet<SourceModule>,
  isPure: IsPure,
): SourceModule[] {
  const order = new Set<SourceModule>();
  /** False when something happens that makes what follows too late for Node's order. */
  const run = (module: SourceModule): boolean => {
    let isAtHead = true;
    for (const statement of module.module.body) {
      if (isAtHead) isAtHead = isPure(statement, module) && importsIn(statement, module, program).every(visit);
    }
    return isAtHead;
  };
  const visit = (module: SourceModule): boolean => {
    if (order.has(module) || pure.has(module)) return true;
    if (module.isLazy) return false;
    run(module);
    order.add(module);
    return true;
  };
  run(script);
  return [...order];
}

/** Modules in the order in which Node runs what they are written as. */
function nodeOrder(script: SourceModule, program: SourceProgram): SourceModule[] {
  const order = new Set<SourceModule>();
  const visited = new Set<SourceModule>();
  const visit = (module: SourceModule): void => {
    if (visited.has(module)) return;
    visited.add(module);
    for (const imported of program.importsOf(module)) visit(imported);
    order.add(module);
  };
  visit(script);
  return [...order];
}

/** Notes the modules that reach themselves by their imports; that a package and its modules import each other is usual. */
function markCycles(program: SourceProgram): void {
  for (const module of program.modules.values()) {
    const reached = new Set<SourceModule>();
    const visit = (from: SourceModule): void => {
      for (const imported of headImports(from, program)) {
        if (reached.has(imported)) continue;
        reached.add(imported);
        visit(imported);
      }
    };
    visit(module);
    module.isCyclic = reached.has(module);
  }
}

/** The import statements of a module that stand in none of its functions. */
function importStatements(module: ast.Module): ast.Statement[] {
  const found: ast.Statement[] = [];
  walk(module, {
    enter(node) {
      if (node.kind === "Import" || node.kind === "ImportFrom") found.push(node);
      return node.kind !== "FunctionDef" && node.kind !== "AsyncFunctionDef";
    },
  });
  return found;
}
