/** `py2mp run` */
import { pathToFileURL } from "node:url";
import { cached } from "./cache.js";
import { EXIT_INPUT } from "./failure.js";
import { readScript } from "./input.js";
import { report } from "./report.js";

/**
 * Runs a script with its arguments. This very process becomes the program: its standard streams, signals and exit status
 * are the script's. `startMethod` is that of processes for which the script names none. Returns an exit status only when the script could not be converted.
 */
export async function runCommand(path: string, args: readonly string[], startMethod?: string): Promise<number> {
  // what the runtime looks for
  if (startMethod !== undefined) process.env.PY2MP_START_METHOD = startMethod;
  const script = await readScript(path);
  const program = await cached(script, async (folder) => {
    // Loads the whole converter: not needed for a script that was run before.
    const { doJob } = await import("./job.js");
    const conversion = await doJob({ task: "convert", scripts: [script], target: { cache: folder } });
    if (conversion.files.length === 0) await report(conversion.diagnostics);
    return conversion;
  });
  if (program === null) return EXIT_INPUT;
  process.argv.splice(1, Infinity, program, ...args);
  await import(pathToFileURL(program).href);
  return Number(process.exitCode ?? 0);
}
