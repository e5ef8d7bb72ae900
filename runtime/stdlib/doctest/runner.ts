/** Runs the examples of docstrings, and says what differs. */
import type { dict } from "../../builtins/dict.js";
import { BaseException, KeyboardInterrupt, SyntaxError } from "../../builtins/exceptions.js";
import { streams } from "../../builtins/io/standard.js";
import { exception } from "../../builtins/raise.js";
import { repr } from "../../builtins/repr.js";
import { __name_in__ } from "../../builtins/text-code.js";
import { format_exception, format_exception_only } from "../../kernel/traceback.js";
import { parseText } from "../eval_text.js";
import { Executor, Names } from "../eval_text/statements.js";
import { StringIO } from "../io.js";
import { StructSequence } from "../struct-sequence.js";
import type { Example } from "./examples.js";
import type { DocTest } from "./finder.js";
import { FAIL_FAST, IGNORE_EXCEPTION_DETAIL, matches, REPORT_ONLY_FIRST_FAILURE, SKIP } from "./flags.js";

const DIVIDER = "*".repeat(70);

/** Mirrors `doctest.TestResults`. */
export class TestResults extends StructSequence {
  static override readonly title = "TestResults";
  static override readonly fields = ["failed", "attempted"];
  static override readonly visible = 2;
  declare readonly failed: number;
  declare readonly attempted: number;
}

interface Outcome {
  printed: string;
  raised: BaseException | null;
}

interface Tally {
  failed: number;
  attempted: number;
}

/** Runs tests one after the other, and counts. */
export class Runner {
  readonly #verbose: boolean;
  readonly #flags: number;
  readonly #tallies = new Map<string, Tally>();

  constructor(verbose: boolean, flags: number) {
    this.#verbose = verbose;
    this.#flags = flags;
  }

  /** Runs a test's examples, all with the same names. */
  run(test: DocTest, globals: dict<string, unknown>): Tally {
    const names = new Names(
      (name) => __name_in__(name, globals),
      new Map([...globals.items()].map(([name, value]) => [name, value])),
    );
    const tally: Tally = { failed: 0, attempted: 0 };
    for (const [index, example] of test.examples.entries()) {
      const flags = flagsOf(example, this.#flags);
      if ((flags & SKIP) !== 0) continue;
      tally.attempted++;
      if (this.#verbose) write(`Trying:\n${indented(example.source)}${expecting(example)}`);
      const outcome = outcomeOf(example, names, `<doctest ${test.name}[${index}]>`);
      const isQuiet = (flags & REPORT_ONLY_FIRST_FAILURE) !== 0 && tally.failed > 0;
      if (isAsWanted(example, outcome, flags)) {
        if (this.#verbose) write("ok\n");
      } else {
        if (!isQuiet) write(failure(test, example, outcome));
        tally.failed++;
        if ((flags & FAIL_FAST) !== 0) break;
      }
    }
    this.#tallies.set(test.name, tally);
    return tally;
  }

  /** Says how it went; gives the counts. */
  summarize(): TestResults {
    const all = [...this.#tallies].sort(([one], [other]) => (one < other ? -1 : 1));
    const without = all.filter(([, { attempted }]) => attempted === 0);
    const passed = all.filter(([, { attempted, failed }]) => attempted > 0 && failed === 0);
    const failing = all.filter(([, { failed }]) => failed > 0);
    const sum = (of: "failed" | "attempted"): number => all.reduce((total, [, tally]) => total + tally[of], 0);
    const [failed, attempted] = [sum("failed"), sum("attempted")];
    if (this.#verbose && without.length > 0)
      write(`${without.length} items had no tests:\n${without.map(([name]) => `    ${name}\n`).join("")}`);
    if (this.#verbose && passed.length > 0) {
      const lines = passed.map(([name, tally]) => ` ${String(tally.attempted).padStart(3)} tests in ${name}\n`);
      write(`${passed.length} items passed all tests:\n${lines.join("")}`);
    }
    if (failing.length > 0) {
      const counts = ([name, tally]: [string, Tally]): string =>
        ` ${String(tally.failed).padStart(3)} of ${String(tally.attempted).padStart(3)} in ${name}\n`;
      write(`${DIVIDER}\n${failing.length} items had failures:\n${failing.map(counts).join("")}`);
    }
    if (this.#verbose)
      write(`${attempted} tests in ${all.length} items.\n${attempted - failed} passed and ${failed} failed.\n`);
    if (failed > 0) write(`***Test Failed*** ${failed} failures.\n`);
    else if (this.#verbose) write("Test passed.\n");
    return new TestResults([failed, attempted]);
  }
}

const write = (text: string): unknown => streams.stdout.write(text);

function flagsOf({ options }: Example, flags: number): number {
  let found = flags;
  for (const [flag, isSet] of options) found = isSet ? found | flag : found & ~flag;
  return found;
}

const expecting = ({ want }: Example): string =>
  want === "" ? "Expecting nothing\n" : `Expecting:\n${indented(want)}`;

const indented = (text: string): string => text.replaceAll(/^(?!$)/gm, "    ");

/** Runs an example with its output held back. */
function outcomeOf(example: Example, names: Names, file: string): Outcome {
  const before = streams.stdout;
  const held = new StringIO();
  streams.stdout = held;
  let raised: BaseException | null = null;
  try {
    execute(example.source, names, file, (value) => {
      if (value !== null && value !== undefined) held.write(`${repr(value)}\n`);
    });
  } catch (error) {
    raised = exception(error);
    if (raised instanceof KeyboardInterrupt) throw raised;
  } finally {
    streams.stdout = before;
  }
  const printed = held.getvalue();
  return { printed: printed === "" || printed.endsWith("\n") ? printed : `${printed}\n`, raised };
}

function execute(code: string, names: Names, file: string, show: (value: unknown) => void): void {
  const { module, errors } = parseText(code, file);
  if (module === null || errors.length > 0) throw new SyntaxError(errors[0]?.message ?? "invalid syntax");
  new Executor(names, show).run(module.body);
}

function isAsWanted({ want, message }: Example, { printed, raised }: Outcome, flags: number): boolean {
  if (raised === null) return matches(want, printed, flags);
  if (message === null) return false;
  const got = format_exception_only(raised).at(-1)!;
  if (matches(message, got, flags)) return true;
  return (flags & IGNORE_EXCEPTION_DETAIL) !== 0 && matches(nameOnly(message), nameOnly(got), flags);
}

/** The class of an error without its module and its text. */
const nameOnly = (message: string): string => /^[\w.]*?(\w+)(?=:|\s|$)/.exec(message)?.[1] ?? message;

function failure(test: DocTest, example: Example, { printed, raised }: Outcome): string {
  const { source, want, message, line } = example;
  const head = `${DIVIDER}\nFile "${test.file}", line ${test.line + line + 1}, in ${test.name}\n`;
  const shown = `${head}Failed example:\n${indented(source)}`;
  if (raised !== null && message === null)
    return `${shown}Exception raised:\n${indented(format_exception(raised).join(""))}`;
  const got = raised === null ? printed : printed + format_exception(raised).join("");
  const wanted = want === "" ? "Expected nothing\n" : `Expected:\n${indented(want)}`;
  return shown + wanted + (got === "" ? "Got nothing\n" : `Got:\n${indented(got)}`);
}
