/** The class `TestLoader`, which finds tests. */
import { getattr } from "../../builtins/attributes.js";
import { AttributeError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { object } from "../../builtins/object.js";
import { isType } from "../../builtins/type-name.js";
import { membersOfModule } from "../../kernel/registry.js";
import { TestCase } from "./case.js";
import { TestSuite } from "./suite.js";

type CaseClass = typeof TestCase;

const isCase = (value: unknown): value is CaseClass =>
  isType(value) && (value.prototype as unknown) instanceof TestCase;

/** Mirrors `unittest.TestLoader`. */
export class TestLoader extends object {
  declare testMethodPrefix: string;
  declare errors: string[];

  override __init__(): void {
    Object.assign(this, { testMethodPrefix: "test", errors: [] });
  }

  /** The names of a class's tests, sorted. */
  getTestCaseNames(testCaseClass: CaseClass): string[] {
    const names = new Set<string>();
    for (
      let level = testCaseClass.prototype as object;
      level !== TestCase.prototype;
      level = Object.getPrototypeOf(level) as object
    ) {
      for (const name of Object.getOwnPropertyNames(level)) {
        const value: unknown = Object.getOwnPropertyDescriptor(level, name)?.value;
        if (name.startsWith(this.testMethodPrefix) && typeof value === "function") names.add(name);
      }
    }
    return [...names].sort();
  }

  loadTestsFromTestCase(testCaseClass: CaseClass): TestSuite {
    return new TestSuite(this.getTestCaseNames(testCaseClass).map((name) => new testCaseClass(name)));
  }

  /** The tests of a module, its classes in the order of their names. */
  loadTestsFromModule(module: unknown): TestSuite {
    const members = typeof module === "string" ? membersOfModule(module) : (module as Record<string, unknown>);
    const names = Object.keys(members).sort();
    const classes = names.map((name) => members[name]).filter(isCase);
    return new TestSuite(classes.map((each) => this.loadTestsFromTestCase(each)));
  }

  /** `C` or `C.test_x`. @throws AttributeError */
  loadTestsFromName(name: string, module: unknown = "__main__"): TestSuite {
    const members = typeof module === "string" ? membersOfModule(module) : (module as Record<string, unknown>);
    const [first, method] = name.split(".") as [string, string?];
    const owner = members[first];
    if (!isCase(owner)) throw new AttributeError(`module '__main__' has no attribute '${first}'`);
    if (method === undefined) return this.loadTestsFromTestCase(owner);
    getattr(owner, method);
    return new TestSuite([new owner(method)]);
  }

  loadTestsFromNames(names: Iterable<string>, module: unknown = "__main__"): TestSuite {
    return new TestSuite(Array.from(iterate<string>(names), (name) => this.loadTestsFromName(name, module)));
  }
}
