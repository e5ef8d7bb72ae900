/** Every hazard in its true cases, and what only looks like it. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadCases, warnings } from "./cases.js";

const cases = loadCases(join(dirname(fileURLToPath(import.meta.url)), "cases"));

test.each(cases.map((each) => [each.code, each.name, each] as const))("%s: %s", async (...[, , each]) => {
  expect(await warnings(each.script)).toEqual(each.expected);
});

test.each([...new Set(cases.map(({ code }) => code))])("%s has five true cases and five near misses", (code) => {
  const own = cases.filter((each) => each.code === code);
  const near = own.filter(({ expected }) => expected.length === 0);
  expect(near.length).toBeGreaterThanOrEqual(5);
  expect(own.length - near.length).toBeGreaterThanOrEqual(5);
});
