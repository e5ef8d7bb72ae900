/** `py2mp convert` */
import { dirname, resolve } from "node:path";
import { expectShortRun } from "./converter.js";
import { EXIT_DONE, EXIT_INPUT, EXIT_USAGE, Failure, reportFailure } from "./failure.js";
import { readScript, STANDARD_INPUT } from "./input.js";
import { doJob } from "./job.js";
import { writeFiles } from "./output.js";
import { report } from "./report.js";
import { relativeSource } from "./source-url.js";
import { printData } from "./stdout.js";

export interface ConvertCommandOptions {
  /** Where the output goes; beside each script when not given. */
  outDir?: string;
}

/** Converts each script; one at fault does not keep the others from being written. Returns the exit status. */
export async function convertCommand(paths: readonly string[], options: ConvertCommandOptions): Promise<number> {
  checkOutputs(paths, options);
  expectShortRun();
  let status = EXIT_DONE;
  for (const path of paths) {
    const isConverted = await attempt(() => convertOne(path, options));
    status = Math.max(status, isConverted);
  }
  return status;
}

async function attempt(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    return reportFailure(error);
  }
}

async function convertOne(path: string, options: ConvertCommandOptions): Promise<number> {
  const folder = outputFolder(path, options);
  const { bytes, filename, name } = await readScript(path);
  const sourceUrl = path === STANDARD_INPUT ? filename : relativeSource(folder, path);
  const conversion = await doJob({ task: "convert", bytes, filename, name, sourceUrl, folder });
  await report(conversion.diagnostics);
  if (!conversion.output) return EXIT_INPUT;
  if (path === STANDARD_INPUT && options.outDir === undefined) {
    printData(conversion.output.mts);
  } else {
    const { mts, mjs } = await writeFiles(conversion.output, folder, name);
    process.stderr.write(`wrote ${mts} and ${mjs}\n`);
  }
  return EXIT_DONE;
}

function outputFolder(path: string, { outDir }: ConvertCommandOptions): string {
  return outDir ?? (path === STANDARD_INPUT ? "." : dirname(path));
}

/** Two scripts of one name in one folder would overwrite each other's output. */
function checkOutputs(paths: readonly string[], options: ConvertCommandOptions): void {
  const writers = new Map<string, string>();
  for (const path of new Set(paths)) {
    const output = resolve(outputFolder(path, options), path.split(/[/\\]/).at(-1)!);
    const other = writers.get(output);
    if (other !== undefined) throw new Failure(`${other} and ${path} would be written to the same files`, EXIT_USAGE);
    writers.set(output, path);
  }
}
