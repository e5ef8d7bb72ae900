import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FixtureCase } from "./case.js";
import { maskOutput, maskTraceback } from "./masking.js";
import type { ProgramRun } from "../../transform/validate/program.js";

/** Accepts the TypeScript that a case's script now becomes, in a case whose look counts. */
export function recordLook(fixture: FixtureCase, typeScript: string): void {
  writeFileSync(join(fixture.folder, "expected.mts"), typeScript);
}

/**
 * Writes what a run under CPython printed into the case's folder, masked: `expected.out`, `expected.err` where the case
 * fails and `case.json` does not settle for its last line, and `expected-files/`.
 *
 * An endless case keeps the `expected.out` that its author wrote, since no run of it is whole.
 *
 * @param folder the run's working folder.
 */
export function record(fixture: FixtureCase, run: ProgramRun, folder: string): void {
  const { options } = fixture;
  const write = (name: string, text: string) => writeFileSync(join(fixture.folder, name), text);
  if (!options.endless) write("expected.out", maskOutput(run.stdout, options.mask));
  const stderr = maskOutput(maskTraceback(run.stderr), options.mask);
  if (stderr !== "" && options.stderrLast === undefined && !options.endless) write("expected.err", stderr);
  for (const name of options.files ?? []) {
    const to = join(fixture.folder, "expected-files", name);
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(join(folder, name), to);
  }
}
