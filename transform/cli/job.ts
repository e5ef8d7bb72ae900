/** One conversion as the commands ask for it. */
import { Worker } from "node:worker_threads";
import { decodeSource } from "../../parser/index.js";
import type { Diagnostic } from "../diagnostics.js";
import type { Conversion } from "../index.js";
import { EXIT_INPUT, Failure } from "./failure.js";
import { loadConverter } from "./converter.js";
import { installedSpecifier, specifierFor } from "./specifier.js";

/** Plain data, so that another thread can do it too. */
export interface Job {
  /** `check` finds the diagnostics and makes no output. */
  task: "convert" | "check";
  bytes: Uint8Array;
  filename: string;
  /** The emitted files' name without extension. */
  name: string;
  /** What the source maps call the script. */
  sourceUrl: string;
  /** Where the emitted files will stand; null for a place from which only the installed runtime can be found. */
  folder: string | null;
}

/** What the other thread answers. */
export type Answer = Pick<Conversion, "output"> & { diagnostics: Omit<Diagnostic, "source">[] };

/** Megabytes of stack for a script whose nesting is too deep for a thread's usual stack. */
const DEEP_STACK = 256;

/**
 * Does a job. A script that is nested very deeply is converted by a thread with a larger stack.
 *
 * @throws {Failure} when it is nested too deeply even for that
 */
export async function doJob(job: Job): Promise<Conversion> {
  try {
    return await perform(job);
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    return performDeep(job);
  }
}

/** Does a job in this thread. */
export async function perform({ task, bytes, filename, name, sourceUrl, folder }: Job): Promise<Conversion> {
  const { analyze, convert } = await loadConverter();
  if (task === "check") return { diagnostics: (await analyze(bytes, filename)).diagnostics, output: null };
  const specifier = folder === null ? installedSpecifier : specifierFor(folder);
  return convert(bytes, filename, { name, sourceUrl, specifier });
}

function performDeep(job: Job): Promise<Conversion> {
  const thread = new Worker(new URL("./deep.js", import.meta.url), {
    workerData: job,
    resourceLimits: { stackSizeMb: DEEP_STACK },
  });
  return new Promise((resolve, reject) => {
    thread.once("message", ({ output, diagnostics }: Answer) =>
      resolve({ output, diagnostics: withSource(diagnostics, job) }),
    );
    thread.once("error", (error) => reject(isStackOverflow(error) ? tooDeep(job) : error));
  });
}

function withSource(diagnostics: Answer["diagnostics"], { bytes, filename }: Job): Diagnostic[] {
  const source = decodeSource(bytes, filename);
  // The other thread has parsed it: it can be decoded.
  return diagnostics.map((diagnostic) => ({ ...diagnostic, source }) as Diagnostic);
}

function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message === "Maximum call stack size exceeded";
}

function tooDeep({ filename }: Job): Failure {
  return new Failure(`${filename} is nested too deeply to be converted`, EXIT_INPUT);
}
