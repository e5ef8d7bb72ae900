import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test, vi } from "vitest";

const root = join(import.meta.dirname, "../../runtime/builtins");

/** The modules need each other in circles, so that the one that is imported first decides on the order of evaluation. */
test("every module of the builtins can be the first that is imported", async () => {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  // the parts of exceptions.ts and bytes.ts, and tracebacks, are imported through these only
  const first = files.filter((file) => !/^((exceptions|bytes)[/\\]|traceback\.ts$)/.test(file));
  const broken: string[] = [];
  for (const file of first) {
    vi.resetModules();
    await import(join(root, file)).catch((error: unknown) => broken.push(`${relative(root, file)}: ${String(error)}`));
  }
  expect(broken).toEqual([]);
});
