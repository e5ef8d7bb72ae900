/**
 * Compares random programs with CPython: each is converted, run, and what it prints compared.
 *
 *     npm run build && npm run fuzz -- [--count 1000] [--seed 1] [--minimise 5] [--formatted] [--save FOLDER]
 *
 * Programs are those of the seeds from `--seed` on. Of the first few that differ a minimal program is printed.
 * `--formatted` writes each program's whole output, layout and source maps too; else only its JavaScript.
 * Exit status 1 when any differs.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compare } from "./compare.mjs";
import { minimise } from "./minimise.mjs";
import { program } from "./program.mjs";

const BATCH = 250;
/** So many differences are listed. */
const SHOWN = 60;

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    minimise: { type: "string", default: "5" },
    formatted: { type: "boolean", default: false },
    save: { type: "string" },
  },
});
const count = Number(values.count);
const seed = Number(values.seed);

const tally = {};
const differing = [];
const start = performance.now();
for (let done = 0; done < count; done += BATCH) {
  const seeds = Array.from({ length: Math.min(BATCH, count - done) }, (_, i) => seed + done + i);
  const programs = seeds.map(program);
  const verdicts = await compare(programs, { formatted: values.formatted });
  verdicts.forEach((verdict, i) => {
    tally[verdict.kind] = (tally[verdict.kind] ?? 0) + 1;
    if (verdict.kind !== "equal" && verdict.kind !== "useless")
      differing.push({ seed: seeds[i], text: programs[i], verdict });
  });
}
const seconds = ((performance.now() - start) / 1000).toFixed(0);
console.log(`${count} programs in ${seconds} s: ${JSON.stringify(tally)}`);
for (const { seed: of, verdict } of differing.slice(0, SHOWN))
  console.log(`seed ${of} ${verdict.kind}: ${firstDifference(verdict)}`);
if (values.save !== undefined) mkdirSync(values.save, { recursive: true });
for (const each of differing.slice(0, Number(values.minimise))) await report(each);
process.exitCode = differing.length === 0 ? 0 : 1;

function firstDifference({ cpython, converted }) {
  const [a, b] = [cpython.split("\n"), converted.split("\n")];
  const at = a.findIndex((line, i) => line !== b[i]);
  const short = (line) => JSON.stringify(line?.slice(0, 150));
  return `line ${at + 1}, cpython ${short(a[at])}, py2mp ${short(b[at])}`;
}

async function report({ seed: of, text, verdict }) {
  const small = await minimise(text, verdict);
  const [{ cpython, converted }] = await compare([small]);
  console.log(`\n===== seed ${of}: ${verdict.kind}\n${small}--- cpython\n${cpython}--- py2mp\n${converted}`);
  if (values.save !== undefined) writeFileSync(join(values.save, `${of}.py`), small);
}
