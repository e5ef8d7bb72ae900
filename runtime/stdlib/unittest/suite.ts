/** Tests in a row, with what comes before and after those of a class and a module. */
import { call } from "../../builtins/call.js";
import { iterate } from "../../builtins/iterate.js";
import { moduleOf } from "../../builtins/names.js";
import { object } from "../../builtins/object.js";
import { exception } from "../../builtins/raise.js";
import { repr, text } from "../../builtins/repr.js";
import { lookup } from "../../kernel/registry.js";
import { className_, TestCase } from "./case.js";
import { errorTuple, type Test, type TestResult } from "./result.js";
import { isSkipped, SkipTest } from "./skip.js";

/** Stands for a test where what comes around it failed. */
class ErrorHolder implements Test {
  readonly #description: string;

  constructor(description: string) {
    this.#description = description;
  }

  id(): string {
    return this.#description;
  }

  shortDescription(): null {
    return null;
  }

  __str__(): string {
    return this.#description;
  }
}

type Runnable = TestCase | TestSuite;

/** What has been set up while a suite runs. */
interface Fixtures {
  owner: typeof TestCase | null;
  ownerFailed: boolean;
  module: string | null;
  moduleFailed: boolean;
}

/** Mirrors `unittest.TestSuite`. */
export class TestSuite extends object {
  declare _tests: Runnable[];

  override __init__(tests: unknown = []): void {
    this._tests = [...iterate<Runnable>(tests)];
  }

  addTest(test: Runnable): void {
    this._tests.push(test);
  }

  addTests(tests: unknown): void {
    for (const test of iterate<Runnable>(tests)) this.addTest(test);
  }

  countTestCases(): number {
    return this._tests.reduce((sum, test) => sum + Number(test.countTestCases()), 0);
  }

  __iter__(): Iterator<Runnable> {
    return this._tests[Symbol.iterator]();
  }

  __call__(result: TestResult): TestResult {
    return this.run(result);
  }

  run(result: TestResult): TestResult {
    const fixtures: Fixtures = { owner: null, ownerFailed: false, module: null, moduleFailed: false };
    this.runWith(result, fixtures);
    leaveClass(fixtures, result);
    leaveModule(fixtures, result);
    return result;
  }

  /** Runs the tests in the surroundings of a bigger suite. */
  runWith(result: TestResult, fixtures: Fixtures): void {
    for (const test of this._tests) {
      if (result.shouldStop) return;
      if (test instanceof TestSuite) test.runWith(result, fixtures);
      else if (enter(test.constructor as typeof TestCase, fixtures, result)) test.run(result);
    }
  }

  override __repr__(): string {
    return `<unittest.suite.TestSuite tests=${repr(this._tests)}>`;
  }
}

/** Sets up what a test's class and module need; false when that has failed. */
function enter(owner: typeof TestCase, fixtures: Fixtures, result: TestResult): boolean {
  if (fixtures.owner === owner) return !fixtures.ownerFailed && !fixtures.moduleFailed;
  leaveClass(fixtures, result);
  const module = moduleOf(owner as unknown as CallableFunction);
  if (fixtures.module !== module) {
    leaveModule(fixtures, result);
    Object.assign(fixtures, {
      module,
      moduleFailed: !around(`setUpModule (${module})`, lookup(module, "setUpModule"), result),
    });
  }
  fixtures.owner = owner;
  fixtures.ownerFailed =
    !fixtures.moduleFailed &&
    !isSkipped(owner) &&
    !around(`setUpClass (${className_(owner)})`, () => owner.setUpClass(), result);
  return !fixtures.ownerFailed && !fixtures.moduleFailed;
}

function leaveClass({ owner, ownerFailed, moduleFailed }: Fixtures, result: TestResult): void {
  if (owner === null || ownerFailed || moduleFailed || isSkipped(owner)) return;
  around(`tearDownClass (${className_(owner)})`, () => owner.tearDownClass(), result);
}

function leaveModule({ module, moduleFailed }: Fixtures, result: TestResult): void {
  if (module === null || moduleFailed) return;
  around(`tearDownModule (${module})`, lookup(module, "tearDownModule"), result);
}

/** Runs what comes around tests; false when it raised. */
function around(description: string, part: unknown, result: TestResult): boolean {
  if (part === undefined) return true;
  const since = new Error().stack;
  try {
    call(part);
    return true;
  } catch (thrown) {
    const error = exception(thrown);
    const holder = new ErrorHolder(description);
    if (error instanceof SkipTest) result.addSkip(holder, text(error));
    else result.addError(holder, errorTuple({ error, since }));
    return false;
  }
}
