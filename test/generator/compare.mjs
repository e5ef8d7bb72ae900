/** Runs programs under CPython and converted, and compares what they print. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyze, convert } from "../../dist/transform/index.js";
import { SourceText } from "../../dist/parser/index.js";
import { plainCode } from "./plain-code.mjs";

const here = import.meta.dirname;
const RUNTIME = new URL("../../dist/runtime/", import.meta.url);
const LIMIT_MS = 60_000;
/** How often a program that differs is judged again. */
const RUNS_IN_DOUBT = 40;

/** @typedef {{ kind: "equal" | "useless" | "different" | "refused" | "hangs", cpython?: string, converted?: string }} Verdict */

/**
 * The verdict on each program.
 *
 * @param {string[]} programs
 * @param {{ formatted?: boolean }} options `formatted`: write the whole output of a conversion, which takes longer
 * @returns {Promise<Verdict[]>}
 */
export async function compare(programs, options = {}) {
  const folder = mkdtempSync(join(tmpdir(), "py2mp-fuzz-"));
  try {
    programs.forEach((text, i) => writeFileSync(join(folder, `${i}.py`), text));
    const judged = await judge(folder, [...programs.keys()]);
    const refused = new Map();
    for (const [i, text] of programs.entries()) {
      if (judged[i].useless !== undefined) continue;
      try {
        writeFileSync(join(folder, `${i}.mjs`), await javascript(text, options));
      } catch (problem) {
        refused.set(i, problem instanceof Refused ? problem.message : String(problem.stack));
      }
    }
    const outputs = runConverted(folder, programs.length);
    const verdicts = programs.map((_, i) => verdict(judged[i], refused.get(i), outputs.get(i)));
    await excuse(verdicts, folder);
    return verdicts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function verdict({ useless, output }, refused, converted) {
  if (useless !== undefined) return { kind: "useless", cpython: useless };
  if (refused !== undefined) return { kind: "refused", cpython: output, converted: refused };
  if (converted === null || converted === undefined) return { kind: "hangs", cpython: output, converted: "" };
  const [a, b] = [mask(output), mask(converted)];
  return { kind: a === b ? "equal" : "different", cpython: a, converted: b };
}

/**
 * Takes back what CPython itself does not determine: the order of strings in sets, and of what hashes by its address
 * (NaN, members of enumerations), differs between its runs. Also what rests on numbers being objects: JavaScript's are
 * values, of which there is one NaN.
 */
async function excuse(verdicts, folder) {
  await excuseByValue(verdicts, folder);
  const inQuestion = [...verdicts.keys()].filter((i) => verdicts[i].kind === "different");
  for (let again = 0; again < RUNS_IN_DOUBT && inQuestion.length > 0; again++) {
    const answers = await judge(folder, inQuestion);
    inQuestion.forEach((number, i) => {
      const { output } = answers[i];
      if (output === undefined || mask(output) !== verdicts[number].cpython)
        verdicts[number] = { kind: "useless", cpython: "differs between runs" };
    });
  }
}

async function excuseByValue(verdicts, folder) {
  const inQuestion = [...verdicts.keys()].filter((i) => verdicts[i].kind === "different");
  const answers = await judge(folder, inQuestion, ["--by-value"]);
  inQuestion.forEach((number, i) => {
    if (mask(answers[i].output ?? "") === verdicts[number].converted)
      verdicts[number] = { kind: "useless", cpython: "rests on the identity of numbers" };
  });
}

/** Addresses differ from run to run. */
function mask(text) {
  return text.replace(/ at 0x[0-9a-f]+/g, " at 0x");
}

/** What CPython printed, for each of the programs with these numbers. */
function judge(folder, numbers, options = []) {
  const python = spawn("python3", [join(here, "judge.py"), ...options], { stdio: ["pipe", "pipe", "inherit"] });
  python.stdin.on("error", () => {});
  python.stdin.end(numbers.map((i) => join(folder, `${i}.py\n`)).join(""));
  let text = "";
  python.stdout.setEncoding("utf8").on("data", (chunk) => (text += chunk));
  return new Promise((resolve) => {
    python.on("close", () => {
      const answers = text.split("\n").slice(0, -1).map((line) => JSON.parse(line)); // prettier-ignore
      while (answers.length < numbers.length) answers.push({ useless: "python ended" });
      resolve(answers);
    });
  });
}

class Refused extends Error {}

async function javascript(text, { formatted = false }) {
  const source = new SourceText(text, "program.py");
  const specifier = (module) => new URL(module === "main" ? "main.js" : runtimeFile(module), RUNTIME).href;
  if (formatted) {
    const { output, diagnostics } = await convert(source, "program.py", {
      name: "program",
      sourceUrl: "program.py",
      specifier,
      typescript: "none",
    });
    if (output === null) throw new Refused(said(diagnostics));
    return output.javascript.text;
  }
  const script = { input: source, filename: "program.py", name: "program", hasModules: false };
  const { lowered, diagnostics } = await analyze([script]);
  if (lowered.length === 0) throw new Refused(said(diagnostics));
  return plainCode(lowered[0], specifier);
}

function runtimeFile(module) {
  return existsSync(new URL(`stdlib/${module}.js`, RUNTIME)) ? `stdlib/${module}.js` : `${module}/index.js`;
}

function said(diagnostics) {
  return diagnostics.filter(({ severity }) => severity === "error").map(({ code, message }) => `${code}: ${message}`).join("\n"); // prettier-ignore
}

/** What the conversions printed, by number; null for one that does not end. */
function runConverted(folder, count) {
  const outputs = new Map();
  let first = 0;
  while (first < count) {
    const args = [join(here, "converted.mjs"), folder, first, count - 1].map(String);
    const { stdout } = spawnSync(process.execPath, args, {
      encoding: "utf8",
      timeout: LIMIT_MS,
      killSignal: "SIGKILL",
      maxBuffer: 1 << 30,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const parts = stdout.split("\u0001program ");
    let next = first;
    for (const part of parts.slice(1)) {
      const end = part.indexOf("\n");
      next = Number(part.slice(0, end));
      if (next < count) outputs.set(next, part.slice(end + 1));
    }
    if (next >= count) break;
    // Ended or was killed in the middle of one.
    outputs.set(next, null);
    first = next + 1;
  }
  return outputs;
}
