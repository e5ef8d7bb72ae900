/** The command line: what it reads and writes, what it says of bad input, exit statuses. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { cli, node } from "./support/converted.js";
import { runProgram, type ProgramOptions, type ProgramRun } from "../transform/validate/program.js";

const recorder = join(dirname(fileURLToPath(import.meta.url)), "support/module-recorder.mjs");
const workspace = mkdtempSync(join(tmpdir(), "py2mp-cli-"));
let folder = workspace;
let count = 0;

beforeEach(() => {
  folder = join(workspace, String(count++));
  mkdirSync(folder);
});
afterAll(() => rmSync(workspace, { recursive: true }));

function py2mp(args: readonly string[], options: Partial<ProgramOptions> = {}): Promise<ProgramRun> {
  const env = { XDG_CACHE_HOME: join(workspace, "cache"), ...options.env };
  return runProgram(node, [cli, ...args], { cwd: folder, limitSeconds: 60, ...options, env });
}

/** Writes a file to the test's folder; text is written as UTF-8. */
function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

function read(name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

function files(): string[] {
  return readdirSync(folder).sort();
}

function expectNoStack({ stderr }: ProgramRun): void {
  expect(stderr).not.toMatch(/^\s+at .*[/:]\d+:\d+\)?$/m);
  expect(stderr).not.toContain("internal error");
}

