/**
 * `try: import queue` with `except ImportError: import Queue as queue`, as scripts for several versions of Python have
 * it. Where it is known whether the import succeeds, what runs takes the statement's place: the other half may name
 * modules that don't exist here.
 */
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import { catchesImportError } from "../lower/import-guards.js";
import { isStandard } from "../program/library-names.js";
import { withParents, type ParsedModule } from "../program/source-module.js";
import { statementLists } from "./rewrite.js";

/** What is known of modules ahead of the conversion. */
export interface KnownModules {
  /** True for a module of the program itself, whose import runs code. */
  isOwn(name: string): boolean;
  /** True for a module of the library that is supported. */
  isSupported(name: string): boolean;
  hasMember(module: string, name: string): boolean;
}

/** Settles the imports of a program's modules in place. */
export function settleImports(modules: Iterable<ParsedModule>, known: KnownModules): void {
  const visit = (node: ast.Node): void => {
    for (const list of statementLists(node)) settleAll(list, known);
    children(node).forEach(visit);
  };
  for (const { module } of modules) visit(module);
}

function settleAll(list: ast.Statement[], known: KnownModules): void {
  for (let index = list.length - 1; index >= 0; index--) {
    const statement = list[index]!;
    const settled = statement.kind === "Try" ? settledBy(statement, known) : null;
    if (settled !== null) list.splice(index, 1, ...settled);
  }
}

/** The statements that run; null where that is open, or could be seen. */
function settledBy(node: ast.Try, known: KnownModules): ast.Statement[] | null {
  const [handler] = node.handlers;
  if (handler === undefined || node.finalbody.length > 0 || !catchesImportError(handler)) return null;
  const first = node.body[0]!;
  if (isImport(first) && fails(first, known)) {
    return handler.name === null && handler.body.every(isPlain) ? handler.body : null;
  }
  const succeeds = node.body.every((statement) => isImport(statement) && isThere(statement, known));
  return succeeds ? [...node.body, ...node.orelse] : null;
}

type ImportStatement = ast.Import | ast.ImportFrom;

const isImport = (node: ast.Statement): node is ImportStatement => node.kind === "Import" || node.kind === "ImportFrom";

/** True for what looks the same inside a handler and outside of it: it raises nothing and asks for no exception. */
function isPlain(statement: ast.Statement): boolean {
  if (statement.kind === "Assign") return statement.value.kind === "Constant" || statement.value.kind === "Name";
  return isImport(statement) || statement.kind === "Pass" || statement.kind === "FunctionDef";
}

/** The modules that an import names. */
function modulesOf(node: ImportStatement): string[] {
  return node.kind === "Import" ? node.names.map(({ name }) => name) : [node.module ?? ""];
}

/** True for the import of a module that is nowhere. */
function fails(node: ImportStatement, known: KnownModules): boolean {
  if (node.kind === "ImportFrom" && node.level > 0) return false;
  return modulesOf(node).some((name) => {
    const [top] = withParents(name);
    return top !== undefined && !known.isOwn(top) && !known.isSupported(top) && !isStandard(top);
  });
}

/** True for an import from the library of what is there. */
function isThere(node: ImportStatement, known: KnownModules): boolean {
  if (node.kind === "ImportFrom" && node.level > 0) return false;
  const areModules = modulesOf(node).every((name) => {
    const parts = withParents(name);
    return parts.length > 0 && parts.every((part) => !known.isOwn(part) && known.isSupported(part));
  });
  if (!areModules || node.kind === "Import") return areModules;
  const module = node.module!;
  return node.names.every(({ name }) => known.hasMember(module, name) || known.isSupported(`${module}.${name}`));
}
