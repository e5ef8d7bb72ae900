/** What stands above the code: the script's opening comments, its docstring, the imports. */
import { StructureKind, type ImportDeclarationStructure } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import type { SourceText } from "../../parser/source.js";
import type { Context } from "../context.js";
import { blankLineBefore, type PlacedStatement, type Placement } from "./comments.js";
import { docComment } from "./docstring.js";
import type { Language } from "./format.js";
import type { ImportedName, ModuleImport } from "./imports.js";
import { commentText } from "./layout.js";

/** Turns a module (`main`, `multiprocessing/managers`) into what `import` names. */
export type Specifier = (module: string) => string;

type ImportStatement = ast.Import | ast.ImportFrom;

/** The head's statements in ts-morph's form. Takes the comments that it writes out of `placement`. */
export function makeHead(
  context: Context,
  placement: Placement,
  language: Language,
  specifier: Specifier,
): (string | ImportDeclarationStructure)[] {
  const opening = takeOpening(placement, context.source);
  const declarations = importDeclarations(context, placement, language, specifier);
  return opening === "" ? declarations : [`${opening}\n\n`, ...declarations];
}

/** The comments above the imports (or, without imports, those set apart from the code) and the docstring. */
function takeOpening(placement: Placement, source: SourceText): string {
  const [first, second] = topLevel(placement);
  const docstring = first && docstringOf(first.node);
  const parts = placement.orphans.splice(0).map((comment) => written(comment, source));
  if (docstring !== undefined) parts.push(...takeAll(first!, source, docstring));
  const code = docstring === undefined ? first : second;
  if (code) parts.push(...takeApart(code, source).map((comment) => written(comment, source)));
  return parts.join("\n").trimStart();
}

function topLevel(placement: Placement): PlacedStatement[] {
  return placement.statements.filter((statement) => statement.suite.owner === null);
}

function docstringOf(node: ast.Statement): string | undefined {
  const isString = node.kind === "Expr" && node.value.kind === "Constant" && node.value.value.type === "str";
  return isString ? ((node.value as ast.Constant).value as ast.StringValue).value : undefined;
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

/** `py2mp/main` first, which starts the processes; the others in the script's order, each with its comments. */
function importDeclarations(
  context: Context,
  placement: Placement,
  language: Language,
  specifier: Specifier,
): ImportDeclarationStructure[] {
  const requests = context.imports.all();
  const main = requests.find(({ module }) => module === "main") ?? { module: "main", namespace: null, names: [] };
  const statements = placement.statements.filter((statement) => isImport(statement.node));
  const declarations = declare(main, language, specifier);
  const left = new Set(requests.filter((request) => request !== main));
  for (const statement of statements) {
    const own = [...left].filter((request) => importedModules(statement.node as ImportStatement).has(request.module));
    own.forEach((request) => left.delete(request));
    const written = own.flatMap((request) => declare(request, language, specifier));
    if (written.length > 0) moveTrivia(statement, written, statement === statements[0], context.source);
    declarations.push(...written);
  }
  return [...declarations, ...[...left].flatMap((request) => declare(request, language, specifier))];
}

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
  { before, trailing, start, suite }: PlacedStatement,
  declarations: ImportDeclarationStructure[],
  isFirst: boolean,
  source: SourceText,
): void {
  if (suite.owner !== null) return;
  const above = before.splice(0).map((comment) => `${written(comment, source)}\n`);
  const blank = !isFirst && blankLineBefore(start, source) ? "\n" : "";
  declarations[0]!.leadingTrivia = above.join("") + blank;
  declarations.at(-1)!.trailingTrivia = trailing.splice(0).map((comment) => ` ${commentText(comment)}`);
}

function declare(request: ModuleImport, language: Language, specifier: Specifier): ImportDeclarationStructure[] {
  const isTypeOnly = request.names.every((name) => name.typeOnly);
  const names = request.names.filter((name) => language === "typescript" || !name.typeOnly);
  const from = { kind: StructureKind.ImportDeclaration as const, moduleSpecifier: specifier(request.module) };
  const declarations: ImportDeclarationStructure[] = [];
  if (request.namespace !== null) declarations.push({ ...from, namespaceImport: request.namespace });
  if (request.module !== "main" && request.names.length > 0 && isTypeOnly) {
    if (language === "javascript") return declarations;
    return [...declarations, { ...from, isTypeOnly, namedImports: names.sort(byName).map(importName) }];
  }
  if (names.length > 0) declarations.push({ ...from, namedImports: names.sort(byName).map(namedImport) });
  else if (request.module === "main") declarations.push(from);
  return declarations;
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
