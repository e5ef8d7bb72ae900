/**
 * The parser's speed beside CPython's `ast.parse`, its growth with the file's length, and its peak memory.
 *
 *     npm run build && node bench/parser.mjs [PYTHON]
 *
 * PYTHON is CPython 3.13 (default: python3.13). Both parse the same files of its standard library, warm, one after another.
 */
import { execFileSync, fork } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeSource, parse, parseSyntax, SourceText } from "../dist/parser/index.js";

const ROUNDS = 7;
const python = process.env.PYTHON ?? process.argv[2] ?? "python3.13";

if (process.argv[2] === "--memory") measureMemory(Number(process.argv[3]));
else await main();

async function main() {
  const root = execFileSync(python, ["-c", "import os; print(os.path.dirname(os.__file__), end='')"], {
    encoding: "utf8",
  });
  const files = readdirSync(root)
    .filter((name) => name.endsWith(".py"))
    .map((name) => join(root, name));
  compareSpeed(files);
  showGrowth(files);
  await showMemory();
}

function countLines(text) {
  return text.split("\n").length - 1;
}

function best(work) {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least / 1000;
}

function compareSpeed(files) {
  const sources = files.map((file) => readFileSync(file));
  const lines = sources.reduce((sum, bytes) => sum + countLines(bytes.toString("latin1")), 0);
  const decode = (bytes) => {
    const source = decodeSource(bytes, "file.py");
    if (!(source instanceof SourceText)) throw new Error(source.message);
    return source;
  };
  const tree = best(() => sources.forEach((bytes) => parseSyntax(decode(bytes))));
  const checked = best(() => sources.forEach((bytes) => parse(decode(bytes))));
  const program = `
import ast, sys, time
sources = [open(path, "rb").read() for path in sys.stdin.read().split("\\n")]
least = 1e9
for _ in range(${ROUNDS}):
    start = time.perf_counter()
    for source in sources:
        ast.parse(source)
    least = min(least, time.perf_counter() - start)
print(least)`;
  const theirs = Number(
    execFileSync(python, ["-W", "ignore", "-c", program], { input: files.join("\n"), encoding: "utf8" }),
  );
  console.log(`${files.length} files, ${lines} lines, best of ${ROUNDS} rounds`);
  for (const [name, seconds] of [
    ["CPython ast.parse", theirs],
    ["parseSyntax", tree],
    ["parse (with the compiler's checks)", checked],
  ]) {
    const rate = Math.round(lines / seconds).toLocaleString("en");
    console.log(`${name.padEnd(36)} ${rate.padStart(10)} lines/s  ${(theirs / seconds).toFixed(2)} x CPython`);
  }
}

/** A program of about this many lines, made of a standard module's functions over and over. */
function programOf(lines) {
  const root = execFileSync(python, ["-c", "import os; print(os.path.dirname(os.__file__), end='')"], {
    encoding: "utf8",
  });
  const text = readFileSync(join(root, "argparse.py"), "utf8");
  const whole = text.repeat(Math.ceil(lines / countLines(text)));
  const cut = whole.split("\n").slice(0, lines);
  while (cut.length > 0 && !/^(def|class) /.test(cut[cut.length - 1])) cut.pop();
  cut.pop();
  return `${cut.join("\n").replaceAll("from __future__", "from future")}\n`;
}

function showGrowth() {
  console.log("\nlines        seconds   lines/s");
  for (const lines of [300, 1000, 10_000, 100_000]) {
    const source = new SourceText(programOf(lines), "grown.py");
    const seconds = best(() => {
      const { errors } = parseSyntax(source);
      if (errors.length > 0) throw new Error(`line ${source.position(errors[0].start).line}: ${errors[0].message}`);
    });
    const count = countLines(source.text);
    console.log(`${String(count).padStart(7)}  ${seconds.toFixed(4).padStart(10)}  ${Math.round(count / seconds)}`);
  }
}

/** The growth of a fresh process's peak resident set while it parses one file, in a process of its own. */
async function showMemory() {
  console.log("\npeak memory over what the process had before, as a multiple of the source's size");
  for (const lines of [10_000, 100_000]) {
    const child = fork(fileURLToPath(import.meta.url), ["--memory", String(lines)], {
      env: { ...process.env, PYTHON: python },
    });
    await new Promise((resolve) => child.on("exit", resolve));
  }
}

function measureMemory(lines) {
  const text = programOf(lines);
  const source = new SourceText(text, "grown.py");
  parseSyntax(new SourceText("x = 1\n", "warm.py"));
  global.gc?.();
  const before = process.resourceUsage().maxRSS * 1024;
  const { module } = parseSyntax(source);
  const growth = process.resourceUsage().maxRSS * 1024 - before;
  console.log(
    `${lines} lines, ${text.length} characters: ${(growth / text.length).toFixed(1)} x (${module.body.length} statements)`,
  );
}
