/**
 * Feeds the parser with random bytes, and with real files cut off or changed at random, and reports crashes and the
 * slowest inputs.
 *
 *     npm run build && node bench/parser-fuzz.mjs FOLDER [COUNT] [SEED]
 *
 * FOLDER holds the Python files to change.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { decodeSource, parse, SourceText } from "../dist/parser/index.js";

const MAXIMUM_SIZE = 6000;
const [folder, count = "100000", seed = "1"] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: parser-fuzz.mjs FOLDER [COUNT] [SEED]");

let state = Number(seed) >>> 0;

/** Marsaglia's xorshift: the same inputs for the same seed. */
function random(limit) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".py") && statSync(join(folder, name)).size < 200_000)
  .map((name) => readFileSync(join(folder, name)));
const TOKENS =
  "( ) [ ] { } : ; , . = == := -> * ** @ + - ~ not in is if else for while def class lambda return yield await async with as try " +
  "except finally import from match case type print ' \" ''' f' f\" b' \\ # 0x 1_ 1e 012 \t \n é € \0 \f \r";
const PIECES = TOKENS.split(" ").concat("\n", "\n    ", " ");

/** A part of a real file that begins at a line. */
function piece() {
  const file = files[random(files.length)];
  const from = file.indexOf(10, random(file.length)) + 1;
  return Buffer.from(file.subarray(from, from + 1 + random(MAXIMUM_SIZE)));
}

function input(i) {
  if (i % 10 === 0) return Buffer.from(Array.from({ length: random(300) }, () => random(256)));
  let bytes = piece();
  if (i % 10 === 1) return bytes;
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const at = random(bytes.length + 1);
    const cut = random(3) === 0 ? random(12) : 0;
    const put = random(2) === 0 ? Buffer.from(PIECES[random(PIECES.length)]) : Buffer.from([random(256)]);
    bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]);
  }
  return bytes;
}

let crashes = 0;
let accepted = 0;
const slowest = [];
const start = performance.now();
for (let i = 0; i < Number(count); i++) {
  const bytes = input(i);
  const began = performance.now();
  try {
    const source = decodeSource(bytes, "fuzz.py");
    if (source instanceof SourceText && parse(source).module !== null) accepted++;
  } catch (problem) {
    crashes++;
    if (crashes <= 10) console.log(`crash ${problem.stack}\n${JSON.stringify(bytes.toString("latin1"))}`);
  }
  slowest.push({ milliseconds: performance.now() - began, size: bytes.length, i });
  if (slowest.length > 200) slowest.sort((a, b) => b.milliseconds - a.milliseconds).length = 5;
}
slowest.sort((a, b) => b.milliseconds - a.milliseconds).length = Math.min(5, slowest.length);
const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.log(`${count} inputs in ${seconds} s: ${crashes} crashes, ${accepted} programs`);
for (const { milliseconds, size, i } of slowest)
  console.log(`input ${i}: ${milliseconds.toFixed(1)} ms for ${size} bytes`);
process.exitCode = crashes === 0 ? 0 : 1;
