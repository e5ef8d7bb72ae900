/**
 * One test for each folder under `fixtures/` that holds an `input.py`: the script is converted, run by Node, and must do
 * what was recorded from CPython. `test/support/case.ts` says what a case can ask for.
 *
 *   npm test -- fixtures -t strings            the cases whose name contains "strings"
 *   PY2MP_AGAINST=python3 npm test -- fixtures  the cases themselves, run by CPython: do they hold?
 *   npm run record -- strings                   records what CPython prints (read the difference before you commit it)
 *   UPDATE_LOOK=1 npm test -- fixtures          accepts the TypeScript of the cases that have an expected.mts
 *   PY2MP_NODE=/path/to/node npm test           another Node
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { loadCases, type FixtureCase } from "./support/case.js";
import { hasEveryLine, lastLine } from "./support/comparing.js";
import { convert, convertTogether, outputOf, runConverted } from "./support/converted.js";
import { findCPython, runCPython } from "./support/cpython.js";
import { diagnosticsIn } from "./support/diagnostics.js";
import type { ProgramOptions, ProgramRun } from "../transform/validate/program.js";
import { record } from "./support/recording.js";
import { verdictOf, wantedVerdict, type Verdict } from "./support/verdict.js";

const LIMIT_SECONDS = 30;
const fixtures = join(dirname(fileURLToPath(import.meta.url)), "../fixtures");
const recording = Boolean(process.env.UPDATE);
const againstCPython = recording || process.env.PY2MP_AGAINST === "python3";
const python = againstCPython ? findCPython() : null;
if (againstCPython && python === null) throw new Error("no python3 to run the cases by");
const cases = loadCases(fixtures);
/** What the converter does not manage yet is expected to fail; CPython itself has no gaps. */
const isGap = (fixture: FixtureCase): boolean => fixture.options.gap !== undefined && !againstCPython;
const programs = cases.filter((fixture) => fixture.options.refused === undefined && !isGap(fixture));
const gaps = cases.filter(isGap);
const refusals = cases.filter((fixture) => fixture.options.refused !== undefined);
const workspace = mkdtempSync(join(tmpdir(), "py2mp-fixtures-"));

vi.setConfig({ maxConcurrency: 2, testTimeout: 300_000, hookTimeout: 1_800_000 });

afterAll(() => rmSync(workspace, { recursive: true }));

/** Copies a case's script, and what belongs to it, to a fresh folder, where conversions and runs may leave files. */
function prepare(fixture: FixtureCase, attempt = "run"): string {
  const folder = join(workspace, attempt, fixture.name);
  const belongs = (path: string) => !/^(expected\.(out|err|mts)|expected-files|case\.json)$/.test(basename(path));
  cpSync(fixture.folder, folder, { recursive: true, filter: belongs });
  return folder;
}

function run(fixture: FixtureCase, folder: string): Promise<ProgramRun> {
  const {
    args = [],
    stdin,
    limitSeconds = LIMIT_SECONDS,
    endless,
    interruptAfter,
    mask,
    startMethod,
  } = fixture.options;
  const script = join(folder, "input.py");
  const options: ProgramOptions = { cwd: folder, limitSeconds, stdin };
  const awaited = endless ? fixture.expectedOut : interruptAfter;
  if (awaited) options.interruptWhen = (stdout) => hasEveryLine(stdout, awaited, mask);
  return python === null
    ? runConverted(script, args, options, startMethod)
    : runCPython(python, script, args, options, startMethod);
}

function named(fixture: FixtureCase): [string, FixtureCase] {
  return [fixture.name, fixture];
}

async function attempt(fixture: FixtureCase, folder: string): Promise<[ProgramRun, Verdict]> {
  const result = await run(fixture, folder);
  return [result, verdictOf(fixture, result, folder)];
}

describe("programs", () => {
  beforeAll(async ({}, suite) => {
    const chosen = new Set(suite.tasks.filter((task) => task.mode === "run").map((task) => task.name));
    const scripts = programs
      .filter(({ name }) => chosen.has(name))
      .map((fixture) => join(prepare(fixture), "input.py"));
    if (python === null) await convertTogether(scripts);
  });

  test.concurrent.for(programs.map(named))("%s", async ([, fixture]) => {
    const folder = join(workspace, "run", fixture.name);
    const [result, verdict] = await attempt(fixture, folder);
    if (recording) {
      // What two runs of CPython disagree in cannot be expected of anyone.
      const [, again] = await attempt(fixture, prepare(fixture, "again"));
      expect(again).toEqual(verdict);
      record(fixture, result, folder);
      const { exitCode, timedOut, stderrLast } = wantedVerdict(fixture);
      expect(verdict, `standard error:\n${result.stderr}`).toEqual({ ...verdict, exitCode, timedOut, stderrLast });
    } else {
      expect(verdict, `standard error:\n${result.stderr}`).toEqual(wantedVerdict(fixture));
    }
  });
});

describe.skipIf(gaps.length === 0)("known gaps", () => {
  for (const fixture of gaps) {
    test(`${fixture.name}: ${fixture.options.gap}`, { fails: true }, async () => {
      const folder = prepare(fixture);
      await convertTogether([join(folder, "input.py")]);
      const [result, verdict] = await attempt(fixture, folder);
      expect(verdict, `standard error:\n${result.stderr}`).toEqual(wantedVerdict(fixture));
    });
  }
});

describe("refusals", () => {
  test.concurrent.for(refusals.map(named))("%s", async ([, fixture], { skip }) => {
    const folder = prepare(fixture);
    const script = join(folder, "input.py");
    const refused = fixture.options.refused ?? [];
    if (python !== null) {
      const [first] = refused;
      if (first?.message === undefined) return skip("only the converter refuses it");
      const result = await runCPython(python, script, [], { cwd: folder, limitSeconds: LIMIT_SECONDS });
      expect(lastLine(result.stderr)).toBe(first.message);
      expect(result.stderr).toContain(`input.py", line ${first.line}\n`);
    } else {
      const result = await convert([script]);
      expect(diagnosticsIn(result.stderr, refused), result.stderr).toEqual(refused);
      expect(result.exitCode).toBe(1);
      expect(existsSync(outputOf(script))).toBe(false);
    }
  });
});
