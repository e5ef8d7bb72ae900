/** `py2mp validate` as its users call it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { cli, node } from "../support/converted.js";
import { runProgram, type ProgramRun } from "../../transform/validate/program.js";

const workspace = mkdtempSync(join(tmpdir(), "py2mp-validate-test-"));
afterAll(() => rmSync(workspace, { recursive: true }));

const ARTICLE = [
  "# Squares",
  "```python",
  "from multiprocessing import Pool",
  "def square(x): return x * x",
  'if __name__ == "__main__":',
  "    with Pool(2) as pool: print(pool.map(square, range(4)))",
  "```",
  "Output:",
  "```",
  "[0, 1, 4, 9]",
  "```",
  "## Cubes",
  "```python",
  "import sys",
  "print(sum(n ** 3 for n in range(4)))",
  "# Output:",
  "# 35",
  "```",
  "",
].join("\n");

function validate(name: string, text: string, ...args: string[]): Promise<ProgramRun> {
  return validateWhere({}, name, text, ...args);
}

function validateWhere(
  env: Record<string, string>,
  name: string,
  text: string,
  ...args: string[]
): Promise<ProgramRun> {
  writeFileSync(join(workspace, name), text);
  const limits = { cwd: workspace, limitSeconds: 300, env: { NO_COLOR: "1", ...env } };
  return runProgram(node, [cli, "validate", name, ...args], limits);
}

/** Without seconds, which differ. */
const steady = (text: string): string =>
  text.replaceAll(/\d+\.\d+ s\b/g, "# s").replaceAll(/time="[\d.]+"/g, 'time="#"');

test("tells for each example whether it prints what the article shows, and what differs", async () => {
  const { stdout, stderr, exitCode } = await validate("squares.md", ARTICLE);
  expect(stderr).toBe("");
  expect(steady(stdout)).toMatch(
    /^squares\.md\n {2}✓ squares_00, line 2: prints what the article shows \(# s\)\n {2}✗ squares_01, line 13: mismatch, by the fault of the article/,
  );
  expect(stdout).toContain("squares.md:13 squares_01 (Cubes)");
  expect(stdout).toContain("  -35\n  +36\n");
  expect(stdout).toMatch(/2 examples: 1 reproduced, 1 mismatch\n$/);
  expect(exitCode).toBe(1);
});

test("without CPython, the article alone is what the conversion is compared with", async () => {
  const right = ARTICLE.slice(0, ARTICLE.indexOf("## Cubes"));
  const run = await validateWhere({ PY2MP_PYTHON: "no-such-python" }, "right.md", right);
  expect(run.stderr).toBe("there is no python3 here: conversions are compared with what the articles show alone\n");
  expect(run.stdout).toMatch(/1 example: 1 reproduced\n$/);
  expect(run.exitCode).toBe(0);
});

test("other reporters tell programs the same", async () => {
  const wrong = ARTICLE.slice(ARTICLE.indexOf("## Cubes"));
  const json = JSON.parse((await validate("cubes.md", wrong, "--reporter", "json")).stdout) as {
    examples: Record<string, unknown>[];
  };
  expect(json.examples).toMatchObject([
    { file: "cubes.md", line: 2, status: "mismatch", expected: ["35"], printed: ["36"] },
  ]);
  const junit = await validate("cubes.md", wrong, "--reporter", "junit");
  expect(junit.stdout).toContain('<testsuite name="cubes.md" tests="1" failures="1" skipped="0">');
  const github = await validate("cubes.md", wrong, "--reporter", "github");
  expect(github.stdout).toMatch(/^::error file=cubes\.md,line=2,endLine=7,title=cubes_00::mismatch, by the fault of/);
});

test("--update writes what is printed into the article", async () => {
  await validate("updated.md", ARTICLE, "--update");
  expect(readFileSync(join(workspace, "updated.md"), "utf8")).toBe(ARTICLE.replace("# 35", "# 36"));
});

test.each([
  [["missing.md"], "py2mp: cannot read missing.md: no such file"],
  [["*.rst"], "py2mp: *.rst: no article"],
  [["empty.md"], "py2mp: there is no example in what is named"],
])("%j is an error of usage", async (names, message) => {
  writeFileSync(join(workspace, "empty.md"), "no example");
  const limits = { cwd: workspace, limitSeconds: 60 };
  const { stderr, exitCode } = await runProgram(node, [cli, "validate", ...names], limits);
  expect(stderr).toBe(`${message}\n`);
  expect(exitCode).toBe(2);
});

test("an example that is stopped tells what each of its processes does", async () => {
  const hanging = [
    "```python timeout=15 expect-error=KeyError",
    "from multiprocessing import Event, Process",
    "def wait(event): event.wait(1000)",
    'if __name__ == "__main__":',
    "    process = Process(target=wait, args=(Event(),))",
    "    process.start()",
    "    process.join()",
    "```",
  ].join("\n");
  const { stdout } = await validate("hanging.md", hanging);
  expect(stdout).toMatch(/What each process does:\n.*MainProcess \(pid \d+\) waits for the end of a process since/);
  expect(stdout).toMatch(
    /Process-1 \(pid \d+\) waits for an event since [\d.]+ s: File ".*example\.py", line 2, in wait/,
  );
});
