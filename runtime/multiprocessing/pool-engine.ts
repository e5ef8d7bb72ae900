/**
 * The broker's half of a Pool: its threads are Piscina's. Each worker process is one task that lasts as long as the
 * process does; the thread ends with it. Only this file and pool-worker.ts know Piscina.
 */
import { Piscina } from "piscina";
import { heapLimit, noteEnd } from "../kernel/thread.js";
import { clearUp, pidIn, watchThread } from "../kernel/threads.js";

/** What pool-worker.ts gets: the slot in the process table that the thread is to be, and the script. */
export interface EngineTask {
  readonly slot: number;
  readonly engine: number;
  readonly entry: string;
}

const WORKER = new URL("./pool-worker.js", import.meta.url).href;
/** As many as there can be processes: the Pool itself knows how many it wants. */
const MOST_THREADS = 4_096;
/** What is said of a thread that ended before it became a process. */
const NEVER_RAN = 1;

const engines = new Map<number, Piscina>();

/** Starts a thread of an engine for a slot. */
export function startInEngine(slot: number, engine: number, entry: string): void {
  const task: EngineTask = { slot, engine, entry };
  const pid = pidIn(slot);
  // The task ends with its thread, by an error in any case: what the process table shows is what counts.
  engineOf(engine)
    .run(task, { filename: WORKER })
    // a thread that became a process is cleared up by those who watch it, who hear of its end at the same time
    .catch(() => setImmediate(() => clearUp(slot, pid, NEVER_RAN)));
}

function engineOf(number: number): Piscina {
  let engine = engines.get(number);
  if (engine === undefined) {
    engine = new Piscina({
      minThreads: 0,
      maxThreads: MOST_THREADS,
      idleTimeout: 0,
      concurrentTasksPerWorker: 1,
      atomics: "disabled",
      recordTiming: false,
      argv: process.argv.slice(2),
      workerData: {},
      resourceLimits: heapLimit("child"),
    });
    engines.set(number, engine);
  }
  return engine;
}

/** Takes charge of the thread that has become the process in a slot. */
export function adopt(slot: number, engine: number, threadId: number): void {
  const thread = engines.get(engine)?.threads.find((candidate) => candidate.threadId === threadId);
  if (thread !== undefined) watchThread(noteEnd(thread), slot);
}

/** Ends an engine whose processes have ended or are being ended. */
export function endEngine(engine: number): void {
  const pool = engines.get(engine);
  engines.delete(engine);
  void pool?.destroy();
}
