/** Programs in Python, and by hand in the form that the converter emits: both have to print the same. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findCPython, runCPython } from "../support/cpython.js";
import { runProgram, type ProgramRun } from "../../transform/validate/program.js";

const LIMIT_SECONDS = 30;
const DIST = new URL("../../dist/runtime/", import.meta.url);
const python = findCPython();

export interface Programs {
  /** What CPython runs. */
  python: string;
  /** The same as a converted script; imports "py2mp/..." as one does. */
  emitted: string;
  /** What CPython printed when this was written. */
  output: string;
}

/** Runs both programs, the Python one only where there is a CPython 3.11, and compares their output. */
export function sideBySide(name: string, { python: script, emitted, output }: Programs): void {
  test(name, async () => {
    const run = await runEmitted(emitted);
    expect(run.stderr).toBe("");
    expect(run.timedOut).toBe(false);
    expect(masked(run.stdout)).toBe(unindented(output));
    expect(run.exitCode).toBe(0);
  });
  test.skipIf(python?.version !== "3.11")(`${name} (as CPython does)`, async () => {
    await inFolder(async (cwd) => {
      writeFileSync(join(cwd, "program.py"), unindented(script));
      // Its standard error does not count: CPython's helper threads sometimes complain while the interpreter ends.
      const run = await runCPython(python!, "program.py", [], { cwd, limitSeconds: LIMIT_SECONDS });
      expect(masked(run.stdout), run.stderr).toBe(unindented(output));
      expect(run.exitCode).toBe(0);
    });
  });
}

/** Runs a program in emitted form with the built runtime. */
export async function runEmitted(source: string): Promise<ProgramRun> {
  return inFolder((cwd) => {
    writeFileSync(join(cwd, "program.mjs"), resolved(unindented(source)));
    return runProgram(process.execPath, ["program.mjs"], { cwd, limitSeconds: LIMIT_SECONDS });
  });
}

/** Imports of the package as those of the build in this repository. */
function resolved(source: string): string {
  return source.replace(/"py2mp\/([^"]+)"/g, (_, path: string) => {
    const candidates = [`${path}.js`, `${path}/index.js`, `stdlib/${path}.js`];
    const found = candidates.find((candidate) => existsSync(new URL(candidate, DIST)));
    return `"${new URL(found ?? path, DIST).href}"`;
  });
}

async function inFolder<T>(use: (cwd: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "side-by-side-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function masked(text: string): string {
  return text.replace(/0x[0-9a-f]+/g, "0x…").replace(/\bpid \d+/g, "pid …");
}

/** A template literal without the indentation of its first line. */
function unindented(text: string): string {
  const lines = text.replace(/^\n/, "").replace(/\n *$/, "\n").split("\n");
  const indent = /^ */.exec(lines[0]!)![0].length;
  return lines.map((line) => line.slice(Math.min(indent, /^ */.exec(line)![0].length))).join("\n");
}
