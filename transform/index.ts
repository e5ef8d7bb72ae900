/** Python source to the files of a TypeScript program. */
import { basename, dirname, relative, sep } from "node:path";
import type { ts } from "ts-morph";
import type { Context } from "./context.js";
import { Diagnostics, type Diagnostic } from "./diagnostics.js";
import type { EmitOptions, EmittedFiles, Specifier, TypeScriptKind } from "./emit/index.js";
import { ImportRequests } from "./emit/imports.js";
import { finalizersOf, warnOfFinalizers } from "./finalizers.js";
import { settleImports } from "./expand/settled-imports.js";
import { planFork } from "./fork/index.js";
import { withoutIgnored } from "./ignored.js";
import { infer } from "./infer/index.js";
import { Stubs } from "./infer/stubs.js";
import { warnOfHazards } from "./hazards/index.js";
import type { Types } from "./infer/types.js";
import { loadScripts, type Input, type Script } from "./program/loader.js";
import { decideOrder } from "./program/order.js";
import { bindProgram, type SourceProgram } from "./program/program.js";
import type { ParsedModule, SourceModule } from "./program/source-module.js";

export type { Diagnostic } from "./diagnostics.js";
export type { EmitOptions, EmittedFiles } from "./emit/index.js";
export { groupScripts, parseScript, type Input, type ParsedScript, type Script } from "./program/loader.js";

/** What became of a script. */
export interface Conversion {
  /** In source order. */
  diagnostics: Diagnostic[];
  /** null when a diagnostic is an error. */
  output: EmittedFiles | null;
}

/** What became of scripts and the modules that they import. */
export interface ProgramConversion {
  /** File by file, in source order. */
  diagnostics: Diagnostic[];
  /** The scripts first; empty when a diagnostic is an error. */
  files: ConvertedFile[];
  /** The Python files that were read beside the scripts, and those that were looked for in vain. */
  sources: Sources;
}

export interface Sources {
  read: string[];
  missed: string[];
}

export interface ConvertedFile {
  /** Path of the emitted files without extension. */
  place: string;
  isScript: boolean;
  output: EmittedFiles;
}

/** How a program's files are written. */
export interface ProgramOptions {
  /** What an emitted `import` says for a module of the runtime. */
  specifier: (module: string) => string;
  /** Absolute path of the files that a module becomes, without extension. */
  placeOf: (module: ParsedModule) => string;
  /** What the source map of the files at a place calls the Python file. */
  sourceUrl: (path: string, place: string) => string;
  /** As {@link EmitOptions.typescript}. */
  typescript?: TypeScriptKind;
  /** As that of {@link analyze}. */
  advises?: boolean;
}

/** The finished tree of a file, before it is written. */
interface Lowered {
  statements: ts.Statement[];
  context: Context;
}

/** Converts one script that no other files belong to; `filename` is what messages and tracebacks call it. */
export async function convert(input: Input, filename: string, options: EmitOptions): Promise<Conversion> {
  const { diagnostics, lowered } = await analyze([{ input, filename, name: options.name, hasModules: false }]);
  const [only] = lowered;
  if (!only) return { diagnostics, output: null };
  const { emit } = await import("./emit/index.js");
  return { diagnostics, output: await emit(only.statements, only.context, options) };
}

/** Converts scripts and the modules that they import, all of them together. */
export async function convertProgram(scripts: readonly Script[], options: ProgramOptions): Promise<ProgramConversion> {
  const { diagnostics, lowered, sources } = await analyze(scripts, { advises: options.advises });
  if (lowered.length === 0) return { diagnostics, files: [], sources };
  const { emit } = await import("./emit/index.js");
  const files: ConvertedFile[] = [];
  for (const { statements, context } of lowered) {
    const { file, program } = context;
    // A namespace package has no code.
    if (file.path === null) continue;
    const place = options.placeOf(file);
    const emitOptions = {
      name: basename(place),
      sourceUrl: options.sourceUrl(file.path, place),
      specifier: specifierFrom(place, program, options),
      typescript: options.typescript,
    };
    files.push({ place, isScript: file.isScript, output: await emit(statements, context, emitOptions) });
  }
  return { diagnostics, files, sources };
}

/** How the file at a place names the runtime, and the other files of the program. */
function specifierFrom(place: string, program: SourceProgram, { specifier, placeOf }: ProgramOptions): Specifier {
  return (module, language) => {
    if (!module.startsWith("./")) return specifier(module);
    const other = placeOf(program.find(module.slice("./".length))!);
    const path = relative(dirname(place), other).split(sep).join("/");
    return (path.startsWith("../") ? path : `./${path}`) + (language === "typescript" ? ".mts" : ".mjs");
  };
}

/**
 * Everything but the writing: finds what keeps scripts from being converted. `lowered` is empty when there is such.
 * With `advises` it warns of hazards, and of what works by fork alone.
 */
export async function analyze(
  scripts: readonly Script[],
  { advises = false }: { advises?: boolean } = {},
): Promise<{ diagnostics: Diagnostic[]; lowered: Lowered[]; sources: Sources }> {
  const { modules, missed, diagnostics: errors } = loadScripts(scripts);
  const sources = { read: [...modules.values()].flatMap(({ path }) => path ?? []), missed: [...missed] };
  if (errors.length > 0) return { diagnostics: errors, lowered: [], sources };
  const finalizers = new Map([...modules].map(([name, { module }]) => [name, finalizersOf(module)]));
  const stubs = new Stubs();
  settleImports(modules.values(), {
    isOwn: (name) => modules.has(name),
    isSupported: (name) => stubs.module(name) !== null,
    hasMember: (module, name) => stubs.member(module, name) !== null,
  });
  const program = bindProgram(modules, (name) => stubs.module(name)?.publicNames() ?? null);
  decideOrder(program, (name) => stubs.member("builtins", name) !== null);
  const dependences = planFork(program, (name) => stubs.member("builtins", name) !== null);
  const contexts = contextsOf(program, infer(program, stubs));
  for (const { file, diagnostics } of contexts) warnOfFinalizers(finalizers.get(file.name)!, diagnostics);
  if (advises) warnOfHazards(contexts, dependences);
  const { lower } = await import("./lower/index.js");
  const files = lower(contexts).map((statements, index) => ({ statements, context: contexts[index]! }));
  const diagnostics = contexts.flatMap(({ diagnostics: { all }, module, source }) =>
    withoutIgnored(all, module, source).toSorted((a, b) => a.start - b.start),
  );
  const hasErrors = contexts.some((context) => context.diagnostics.hasErrors);
  return { diagnostics, lowered: hasErrors ? [] : files, sources };
}

/** The contexts of a program's files, the scripts' first. */
function contextsOf(program: SourceProgram, types: Types): Context[] {
  const contexts = new Map<SourceModule, Context>();
  const fileOf = (module: SourceModule): Context => contexts.get(module)!;
  for (const file of [...program.modules.values()].sort((a, b) => Number(b.isScript) - Number(a.isScript))) {
    const { source, module, bindings } = file;
    const identity: Context["identity"] = new Set();
    const own = { identity, imports: new ImportRequests(bindings.names), diagnostics: new Diagnostics(source) };
    contexts.set(file, { file, program, source, module, bindings, types, fileOf, ...own });
  }
  return [...contexts.values()];
}
