import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runProgram, type ProgramOptions, type ProgramRun } from "../../transform/validate/program.js";

/** The built command. */
export const cli = join(dirname(fileURLToPath(import.meta.url)), "../../dist/cli.js");

/** The Node that runs the command and what it writes: another than the tests' own with `PY2MP_NODE=/path/to/node`. */
export const node = process.env.PY2MP_NODE ?? process.execPath;

const CONVERT_LIMIT_SECONDS = 240;

const forRunning = join(dirname(fileURLToPath(import.meta.url)), "convert-to-run.mjs");
/** So many scripts does one process convert: enough to share what loading the converter costs, too few to reach the limit. */
const TOGETHER = 50;
/** So many processes convert at a time. */
const ABREAST = 2;

/** Runs `py2mp convert` on scripts, each written beside itself. */
export function convert(scripts: readonly string[]): Promise<ProgramRun> {
  const cwd = dirname(scripts[0] ?? cli);
  return runProgram(node, [cli, "convert", ...scripts], { cwd, limitSeconds: CONVERT_LIMIT_SECONDS });
}

/** Where `convert` puts the JavaScript of a script. */
export function outputOf(script: string): string {
  return join(dirname(script), basename(script, ".py") + ".mjs");
}

/**
 * Converts many scripts as `py2mp run` does, by few processes, which is far faster than a call for each. A script that is
 * left without output is dealt with by `runConverted`.
 */
export async function convertTogether(scripts: readonly string[]): Promise<void> {
  const left = [...scripts];
  const convertNext = async (): Promise<void> => {
    for (let next = left.splice(0, TOGETHER); next.length > 0; next = left.splice(0, TOGETHER))
      await runProgram(node, [forRunning, ...next], { cwd: dirname(next[0]!), limitSeconds: CONVERT_LIMIT_SECONDS });
  };
  await Promise.all(Array.from({ length: ABREAST }, convertNext));
}

/**
 * Runs a script's conversion by the start method, the runtime's own where nothing is said. The conversion is made now if `convertTogether` did not.
 *
 * @returns what the program did or, when the script cannot be converted, what the converter said.
 */
export async function runConverted(
  script: string,
  args: readonly string[],
  options: ProgramOptions,
  startMethod = "",
): Promise<ProgramRun> {
  const output = outputOf(script);
  if (!existsSync(output)) {
    const conversion = await convert([script]);
    if (!existsSync(output)) return { ...conversion, stderr: `not converted:\n${conversion.stderr}` };
  }
  const env = { ...options.env, PY2MP_START_METHOD: startMethod };
  return runProgram(node, [output, ...args], { ...options, env });
}
