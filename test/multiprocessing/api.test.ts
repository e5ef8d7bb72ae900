/** The names, members and parameters of multiprocessing and concurrent.futures, as CPython has them. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

test("what differs from CPython has a reason, and docs/multiprocessing.md says so", () => {
  const script = join(import.meta.dirname, "../../bench/api-coverage.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
  expect(status, stdout + stderr).toBe(0);
});
