/** `py2mp check` */
import type { Diagnostic } from "../diagnostics.js";
import { expectShortRun } from "./converter.js";
import { EXIT_DONE, EXIT_INPUT } from "./failure.js";
import { readScript } from "./input.js";
import { doJob } from "./job.js";
import { packageVersion } from "./package.js";
import { report, toJson } from "./report.js";
import { printData } from "./stdout.js";

export interface CheckCommandOptions {
  json?: boolean;
}

/** Says what keeps the scripts from being converted, and writes nothing. Returns the exit status. */
export async function checkCommand(paths: readonly string[], options: CheckCommandOptions): Promise<number> {
  const diagnostics: Diagnostic[] = [];
  expectShortRun();
  for (const path of paths) {
    const result = await doJob({ task: "check", scripts: [await readScript(path)], target: "beside" });
    diagnostics.push(...result.diagnostics);
  }
  if (options.json) {
    const result = { version: packageVersion(), diagnostics: diagnostics.map(toJson) };
    printData(`${JSON.stringify(result, null, 2)}\n`);
  } else {
    await report(diagnostics);
  }
  return diagnostics.some(({ severity }) => severity === "error") ? EXIT_INPUT : EXIT_DONE;
}
