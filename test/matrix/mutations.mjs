// Does the matrix see it when a behaviour breaks? Breaks one after the other in a copy of the built runtime, runs the
// area that is about it, and says how many cells notice:
//
//   node test/matrix/mutations.mjs [AREA]
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const LIBRARY = "multiprocessing/library-chunk.js";

/** Area, column, and the piece of the runtime that is replaced by another. */
const MUTATIONS = [
  [
    "locks",
    "processes",
    'throw new AssertionError("attempt to release recursive lock not owned by thread")',
    "return null",
  ],
  ["conditions", "processes", "notifyWaiters(this[handle], Number(n))", "notifyWaiters(this[handle], 1)"],
  ["conditions", "processes", 'throw new AssertionError("lock is not owned")', "return null"],
  ["conditions", "processes", "this.put(COUNT, this.get(COUNT) - 1);", "this.put(COUNT, 0);"],
  ["conditions", "manager", "return this.primitive.is_set();", "return !this.primitive.is_set();"],
  ["queues", "processes", "return isFull(this[handle]);", "return false;"],
  ["queues", "processes", "return this.qsize() === 0;", "return this.qsize() <= 1;"],
  [
    "pools",
    "processes",
    "return items.map((item) => each(item));",
    "return items.map((item) => each(item)).reverse();",
  ],
  ["pools", "processes", "maxTasks === null || done < maxTasks", "true"],
  ["pools", "processes", "const callback = success ? this.#callback", "const callback = !success ? this.#callback"],
  ["connections", "processes", 'if (start < 0) throw new ValueError("offset is negative");', ""],
  [
    "connections",
    "processes",
    "return found.length === 0 ? null : found;",
    "return found.length === 0 ? null : [found[0]];",
  ],
  ["connections", "processes", 'throw new OSError("bad message length");', "return bytes.wrap(received);"],
  ["sharing", "processes", 'throw new AssertionError("object already synchronized")', "return obj"],
  ["memory_blocks", "processes", "if (at < 0 || at >= this.__len__()) throw new IndexError(text);", ""],
  ["managers", "manager", "if (typeid !== void 0) {", "if (false) {"],
  ["managers", "manager", "&& !this.constructor._registry.has(typeid)", ""],
  ["processes", "processes", 'throw new ValueError("process object is closed")', "return"],
  ["contexts", "processes", "b.priority - a.priority", "a.priority - b.priority"],
];

const LIMIT_MS = 60_000;
const matrix = import.meta.dirname;
const root = join(matrix, "../../..");
const workspace = mkdtempSync(join(tmpdir(), "py2mp-mutations-"));
const library = join(workspace, "dist/runtime", LIBRARY);

try {
  cpSync(join(root, "dist"), join(workspace, "dist"), { recursive: true });
  cpSync(join(root, "runtime"), join(workspace, "runtime"), { recursive: true });
  copyFileSync(join(root, "package.json"), join(workspace, "package.json"));
  symlinkSync(join(root, "node_modules"), join(workspace, "node_modules"));
  const whole = readFileSync(library, "utf8");
  const [only] = process.argv.slice(2);
  const chosen = MUTATIONS.filter(([area]) => only === undefined || area === only);
  const unseen = chosen.filter((mutation) => noticed(whole, ...mutation) === 0);
  console.log(`${chosen.length - unseen.length} of ${chosen.length} noticed`);
  if (unseen.length > 0) process.exitCode = 1;
} finally {
  rmSync(workspace, { recursive: true });
}

/** The number of cells that notice a mutation; 0 for one that does not apply. */
function noticed(whole, area, column, from, to) {
  const script = converted(area, column);
  const broken = whole.replaceAll(from, () => to);
  writeFileSync(library, broken);
  const run = node([script.replace(/py$/, "mjs")]);
  writeFileSync(library, whole);
  const cells = JSON.parse(readFileSync(join(matrix, "expected", `${area}.json`), "utf8"))[column];
  const printed = run.stdout.replace(/(?<= at )0x[0-9a-f]+/g, "0x#");
  const seen = Object.entries(cells).filter(
    ([name, lines]) => !printed.includes([`[${name}]`, ...lines, "["].join("\n")),
  );
  const count = broken === whole ? 0 : seen.length;
  console.log(`${count} ${area} (${column}): ${from}${broken === whole ? " is not there" : ""}`);
  return count;
}

/** The area's script, converted in a folder of its column. */
function converted(area, column) {
  const folder = join(workspace, column, area);
  const script = join(folder, `${area}.py`);
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(matrix, "cells.py"), join(folder, "cells.py"));
  copyFileSync(join(matrix, "kits", `${column}.py`), join(folder, "kit.py"));
  copyFileSync(join(matrix, `${area}.py`), script);
  node([join(workspace, "dist/cli.js"), "convert", script]);
  return script;
}

function node(args) {
  return spawnSync(process.execPath, args, { encoding: "utf8", timeout: LIMIT_MS });
}
