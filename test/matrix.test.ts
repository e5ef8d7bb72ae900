/**
 * The matrix: behaviours of multiprocessing, each with processes (forked and spawned), with the objects of a manager and
 * with threads (multiprocessing.dummy) where it has a meaning for them; those of fork, threading and asyncio stand alone.
 * A file of `matrix/` is an area, a function in it that `cell` marks a row; `matrix/kits/` says what the rows are made of
 * in each column. What CPython prints for a cell stands in `matrix/expected/`:
 *
 *   npm test -- matrix -t barrier                 the cells whose name contains "barrier"
 *   UPDATE=1 npx vitest run matrix -t locks        records what CPython prints in an area
 *
 * `matrix/mutations.mjs` breaks the runtime here and there, and says whether the matrix notices.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { convertTogether, runConverted } from "./support/converted.js";
import { findCPython, runCPython } from "./support/cpython.js";
import { maskOutput } from "./support/masking.js";
import type { ProgramRun } from "../transform/validate/program.js";

/** What the behaviours of a column are made of. */
const COLUMNS = {
  processes: { kit: "processes", startMethod: "fork" },
  spawned: { kit: "processes", startMethod: "spawn" },
  manager: { kit: "manager", startMethod: "fork" },
  threads: { kit: "threads", startMethod: "fork" },
  alone: { kit: "alone", startMethod: "fork" },
} as const;
type Column = keyof typeof COLUMNS;
const columns = Object.keys(COLUMNS) as Column[];

/** The lines that each cell of an area prints in each column. */
type Expected = Partial<Record<Column, Record<string, string[]>>>;

const LIMIT_SECONDS = 60;
const matrix = join(import.meta.dirname, "matrix");
const workspace = mkdtempSync(join(tmpdir(), "py2mp-matrix-"));
const recording = Boolean(process.env.UPDATE);
const HARNESS = "cells.py";
const areas = readdirSync(matrix)
  .filter((name) => name.endsWith(".py") && name !== HARNESS)
  .map((name) => basename(name, ".py"));

vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000, maxConcurrency: 2 });

afterAll(() => rmSync(workspace, { recursive: true }));

function expectedOf(area: string): Expected {
  const path = expectedPath(area);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Expected) : {};
}

function expectedPath(area: string): string {
  return join(matrix, "expected", `${area}.json`);
}

/** Puts an area's script into a folder for its column, with the kit beside it. */
function prepare(area: string, column: Column): string {
  const folder = join(workspace, column, area);
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(matrix, HARNESS), join(folder, HARNESS));
  copyFileSync(join(matrix, "kits", `${COLUMNS[column].kit}.py`), join(folder, "kit.py"));
  const script = join(folder, `${area}.py`);
  copyFileSync(join(matrix, `${area}.py`), script);
  return script;
}

/** The lines under each cell's name; the last, `end`, is there when all ran. */
function linesOf(stdout: string): Record<string, string[]> {
  const cells: Record<string, string[]> = {};
  let lines: string[] = [];
  for (const line of maskOutput(stdout).split("\n").slice(0, -1)) {
    const name = /^\[([a-z]\w+)\]$/.exec(line)?.[1];
    if (name === undefined) lines.push(line);
    else cells[name] = lines = [];
  }
  return cells;
}

describe.runIf(recording).each(areas)("%s", (area) => {
  const python = findCPython();
  const record = async (column: Column): Promise<Record<string, string[]>> => {
    const options = { cwd: join(workspace, column, area), limitSeconds: LIMIT_SECONDS };
    const run = await runCPython(python!, prepare(area, column), [], options, COLUMNS[column].startMethod);
    const { end, ...cells } = linesOf(run.stdout);
    expect(end, run.stderr).toEqual([]);
    return cells;
  };

  test("recorded from CPython", async () => {
    const recorded: Expected = {};
    for (const column of columns) {
      const cells = await record(column);
      // What two runs of CPython disagree in cannot be expected of anyone.
      expect(await record(column)).toEqual(cells);
      if (Object.keys(cells).length > 0) recorded[column] = cells;
    }
    writeFileSync(expectedPath(area), JSON.stringify(recorded, null, 1) + "\n");
  });
});

describe.skipIf(recording)("matrix", () => {
  const programs = areas.map((area) => ({ area, expected: expectedOf(area) }));
  const runs = new Map<string, Promise<ProgramRun>>();
  const runOnce = (area: string, column: Column): Promise<ProgramRun> => {
    const cwd = join(workspace, column, area);
    const script = join(cwd, `${area}.py`);
    const options = { cwd, limitSeconds: LIMIT_SECONDS };
    const run = runs.get(script) ?? runConverted(script, [], options, COLUMNS[column].startMethod);
    runs.set(script, run);
    return run;
  };

  beforeAll(() =>
    convertTogether(
      programs.flatMap(({ area, expected }) =>
        (Object.keys(expected) as Column[]).map((column) => prepare(area, column)),
      ),
    ),
  );

  for (const { area, expected } of programs) {
    describe(area, () => {
      for (const [column, cells] of Object.entries(expected) as [Column, Record<string, string[]>][]) {
        describe.concurrent(column, () => {
          test.for(Object.entries(cells))("%s", async ([cell, lines]) => {
            const { stdout, stderr } = await runOnce(area, column);
            expect(linesOf(stdout)[cell], `standard error:\n${stderr}`).toEqual(lines);
          });

          test("ends, and leaves nothing behind", async () => {
            const { stdout, stderr, exitCode, timedOut } = await runOnce(area, column);
            expect(linesOf(stdout).end, `standard error:\n${stderr}`).toEqual([]);
            expect({ exitCode, timedOut }).toEqual({ exitCode: 0, timedOut: false });
          });
        });
      }
    });
  }
});
