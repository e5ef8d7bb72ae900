/**
 * The first thing that a converted script imports. On Node's main thread, when the script is the program, this starts
 * the broker, which runs the script in a worker thread; the script's own lines then never run here, because this
 * module's evaluation never ends. In a worker it does nothing, so that the rest of the file reads as plain code.
 */
import { readFileSync, realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { isMainThread } from "node:worker_threads";
import { i32 } from "./arena.js";
import { BROKER_RUNS, MAIN_PID, PID, RUNNING } from "./layout.js";
// The arena must be laid out before a thread sees it.
import "./pages.js";
import { claimSlot, slotBase } from "./self.js";
import { startWorker, type StartedThread } from "./thread.js";

const MAIN_MODULE = new URL("../main.js", import.meta.url).href;
const SPECIFIER = /\bfrom\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']/gm;

/** File URL of the program if it is a converted script, else null: then some other program uses the runtime. */
function convertedEntry(): string | null {
  const script = process.argv[1];
  if (script === undefined) return null;
  try {
    const path = realpathSync(script);
    const url = pathToFileURL(path).href;
    return url === import.meta.url || importsRuntime(readFileSync(path, "utf8"), url) ? url : null;
  } catch {
    // not a file: `node -e`, a REPL
    return null;
  }
}

function importsRuntime(source: string, url: string): boolean {
  for (const [, from, bare] of source.matchAll(SPECIFIER)) {
    const specifier = (from ?? bare)!;
    if (specifier === "py2mp/main") return true;
    if (/^(file:|\/|\.)/.test(specifier) && new URL(specifier, url).href === MAIN_MODULE) return true;
  }
  return false;
}

/**
 * V8 leaves a place of the code slow that has seen objects of more than 4 shapes. The runtime's small functions see all
 * that a program has: lists of ints, of floats and of other things, with and without holes, and tuples of them.
 */
const KEEP_MANY_SHAPES_FAST = "--max-valid-polymorphic-map-count=10";

/** Starts the main process, before anything else is loaded here. Returns its slot, and its thread. */
function startMainProcess(entry: string): { slot: number; thread: StartedThread } {
  setFlagsFromString(KEEP_MANY_SHAPES_FAST);
  const slot = claimSlot(RUNNING);
  i32[slotBase(slot) + PID] = process.pid;
  i32[MAIN_PID] = process.pid;
  i32[BROKER_RUNS] = 1;
  return { slot, thread: startWorker({ slot, role: "main", entry }) };
}

if (isMainThread) {
  const entry = convertedEntry();
  if (entry !== null) {
    const { slot, thread } = startMainProcess(entry);
    const { runProgram } = await import("./broker.js");
    await runProgram(entry, thread, slot);
  }
}
