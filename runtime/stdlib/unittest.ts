/**
 * Mirrors the module `unittest`. Differs: no discovery in files, no asynchronous tests, no `unittest.mock`,
 * and a test is described by its docstring only if the script looks at `__doc__` itself.
 */
import { libraryModule } from "./module.js";
import { TestCase } from "./unittest/case.js";
import { TestLoader } from "./unittest/loader.js";
import { TestResult, TextTestResult } from "./unittest/result.js";
import { TestProgram, TextTestRunner } from "./unittest/runner.js";
import { SkipTest } from "./unittest/skip.js";
import { TestSuite } from "./unittest/suite.js";
import * as self from "./unittest.js";

export type { SubTestContext as _SubTestContext } from "./unittest/case.js";
export type {
  AssertLogsContext as _AssertLogsContext,
  AssertRaisesContext as _AssertRaisesContext,
  AssertWarnsContext as _AssertWarnsContext,
} from "./unittest/contexts.js";
export { expectedFailure, skip, skipIf, skipUnless } from "./unittest/skip.js";
export { SkipTest, TestCase, TestLoader, TestProgram, TestResult, TestSuite, TextTestResult, TextTestRunner };
export const main = TestProgram;
export const defaultTestLoader = new TestLoader();

libraryModule("unittest.case", () => ({ SkipTest, TestCase }), { SkipTest, TestCase });
libraryModule("unittest.result", () => ({ TestResult }), { TestResult });
libraryModule("unittest.suite", () => ({ TestSuite }), { TestSuite });
libraryModule("unittest.loader", () => ({ TestLoader }), { TestLoader });
libraryModule("unittest.runner", () => ({ TextTestResult, TextTestRunner }), { TextTestResult, TextTestRunner });
libraryModule("unittest.main", () => ({ TestProgram }), { TestProgram });
libraryModule("unittest", () => self);
