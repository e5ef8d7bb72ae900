/** Running tests and telling about it. */
import { SystemExit } from "../../builtins/exceptions.js";
import { streams, type Writable } from "../../builtins/io/standard.js";
import { iterate } from "../../builtins/iterate.js";
import { object } from "../../builtins/object.js";
import { truth } from "../../builtins/truth.js";
import { call } from "../../builtins/call.js";
import { isClass } from "../../builtins/type-name.js";
import { scriptArguments } from "../sys/facts.js";
import type { TestCase } from "./case.js";
import { TestLoader } from "./loader.js";
import { type TestResult, TextTestResult } from "./result.js";
import type { TestSuite } from "./suite.js";

/** The keyword arguments of a runner. */
interface RunnerOptions {
  stream?: Writable | null;
  descriptions?: unknown;
  verbosity?: number;
  failfast?: unknown;
  buffer?: unknown;
  resultclass?: unknown;
  warnings?: unknown;
}

/** Mirrors `unittest.TextTestRunner`. */
export class TextTestRunner extends object {
  declare stream: Writable;
  declare descriptions: unknown;
  declare verbosity: number;
  declare failfast: unknown;
  declare resultclass: unknown;

  override __init__(options: RunnerOptions = {}): void {
    const { stream = null, descriptions = true, verbosity = 1, failfast = false, resultclass = null } = options;
    Object.assign(this, { stream: stream ?? streams.stderr, descriptions, verbosity, failfast });
    this.resultclass = resultclass ?? TextTestResult;
  }

  _makeResult(): TestResult {
    return call(this.resultclass, this.stream, this.descriptions, this.verbosity) as TestResult;
  }

  run(test: TestCase | TestSuite): TestResult {
    const result = this._makeResult();
    result.failfast = truth(this.failfast);
    const start = performance.now();
    result.startTestRun();
    test.run(result);
    result.stopTestRun();
    const seconds = ((performance.now() - start) / 1000).toFixed(3);
    if (result instanceof TextTestResult) {
      result.printErrors();
      this.stream.write(`${"-".repeat(70)}\n`);
    }
    this.stream.write(`Ran ${result.testsRun} test${result.testsRun === 1 ? "" : "s"} in ${seconds}s\n\n`);
    this.stream.write(`${summary(result)}\n`);
    this.stream.flush?.();
    return result;
  }
}

function summary(result: TestResult): string {
  const counts: [string, number][] = [
    ["failures", result.failures.length],
    ["errors", result.errors.length],
    ["skipped", result.skipped.length],
    ["expected failures", result.expectedFailures.length],
    ["unexpected successes", result.unexpectedSuccesses.length],
  ];
  const shown = counts.filter(([, count]) => count > 0).map(([name, count]) => `${name}=${count}`);
  const word = result.wasSuccessful() ? "OK" : "FAILED";
  return shown.length === 0 ? word : `${word} (${shown.join(", ")})`;
}

/** The keyword arguments of `main`. */
export interface MainOptions {
  module?: unknown;
  defaultTest?: string | Iterable<string> | null;
  argv?: Iterable<string> | null;
  testRunner?: unknown;
  testLoader?: TestLoader | null;
  exit?: unknown;
  verbosity?: number;
  failfast?: unknown;
  catchbreak?: unknown;
  buffer?: unknown;
  warnings?: unknown;
}

/** Mirrors `unittest.main`: runs the tests of a module, those of the command line if it names any, and ends the program. */
export class TestProgram {
  readonly result: TestResult;

  /** @throws SystemExit with whether a test failed, unless `exit` is false */
  constructor(options: MainOptions = {}) {
    const { module = "__main__", defaultTest = null, exit = true, verbosity = 1, failfast = false } = options;
    const argv = Array.from(iterate<string>(options.argv ?? scriptArguments())).slice(1);
    const names = argv.filter((argument) => !argument.startsWith("-"));
    const has = (...flags: string[]) => argv.some((argument) => flags.includes(argument));
    const loader = options.testLoader ?? new TestLoader();
    const wanted = names.length > 0 ? names : typeof defaultTest === "string" ? [defaultTest] : defaultTest;
    const suite =
      wanted === null
        ? loader.loadTestsFromModule(module ?? "__main__")
        : loader.loadTestsFromNames(wanted, module ?? "__main__");
    const settings = {
      verbosity: has("-v", "--verbose") ? 2 : has("-q", "--quiet") ? 0 : Number(verbosity),
      failfast: truth(failfast) || has("-f", "--failfast"),
    };
    const runner: unknown = options.testRunner ?? TextTestRunner;
    const made = (isClass(runner) ? call(runner, settings) : runner) as TextTestRunner;
    this.result = made.run(suite);
    if (truth(exit)) throw new SystemExit(!this.result.wasSuccessful());
  }
}
