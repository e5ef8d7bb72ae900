/** Runs an example converted, and by CPython. */
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../cli/package.js";
import type { Example } from "./example.js";
import { linesOf, masked } from "./masks.js";
import { runProgram, type ProgramRun } from "./program.js";

/** What a run of an example did, as far as it is compared. */
export interface Outcome {
  /** The lines that it printed, masked. */
  readonly lines: readonly string[];
  /** Its standard output as it came. */
  readonly stdout: string;
  readonly stderr: string;
  /** Whatever was hidden in its output. */
  readonly hidden: readonly string[];
  readonly exitCode: number;
  /** What a program that failed says on standard error of the exception that ended it; empty for one that didn't. */
  readonly error: string;
  /** It was stopped when its time had passed. */
  readonly endless: boolean;
  readonly seconds: number;
}

/** How an example is run by one of the two. */
export type Runner = (example: Example, limitSeconds: number) => Promise<Outcome>;

const SCRIPT = "example.py";

/** Has standard output written line by line, as on a terminal: else the lines of several processes come in blocks. */
const LINE_BY_LINE = "import sys\nsys.stdout.reconfigure(line_buffering=True)\n";

/** Runs the conversion, by `py2mp run`. */
export const runConverted: Runner = (example, limitSeconds) =>
  inFolder(example, (folder) => {
    const args = [join(packageRoot, "dist/cli.js"), "run", SCRIPT];
    // the runtime tells what each process does when it is stopped so
    const stopSignal = example.attributes.endless ? "SIGINT" : "SIGQUIT";
    return runProgram(process.execPath, args, { cwd: folder, limitSeconds, stopSignal, ...inputOf(example) });
  });

/** Runs the example by a CPython; null where there is none. */
export function findPython(): Runner | null {
  const executable = process.env.PY2MP_PYTHON ?? "python3";
  if (spawnSync(executable, ["-c", ""]).status !== 0) return null;
  return (example, limitSeconds) =>
    inFolder(example, async (folder) => {
      const startup = join(folder, ".startup");
      await mkdir(startup);
      await writeFile(join(startup, "sitecustomize.py"), LINE_BY_LINE);
      // Unbuffered, print would write a line and its end apart, and lines of several processes would tear.
      const env = { PYTHONPATH: startup, PYTHONUTF8: "1", PYTHONDONTWRITEBYTECODE: "1", PYTHONUNBUFFERED: "" };
      return runProgram(executable, [SCRIPT], {
        cwd: folder,
        limitSeconds,
        env,
        stopSignal: "SIGINT",
        ...inputOf(example),
      });
    });
}

const inputOf = ({ attributes: { stdin } }: Example): { stdin?: string } => (stdin === undefined ? {} : { stdin });

/** Runs the example in a folder of its own, where it may leave files. */
async function inFolder(example: Example, run: (folder: string) => Promise<ProgramRun>): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "py2mp-validate-"));
  try {
    await writeFile(join(folder, SCRIPT), example.source);
    const start = performance.now();
    const result = await run(folder);
    return outcomeOf(result, (performance.now() - start) / 1000);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function outcomeOf({ stdout, stderr, exitCode, timedOut }: ProgramRun, seconds: number): Outcome {
  const { text, hidden } = masked(stdout);
  const failed = exitCode !== 0 && !timedOut;
  const error = failed ? masked(lastError(stderr)).text : "";
  return { lines: linesOf(text), stdout, stderr, hidden, exitCode, error, endless: timedOut, seconds };
}

/** The line that names the exception which ended the main process: children's tracebacks have a header of their own. */
function lastError(stderr: string): string {
  const lines = stderr.trimEnd().split("\n");
  const start = lines.findLastIndex(
    (line, at) => line.startsWith("Traceback (") && !/^(?:Process|Exception in) .*:$/.test(lines[at - 1] ?? ""),
  );
  const inTraceback = start < 0 ? [] : lines.slice(start + 1);
  return inTraceback.find((line) => !/^\s|^$/.test(line)) ?? lines.at(-1)!;
}
