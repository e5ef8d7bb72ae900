/**
 * Runs every example of the five articles as it stands, converted, and compares with the output that the article shows
 * and with what CPython does now. The articles are not part of this repository: they are taken from
 * `../shared/articles`, or from the folder that `PY2MP_ARTICLES` names, and without one there is nothing to run.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { articleOptions, type ArticleOptions } from "./support/article-cases.js";
import { findArticles, loadExamples, type ArticleExample } from "./support/articles.js";
import { hasEveryLine, linesOf, sortedLines } from "./support/comparing.js";
import { convertTogether, runConverted } from "./support/converted.js";
import { findCPython, runCPython, type CPython } from "./support/cpython.js";
import { maskOutput } from "./support/masking.js";
import type { ProgramOptions, ProgramRun } from "../transform/validate/program.js";
import { verdictOf, type Verdict } from "./support/verdict.js";

const LIMIT_SECONDS = 60;
const articles = findArticles();
const examples = articles === null ? [] : loadExamples(articles);
const documentedExamples = examples.filter(
  (example) => optionsOf(example).shows !== "another output" && example.documented !== null,
);
const python = findCPython();
const selfTest = process.env.PY2MP_AGAINST === "python3";
const workspace = mkdtempSync(join(tmpdir(), "py2mp-articles-"));
const runs = new Map<string, Promise<ProgramRun>>();

// The examples sleep more than they work.
vi.setConfig({ maxConcurrency: 4, testTimeout: 400_000, hookTimeout: 300_000 });

afterAll(() => rmSync(workspace, { recursive: true }));

/** Writes an example into a folder of its own, where its run may leave files. */
function write(example: ArticleExample, by: string): string {
  const script = join(workspace, by, example.name, "example.py");
  mkdirSync(dirname(script), { recursive: true });
  writeFileSync(script, example.source);
  return script;
}

async function runByCPython(example: ArticleExample, judge: CPython, by: string): Promise<ProgramRun> {
  const script = write(example, by);
  return runCPython(judge, script, [], howToRun(example, script));
}

/** The example's one run by py2mp, which both of its tests look at. */
function run(example: ArticleExample): Promise<ProgramRun> {
  const script = join(workspace, "py2mp", example.name, "example.py");
  const begin = () =>
    selfTest && python !== null
      ? runByCPython(example, python, "py2mp")
      : runConverted(script, [], howToRun(example, script));
  const result = runs.get(example.name) ?? begin();
  runs.set(example.name, result);
  return result;
}

function optionsOf(example: ArticleExample): ArticleOptions {
  return articleOptions[example.name] ?? {};
}

function howToRun(example: ArticleExample, script: string): ProgramOptions {
  const { endlessLines, mask, limitSeconds = LIMIT_SECONDS } = optionsOf(example);
  const awaited = endlessLines?.join("\n");
  return {
    cwd: dirname(script),
    limitSeconds,
    ...(awaited !== undefined && { interruptWhen: (stdout) => hasEveryLine(stdout, awaited, mask) }),
  };
}

function verdict(example: ArticleExample, result: ProgramRun, by: string): Verdict {
  const { endlessLines: _, ...options } = optionsOf(example);
  const folder = join(workspace, by, example.name);
  const fixture = {
    name: example.name,
    folder,
    options,
    expectedOut: null,
    expectedErr: null,
    expectedTypeScript: null,
  };
  return verdictOf(fixture, result, folder);
}

const named = (example: ArticleExample): [string, ArticleExample] => [example.name, example];

describe.skipIf(articles === null)(articles === null ? "skipped: no articles" : "the articles", () => {
  beforeAll(async ({}, suite) => {
    const chosen = suite.tasks.filter((task) => task.mode === "run").map((task) => task.name.split(" ")[0]);
    const scripts = examples.filter(({ name }) => chosen.includes(name)).map((example) => write(example, "py2mp"));
    if (!selfTest) await convertTogether(scripts);
  });

  test("hold 32 examples and one that its author left out", () => {
    expect(examples.map(({ name }) => name)).toHaveLength(33);
  });

  test.concurrent.for(documentedExamples.map(named))("%s prints what its article shows", async ([, example]) => {
    const { order, mask, shows } = optionsOf(example);
    const result = await run(example);
    const printed = maskOutput(result.stdout, mask).trimEnd();
    const shown = maskOutput(example.documented ?? "", mask).trimEnd();
    if (shows === "some lines") {
      expect(linesOf(printed)).toEqual(expect.arrayContaining(linesOf(shown)));
    } else if (order === "any") {
      expect(sortedLines(printed), result.stderr).toBe(sortedLines(shown));
    } else {
      expect(printed, result.stderr).toBe(shown);
    }
  });

  test.concurrent.for(examples.map(named))("%s does what CPython does", async ([, example], { skip }) => {
    if (python === null) return skip("skipped: no python3");
    const [result, judged] = await Promise.all([run(example), runByCPython(example, python, "python3")]);
    expect(verdict(example, result, "py2mp"), result.stderr).toEqual(verdict(example, judged, "python3"));
  });
});
