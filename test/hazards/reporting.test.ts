/** How warnings are told to programs, and how a script says that it knows of one. */
import { expect, test } from "vitest";
import { reporters } from "../../transform/cli/reporters/index.js";
import { warnings, warningsOf } from "./cases.js";

const counting = (update: string): string => `from multiprocessing import Process, Value

def count(counter):
${update}

if __name__ == "__main__":
    counter = Value("i", 0)
    for p in [Process(target=count, args=(counter,)) for _ in range(3)]:
        p.start()
`;

test.each([
  ["    counter.value += 1  # py2mp: ignore[unguarded-update]", 0],
  ["    # py2mp: ignore[unguarded-update]\n    counter.value += 1", 0],
  ["    # py2mp: ignore[lock-order, unguarded-update]\n    # as good as exact\n    counter.value += 1", 0],
  ["    counter.value = (counter.value\n        + 1)  # py2mp:ignore[unguarded-update]", 0],
  ["    counter.value += 1  # py2mp: ignore[lock-order]", 1],
  ["    counter.value += 1  # py2mp: ignore", 1],
  ["    print()  # py2mp: ignore[unguarded-update]\n    counter.value += 1", 1],
])("what is ignored: %j", async (update, count) => {
  expect(await warnings(counting(update))).toHaveLength(count);
});

test("an error can't be ignored", async () => {
  const found = await warningsOf("import numpy  # py2mp: ignore[unsupported-module]\n");
  expect(found).toMatchObject([{ code: "unsupported-module", severity: "error" }]);
});

test("github: an annotation with the hint", async () => {
  const found = await warningsOf(counting("    counter.value += 1"));
  const [line, ...others] = reporters.github!(found).split("\n");
  expect(line).toMatch(
    /^::warning file=a\.py,line=4,endLine=4,col=5,endColumn=23,title=py2mp unguarded-update::.*%0Ahint: /,
  );
  expect(others).toEqual([""]);
});

test("sarif: a rule and a result", async () => {
  const found = await warningsOf(counting("    counter.value += 1"));
  const log: unknown = JSON.parse(reporters.sarif!(found));
  const physicalLocation = {
    artifactLocation: { uri: "a.py" },
    region: { startLine: 4, startColumn: 5, endLine: 4, endColumn: 23 },
  };
  expect(log).toMatchObject({
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "py2mp", rules: [{ id: "unguarded-update" }] } },
        results: [{ ruleId: "unguarded-update", ruleIndex: 0, level: "warning", locations: [{ physicalLocation }] }],
      },
    ],
  });
});
