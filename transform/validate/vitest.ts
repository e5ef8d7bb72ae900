/** `py2mp/vitest`: an article's examples as tests. */
import { describe, expect, test } from "vitest";
import { judge } from "./judge.js";
import { sentence } from "./reporters/wording.js";
import { judgeOptions, loadExamples, type ValidateOptions } from "./validate.js";

/** An example may be run several times, converted and by CPython. */
const RUNS = 8;

/**
 * Makes a test of every example of articles: `await describeArticles("docs/*.md")`.
 *
 * @param patterns files, folders and globs
 * @throws {Failure} for what can't be read, and for wrong attributes
 */
export async function describeArticles(patterns: string | string[], options: ValidateOptions = {}): Promise<void> {
  const examples = await loadExamples([patterns].flat());
  const how = judgeOptions(options);
  for (const file of new Set(examples.map((example) => example.file))) {
    describe(file, () => {
      for (const example of examples.filter((each) => each.file === file)) {
        const { name, line, attributes } = example;
        const limit = (attributes.timeout ?? how.limitSeconds) * RUNS * 1000;
        test(`${name}, line ${line}`, { timeout: limit }, async ({ skip }) => {
          const verdict = await judge(example, how);
          if (verdict.status === "skipped") return skip(attributes.skip);
          if (verdict.status !== "mismatch") return;
          expect(verdict.printed, [sentence(verdict), ...verdict.notes].join("\n")).toEqual(verdict.expected);
          throw new Error([sentence(verdict), ...verdict.notes].join("\n"));
        });
      }
    });
  }
}
