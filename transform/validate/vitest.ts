/** `py2mp/vitest`: an article's examples as tests. */
import { describe, expect, test } from "vitest";
import type { Example } from "./example.js";
import { judge, type JudgeOptions } from "./judge.js";
import { sentence } from "./reporters/wording.js";
import { judgeOptions, loadExamples, type ValidateOptions } from "./validate.js";

/** An example may be run several times, converted and by CPython. */
const RUNS = 8;

export interface DescribeOptions extends Pick<ValidateOptions, "limitSeconds"> {
  /** Names of examples that are known not to print what their article shows; it is a failure when one does. */
  readonly mismatches?: readonly string[];
}

/**
 * Makes a test of every example of articles: `await describeArticles("docs/*.md")`. Those of one article run at once, as
 * many as vitest's `maxConcurrency` lets.
 *
 * @param patterns files, folders and globs
 * @throws {Failure} for what can't be read, and for wrong attributes
 */
export async function describeArticles(patterns: string | string[], options: DescribeOptions = {}): Promise<void> {
  const examples = await loadExamples([patterns].flat());
  const how = judgeOptions(options);
  for (const file of new Set(examples.map((example) => example.file))) {
    describe.concurrent(file, () => {
      for (const example of examples.filter((each) => each.file === file))
        testExample(example, how, options.mismatches?.includes(example.name) === true);
    });
  }
}

function testExample(example: Example, how: JudgeOptions, fails: boolean): void {
  const { name, line, attributes } = example;
  const timeout = (attributes.timeout ?? how.limitSeconds) * RUNS * 1000;
  test(`${name}, line ${line}`, { timeout, fails }, async ({ skip }) => {
    const verdict = await judge(example, how);
    if (verdict.status === "skipped") return skip(attributes.skip);
    if (verdict.status !== "mismatch") return;
    const message = [sentence(verdict), ...verdict.notes].join("\n");
    expect(verdict.printed, message).toEqual(verdict.expected);
    throw new Error(message);
  });
}
