/** `py2mp check` */
import type { Diagnostic } from "../diagnostics.js";
import { expectShortRun } from "./converter.js";
import { EXIT_DONE, EXIT_INPUT } from "./failure.js";
import { readScript } from "./input.js";
import { doJob } from "./job.js";
import { report } from "./report.js";
import { reporters } from "./reporters/index.js";
import { printData } from "./stdout.js";

export interface CheckCommandOptions {
  reporter: string;
  json?: boolean;
}

/** Says what keeps the scripts from being converted, warns of hazards, and writes nothing. Returns the exit status. */
export async function checkCommand(paths: readonly string[], options: CheckCommandOptions): Promise<number> {
  const diagnostics: Diagnostic[] = [];
  expectShortRun();
  for (const path of paths) {
    const result = await doJob({ task: "check", scripts: [await readScript(path)], target: "beside" });
    diagnostics.push(...result.diagnostics);
  }
  const reporter = reporters[options.json ? "json" : options.reporter];
  if (reporter === undefined) await report(diagnostics);
  else printData(reporter(diagnostics));
  return diagnostics.some(({ severity }) => severity === "error") ? EXIT_INPUT : EXIT_DONE;
}
