/** The running side of a process object. Mirrors Lib/multiprocessing/popen_spawn_posix.py. */
import { OSError, RuntimeError } from "../builtins/exceptions.js";
import { withPickle } from "../kernel/pickle.js";
import { registerInheritor } from "../kernel/pickle/inheritors.js";
import {
  exitCodeOf,
  findProcess,
  kill,
  type ProcessHandle,
  reap,
  spawn,
  SpawnError,
  waitExit,
} from "../kernel/processes.js";
import { SIGKILL, SIGTERM } from "../kernel/signals.js";
import { withInheritance } from "./fork.js";
import { preparationData, startMethodOf } from "./preparation.js";
import type { BaseProcess } from "./process.js";
import { pickleForSpawning } from "./spawning.js";

/** A child that was started. Its exit code is read from the process table once, and kept. */
export class Popen {
  private readonly handle: ProcessHandle;
  private returncode: number | null = null;
  /** False in a forked child, for what its parent started: only the parent learns how that ends. */
  private readonly isOwn: boolean;

  private constructor(handle: ProcessHandle, isOwn: boolean) {
    this.handle = handle;
    this.isOwn = isOwn;
  }

  /** Starts the process. Raises what pickling the object raises, before anything is started. */
  static start(process: BaseProcess): Popen {
    return new Popen(start(process), true);
  }

  /** A forked child's. */
  static inherited(slot: number, pid: number, returncode: number | null): Popen {
    const popen = new Popen({ slot, pid }, false);
    popen.returncode = returncode;
    return popen;
  }

  inheritance(): [slot: number, pid: number, returncode: number | null] {
    return [this.handle.slot, this.handle.pid, this.returncode];
  }

  get pid(): number {
    return this.handle.pid;
  }

  get sentinel(): number {
    return this.handle.pid;
  }

  /** The exit code, null while the process runs. */
  poll(): number | null {
    return this.returncode ?? (this.isOwn ? this.keep(exitCodeOf(this.handle)) : null);
  }

  /** Waits for the end until the deadline (null: as long as it takes); returns the exit code, null if it still runs. */
  wait(deadline: number | null): number | null {
    return this.returncode ?? this.keep(waitExit(this.handle, deadline));
  }

  terminate(): void {
    this.signal(SIGTERM);
  }

  kill(): void {
    this.signal(SIGKILL);
  }

  private signal(signal: number): void {
    if (this.poll() === null) kill(this.pid, signal);
  }

  private keep(code: number | null): number | null {
    if (code === null) return null;
    this.returncode = code;
    reap(this.handle);
    return code;
  }
}

registerInheritor(Popen.prototype, (popen) => popen.inheritance(), "popen", Popen.inherited);

const engines = new WeakMap<BaseProcess, number>();

/** Has a process object, which isn't started yet, run in a thread of a Pool's engine. */
export function runInEngine(process: BaseProcess, engine: number): void {
  engines.set(process, engine);
}

function start(process: BaseProcess): ProcessHandle {
  const preparation = withPickle(preparationData(process), (bytes) => new Uint8Array(bytes));
  const pickle = startMethodOf(process) === "fork" ? withInheritance : withPickle<ProcessHandle>;
  return pickleForSpawning((shipped) =>
    pickle(process, (bytes) => {
      try {
        return spawn(joined(preparation, bytes), shipped, engines.get(process));
      } catch (error) {
        if (!(error instanceof SpawnError)) throw error;
        throw error.errno === null ? new RuntimeError(error.message) : new OSError(error.errno, error.message);
      }
    }),
  );
}

/** The two pickles of a payload, the length of the first before them. */
function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const payload = new Uint8Array(4 + first.length + second.length);
  new DataView(payload.buffer).setUint32(0, first.length, true);
  payload.set(first, 4);
  payload.set(second, 4 + first.length);
  return payload;
}

/** The pickles of a payload: of the preparation data and of the process object. */
export function splitPayload(payload: Uint8Array): { preparation: Uint8Array; process: Uint8Array } {
  const length = new DataView(payload.buffer, payload.byteOffset).getUint32(0, true);
  return { preparation: payload.subarray(4, 4 + length), process: payload.subarray(4 + length) };
}

/** What a child can see of its parent. */
export class ParentWatch {
  readonly pid: number;
  private readonly handle: ProcessHandle | null;

  constructor(pid: number) {
    this.pid = pid;
    this.handle = findProcess(pid);
  }

  isAlive(): boolean {
    return this.handle !== null && exitCodeOf(this.handle) === null;
  }

  /** Waits for the parent's end until the deadline. */
  wait(deadline: number | null): void {
    if (this.handle !== null) waitExit(this.handle, deadline);
  }
}
