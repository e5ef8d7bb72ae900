/** Worker processes on the threads of an engine of their own (pool-engine.ts). */
import { currentPid } from "../kernel/processes.js";
import { request, Request } from "../kernel/requests.js";
import { worker, type WorkerArguments } from "./crew/worker.js";
import { runInEngine } from "./popen.js";
import type { BaseProcess } from "./process.js";

const ENGINES_PER_PROCESS = 2 ** 20;

let lastEngine = 0;

export interface Engine {
  /** Starts a worker process. */
  readonly start: (args: WorkerArguments) => BaseProcess;
  /** Lets go of the engine when its workers have ended, or are to end. */
  readonly end: () => void;
}

export interface EngineOptions {
  /** Whether the workers end with their parent, and may have no children. */
  daemon: boolean;
  /** The worker's name, from that which its process class gives it. */
  rename?: (name: string) => string;
}

/** A new engine for workers of a process class. */
export function newEngine(Process: typeof BaseProcess, { daemon, rename }: EngineOptions): Engine {
  const number = currentPid() * ENGINES_PER_PROCESS + ++lastEngine;
  return {
    start: (args) => {
      const process = new Process({ target: worker, args, daemon });
      if (rename !== undefined) process.name = rename(process.name);
      runInEngine(process, number);
      process.start();
      return process;
    },
    end: () => request(Request.endEngine, number),
  };
}
