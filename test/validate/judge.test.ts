/** Verdicts about runs that are made up, and what is hidden from comparisons. */
import { expect, test } from "vitest";
import { sameLines } from "../../transform/validate/compare.js";
import type { Attributes, Example } from "../../transform/validate/example.js";
import { judge, type Verdict } from "../../transform/validate/judge.js";
import { learnVolatile, linesOf, masked } from "../../transform/validate/masks.js";
import type { Outcome, Runner } from "../../transform/validate/runs.js";

function example(shown: string | null, attributes: Attributes = {}): Example {
  return {
    ...{ file: "a.md", line: 1, endLine: 9, name: "a_00", heading: "", source: "", attributes },
    documented: shown === null ? null : { kind: "lines", lines: shown.split("\n"), place: null },
  };
}

/** Gives these outputs one after the other, the last one again and again. */
function printing(...outputs: (string | Partial<Outcome>)[]): Runner {
  let next = 0;
  return () => {
    const output = outputs[Math.min(next++, outputs.length - 1)]!;
    const given = typeof output === "string" ? { stdout: output } : output;
    const { text, hidden } = masked(given.stdout ?? "");
    const common = { lines: linesOf(text), hidden, stdout: "", stderr: "", exitCode: 0, error: "" };
    return Promise.resolve({ ...common, endless: false, seconds: 0, ...given });
  };
}

async function verdict(of: Example, converted: Runner, python: Runner | null): Promise<string> {
  const { status, fault, order }: Verdict = await judge(of, { converted, python, limitSeconds: 1 });
  return [status, ...(fault === null ? [] : [fault]), ...(order === null ? [] : [order])].join(", ");
}

test.each([
  ["all agree", "a\nb", "a\nb", "a\nb", "reproduced, exact"],
  ["the lines come in another order", "a\nb", "b\na", "a\nb", "reproduced, any"],
  ["the article is wrong", "a", "b", "b", "mismatch, article"],
  ["the conversion is wrong", "a", "b", "a", "mismatch, conversion"],
  ["all differ", "a", "b", "c", "mismatch, conversion"],
  ["nothing is shown", null, "b", "b", "undocumented, exact"],
  ["nothing is shown, and the conversion differs", null, "b", "c", "mismatch, conversion"],
  ["only what is masked differs", "pid: 5 at 0x7f00", "pid: 6 at 0x8f00", "pid: 7 at 0x9f00", "reproduced, exact"],
])("%s", async (_, shown, converted, python, expected) => {
  expect(await verdict(example(shown), printing(converted), printing(python))).toBe(expected);
});

test("without CPython there are two to compare", async () => {
  expect(await verdict(example("a"), printing("a"), null)).toBe("reproduced, exact");
  expect(await verdict(example("a"), printing("b"), null)).toBe("mismatch, article or conversion");
  expect(await verdict(example(null), printing("b"), null)).toBe("undocumented");
});

test("a race may need several runs", async () => {
  expect(await verdict(example(null), printing("a", "b"), printing("c", "a", "b"))).toBe("undocumented, exact");
});

test("numbers that differ between runs of CPython are not compared, others are", async () => {
  const runs = (x: number) => printing(`x ${x} total 10`, `x ${x + 1} total 10`);
  expect(await verdict(example("x 1 total 10"), runs(20), runs(30))).toBe("reproduced, exact");
  expect(await verdict(example("x 1 total 11"), runs(20), runs(30))).toBe("mismatch, article");
});

test("an author may ask for a stricter order, and name the exception", async () => {
  expect(await verdict(example("a\nb", { order: "exact" }), printing("b\na"), printing("a\nb"))).toBe(
    "mismatch, conversion",
  );
  const failing = printing({ stdout: "a", exitCode: 1, error: "NameError: name 'x' is not defined" });
  expect(await verdict(example("a", { expectError: "NameError" }), failing, failing)).toBe("reproduced, exact");
  expect(await verdict(example("a", { expectError: "KeyError" }), failing, failing)).toBe("mismatch, article");
});

test("what never ends is endless only as the article says or as under CPython", async () => {
  const endless = printing({ stdout: "a", endless: true });
  expect(await verdict(example(null, { endless: true }), endless, null)).toBe("endless");
  expect(await verdict(example(null), endless, endless)).toBe("endless");
  expect(await verdict(example(null), endless, printing("a"))).toBe("mismatch, conversion");
  expect(await verdict(example(null, { endless: true }), printing("a"), printing("a"))).toBe(
    "mismatch, article or conversion",
  );
});

test("a skipped example is not run", async () => {
  const never: Runner = () => Promise.reject(new Error("was run"));
  expect(await verdict(example("a", { skip: "no network" }), never, never)).toBe("skipped");
});

test.each([
  ["object at 0x7f3a5c000040 of 0x12", "object at # of 0x12", ["addresses"]],
  ["Sun Nov  9 08:01:02 2025 and 2025-11-09 08:01:02.5", "# and #", ["dates"]],
  ["at 08:01:02, 1762675262.25", "at #, #", ["times", "timestamps"]],
  ["PID: 12 进程Id：13 id 14", "PID: # 进程Id：# id 14", ["pids"]],
  ["took 0.53 seconds, 耗时: 3", "took # seconds, 耗时: #", ["durations"]],
  ["ForkPoolWorker-3 Process-1:2 x-4", "ForkPoolWorker-# Process-# x-4", ["worker names"]],
  ["140234234234234 0.123456789012345 123456789", "# 0.123456789012345 123456789", ["ids"]],
])("of %j stays %j", (text, left, hidden) => {
  expect(masked(text)).toEqual({ text: left, hidden });
});

test("the lines of each process may keep their order while those of others come between", () => {
  const one = ["Process-1 a", "Process-2 a", "Process-1 b", "end"];
  expect(sameLines(one, ["Process-1 a", "Process-1 b", "Process-2 a", "end"])).toBe("by-process");
  expect(sameLines(one, ["Process-1 b", "Process-1 a", "Process-2 a", "end"])).toBe("any");
  expect(sameLines(one, ["Process-1 b", "Process-1 a", "Process-2 a", "end"], "by-process")).toBeNull();
  expect(sameLines(one, one.slice(1))).toBeNull();
});

test("what differs between runs is learnt by place", () => {
  const hide = learnVolatile([
    ["got 1 of 5", "sum 3"],
    ["got 2 of 5", "sum 3"],
    ["got 2 of 5", "sum 3"],
  ]);
  expect(["got 9 of 5", "got 9 of 6", "sum 4"].map(hide)).toEqual(["got # of 5", "got # of 6", "sum 4"]);
});
