/**
 * What failing programs leave on standard error, to the last caret: each `fixtures/tracebacks/NAME.py` must print what
 * CPython 3.11 printed, which `NAME.err` holds together with the exit status.
 *
 *   UPDATE=1 npm test -- tracebacks   records what CPython prints
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { convertTogether, runConverted } from "./support/converted.js";
import { findCPython, runCPython } from "./support/cpython.js";
import type { ProgramRun } from "../transform/validate/program.js";

const LIMIT_SECONDS = 60;
const fixtures = join(import.meta.dirname, "../fixtures/tracebacks");
const workspace = mkdtempSync(join(tmpdir(), "py2mp-tracebacks-"));
const names = readdirSync(fixtures).flatMap((file) => (file.endsWith(".py") ? [file.slice(0, -3)] : []));
const python = process.env.UPDATE ? findCPython() : null;

vi.setConfig({ maxConcurrency: 2, testTimeout: 300_000, hookTimeout: 1_800_000 });

const scriptOf = (name: string): string => join(workspace, `${name}.py`);

/** Standard error without the folder that the program happened to lie in. */
function verdict({ stderr, exitCode }: ProgramRun): string {
  return `${stderr.replaceAll(`${workspace}/`, "")}[exit status ${exitCode}]\n`;
}

describe("tracebacks", () => {
  beforeAll(async () => {
    cpSync(fixtures, workspace, { recursive: true });
    if (python === null) await convertTogether(names.map(scriptOf));
  });

  afterAll(() => rmSync(workspace, { recursive: true }));

  test.concurrent.for(names)("%s", async (name) => {
    const options = { cwd: workspace, limitSeconds: LIMIT_SECONDS };
    const recorded = join(fixtures, `${name}.err`);
    if (python === null) {
      const run = await runConverted(scriptOf(name), [], options);
      expect(verdict(run)).toBe(readFileSync(recorded, "utf8"));
    } else {
      writeFileSync(recorded, verdict(await runCPython(python, scriptOf(name), [], options)));
    }
  });
});
