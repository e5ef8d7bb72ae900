/** The class `TestCase`. */
import { call } from "../../builtins/call.js";
import { AssertionError, type BaseException, KeyboardInterrupt } from "../../builtins/exceptions.js";
import { moduleOf, qualifiedName } from "../../builtins/names.js";
import { repr, text } from "../../builtins/repr.js";
import { exception } from "../../builtins/raise.js";
import { truth } from "../../builtins/truth.js";
import { isinstance } from "../../builtins/type.js";
import { getattr } from "../../builtins/attributes.js";
import { ValueError } from "../../builtins/exceptions.js";
import { Assertions } from "./assertions.js";
import { errorTuple, type Test, TestResult } from "./result.js";
import { isSkipped, marksOf, SkipTest } from "./skip.js";

/** How a test goes. */
interface Outcome {
  result: TestResult;
  succeeds: boolean;
  /** The failure of a test that is expected to fail. */
  expected: BaseException | null;
  /** The stack of the place that runs the test. */
  since: string | undefined;
}

/** A name with the class it belongs to, `__main__.C`. */
export const className_ = (owner: NewableFunction | CallableFunction): string =>
  `${moduleOf(owner)}.${qualifiedName(owner)}`;

/** Mirrors `unittest.TestCase`. */
export class TestCase extends Assertions implements Test {
  declare _testMethodName: string;
  declare private cleanups: [unknown, unknown[]][];
  declare private outcome: Outcome | null;
  declare private part: SubTest | null;

  /** @throws ValueError for a method that there isn't */
  override __init__(methodName: string = "runTest"): void {
    this._testMethodName = methodName;
    for (const [name, value] of Object.entries({ cleanups: [], outcome: null, part: null })) {
      Object.defineProperty(this, name, { value, writable: true });
    }
    if (methodName !== "runTest" && getattr(this, methodName, null) === null) {
      throw new ValueError(`no such test method in ${repr(this.constructor)}: ${methodName}`);
    }
  }

  setUp(): void {}
  tearDown(): void {}
  static setUpClass(): void {}
  static tearDownClass(): void {}

  countTestCases(): number {
    return 1;
  }

  defaultTestResult(): TestResult {
    return new TestResult();
  }

  /** The first line of the method's docstring. */
  shortDescription(): string | null {
    const doc = getattr(getattr(this, this._testMethodName), "__doc__", null) as string | null;
    return typeof doc === "string" ? doc.trim().split("\n")[0]!.trim() : null;
  }

  id(): string {
    return `${className_(this.constructor)}.${this._testMethodName}`;
  }

  override __str__(): string {
    return `${this._testMethodName} (${this.id()})`;
  }

  override __repr__(): string {
    return `<${className_(this.constructor)} testMethod=${this._testMethodName}>`;
  }

  /** Runs a function after the test, the last added first. */
  addCleanup(fn: unknown, ...args: unknown[]): void {
    this.cleanups.push([fn, args]);
  }

  doCleanups(): boolean {
    for (let cleanup = this.cleanups.pop(); cleanup !== undefined; cleanup = this.cleanups.pop()) {
      const [fn, args] = cleanup;
      this.#run(() => void call(fn, ...args), this.outcome!, this);
    }
    return this.outcome?.succeeds ?? true;
  }

  /** @throws SkipTest */
  skipTest(reason: string): never {
    throw new SkipTest(reason);
  }

  /** Mirrors `with self.subTest(msg, **params):` a part of the test that may fail without ending it. */
  subTest(msg: unknown = null, options: Record<string, unknown> = {}): SubTestContext {
    return new SubTestContext(this, msg, options);
  }

  __call__(result: TestResult | null = null): TestResult {
    return this.run(result);
  }

  /** Runs the test without a result. */
  debug(): void {
    this.setUp();
    call(getattr(this, this._testMethodName));
    this.tearDown();
    for (let cleanup = this.cleanups.pop(); cleanup !== undefined; cleanup = this.cleanups.pop()) {
      call(cleanup[0], ...cleanup[1]);
    }
  }

