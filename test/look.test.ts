/** What the emitted TypeScript must be whatever the script: accepted by `tsc --strict`, free of `any`, well laid out, with the script's comments. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { decodeSource, parse, type SourceText } from "../parser/index.js";
import { format } from "../transform/emit/format.js";
import { tokenize } from "../transform/emit/tokens.js";
import { convertProgram, type ProgramOptions } from "../transform/index.js";
import { loadCases, type FixtureCase } from "./support/case.js";
import { recordLook } from "./support/recording.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const fixtures = join(root, "fixtures");
const isConverted = ({ options }: FixtureCase): boolean => options.refused === undefined && options.gap === undefined;
const programs = loadCases(fixtures).filter(isConverted);

/** As a TypeScript project of today would have it; files of Node's own type stripping need the last three. */
const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
};

/** The emitted TypeScript of each fixture, by the path where it would stand. */
const emitted = new Map<string, string>();
/** The files of each fixture, by the path of its script. */
const modules = new Map<string, string[]>();
/** Why a script was not converted. */
const refusals = new Map<string, string>();
let program: ts.Program;

/** Converting and checking all of them takes long where others use the machine too. */
const PREPARATION_MS = 1_800_000;

beforeAll(async ({}, suite) => {
  const chosen = new Set(suite.tasks.filter((task) => task.mode === "run").map((task) => task.name));
  const options: ProgramOptions = {
    specifier: (module) => `py2mp/${module}`,
    sourceUrl: (path) => path,
    placeOf: ({ path }) => path!.replace(/\.py$/, ""),
    typescript: "checked",
  };
  for (const fixture of programs) {
    if (!chosen.has(fixture.name)) continue;
    const filename = join(fixture.folder, "input.py");
    const script = { input: readFileSync(filename), filename, name: "input", hasModules: true };
    const { files, diagnostics } = await convertProgram([script], options);
    const written = files.map(({ place, output }) => ({ path: `${place}.mts`, text: output.typescript!.text }));
    for (const { path, text } of written) emitted.set(path, text);
    modules.set(
      pathOf(fixture),
      written.map(({ path }) => path),
    );
    if (files.length === 0) refusals.set(pathOf(fixture), diagnostics.map(({ message }) => message).join("\n"));
  }
  program = makeProgram();
}, PREPARATION_MS);

function pathOf(fixture: FixtureCase): string {
  return join(fixture.folder, "input.mts");
}

/** One program over all files: `py2mp/main` is this package itself, found by its `exports`. */
function makeProgram(): ts.Program {
  const host = ts.createCompilerHost(compilerOptions);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (path) => emitted.get(path) ?? readFile.call(host, path);
  host.fileExists = (path) => emitted.has(path) || fileExists.call(host, path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = emitted.get(path);
    if (text === undefined) return getSourceFile.call(host, path, languageVersion, ...rest);
    return ts.createSourceFile(path, text, languageVersion);
  };
  return ts.createProgram([...emitted.keys()], compilerOptions, host);
}

function textOf(path: string): string {
  const text = emitted.get(path);
  if (text === undefined) throw new Error(`not converted: ${refusals.get(path)}`);
  return text;
}

function problems(path: string): string[] {
  const file = program.getSourceFile(path)!;
  const diagnostics = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  return diagnostics.map(({ messageText, start = 0 }) => {
    const { line } = file.getLineAndCharacterOfPosition(start);
    const code = file.text.split("\n")[line]!.trim();
    return `${ts.flattenDiagnosticMessageText(messageText, "\n")}\n    ${line + 1} | ${code}`;
  });
}

/** Lines with an `any` in a type (a call of Python's `any` is none). */
function anyTypes(path: string): string[] {
  const file = ts.createSourceFile(path, textOf(path), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      found.push(file.text.split("\n")[file.getLineAndCharacterOfPosition(node.pos).line]!.trim());
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A comment without its spelling. */
function words({ text }: { text: string }): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

describe.each(programs.map((fixture) => [fixture.name, fixture] as const))("%s", (_, fixture) => {
  const path = pathOf(fixture);

  test("passes tsc --strict", { fails: fixture.options.typeGap !== undefined }, () => {
    textOf(path);
    const found = modules.get(path)!.flatMap(problems);
    expect(found, found.join("\n")).toEqual([]);
  });

  test("contains no any", () => {
    expect(modules.get(path)!.flatMap(anyTypes)).toEqual([]);
  });

  test("keeps every comment, once", () => {
    const source = decodeSource(readFileSync(join(fixture.folder, "input.py")), "input.py") as SourceText;
    const isKept = ({ text }: { text: string }) => !/^#(!|.*coding[:=])/.test(text);
    const wanted = parse(source).module!.comments.filter(isKept).map(words).sort();
    const comments = [...tokenize(textOf(path))].filter(
      // what begins with `@ts-` speaks to the checker
      ({ kind, text }) => kind === ts.SyntaxKind.SingleLineCommentTrivia && !text.startsWith("// @ts-"),
    );
    expect(comments.map(words).sort()).toEqual(wanted);
  });

  if (fixture.expectedTypeScript !== null) {
    test("reads as its reviewer left it", () => {
      if (process.env.UPDATE_LOOK) recordLook(fixture, textOf(path));
      else expect(textOf(path)).toBe(fixture.expectedTypeScript);
    });
  }

  test("is laid out as prettier would", async () => {
    for (const text of modules.get(path)!.map(textOf)) expect(await format(text, "typescript")).toBe(text);
  });
});
