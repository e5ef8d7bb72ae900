// `npm test`: runs vitest with whatever arguments it is given and closes with the line "N passed, N failed", counted
// from vitest's own JSON report. The exit status is vitest's.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = mkdtempSync(join(tmpdir(), "py2mp-report-"));
const report = join(folder, "report.json");
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];

try {
  const args = [vitest, "run", ...reporters, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  console.log(tally(JSON.parse(readFileSync(report, "utf8"))));
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}

/** A test file that failed outside of any test (it does not load, a hook threw) counts as one failure. */
function tally({ numPassedTests, numFailedTests, testResults }) {
  const brokenFiles = testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  );
  return `${numPassedTests} passed, ${numFailedTests + brokenFiles.length} failed`;
}
