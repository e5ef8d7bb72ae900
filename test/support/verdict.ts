import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FixtureCase } from "./case.js";
import { distinctLines, lastLine, sortedLines } from "./comparing.js";
import { maskOutput, maskTraceback } from "./masking.js";
import type { ProgramRun } from "../../transform/validate/program.js";

/** What of a run counts for a case, in a form that two right runs agree in. Absent fields are not compared. */
export interface Verdict {
  stdout: string;
  exitCode: number;
  timedOut: boolean;
  stderr?: string;
  stderrLast?: string;
  files?: Record<string, string | null>;
}

const EXIT_BY_SIGINT = 130;

/** What the case wants: what its folder has recorded. */
export function wantedVerdict(fixture: FixtureCase): Verdict {
  const { options, expectedErr } = fixture;
  return {
    stdout: comparable(fixture, fixture.expectedOut ?? ""),
    exitCode: options.exitCode ?? (options.endless ? EXIT_BY_SIGINT : 0),
    timedOut: false,
    ...(options.stderrLast !== undefined || options.endless
      ? { stderrLast: options.stderrLast ?? "KeyboardInterrupt" }
      : { stderr: comparable(fixture, expectedErr ?? "") }),
    ...filesIn(fixture, join(fixture.folder, "expected-files")),
  };
}

/**
 * What a run of the case did.
 *
 * @param folder the run's working folder.
 */
export function verdictOf(fixture: FixtureCase, run: ProgramRun, folder: string): Verdict {
  const { options } = fixture;
  const onlyLast = options.stderrLast !== undefined || options.endless;
  return {
    stdout: comparable(fixture, maskOutput(run.stdout, options.mask)),
    exitCode: run.exitCode,
    timedOut: run.timedOut,
    ...(onlyLast
      ? { stderrLast: maskOutput(lastLine(run.stderr), options.mask) }
      : { stderr: comparable(fixture, maskOutput(maskTraceback(run.stderr), options.mask)) }),
    ...filesIn(fixture, folder),
  };
}

function comparable(fixture: FixtureCase, printed: string): string {
  const text = withoutLines(printed, fixture.options.optional ?? []);
  if (fixture.options.endless) return distinctLines(text);
  return fixture.options.order === "any" ? sortedLines(text) : text;
}

function withoutLines(text: string, patterns: readonly string[]): string {
  const whole = patterns.map((pattern) => new RegExp(`^(?:${pattern})$`, "u"));
  return text
    .split("\n")
    .filter((line) => !whole.some((pattern) => pattern.test(line)))
    .join("\n");
}

function filesIn(fixture: FixtureCase, folder: string): Pick<Verdict, "files"> {
  const { files } = fixture.options;
  if (files === undefined) return {};
  const contents = files.map((name) => {
    const path = join(folder, name);
    return [name, existsSync(path) ? comparable(fixture, readFileSync(path, "utf8")) : null] as const;
  });
  return { files: Object.fromEntries(contents) };
}
