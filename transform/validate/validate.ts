/** The engine behind `py2mp validate` and the helper for vitest: from articles to verdicts. */
import { readArticles } from "./articles.js";
import type { Example } from "./example.js";
import { examplesIn } from "./examples.js";
import { judge, type JudgeOptions, type Verdict } from "./judge.js";
import { findPython, runConverted } from "./runs.js";
import { scriptExample } from "./script-example.js";

export interface ValidateOptions {
  /** Seconds until an example is stopped that doesn't say itself. */
  readonly limitSeconds?: number;
  /** How many examples run at once. */
  readonly jobs?: number;
  /** How often each example is judged; verdicts that differ make it flaky. */
  readonly repeat?: number;
}

const LIMIT_SECONDS = 60;
const JOBS = 2;

/**
 * The examples of articles, in their order.
 *
 * @param patterns files, folders and globs
 * @throws {Failure} for what can't be read, and for wrong attributes
 */
export async function loadExamples(patterns: readonly string[]): Promise<Example[]> {
  const articles = await readArticles(patterns);
  return articles.flatMap(({ path, text }) =>
    path.endsWith(".py") ? [scriptExample(path, text)] : examplesIn(path, text),
  );
}

/** What a judge needs here: this machine's CPython, if there is one. */
export function judgeOptions({ limitSeconds = LIMIT_SECONDS }: ValidateOptions = {}): JudgeOptions {
  return { converted: runConverted, python: findPython(), limitSeconds };
}

/** Judges examples, several at once; the verdicts are in the examples' order. */
export async function judgeAll(examples: readonly Example[], options: ValidateOptions = {}): Promise<Verdict[]> {
  const how = judgeOptions(options);
  const verdicts: Verdict[] = [];
  const left = [...examples.entries()];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      verdicts[next[0]] = await judgeRepeatedly(next[1], how, options.repeat ?? 1);
    }
  };
  await Promise.all(Array.from({ length: options.jobs ?? JOBS }, work));
  return verdicts;
}

async function judgeRepeatedly(example: Example, how: JudgeOptions, repeat: number): Promise<Verdict> {
  const verdicts: Verdict[] = [];
  for (let count = 0; count < repeat; count++) verdicts.push(await judge(example, how));
  const worst = verdicts.find(({ status }) => status === "mismatch") ?? verdicts.at(-1)!;
  const kinds = new Set(verdicts.map(({ status, order }) => `${status}, ${order ?? "no"} order`));
  if (kinds.size === 1) return worst;
  return { ...worst, notes: [...worst.notes, `flaky: in ${repeat} runs ${[...kinds].join("; ")}`] };
}

/** True when nothing is at fault. */
export const isWell = ({ status }: Verdict): boolean => status !== "mismatch";
