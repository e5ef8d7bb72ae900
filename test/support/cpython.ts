import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runProgram, type ProgramOptions, type ProgramRun } from "../../transform/validate/program.js";

const startup = join(dirname(fileURLToPath(import.meta.url)), "python");

/** The judge: a CPython of this machine. */
export interface CPython {
  /** Path of the interpreter itself, past any launcher on PATH. */
  executable: string;
  /** For example `3.11`. */
  version: string;
}

/** The `python3` on PATH (or what `PY2MP_PYTHON` names), or null where there is none. */
export function findCPython(): CPython | null {
  const script = "import sys; print(sys.executable); print('%d.%d' % sys.version_info[:2])";
  const found = spawnSync(process.env.PY2MP_PYTHON ?? "python3", ["-c", script], { encoding: "utf8" });
  if (found.status !== 0) return null;
  const [executable = "", version = ""] = found.stdout.trim().split("\n");
  return { executable, version };
}

/**
 * Runs a script under CPython, its output flushed line by line.
 *
 * @param startMethod the default start method of `multiprocessing`; where nothing is said, `PY2MP_START_METHOD` or else
 *   the platform's own.
 */
export function runCPython(
  python: CPython,
  script: string,
  args: readonly string[],
  options: ProgramOptions,
  startMethod?: string,
): Promise<ProgramRun> {
  const env = {
    ...options.env,
    PYTHONPATH: startup,
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONUTF8: "1",
    // Unbuffered, print would write its arguments one by one, and lines of several processes would tear.
    PYTHONUNBUFFERED: "",
    PY2MP_START_METHOD: startMethod ?? process.env.PY2MP_START_METHOD ?? "",
  };
  return runProgram(python.executable, [script, ...args], { ...options, env });
}
