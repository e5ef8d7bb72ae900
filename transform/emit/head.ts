/** What stands above the code: the script's opening comments, its docstring, the imports. */
import { StructureKind, type ExportDeclarationStructure, type ImportDeclarationStructure } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import type { SourceText } from "../../parser/source.js";
import type { Context } from "../context.js";
import { blankLineBefore, type PlacedStatement, type Placement } from "./comments.js";
import { docComment, docstringOf } from "./docstring.js";
import type { Language } from "./format.js";
import type { ImportedName, ModuleImport } from "./imports.js";
import { commentText } from "./layout.js";

/** Turns a module (`main`, `multiprocessing/managers`, `./shapes.square`) into what `import` names. */
export type Specifier = (module: string, language: Language) => string;

type DeclarationStructure = ImportDeclarationStructure | ExportDeclarationStructure;

/** A statement of the head: text, or ts-morph's form of it. */
export type HeadStatement = string | DeclarationStructure;

type ImportStatement = ast.Import | ast.ImportFrom;

/** The head's statements in ts-morph's form. Takes the comments that it writes out of `placement`. */
export function makeHead(
  context: Context,
  placement: Placement,
  language: Language,
  specifier: Specifier,
): HeadStatement[] {
  const opening = takeOpening(placement, context.source);
  const declarations = importDeclarations(context, placement, language, specifier);
  return opening === "" ? declarations : [opening, ...declarations];
}

/** The comments above the imports (or, without imports, those set apart from the code) and the docstring. */
function takeOpening(placement: Placement, source: SourceText): string {
  const [first, second] = topLevel(placement);
  const docstring = first ? docstringOf([first.node]) : null;
  const parts = placement.orphans.splice(0).map((comment) => written(comment, source));
  if (docstring !== null) parts.push(...takeAll(first!, source, docstring));
  const code = docstring === null ? first : second;
  const apart = code ? takeApart(code, source) : [];
  if (apart.length > 0 && parts.length > 0) parts.push("");
  parts.push(...apart.map((comment) => written(comment, source)));
  const text = parts.join("\n").trimStart();
  const touchesImports = apart.length > 0 && isImport(code!.node) && !blankLineBefore(code!.start, source);
  return text === "" ? "" : text + (touchesImports ? "\n" : "\n\n");
}

function topLevel(placement: Placement): PlacedStatement[] {
  return placement.statements.filter((statement) => statement.suite.owner === null);
}

function takeAll(statement: PlacedStatement, source: SourceText, docstring: string): string[] {
  const { before, inside, trailing, after } = statement;
  const above = [...before.splice(0), ...inside.splice(0), ...trailing.splice(0)].map((each) => written(each, source));
  const text = docComment(docstring);
  const block = text === null ? [] : [above.length > 0 ? `\n${text}` : text];
  return [...above, ...block, ...after.splice(0).map((comment) => written(comment, source))];
}

/** Comments above an import; above other code, those that a blank line separates from it. */
function takeApart(statement: PlacedStatement, source: SourceText): ast.Comment[] {
  if (isImport(statement.node)) return statement.before.splice(0);
  const bounds = [...statement.before.slice(1).map((comment) => comment.start), statement.start];
  const apart = bounds.findLastIndex((offset) => blankLineBefore(offset, source)) + 1;
  return statement.before.splice(0, statement.before.length === 0 ? 0 : apart);
}

function written(comment: ast.Comment, source: SourceText): string {
  const blank = comment.ownLine && blankLineBefore(comment.start, source);
  return (blank ? "\n" : "") + commentText(comment);
}

function isImport(node: ast.Statement): node is ImportStatement {
  return node.kind === "Import" || node.kind === "ImportFrom";
}

// --------------------------------------------------------------------------------------------------- imports

interface Declaration {
  module: string;
  structure: DeclarationStructure;
}

/** `py2mp/main` first, which starts the processes; the others in the script's order, each with its comments. */
function importDeclarations(
  context: Context,
  placement: Placement,
  language: Language,
  specifier: Specifier,
): DeclarationStructure[] {
  const declarations = context.imports.all().flatMap((request) => declare(request, language, specifier));
  const main = declarations.filter(({ module }) => module === "main");
  const left = new Set(declarations.filter(({ module }) => module !== "main"));
  const ordered = inScriptOrder(left, placement, context.source);
  return [...main, ...ordered, ...left].map(({ structure }) => structure);
}

