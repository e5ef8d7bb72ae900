/** The harness itself: what it hides, what it lets pass, and that it stops what does not stop. */
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { diagnosticsIn } from "./support/diagnostics.js";
import { distinctLines, hasEveryLine, lastLine, sortedLines } from "./support/comparing.js";
import { maskOutput, maskTraceback } from "./support/masking.js";
import { runProgram, type ProgramOptions } from "../transform/validate/program.js";
import { verdictOf } from "./support/verdict.js";

const run = (script: string, options: Partial<ProgramOptions> = {}) =>
  runProgram(process.execPath, ["-e", script], { cwd: tmpdir(), limitSeconds: 30, ...options });

const nothingRecorded = { expectedOut: null, expectedErr: null, expectedTypeScript: null };

describe("masking", () => {
  test("hides addresses and what a pattern matches, on every line", () => {
    expect(maskOutput("<f at 0x7f01>\nhex 0x7f01\npid 12\npid 34\n", ["(?<=^pid )\\d+$"])).toBe(
      "<f at 0x#>\nhex 0x7f01\npid #\npid #\n",
    );
  });

  test("leaves of a traceback the script's own frames, by file name, without carets", () => {
    const printed = [
      "Process Mill:",
      "Traceback (most recent call last):",
      '  File "/usr/lib/python3.11/multiprocessing/process.py", line 314, in _bootstrap',
      "    self.run()",
      '  File "/tmp/any/input.py", line 3, in work',
      "    return 1 / n",
      "           ~~^~~",
      "ZeroDivisionError: division by zero",
    ];
    const kept = [printed[0], printed[1], '  File "input.py", line 3, in work', printed[5], printed[7]];
    expect(maskTraceback(printed.join("\n"))).toBe(kept.join("\n"));
  });
});

describe("comparing", () => {
  test("lines as a multiset: order is free, number is not", () => {
    expect(sortedLines("b\na\nb\n")).toBe(sortedLines("b\nb\na\n"));
    expect(sortedLines("a\nb\n")).not.toBe(sortedLines("a\nb\nb\n"));
    expect(sortedLines("ab\n")).not.toBe(sortedLines("a\nb\n"));
  });

  test("an endless program's lines: each seen whole, however often", () => {
    expect(hasEveryLine("a\nb\na\n", "a\nb\n")).toBe(true);
    expect(hasEveryLine("a\nb", "a\nb\n")).toBe(false);
    expect(distinctLines("a\nb\na\n")).toBe("a\nb\n");
    expect(distinctLines("a\nc\n")).not.toBe("a\nb\n");
  });

  test("the last line that says something", () => {
    expect(lastLine("Traceback\nNameError: x\n\n")).toBe("NameError: x");
    expect(lastLine("")).toBe("");
  });

  test("lines that a race may leave out do not count, others do", () => {
    const fixture = {
      name: "race",
      folder: tmpdir(),
      options: { optional: ["\\d"] },
      ...nothingRecorded,
    };
    const printed = (stdout: string) =>
      verdictOf(fixture, { stdout, stderr: "", exitCode: 0, timedOut: false }, fixture.folder).stdout;
    expect(printed("1\nend\n")).toBe("end\n");
    expect(printed("12\nend\n")).toBe("12\nend\n");
  });

  test("diagnostics with the fields that are asked for", () => {
    const printed = "/tmp/a/input.py:2:5: error[syntax-colon]: SyntaxError: expected ':'\n  2 | if x\n";
    const place = { line: 2, column: 5 };
    expect(diagnosticsIn(printed, [place])).toEqual([place]);
    expect(diagnosticsIn(printed, [{ ...place, code: "" }])).toEqual([{ ...place, code: "syntax-colon" }]);
    expect(diagnosticsIn(printed, [{ ...place, message: "" }])).toEqual([
      { ...place, message: "SyntaxError: expected ':'" },
    ]);
  });
});

describe("running", () => {
  test("gives output, status and input", async () => {
    const script = "process.stdin.on('data', (d) => process.stdout.write(d)); process.exitCode = 3; console.error('e')";
    expect(await run(script, { stdin: "é\n" })).toEqual({ stdout: "é\n", stderr: "e\n", exitCode: 3, timedOut: false });
  });

  test("kills what hangs, a child that holds the output included", async () => {
    const child = "require('child_process').spawn('sleep', ['600'], { stdio: 'inherit' }); console.log('started')";
    const result = await run(child, { limitSeconds: 0.5 });
    expect(result).toMatchObject({ stdout: "started\n", timedOut: true });
  });

  test("interrupts once, when the output says so", async () => {
    const script =
      "process.on('SIGINT', () => { console.log('stopped'); process.exit(5) }); console.log('up'); setInterval(() => {}, 1e6)";
    const result = await run(script, { interruptWhen: (stdout) => stdout.includes("up\n") });
    expect(result).toMatchObject({ stdout: "up\nstopped\n", exitCode: 5, timedOut: false });
  });

  test("a signal's number makes the status, as in a shell", async () => {
    const result = await run("process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1e6)");
    expect(result.exitCode).toBe(143);
  });
});
