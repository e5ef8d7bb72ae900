/** Python source to the files of a TypeScript program. */
import { decodeSource, parse, SourceText, type Module, type SyntaxError } from "../parser/index.js";
import type { ts } from "ts-morph";
import { bind } from "./bind/index.js";
import type { Context } from "./context.js";
import { Diagnostics, type Diagnostic } from "./diagnostics.js";
import type { EmitOptions, EmittedFiles } from "./emit/index.js";
import { ImportRequests } from "./emit/imports.js";
import { expand } from "./expand/index.js";
import { manglePrivateNames } from "./expand/private-names.js";
import { infer } from "./infer/index.js";
import { Stubs } from "./infer/stubs.js";

export type { Diagnostic } from "./diagnostics.js";
export type { EmitOptions, EmittedFiles } from "./emit/index.js";

/** A script's bytes, or its text. */
export type Input = Uint8Array | SourceText;

/** What became of a script. */
export interface Conversion {
  /** In source order. */
  diagnostics: Diagnostic[];
  /** null when a diagnostic is an error. */
  output: EmittedFiles | null;
}

/** The finished tree, before it is written. */
export interface Analysis {
  diagnostics: Diagnostic[];
  /** null when a diagnostic is an error. */
  lowered: { statements: ts.Statement[]; context: Context } | null;
}

/** A syntax tree; `module` is null when there are errors. */
export interface ParsedScript {
  source: SourceText;
  module: Module | null;
  diagnostics: Diagnostic[];
}

/** Converts one script; `filename` is what messages and tracebacks call it. */
export async function convert(input: Input, filename: string, options: EmitOptions): Promise<Conversion> {
  const { diagnostics, lowered } = await analyze(input, filename);
  if (!lowered) return { diagnostics, output: null };
  const { emit } = await import("./emit/index.js");
  return { diagnostics, output: await emit(lowered.statements, lowered.context, options) };
}

/** Everything but the writing: finds what keeps a script from being converted. */
export async function analyze(input: Input, filename: string): Promise<Analysis> {
  const { source, module, diagnostics: errors } = parseScript(input, filename);
  if (!module) return { diagnostics: errors, lowered: null };
  manglePrivateNames(module, source);
  const dataclasses = expand(module);
  const stubs = new Stubs();
  const bindings = bind(module, { exportsOf: (name) => stubs.module(name)?.publicNames() ?? null });
  const types = infer(module, bindings, stubs);
  const imports = new ImportRequests(bindings.names);
  const context = { source, module, diagnostics: new Diagnostics(source), bindings, types, dataclasses, imports };
  const { lower } = await import("./lower/index.js");
  const statements = lower(context);
  const { all, hasErrors } = context.diagnostics;
  const diagnostics = all.toSorted((a, b) => a.start - b.start);
  return { diagnostics, lowered: hasErrors ? null : { statements, context } };
}

/**
 * Decodes and parses a script.
 *
 * @param read `parse` finds the errors of CPython's compiler too; `parseSyntax` only those of its parser, as `ast.parse`
 */
export function parseScript(input: Input, filename: string, read: typeof parse = parse): ParsedScript {
  const source = input instanceof SourceText ? input : decodeSource(input, filename, read === parse ? "file" : "bytes");
  if (!(source instanceof SourceText)) return undecodable(input as Uint8Array, source, filename);
  const { module, errors } = read(source);
  return { source, module, diagnostics: errors.map((error) => syntaxDiagnostic(error, source)) };
}

/** A file that is not text in its encoding: shown byte by byte, so that the place of the error is right. */
function undecodable(bytes: Uint8Array, error: SyntaxError, filename: string): ParsedScript {
  const source = new SourceText(new TextDecoder("latin1").decode(bytes), filename);
  return { source, module: null, diagnostics: [syntaxDiagnostic(error, source)] };
}

function syntaxDiagnostic({ code, message, start, end, errorType }: SyntaxError, source: SourceText): Diagnostic {
  return { code, message: `${errorType}: ${message}`, severity: "error", start, end, source };
}
