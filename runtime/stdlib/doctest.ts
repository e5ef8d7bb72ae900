/**
 * Mirrors the module `doctest`: the examples of the script's own docstrings. Differs: examples are read from the source,
 * which must be there, and can't define classes; the frames of an error that nobody expected are those of this runtime.
 */
import { readFileSync } from "node:fs";
import { getattr } from "../builtins/attributes.js";
import { dict } from "../builtins/dict.js";
import { TypeError } from "../builtins/exceptions.js";
import { truth } from "../builtins/truth.js";
import { __file__ } from "../kernel/script-file.js";
import { examplesOf } from "./doctest/examples.js";
import { testsIn } from "./doctest/finder.js";
import { Runner, TestResults } from "./doctest/runner.js";
import { libraryModule } from "./module.js";
import * as sys from "./sys.js";
import * as self from "./doctest.js";

export {
  DONT_ACCEPT_BLANKLINE,
  DONT_ACCEPT_TRUE_FOR_1,
  ELLIPSIS,
  FAIL_FAST,
  IGNORE_EXCEPTION_DETAIL,
  NORMALIZE_WHITESPACE,
  REPORT_ONLY_FIRST_FAILURE,
  SKIP,
} from "./doctest/flags.js";
export { TestResults };

type Globals = dict<string, unknown>;

/** Mirrors `testmod()` of the script itself. `globs`: its names, which the conversion puts there. */
export function testmod({
  m = null,
  name = null,
  globs = null,
  verbose = null,
  report = true,
  optionflags = 0,
  extraglobs = null,
}: {
  m?: unknown;
  name?: string | null;
  globs?: Globals | null;
  verbose?: unknown;
  report?: unknown;
  optionflags?: number;
  extraglobs?: Globals | null;
} = {}): TestResults {
  if (m !== null) throw new TypeError("py2mp tests the docstrings of the script itself only");
  const runner = new Runner(isVerbose(verbose), optionflags);
  const counts = { failed: 0, attempted: 0 };
  const names = new dict(globs ?? []);
  if (extraglobs !== null) names.update(extraglobs);
  for (const test of testsIn(readFileSync(__file__, "utf8"), __file__, name ?? "__main__")) {
    const { failed, attempted } = runner.run(test, new dict(names));
    counts.failed += failed;
    counts.attempted += attempted;
  }
  return truth(report) ? runner.summarize() : new TestResults([counts.failed, counts.attempted]);
}

const isVerbose = (given: unknown): boolean => (given === null ? [...sys.argv].includes("-v") : truth(given));

/** Mirrors `run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0)`. */
export function run_docstring_examples(
  f: unknown,
  globs: Globals,
  verbose: unknown = false,
  name = "NoName",
  _compileflags: unknown = null,
  optionflags: number = 0,
): void {
  if (truth(verbose)) sys.stdout.write(`Finding tests in ${name}\n`);
  const docstring = (getattr(f, "__doc__", null) ?? "") as string;
  const test = { name, file: __file__, line: 0, examples: examplesOf(docstring, name) };
  new Runner(truth(verbose), optionflags).run(test, globs);
}

libraryModule("doctest", () => self, { TestResults });
