// `npm run stress`: the loads of load.py at full size (or those named, `npm run stress -- kills 20`), with the time that
// each took and the memory of the program after a fifth of it and at its end.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FULL = { processes: 500, items: 100_000, tasks: 10_000, kills: 100 };
const LIMIT_MS = 600_000;

const [only, count] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "py2mp-stress-"));
try {
  const script = join(folder, "load.py");
  copyFileSync(join(import.meta.dirname, "load.py"), script);
  run([join(import.meta.dirname, "../../dist/cli.js"), "convert", script]);
  for (const [name, full] of Object.entries(FULL)) {
    if (only !== undefined && only !== name) continue;
    const { status, stdout, stderr } = run([join(folder, "load.mjs"), name, count ?? String(full)]);
    const isRight = status === 0 && stdout === "right\n";
    console.log(isRight ? stderr.trim() : `${name} failed (${status}):\n${stdout}${stderr}`);
    if (!isRight) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}

function run(args) {
  return spawnSync(process.execPath, args, { encoding: "utf8", timeout: LIMIT_MS });
}