  /** Runs the test and tells the result how it went. */
  run(given: TestResult | null = null): TestResult {
    const result = given ?? this.defaultTestResult();
    result.startTest(this);
    const marks = marksOf(this.constructor, this._testMethodName);
    const skipped = isSkipped(this.constructor) ? this.constructor : isSkipped(marks) ? marks : null;
    if (skipped !== null) {
      result.addSkip(this, skipped.__unittest_skip_why__);
      result.stopTest(this);
      return result;
    }
    const outcome: Outcome = { result, succeeds: true, expected: null, since: new Error().stack };
    this.outcome = outcome;
    this.#run(() => this.setUp(), outcome, this);
    if (outcome.succeeds) {
      const isExpected = marks.__unittest_expecting_failure__ === true;
      this.#run(() => void call(getattr(this, this._testMethodName)), outcome, this, isExpected);
      this.#run(() => this.tearDown(), outcome, this);
    }
    this.doCleanups();
    if (outcome.succeeds) this.#tell(outcome, marks.__unittest_expecting_failure__ === true);
    this.outcome = null;
    result.stopTest(this);
    return result;
  }

  #tell({ result, expected, since }: Outcome, isExpected: boolean): void {
    if (!isExpected) result.addSuccess(this);
    else if (expected === null) result.addUnexpectedSuccess(this);
    else result.addExpectedFailure(this, errorTuple({ error: expected, since }));
  }

  /** Runs a part of the test; what it raises goes to the result. */
  #run(part: () => void, outcome: Outcome, test: TestCase, mayFail = false): void {
    try {
      part();
    } catch (thrown) {
      this.note(exception(thrown), outcome, test, mayFail);
    }
  }

  /** What was raised in a test or one of its parts. @throws KeyboardInterrupt */
  note(error: BaseException, outcome: Outcome, test: Test, mayFail = false): void {
    if (error instanceof KeyboardInterrupt) throw error;
    const { result, since } = outcome;
    if (error instanceof SkipTest) {
      outcome.succeeds = false;
      result.addSkip(test, text(error));
    } else if (mayFail) {
      outcome.expected = error;
    } else {
      outcome.succeeds = false;
      const err = errorTuple({ error, since });
      if (test !== this) result.addSubTest(this, test, err);
      else if (isinstance(error, this.failureException)) result.addFailure(test, err);
      else result.addError(test, err);
    }
  }

  /** What a part of this test that is being run needs. */
  static running(test: TestCase): { outcome: Outcome | null; part: SubTest | null } {
    return { outcome: test.outcome, part: test.part };
  }

  static enterPart(test: TestCase, part: SubTest | null): void {
    test.part = part;
  }

  get failureException(): unknown {
    return AssertionError;
  }
}

Object.defineProperty(TestCase.prototype, "maxDiff", { value: 640, writable: true });
Object.defineProperty(TestCase.prototype, "longMessage", { value: true, writable: true });

/** A part of a test, as results show it. */
class SubTest implements Test {
  readonly test_case: TestCase;
  readonly params: Record<string, unknown>;
  readonly subtest = true;
  readonly #message: unknown;

  constructor(test: TestCase, message: unknown, params: Record<string, unknown>) {
    this.test_case = test;
    this.#message = message;
    this.params = params;
  }

  get failureException(): unknown {
    return this.test_case.failureException;
  }

  #description(): string {
    const shown = Object.entries(this.params).map(([name, value]) => `${name}=${repr(value)}`);
    const parts = [
      ...(this.#message === null ? [] : [`[${text(this.#message)}]`]),
      ...(shown.length === 0 ? [] : [`(${shown.join(", ")})`]),
    ];
    return parts.join(" ") || "(<subtest>)";
  }

  id(): string {
    return `${this.test_case.id()} ${this.#description()}`;
  }

  shortDescription(): string | null {
    return this.test_case.shortDescription();
  }

  __str__(): string {
    return `${text(this.test_case)} ${this.#description()}`;
  }
}

/** Mirrors what `subTest` gives. */
export class SubTestContext {
  readonly #test: TestCase;
  readonly #part: SubTest;
  readonly #outer: SubTest | null;

  constructor(test: TestCase, message: unknown, params: Record<string, unknown>) {
    this.#test = test;
    this.#outer = TestCase.running(test).part;
    this.#part = new SubTest(test, message, { ...this.#outer?.params, ...params });
  }

  __enter__(): void {
    TestCase.enterPart(this.#test, this.#part);
  }

  /** A failure goes to the result, and the test goes on. */
  __exit__(_type: unknown, error: BaseException | null, _traceback: unknown): boolean {
    TestCase.enterPart(this.#test, this.#outer);
    const { outcome } = TestCase.running(this.#test);
    if (outcome === null) return false;
    if (error === null) {
      outcome.result.addSubTest(this.#test, this.#part, null);
      return false;
    }
    this.#test.note(error, outcome, this.#part);
    return !truth(outcome.result.failfast);
  }
}
