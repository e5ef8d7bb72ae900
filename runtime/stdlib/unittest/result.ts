/** What came of the tests. */
import { BaseException } from "../../builtins/exceptions.js";
import type { Writable } from "../../builtins/io/standard.js";
import { moduleOf } from "../../builtins/names.js";
import { object } from "../../builtins/object.js";
import { repr, text } from "../../builtins/repr.js";
import { truth } from "../../builtins/truth.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { format_exception } from "../../kernel/traceback.js";

/** What a result needs to know of a test. */
export interface Test {
  failureException?: unknown;
  id(): string;
  shortDescription(): string | null;
}

type Entry = tuple<[Test, string]>;

/** An exception with the stack of the place that caught it. */
export interface Caught {
  error: BaseException;
  since: string | undefined;
}

/** Mirrors `unittest.TestResult`. */
export class TestResult extends object {
  declare failures: Entry[];
  declare errors: Entry[];
  declare skipped: Entry[];
  declare expectedFailures: Entry[];
  declare unexpectedSuccesses: Test[];
  declare testsRun: number;
  declare shouldStop: boolean;
  declare failfast: boolean;

  override __init__(..._args: unknown[]): void {
    Object.assign(this, { failures: [], errors: [], skipped: [], expectedFailures: [], unexpectedSuccesses: [] });
    Object.assign(this, { testsRun: 0, shouldStop: false, failfast: false });
  }

  startTest(_test: Test): void {
    this.testsRun += 1;
  }

  stopTest(_test: Test): void {}
  startTestRun(): void {}
  stopTestRun(): void {}
  addSuccess(_test: Test): void {}

  addError(test: Test, err: unknown): void {
    this.errors.push(tuple.of(test, errorText(err)));
    if (truth(this.failfast)) this.stop();
  }

  addFailure(test: Test, err: unknown): void {
    this.failures.push(tuple.of(test, errorText(err)));
    if (truth(this.failfast)) this.stop();
  }

  addSkip(test: Test, reason: string): void {
    this.skipped.push(tuple.of(test, reason));
  }

  addExpectedFailure(test: Test, err: unknown): void {
    this.expectedFailures.push(tuple.of(test, errorText(err)));
  }

  addUnexpectedSuccess(test: Test): void {
    this.unexpectedSuccesses.push(test);
    if (truth(this.failfast)) this.stop();
  }

  /** An error or failure of one part of a test; None for a part that passed. */
  addSubTest(_test: Test, subtest: Test, err: unknown): void {
    if (err === null) return;
    if (truth(this.failfast)) this.stop();
    (isFailure(err) ? this.failures : this.errors).push(tuple.of(subtest, errorText(err)));
  }

  wasSuccessful(): boolean {
    return this.failures.length === 0 && this.errors.length === 0 && this.unexpectedSuccesses.length === 0;
  }

  stop(): void {
    this.shouldStop = true;
  }

  override __repr__(): string {
    const { testsRun, errors, failures } = this;
    return `<${moduleOf(this.constructor)}.${typeName(this)} run=${testsRun} errors=${errors.length} failures=${failures.length}>`;
  }
}

/** The stacks of the places where exceptions were caught, for their tracebacks. */
const caughtAt = new WeakMap<BaseException, string | undefined>();

/** (type, value, None), as results get errors. */
export function errorTuple({ error, since }: Caught): tuple {
  caughtAt.set(error, since);
  return tuple.of(error.constructor, error, null);
}

function errorText(err: unknown): string {
  const [, error] = err as [unknown, BaseException];
  return format_exception(error, { since: caughtAt.get(error) }).join("");
}

export const isFailure = (err: unknown): boolean => typeName((err as [unknown, unknown])[1]) === "AssertionError";

const DOUBLE = "=".repeat(70);
const SINGLE = "-".repeat(70);

/** Mirrors `unittest.TextTestResult`: tells of each test as it ends. */
export class TextTestResult extends TestResult {
  declare stream: Writable;
  declare descriptions: boolean;
  declare showAll: boolean;
  declare dots: boolean;
  declare private newline: boolean;

  override __init__(stream: Writable, descriptions: unknown, verbosity: number): void {
    super.__init__();
    const shown = { descriptions: truth(descriptions), showAll: verbosity > 1, dots: verbosity === 1 };
    Object.assign(this, { stream, ...shown, newline: true });
  }

  getDescription(test: Test): string {
    const first = test.shortDescription();
    return this.descriptions && first !== null && first !== "" ? `${text(test)}\n${first}` : text(test);
  }

  override startTest(test: Test): void {
    super.startTest(test);
    if (!this.showAll) return;
    this.stream.write(`${this.getDescription(test)} ... `);
    this.newline = false;
  }

  /** A word behind the test's name, or for a part of a test on a line of its own. */
  #status(test: Test, word: string): void {
    const isPart = "subtest" in test;
    if (isPart || this.newline) {
      if (!this.newline) this.stream.write("\n");
      if (isPart) this.stream.write("  ");
      this.stream.write(`${this.getDescription(test)} ... `);
    }
    this.stream.write(`${word}\n`);
    this.newline = true;
  }

  #tell(test: Test, word: string, dot: string): void {
    if (this.showAll) this.#status(test, word);
    else if (this.dots) this.stream.write(dot);
    this.stream.flush?.();
  }

  override addSuccess(test: Test): void {
    super.addSuccess(test);
    this.#tell(test, "ok", ".");
  }

  override addError(test: Test, err: unknown): void {
    super.addError(test, err);
    this.#tell(test, "ERROR", "E");
  }

  override addFailure(test: Test, err: unknown): void {
    super.addFailure(test, err);
    this.#tell(test, "FAIL", "F");
  }

  override addSkip(test: Test, reason: string): void {
    super.addSkip(test, reason);
    this.#tell(test, `skipped ${repr(reason)}`, "s");
  }

  override addExpectedFailure(test: Test, err: unknown): void {
    super.addExpectedFailure(test, err);
    this.#tell(test, "expected failure", "x");
  }

  override addUnexpectedSuccess(test: Test): void {
    super.addUnexpectedSuccess(test);
    this.#tell(test, "unexpected success", "u");
  }

  override addSubTest(test: Test, subtest: Test, err: unknown): void {
    if (err !== null) this.#tell(subtest, isFailure(err) ? "FAIL" : "ERROR", isFailure(err) ? "F" : "E");
    super.addSubTest(test, subtest, err);
  }

  printErrors(): void {
    if (this.dots || this.showAll) this.stream.write("\n");
    this.printErrorList("ERROR", this.errors);
    this.printErrorList("FAIL", this.failures);
    if (this.unexpectedSuccesses.length === 0) return;
    this.stream.write(`${DOUBLE}\n`);
    for (const test of this.unexpectedSuccesses)
      this.stream.write(`UNEXPECTED SUCCESS: ${this.getDescription(test)}\n`);
  }

  printErrorList(flavour: string, errors: Iterable<Entry>): void {
    for (const [test, err] of errors) {
      this.stream.write(`${DOUBLE}\n${flavour}: ${this.getDescription(test)}\n${SINGLE}\n${err}\n`);
    }
  }
}
