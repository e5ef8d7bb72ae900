/** The pages about what `check` warns of. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { warningsOf } from "./cases.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = join(root, "docs/diagnostics");

/** The codes that the hazards' sources name. */
function hazardCodes(): string[] {
  const sources = readdirSync(join(root, "transform/hazards")).map((file) =>
    readFileSync(join(root, "transform/hazards", file), "utf8"),
  );
  return sources.flatMap((text) => [...text.matchAll(/(?:code: |warning\()"([\w-]+)"/g)].map(([, code]) => code!));
}

test("every hazard has a page", () => {
  expect(readdirSync(folder).sort()).toEqual([...new Set(hazardCodes())].map((code) => `${code}.md`).sort());
});

test.each(readdirSync(folder))("%s shows a program with that hazard alone, and one without any", async (file) => {
  const page = readFileSync(join(folder, file), "utf8");
  const [wrong, right] = [...page.matchAll(/```python\n([^]*?)```/g)].map(([, text]) => text!);
  expect((await warningsOf(wrong!)).map(({ code }) => `${code}.md`)).toEqual([file]);
  expect(await warningsOf(right!)).toEqual([]);
});
