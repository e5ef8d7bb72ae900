/** A thread of Node's for a process: started with what it must know, its end noted. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Assignment } from "./self.js";

/** A thread, and the exit code of Node's with which it will end. */
export interface StartedThread {
  readonly worker: Worker;
  readonly ended: Promise<number>;
}

/** Starts a thread for a slot of the process table; what it does there is worker.ts. */
export function startWorker(assignment: Assignment): StartedThread {
  const worker = new Worker(new URL("./worker.js", import.meta.url), {
    workerData: { py2mp: assignment },
    argv: process.argv.slice(2),
    resourceLimits: { stackSizeMb: stackFor(assignment.entry), ...heapLimit(assignment.role) },
  });
  return noteEnd(worker);
}

/**
 * Megabytes of stack: what holds 10,000 calls, whatever they are; and more for a script that sets Python's limit higher.
 * The larger the stack, the longer recursion without end takes to fail.
 */
const [STACK, DEEP_STACK] = [8, 64];
const LIMIT = /\bsetrecursionlimit\((?!(?:\d{1,4}|10000)\))/;

let stack: number | undefined;

/**
 * Megabytes of a child's heap, where the user hasn't said how much Node may have: filling what is Node's own limit on a
 * large machine takes a minute and more, nearly all of it spent in the garbage collector.
 */
const CHILD_HEAP = 2_048;
const OWN_LIMIT = /--max[-_]old[-_]space[-_]size/;

/** The limit of a process's heap; none of ours for the main process. */
export function heapLimit(role: string): { maxOldGenerationSizeMb?: number } {
  const options = [process.env["NODE_OPTIONS"] ?? "", ...process.execArgv];
  if (role !== "child" || options.some((option) => OWN_LIMIT.test(option))) return {};
  return { maxOldGenerationSizeMb: CHILD_HEAP };
}

function stackFor(entry: string): number {
  stack ??= LIMIT.test(readFileSync(fileURLToPath(entry), "utf8")) ? DEEP_STACK : STACK;
  return stack;
}

/** Notes the end of a thread from now on, so that nothing is missed until somebody waits for it. */
export function noteEnd(worker: Worker): StartedThread {
  worker.on("error", reportCrash);
  return { worker, ended: new Promise((resolve) => worker.once("exit", resolve)) };
}

/** What no Python handler saw: a thread that ran out of memory or could not be started. */
function reportCrash(error: Error & { code?: string }): void {
  const text = error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "MemoryError" : (error.stack ?? String(error));
  process.stderr.write(`${text}\n`);
}