/** Takes out of `left` what the script's import statements ask for, in their order, and gives it their comments. */
function inScriptOrder(left: Set<Declaration>, placement: Placement, source: SourceText): Declaration[] {
  const [first] = placement.statements.filter((statement) => isImport(statement.node));
  // Import statements just above, which share their declaration with an earlier one.
  let merged: PlacedStatement[] = [];
  return placement.statements.flatMap((statement) => {
    const { node, suite } = statement;
    if (!isImport(node)) {
      merged = [];
      return [];
    }
    const own = [...left].filter((declaration) => standsFor(declaration, node));
    own.forEach((declaration) => left.delete(declaration));
    if (suite.owner !== null) return own;
    if (own.length > 0) moveTrivia(statement, merged.splice(0), own, statement === first, source);
    else merged.push(statement);
    return own;
  });
}

function standsFor({ module, structure }: Declaration, node: ImportStatement): boolean {
  if (!importedModules(node).has(pythonPath(module))) return false;
  if (node.kind === "ImportFrom" || module.startsWith("./")) return true;
  return structure.kind === StructureKind.ImportDeclaration && structure.namespaceImport !== undefined;
}

/** A module as `importedModules` spells it: `shapes/square` for `./shapes.square`. */
const pythonPath = (module: string): string =>
  module.startsWith("./") ? module.slice("./".length).replaceAll(".", "/") : module;

/** The modules, spelled as in specifiers, that an import statement may have asked for. */
function importedModules(node: ImportStatement): Set<string> {
  const dotted = node.kind === "Import" ? node.names.map(({ name }) => name) : fromModules(node);
  return new Set(dotted.flatMap((name) => withParents(name)));
}

function fromModules({ module, names }: ast.ImportFrom): string[] {
  const parent = module ?? "";
  return [parent, ...names.map(({ name }) => `${parent}.${name}`)];
}

function withParents(dotted: string): string[] {
  const parts = dotted.split(".");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** Comments and the blank line of a Python import go to the declarations that stand for it. */
function moveTrivia(
  { before, trailing, start }: PlacedStatement,
  merged: readonly PlacedStatement[],
  declarations: Declaration[],
  isFirst: boolean,
  source: SourceText,
): void {
  const homeless = merged.flatMap((other) => [...other.before.splice(0), ...other.trailing.splice(0)]);
  const above = [...homeless, ...before.splice(0)].map((comment) => `${written(comment, source)}\n`);
  const blank = !isFirst && blankLineBefore(start, source) ? "\n" : "";
  declarations[0]!.structure.leadingTrivia = above.join("") + blank;
  const behind = trailing.splice(0).map((comment) => ` ${commentText(comment)}`);
  declarations.at(-1)!.structure.trailingTrivia = behind.join("");
}

function declare(request: ModuleImport, language: Language, specifier: Specifier): Declaration[] {
  const { module } = request;
  const names = request.names.filter((name) => language === "typescript" || !name.typeOnly).sort(byName);
  const from = { kind: StructureKind.ImportDeclaration as const, moduleSpecifier: specifier(module, language) };
  const imports: ImportDeclarationStructure[] = request.namespaces.map((name) => ({ ...from, namespaceImport: name }));
  // Of another module than `main` only the types: nothing to load.
  const isTypeOnly = module !== "main" && names.every((name) => name.typeOnly);
  if (names.length > 0 && isTypeOnly) imports.push({ ...from, isTypeOnly, namedImports: names.map(importName) });
  else if (names.length > 0) imports.push({ ...from, namedImports: names.map(namedImport) });
  const isLoaded = imports.some((structure) => !structure.isTypeOnly) || request.exports.length > 0;
  if (request.runs && !isLoaded) imports.push(from);
  return [...imports, ...declareExports(request, from.moduleSpecifier)].map((structure) => ({ module, structure }));
}

function declareExports({ exports }: ModuleImport, moduleSpecifier: string): ExportDeclarationStructure[] {
  const from = { kind: StructureKind.ExportDeclaration as const, moduleSpecifier };
  const named = exports.flatMap(({ name, local }) => (name === null ? [] : [{ name, local, typeOnly: false }]));
  const whole = exports.filter(({ name }) => name === null);
  return [
    ...whole.map(({ local }) => ({ ...from, namespaceExport: local })),
    ...(named.length > 0 ? [{ ...from, namedExports: named.sort(byName).map(importName) }] : []),
  ];
}

function namedImport(name: ImportedName) {
  return { ...importName(name), isTypeOnly: name.typeOnly };
}

function importName({ name, local }: ImportedName) {
  return { name, alias: local === name ? undefined : local };
}

/** As editors sort them: letters first, capitals only where the letters are the same. */
function byName(left: ImportedName, right: ImportedName): number {
  const [a, b] = [left.name.toLowerCase(), right.name.toLowerCase()];
  if (a === b) return left.name < right.name ? -1 : 1;
  return a < b ? -1 : 1;
}
