/** `py2mp convert` */
import { dirname, resolve } from "node:path";
import { expectShortRun, loadConverter } from "./converter.js";
import { EXIT_DONE, EXIT_INPUT, EXIT_USAGE, Failure, reportFailure } from "./failure.js";
import { readScript, STANDARD_INPUT, type InputScript } from "./input.js";
import { doJob, toScript } from "./job.js";
import { writeFiles } from "./output.js";
import { checkSharedModules } from "./shared-modules.js";
import { report } from "./report.js";
import { printData } from "./stdout.js";

export interface ConvertCommandOptions {
  /** Where the output goes; beside each script when not given. */
  outDir?: string;
  /** Warns of what `check` warns of. */
  warn?: boolean;
}

/** Converts each script; one at fault does not keep the others from being written. Returns the exit status. */
export async function convertCommand(paths: readonly string[], options: ConvertCommandOptions): Promise<number> {
  checkOutputs(paths, options);
  expectShortRun();
  let status = EXIT_DONE;
  const attempt = async (work: () => Promise<number>): Promise<void> => {
    status = Math.max(status, await work().catch(reportFailure));
  };
  const scripts: InputScript[] = [];
  for (const path of new Set(paths)) {
    await attempt(async () => {
      scripts.push(await readScript(path));
      return EXIT_DONE;
    });
  }
  for (const group of await grouped(scripts)) await attempt(() => convertTogether(group, options));
  return status;
}

/** Scripts that have modules in common are converted together. */
async function grouped(scripts: InputScript[]): Promise<InputScript[][]> {
  if (scripts.length < 2) return scripts.map((script) => [script]);
  const { groupScripts } = await loadConverter();
  const byName = new Map(scripts.map((script) => [script.filename, script]));
  const groups = groupScripts(scripts.map(toScript));
  return groups.map((group) => group.map(({ filename }) => byName.get(filename)!));
}

async function convertTogether(scripts: InputScript[], options: ConvertCommandOptions): Promise<number> {
  const { outDir } = options;
  const conversion = await doJob({
    task: "convert",
    warns: options.warn,
    scripts,
    target: outDir === undefined ? "beside" : { folder: outDir },
  });
  await report(conversion.diagnostics);
  const { files } = conversion;
  if (files.length === 0) return EXIT_INPUT;
  if (scripts[0]!.path === STANDARD_INPUT && outDir === undefined) {
    if (files.length > 1) throw new Failure("a script with modules of its own needs a folder: -o DIR", EXIT_USAGE);
    printData(files[0]!.output.typescript!.text);
    return EXIT_DONE;
  }
  await checkSharedModules(files);
  for (const { place, output } of files) {
    const written = await writeFiles(output, place);
    process.stderr.write(`wrote ${written.join(" and ")}\n`);
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
