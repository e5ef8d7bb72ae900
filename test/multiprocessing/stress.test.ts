/** Small loads of each kind; `npm run stress` runs them at full size. */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runConverted } from "../support/converted.js";

const workspace = mkdtempSync(join(tmpdir(), "py2mp-stress-"));
const script = join(workspace, "load.py");
copyFileSync(join(import.meta.dirname, "../../bench/stress/load.py"), script);

afterAll(() => rmSync(workspace, { recursive: true }));

test.each([
  ["processes", 20],
  ["items", 4000],
  ["tasks", 500],
  ["kills", 5],
])("%s: %d", { timeout: 120_000 }, async (name, count) => {
  const run = await runConverted(script, [name, String(count)], { cwd: workspace, limitSeconds: 100 });
  expect(run.stdout, run.stderr).toBe("right\n");
});
