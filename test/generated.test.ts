/** A slice of the random programs that `npm run fuzz` compares with CPython by the thousand. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findCPython } from "./support/cpython.js";

const FUZZ = join(import.meta.dirname, "generator/fuzz.mjs");
const COUNT = 300;
const FIRST_SEED = 800;

test(`${COUNT} random programs print what CPython prints`, { timeout: 300_000 }, ({ skip }) => {
  const python = findCPython();
  if (python === null) return skip("skipped: no python3");
  // Errors are worded as that version words them.
  if (python.version !== "3.11") return skip(`skipped: python3 is ${python.version}, not 3.11`);
  const args = [FUZZ, "--count", String(COUNT), "--seed", String(FIRST_SEED), "--minimise", "0"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", timeout: 290_000 });
  expect(status, `${stdout}${stderr}`).toBe(0);
});