describe("convert", () => {
  test("writes four files beside the script", async () => {
    write("hello.py", 'print("hello")\n');
    const run = await py2mp(["convert", "hello.py"]);
    expect(run).toMatchObject({ exitCode: 0, stdout: "", stderr: "wrote hello.mts and hello.mjs\n" });
    expect(files()).toEqual(["hello.mjs", "hello.mjs.map", "hello.mts", "hello.mts.map", "hello.py"]);
    expect(read("hello.mts")).toMatch(/^\/\/# sourceMappingURL=hello\.mts\.map\n$/m);
    expect(JSON.parse(read("hello.mjs.map"))).toMatchObject({ file: "hello.mjs", sources: ["hello.py"] });
  });

  test("writes to a folder, which is made; the maps lead back to the script", async () => {
    write("hello.py", 'print("hello")\n');
    expect(await py2mp(["convert", "-o", "new/out", "hello.py"])).toMatchObject({ exitCode: 0 });
    expect(files()).toEqual(["hello.py", "new"]);
    expect(JSON.parse(read("new/out/hello.mts.map"))).toMatchObject({ sources: ["../../hello.py"] });
  });

  test("reads standard input and writes TypeScript to standard output", async () => {
    const run = await py2mp(["convert", "-"], { stdin: "# a comment\n\nprint(1)\n" });
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(run.stdout).toMatch(/^\/\/ a comment\n/);
    expect(run.stdout).not.toContain("sourceMappingURL");
    expect(files()).toEqual([]);
  });

  test("any file name will do", async () => {
    write("50% #1: what?.py", "1 // 0\n");
    expect(await py2mp(["convert", "50% #1: what?.py"])).toMatchObject({ exitCode: 0 });
    const { stderr } = await runProgram(node, ["50% #1: what?.mjs"], { cwd: folder, limitSeconds: 60 });
    expect(stderr).toContain(`${join(folder, "50% #1: what?.py")}", line 1, in <module>\n    1 // 0\n`);
  });

  test("a script at fault keeps no other from being written", async () => {
    write("bad.py", "def f(:\n");
    write("good.py", "print(1)\n");
    const run = await py2mp(["convert", "bad.py", "missing.py", "good.py"]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain("bad.py:1:");
    expect(run.stderr).toContain("cannot read missing.py: no such file");
    expect(files()).toEqual(["bad.py", "good.mjs", "good.mjs.map", "good.mts", "good.mts.map", "good.py"]);
  });

  test("two scripts for the same output are refused", async () => {
    mkdirSync(join(folder, "a"));
    write("a/x.py", "");
    write("x.py", "");
    const run = await py2mp(["convert", "-o", "out", "x.py", "a/x.py"]);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toBe("py2mp: x.py and a/x.py would be written to the same files\n");
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  test("a module that another script's output needs otherwise is not overwritten", async () => {
    write("lib.py", "def twice(x):\n    return x * 2\n");
    write("a.py", "import lib\nprint(lib.twice(3))\n");
    write("b.py", "import lib\nprint(lib.twice('ab'))\n");
    expect(await py2mp(["convert", "a.py", "-o", "out"])).toMatchObject({ exitCode: 0 });
    expect(await py2mp(["convert", "a.py", "-o", "out"])).toMatchObject({ exitCode: 0 });
    const before = read("out/lib.mjs");
    const run = await py2mp(["convert", "b.py", "-o", "out"]);
    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(run.stderr).toContain("out/lib.mjs was written for out/a.mjs too");
    expect(read("out/lib.mjs")).toBe(before);
    expect(existsSync(join(folder, "out/b.mjs"))).toBe(false);
    expect(await py2mp(["convert", "a.py", "b.py", "-o", "out"])).toMatchObject({ exitCode: 0 });
  });

  test("outside any package the output names the installed runtime", async () => {
    write("hello.py", "print(1)\n");
    await py2mp(["convert", "hello.py"]);
    const runtime = join(dirname(cli), "runtime/main.js");
    expect(read("hello.mjs")).toContain(`from "${runtime}";`);
  });

  test("where the package can be found the output names the package", async () => {
    mkdirSync(join(folder, "node_modules/py2mp"), { recursive: true });
    write("node_modules/py2mp/package.json", '{"name": "py2mp"}');
    write("hello.py", "print(1)\n");
    await py2mp(["convert", "hello.py", "-o", "deep/down"]);
    expect(read("deep/down/hello.mjs")).toContain('from "py2mp/main";');
  });
});

describe("bad input", () => {
  test.each([
    ["a missing file", ["convert", "missing.py"], "py2mp: cannot read missing.py: no such file\n"],
    ["a folder", ["convert", "."], "py2mp: cannot read .: is a folder\n"],
    ["no file", ["convert"], "error: missing required argument 'file'\n"],
    ["an unknown option", ["convert", "--fast", "x.py"], "error: unknown option '--fast'\n"],
    ["an unknown command", ["covert", "x.py"], "error: unknown command 'covert'\n(Did you mean convert?)\n"],
  ])("%s", async (_, args, stderr) => {
    expect(await py2mp(args)).toMatchObject({ exitCode: 2, stdout: "", stderr });
  });

  test("an output that cannot be written", async () => {
    write("x.py", "");
    write("out", "");
    const run = await py2mp(["convert", "x.py", "-o", "out"]);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toBe("py2mp: cannot write out: a file of that name is in the way\n");
  });

  test.each([
    [
      "a syntax error",
      "x = 1\ny = (2 +\n",
      /^bad\.py:2:5: error\[syntax-[a-z-]+\]: SyntaxError: '\(' was never closed\n/,
    ],
    [
      "bytes of Latin-1",
      Buffer.from('print("caf\u00e9")\n', "latin1"),
      /^bad\.py:1:\d+: error\[syntax-[a-z-]+\]: SyntaxError: .*(\\xe9|0xe9)/,
    ],
    [
      "a null byte",
      "x = 1\0\n",
      /^bad\.py:1:\d+: error\[syntax-[a-z-]+\]: SyntaxError: source code (string )?cannot contain null bytes\n/,
    ],
    [
      "a program",
      Buffer.from("7f454c4602010100000000000000000003003e00", "hex"),
      /^bad\.py:1:\d+: error\[syntax-[a-z-]+\]: SyntaxError: /,
    ],
    [
      "a picture",
      Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
      /^bad\.py:1:\d+: error\[syntax-[a-z-]+\]: SyntaxError: /,
    ],
    ["tabs and spaces mixed", "if 1:\n\tx = 1\n        y = 2\n", /^bad\.py:3:\d+: error\[[a-z-]+\]: TabError: /],
    ["a wrong indentation", "  x = 1\n", /^bad\.py:1:\d+: error\[[a-z-]+\]: IndentationError: unexpected indent\n/],
  ])("%s: one clear message, nothing written", async (_, content, message) => {
    write("bad.py", content);
    const run = await py2mp(["convert", "bad.py"]);
    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(run.stderr).toMatch(message);
    expect(run.stderr.match(/error\[/g)).toHaveLength(1);
    expect(run.stderr).not.toMatch(/[\0-\x08\x0b-\x1f]/);
    expectNoStack(run);
    expect(files()).toEqual(["bad.py"]);
  });

  test.each([
    ["an empty file", "", ""],
    ["a comment only", "# nothing", ""],
    ["CRLF line ends", 'if True:\r\n    print("a")\r\n', "a\n"],
    ["a byte order mark", '\ufeffprint("a")\n', "a\n"],
    ["tabs", 'if True:\n\tif True:\n\t\tprint("a")\n', "a\n"],
    ["no line end at the end", 'print("a")', "a\n"],
    ["an encoding cookie", Buffer.from('# -*- coding: latin-1 -*-\nprint("\u00e9")\n', "latin1"), "\u00e9\n"],
    ["form feeds", '\fprint("a")\n\f\nprint("b")\n', "a\nb\n"],
  ])("%s is fine", async (_, content, stdout) => {
    write("good.py", content);
    expect(await py2mp(["convert", "good.py"])).toMatchObject({ exitCode: 0, stdout: "" });
    const run = await runProgram(node, ["good.mjs"], { cwd: folder, limitSeconds: 60 });
    expect(run).toMatchObject({ exitCode: 0, stdout, stderr: "" });
  });

  test("a frame shows the place, without control characters and cut to a readable width", async () => {
    write("bad.py", `first = 1\nx = [${"1, ".repeat(200)}\u001b[2J ?${", 1".repeat(200)}]\n`);
    const { stderr } = await py2mp(["convert", "bad.py"]);
    expect(Math.max(...stderr.split("\n").map((line) => line.length))).toBeLessThan(200);
    expect(stderr).toMatch(/^> 2 \| .*\n {4}\| +\^/m);
    expect(stderr).not.toContain("\u001b");
  });
});

describe("deep nesting", () => {
  test("a script that overflows the usual stack is converted all the same", async () => {
    write("deep.py", `x = 1\ny = ${Array(700).fill("x").join(" + ")}\nprint(y)\n`);
    expect(await py2mp(["convert", "deep.py"])).toMatchObject({ exitCode: 0, stderr: "wrote deep.mts and deep.mjs\n" });
    const run = await runProgram(node, ["deep.mjs"], { cwd: folder, limitSeconds: 60 });
    expect(run).toMatchObject({ stdout: "700\n", exitCode: 0 });
  });
});

describe("check", () => {
  test("says what is wrong, in colour where it is wanted", async () => {
    write("bad.py", "x = (1\n");
    expect(await py2mp(["check", "bad.py"])).toMatchObject({ exitCode: 1, stdout: "" });
    const { stderr } = await py2mp(["check", "bad.py"], { env: { FORCE_COLOR: "1" } });
    expect(stderr).toContain("\u001b[31merror[");
  });

  test("--json", async () => {
    write("bad.py", "x = 1\ny = (\n");
    const run = await py2mp(["check", "--json", "bad.py"]);
    expect(run).toMatchObject({ exitCode: 1, stderr: "" });
    const { version, diagnostics } = JSON.parse(run.stdout);
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    const place = { file: "bad.py", line: 2, column: 5, endLine: 2, endColumn: 6, severity: "error" };
    expect(diagnostics).toMatchObject([{ ...place, message: "SyntaxError: '(' was never closed" }]);
  });

  test("what works by fork alone", async () => {
    const imports = "from multiprocessing import Process\n";
    const guarded = 'if __name__ == "__main__":\n    step = 2\n    Process(target=work).start()\n';
    write("fork.py", `${imports}def work():\n    print(step)\n${guarded}`);
    write("bare.py", `${imports}Process(target=print).start()\n`);
    const run = await py2mp(["check", "--json", "fork.py", "bare.py"]);
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(run.stdout).diagnostics).toMatchObject([
      { code: "depends-on-fork", severity: "warning", file: "fork.py", line: 5 },
      { code: "no-main-guard", severity: "warning", file: "bare.py", line: 2 },
    ]);
  });

  test("--reporter, and the same warnings by convert --warn", async () => {
    write("bare.py", "from multiprocessing import Process\nProcess(target=print).start()\n");
    const sarif = await py2mp(["check", "--reporter", "sarif", "bare.py"]);
    expect(sarif).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(sarif.stdout).runs[0].results).toMatchObject([{ ruleId: "no-main-guard" }]);
    expect(await py2mp(["check", "--reporter", "junit", "bare.py"])).toMatchObject({ exitCode: 2 });
    const converted = await py2mp(["convert", "--warn", "bare.py"]);
    expect(converted).toMatchObject({ exitCode: 0, stdout: "" });
    expect(converted.stderr).toContain("bare.py:2:1: warning[no-main-guard]: ");
    expect(files()).toContain("bare.mjs");
    expect((await py2mp(["convert", "bare.py"])).stderr).not.toContain("warning");
  });

  test("a good script: silence", async () => {
    write("good.py", "print(1)\n");
    expect(await py2mp(["check", "good.py"])).toEqual({ exitCode: 0, stdout: "", stderr: "", timedOut: false });
    expect(files()).toEqual(["good.py"]);
  });
});

describe("run by a start method", () => {
  test("--start-method", async () => {
    write("method.py", "import multiprocessing\nprint(multiprocessing.get_start_method())\n");
    expect(await py2mp(["run", "--start-method", "spawn", "method.py"])).toMatchObject({ stdout: "spawn\n" });
    expect(await py2mp(["run", "method.py"])).toMatchObject({ stdout: "fork\n" });
    expect(await py2mp(["run", "--start-method", "thread", "method.py"])).toMatchObject({ exitCode: 2 });
  });
});

describe("run", () => {
  test("passes arguments, standard input and the exit status", async () => {
    write("echo.py", "import sys\nprint(sys.argv[1:], input())\nsys.exit(7)\n");
    for (const attempt of ["converted", "from the cache"]) {
      const run = await py2mp(["run", "echo.py", "-o", "--help", "b c"], { stdin: "line\n" });
      expect(run, attempt).toMatchObject({ stdout: "['-o', '--help', 'b c'] line\n", stderr: "", exitCode: 7 });
    }
    expect(files()).toEqual(["echo.py"]);
  });

  test("tracebacks name the user's file", async () => {
    write("fails.py", "def f():\n    return 1 // 0\n\nf()\n");
    const run = await py2mp(["run", "fails.py"]);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain(`fails.py", line 2, in f\n    return 1 // 0`);
    expect(run.stderr).toMatch(/ZeroDivisionError: .*\n$/);
  });

  test("Ctrl-C reaches the script, once", async () => {
    const lines = [
      "import time",
      "try:",
      "    print('ready')",
      "    time.sleep(60)",
      "except KeyboardInterrupt:",
      "    print('once')",
    ];
    write("waits.py", `${lines.join("\n")}\n`);
    const run = await py2mp(["run", "waits.py"], { interruptWhen: (stdout) => stdout.includes("ready\n") });
    expect(run).toMatchObject({ stdout: "ready\nonce\n", stderr: "", exitCode: 0, timedOut: false });
  });

  test("a changed script is converted again", async () => {
    write("x.py", "print(1)\n");
    await py2mp(["run", "x.py"]);
    write("x.py", "print(2)\n");
    expect(await py2mp(["run", "x.py"])).toMatchObject({ stdout: "2\n", exitCode: 0 });
  });

  test("a syntax error is the converter's to report", async () => {
    write("bad.py", "x = (\n");
    const run = await py2mp(["run", "bad.py"]);
    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(run.stderr).toMatch(/^bad\.py:1:5: error\[/);
  });
});

test("ast prints CPython's dump", async () => {
  write("x.py", "a = 1\n");
  const { stdout, exitCode } = await py2mp(["ast", "x.py"]);
  expect(stdout).toMatch(/^Module\(body=\[Assign\(targets=\[Name\(id='a', ctx=Store\(\), lineno=1, col_offset=0/);
  expect(exitCode).toBe(0);
});

describe("help and version", () => {
  test.each([["--help"], ["--version"], ["convert --help"]])(
    "%s %s loads none of the heavy packages",
    async (words) => {
      const record = join(folder, "modules");
      const options = { cwd: folder, limitSeconds: 60, env: { PY2MP_MODULES: record } };
      const run = await runProgram(node, ["--import", recorder, cli, ...words.split(" ")], options);
      expect(run).toMatchObject({ exitCode: 0, stderr: "" });
      const loaded = readFileSync(record, "utf8");
      expect(loaded).toContain("commander");
      expect(loaded).not.toMatch(/ts-morph|chevrotain|prettier|code-frame|piscina|gen-mapping|\/parser\//);
    },
  );

  test("--version is the package's", async () => {
    const { version } = JSON.parse(readFileSync(join(dirname(cli), "../package.json"), "utf8"));
    expect(await py2mp(["--version"])).toMatchObject({ stdout: `${version}\n`, exitCode: 0 });
  });

  test("no command at all: help, and the status of a wrong command line", async () => {
    const run = await py2mp([]);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toMatch(/^Usage: py2mp/);
  });
});
