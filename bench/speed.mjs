/**
 * How fast converted single-process programs are beside CPython and beside the same programs written by hand in
 * TypeScript: `npm run build && node bench/speed.mjs [--repeat COUNT] [NAME…]`. Each of bench/programs/NAME.py, with
 * NAME.hand.ts beside it where there is one, is run COUNT times (3), the languages in turn, so that what else the
 * machine does meets all of them. The least processor time of each counts (threads included: the garbage collector, the
 * optimizing compiler), without that of an empty program. CPython takes 2 s or more, so that hardly anything of what
 * is compared is start-up or warm-up. The output has to be the same.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import ts from "typescript";

const folder = fileURLToPath(new URL("programs", import.meta.url));
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const { values, positionals } = parseArgs({
  options: { repeat: { type: "string", default: "3" } },
  allowPositionals: true,
});
const repeat = Number(values.repeat);
const out = mkdtempSync(join(tmpdir(), "py2mp-speed-"));

try {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".py"))
    .map((file) => basename(file, ".py"));
  const chosen = names.filter((name) => positionals.length === 0 || positionals.includes(name));
  writeFileSync(join(out, "empty.py"), "");
  writeFileSync(join(out, "empty.hand.mjs"), "");
  const scripts = [join(out, "empty.py"), ...chosen.map((name) => join(folder, `${name}.py`))];
  execFileSync(process.execPath, [cli, "convert", ...scripts, "-o", out], { stdio: "pipe" });
  const start = times("empty", join(out, "empty.py"), 2 * repeat);
  const found = chosen.map((name) => compare(name, start));
  report(
    "faster than CPython",
    Math.min,
    "least",
    found.map(({ faster }) => faster),
  );
  const byHand = found.flatMap(({ slower }) => (slower === undefined ? [] : [slower]));
  if (byHand.length > 0) report("the time of the version by hand", Math.max, "most", byHand);
} finally {
  rmSync(out, { recursive: true });
}

function report(what, extreme, word, ratios) {
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  console.log(`${what}: geometric mean ${mean.toFixed(2)}×, ${word} ${extreme(...ratios).toFixed(2)}×`);
}

/** Prints one line and returns how many times faster than CPython, and slower than by hand, the converted program is. */
function compare(name, start) {
  const byHand = join(folder, `${name}.hand.ts`);
  if (existsSync(byHand)) writeFileSync(join(out, `${name}.hand.mjs`), javaScript(readFileSync(byHand, "utf8")));
  const { python, converted, hand } = times(name, join(folder, `${name}.py`), repeat);
  const [slow, fast] = [python - start.python, Math.max(converted - start.converted, 0.001)];
  const best = hand === undefined ? undefined : Math.max(hand - start.hand, 0.001);
  const beside = best === undefined ? "" : `, by hand ${best.toFixed(2)} s (${(fast / best).toFixed(2)}×)`;
  console.log(
    `${name.padEnd(18)} CPython ${slow.toFixed(2)} s, converted ${fast.toFixed(2)} s (${(slow / fast).toFixed(2)}×)${beside}`,
  );
  return { faster: slow / fast, slower: best === undefined ? undefined : fast / best };
}

function javaScript(text) {
  return ts.transpile(text, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext });
}

/** The least processor time of each version of a program, in seconds. */
function times(name, script, count) {
  const commands = {
    python: ["python3", script],
    converted: [process.execPath, join(out, `${name}.mjs`)],
    ...(existsSync(join(out, `${name}.hand.mjs`)) && { hand: [process.execPath, join(out, `${name}.hand.mjs`)] }),
  };
  const least = {};
  let printed;
  for (let nth = 0; nth < count; nth++) {
    for (const [version, command] of Object.entries(commands)) {
      const { stdout, seconds } = run(...command);
      if (stdout !== (printed ??= stdout)) throw new Error(`${name}: ${version} prints something else:\n${stdout}`);
      least[version] = Math.min(least[version] ?? Infinity, seconds);
    }
  }
  return least;
}

/** Runs a program; the processor time is what the system counts for it and its threads. */
function run(command, path) {
  const log = join(out, "time");
  const script = `TIMEFORMAT='%3U %3S'; { time "$0" "$1" 2>&3; } 3>&2 2>"${log}"`;
  const { stdout, status, stderr } = spawnSync("bash", ["-c", script, command, path], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${path} failed:\n${stderr}`);
  const [user, system] = readFileSync(log, "utf8").trim().split(" ").map(Number);
  return { stdout, seconds: user + system };
}
