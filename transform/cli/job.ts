/** One conversion as the commands ask for it. */
import { dirname, join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { SourceText } from "../../parser/source.js";
import type { Diagnostic } from "../diagnostics.js";
import type { ProgramConversion, ProgramOptions, Script } from "../index.js";
import type { ParsedModule } from "../program/source-module.js";
import { EXIT_INPUT, Failure } from "./failure.js";
import { loadConverter } from "./converter.js";
import { scriptName, type InputScript } from "./input.js";
import { absoluteSource, relativeSource } from "./source-url.js";
import { installedSpecifier, specifierFor } from "./specifier.js";

/** Plain data, so that another thread can do it too. */
export interface Job {
  /** `check` finds the diagnostics and makes no output. */
  task: "convert" | "check";
  /** Whether a conversion warns of what `check` warns of. */
  warns?: boolean;
  /** Scripts of one program. */
  scripts: readonly InputScript[];
  /**
   * Where the emitted files will stand: each beside its Python file; in a folder, as their modules' names say; or so in a
   * folder of programs that are only run, from which only the installed runtime can be found.
   */
  target: "beside" | { folder: string } | { cache: string };
}

/** What the other thread answers. */
export type Answer = Omit<ProgramConversion, "diagnostics"> & { diagnostics: FlatDiagnostic[] };

/** A diagnostic as plain data. */
type FlatDiagnostic = Omit<Diagnostic, "source"> & { source: { text: string; filename: string } };

/** Megabytes of stack for a script whose nesting is too deep for a thread's usual stack. */
const DEEP_STACK = 256;

/**
 * Does a job. A script that is nested very deeply is converted by a thread with a larger stack.
 *
 * @throws {Failure} when it is nested too deeply even for that
 */
export async function doJob(job: Job): Promise<ProgramConversion> {
  try {
    return await perform(job);
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    return performDeep(job);
  }
}

/** Does a job in this thread. */
export async function perform({ task, scripts, target, warns }: Job): Promise<ProgramConversion> {
  const { analyze, convertProgram } = await loadConverter();
  const inputs = scripts.map(toScript);
  if (task === "convert")
    return convertProgram(inputs, { ...optionsFor(target, scripts[0]!.filename), advises: warns });
  const { diagnostics, sources } = await analyze(inputs, { advises: true });
  return { diagnostics, files: [], sources };
}

export function toScript({ bytes, filename, name }: InputScript): Script {
  return { input: bytes, filename, name, hasModules: true };
}

function optionsFor(target: Job["target"], script: string): ProgramOptions {
  if (target !== "beside" && "cache" in target) {
    return {
      specifier: installedSpecifier,
      placeOf: (module) => below(target.cache, module),
      sourceUrl: absoluteSource,
      typescript: "none",
    };
  }
  const placeOf = target === "beside" ? besideSource : (module: ParsedModule) => below(resolve(target.folder), module);
  const sourceUrl = (path: string, place: string): string => relativeSource(dirname(place), path);
  const specifier = specifierFor(target === "beside" ? dirname(script) : target.folder);
  return { specifier, placeOf, sourceUrl, typescript: "checked" };
}

/** Where a module stands below a folder: as Python's own would. */
function below(folder: string, { name, isPackage, isScript }: ParsedModule): string {
  const path = isScript ? name : name.replaceAll(".", "/");
  return join(folder, path, isPackage ? "__init__" : "");
}

function besideSource({ path, name, isScript }: ParsedModule): string {
  return resolve(dirname(path ?? name), isScript ? name : scriptName(path ?? name));
}

function performDeep(job: Job): Promise<ProgramConversion> {
  const thread = new Worker(new URL("./deep.js", import.meta.url), {
    workerData: job,
    resourceLimits: { stackSizeMb: DEEP_STACK },
  });
  return new Promise((resolve, reject) => {
    thread.once("message", ({ diagnostics, ...rest }: Answer) =>
      resolve({ ...rest, diagnostics: diagnostics.map(unflatten) }),
    );
    thread.once("error", (error) => reject(isStackOverflow(error) ? tooDeep(job) : error));
  });
}

/** A diagnostic as it can be sent to another thread. */
export function flatten({ source: { text, filename }, ...rest }: Diagnostic): FlatDiagnostic {
  return { ...rest, source: { text, filename } };
}

function unflatten({ source, ...rest }: FlatDiagnostic): Diagnostic {
  return { ...rest, source: new SourceText(source.text, source.filename) };
}

function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message === "Maximum call stack size exceeded";
}

function tooDeep({ scripts }: Job): Failure {
  return new Failure(
    `${scripts.map(({ filename }) => filename).join(", ")} is nested too deeply to be converted`,
    EXIT_INPUT,
  );
}
