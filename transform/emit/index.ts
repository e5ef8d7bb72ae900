/** TypeScript nodes to files: the script's comments and blank lines, imports, layout, source maps. */
import { Project, ts } from "ts-morph";
import type { Context } from "../context.js";
import { addCasts, packageSpecifier } from "../casts/index.js";
import { anchors } from "./anchors.js";
import { dropBraces } from "./braces.js";
import { codes } from "./codes.js";
import { placeComments } from "./comments.js";
import { eraseTypes } from "./erase.js";
import { readEvents } from "./events.js";
import { format, type Language } from "./format.js";
import { makeHead, type HeadStatement, type Specifier } from "./head.js";
import { layOut } from "./layout.js";
import { sourceMap } from "./map.js";
import { mark } from "./markers.js";
import { weave } from "./weave.js";

export type { Specifier } from "./head.js";

export interface EmitOptions {
  /** Name of the emitted files without their extension. */
  name: string;
  /** What the source maps call the Python file: a URL, best relative to the emitted files. */
  sourceUrl: string;
  /** What an emitted `import` says for a module of the runtime. */
  specifier: Specifier;
  /** What is written beside the JavaScript; as a rule, plain. */
  typescript?: TypeScriptKind;
}

/**
 * `checked`: TypeScript's checker reads the result, which takes a moment, and the casts that it needs are added; `plain`:
 * without them; `none`: for a program that is run and that nobody reads.
 */
export type TypeScriptKind = "checked" | "plain" | "none";

/** A file's text and its source map; the text does not name its map, whoever names the files does. */
export interface EmittedFile {
  text: string;
  map: string;
}

/** What one script becomes. */
export interface EmittedFiles {
  typescript: EmittedFile | null;
  javascript: EmittedFile;
}

/**
 * Writes the lowered statements of a script.
 *
 * The code is printed once as TypeScript and once, without its types and casts, as JavaScript; both get the same treatment.
 */
export async function emit(
  statements: readonly ts.Statement[],
  context: Context,
  options: EmitOptions,
): Promise<EmittedFiles> {
  const marked = mark(dropBraces(statements, context.module.comments, context.source));
  const { typescript: kind = "plain" } = options;
  const typescript = kind === "none" ? null : await renderTypeScript(print(marked), kind, context, options);
  const javascript = await render(print(eraseTypes(marked)), context, options, "javascript");
  return { typescript, javascript };
}

function renderTypeScript(
  code: string,
  kind: TypeScriptKind,
  context: Context,
  options: EmitOptions,
): Promise<EmittedFile> {
  return render(kind === "checked" ? withCasts(code, context) : code, context, options, "typescript");
}

function withCasts(code: string, context: Context): string {
  const head = (): string => {
    const placement = placeComments(context.module, context.source);
    return `${writeHead(makeHead(context, placement, "typescript", packageSpecifier))}\n`;
  };
  return addCasts(code, head, context);
}

async function render(code: string, context: Context, options: EmitOptions, language: Language): Promise<EmittedFile> {
  const file = options.name + (language === "typescript" ? ".mts" : ".mjs");
  const placement = placeComments(context.module, context.source);
  const head = makeHead(context, placement, language, options.specifier);
  const events = readEvents(`${writeHead(head)}\n${code}`);
  const woven = weave(events, layOut(placement, events, context.source));
  const text = await format(woven.text, language);
  const source = {
    text: context.source,
    bindings: context.bindings,
    codeAt: codes(context.module),
    anchorsOf: anchors(context.module, context.source),
  };
  const map = sourceMap(woven.tokens, text, source, { file, source: options.sourceUrl });
  return { text, map };
}

function print(statements: readonly ts.Statement[]): string {
  const end = ts.factory.createToken(ts.SyntaxKind.EndOfFileToken);
  const file = ts.factory.createSourceFile(statements, end, ts.NodeFlags.None);
  return ts.createPrinter({ newLine: ts.NewLineKind.LineFeed }).printFile(file);
}

function writeHead(statements: HeadStatement[]): string {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  return project.createSourceFile("head.mts", { statements }).getFullText();
}
