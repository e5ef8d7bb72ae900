/**
 * How fast converted single-process programs are beside CPython: `npm run build && node bench/speed.mjs [NAME…]`.
 * Processor time of one run each, without that of an empty program; output has to be the same.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("programs", import.meta.url));
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const wanted = process.argv.slice(2);
const out = mkdtempSync(join(tmpdir(), "py2mp-speed-"));

try {
  const names = readdirSync(folder).map((file) => basename(file, ".py"));
  const chosen = names.filter((name) => wanted.length === 0 || wanted.includes(name));
  const empty = join(out, "empty.py");
  writeFileSync(empty, "");
  execFileSync(process.execPath, [cli, "convert", empty, ...chosen.map(script), "-o", out], { stdio: "inherit" });
  const pythonStart = run("python3", empty).seconds;
  const nodeStart = run(process.execPath, join(out, "empty.mjs")).seconds;
  const ratios = chosen.map((name) => compare(name, pythonStart, nodeStart));
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  console.log(`geometric mean ${mean.toFixed(2)}, slowest ${Math.min(...ratios).toFixed(2)}`);
} finally {
  rmSync(out, { recursive: true });
}

function script(name) {
  return join(folder, `${name}.py`);
}

/** Prints one line and returns how many times faster the converted program was. */
function compare(name, pythonStart, nodeStart) {
  const python = run("python3", script(name));
  const converted = run(process.execPath, join(out, `${name}.mjs`));
  if (python.stdout !== converted.stdout) throw new Error(`${name} prints something else:\n${converted.stdout}`);
  const [slow, fast] = [python.seconds - pythonStart, converted.seconds - nodeStart];
  console.log(
    `${name.padEnd(18)} CPython ${slow.toFixed(2)} s, converted ${fast.toFixed(2)} s: ${(slow / fast).toFixed(1)}×`,
  );
  return slow / fast;
}

/** Runs a program; the processor time is what the system counts for it and its threads. */
function run(command, path) {
  const log = join(out, "time");
  const { stdout, status, stderr } = spawnSync(
    "bash",
    ["-c", `TIMEFORMAT='%U %S'; { time "$0" "$1" 2>&3; } 3>&2 2>"${log}"`, command, path],
    {
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(`${path} failed:\n${stderr}`);
  const [user, system] = readFileSync(log, "utf8").trim().split(" ").map(Number);
  return { stdout, seconds: user + system };
}
