/**
 * Pools of worker processes. Mirrors Lib/multiprocessing/pool.py; differs:
 * a task whose worker ends before it has answered fails with WorkerLostError, where CPython waits for ever;
 * an initializer that raises makes the tasks raise its exception, where CPython starts workers without end;
 * a result that is asked for after `terminate` raises, and so does every task that calls `sys.exit`.
 */
import { availableParallelism } from "node:os";
import {
  type BaseException,
  NotImplementedError,
  RuntimeError,
  TypeError,
  ValueError,
} from "../builtins/exceptions.js";
import type { int } from "../builtins/numbers.js";
import type { Dynamic } from "../builtins/dynamic.js";
import { isOptions, special } from "../builtins/protocol.js";
import { tuple } from "../builtins/tuple.js";
import { registerModule } from "../kernel/registry.js";
import { exception } from "../builtins/raise.js";
import { type BaseContext, defaultContext } from "./context.js";
import { Crew } from "./crew/crew.js";
import { RemoteTraceback } from "./crew/errors.js";
import { type Callable, PoolCalls } from "./crew/pool-calls.js";
import type { Job } from "./crew/results.js";
import type { TaskId } from "./crew/messages.js";
import { type Engine, newEngine } from "./engine.js";
import type { BaseProcess } from "./process.js";
import { addFinalizer, debug } from "./util.js";

export type { CallbackOptions } from "./crew/pool-calls.js";
export { ThreadPool } from "./crew/thread-pool.js";
export { MaybeEncodingError, RemoteTraceback, WorkerLostError } from "./crew/errors.js";
export {
  ApplyResult,
  ApplyResult as AsyncResult,
  IMapIterator,
  IMapUnorderedIterator,
  MapResult,
} from "./crew/results.js";

export interface PoolOptions {
  initializer?: Callable<unknown> | null;
  initargs?: Iterable<unknown>;
  maxtasksperchild?: int | null;
  context?: BaseContext | null;
}

/** Bytes of tasks that lie in shared memory; more are sent when some are done. */
const MOST_BYTES_OUT = 1 << 27;
/** CPython's priority of ending pools at exit. */
const EXIT_PRIORITY = 15;

type State = "RUN" | "CLOSE" | "TERMINATE";

/** A job, how far it was sent, and which parts are out. */
interface Entry {
  readonly job: Job;
  sent: number;
  readonly out: Set<number>;
  exhausted: boolean;
}

/** The options as converted calls give them, or one by one as a call does whose callee was not known. */
function optionsOf(rest: readonly unknown[]): PoolOptions {
  const [first] = rest;
  if (isOptions(first)) return first as PoolOptions;
  const names = ["initializer", "initargs", "maxtasksperchild", "context"];
  return Object.fromEntries(names.map((name, at) => [name, rest[at]]));
}

/** Under this key a pool has what is its own: made by `__init__`, when a subclass has it do so. */
const inner = Symbol("inner");

interface Inner {
  readonly engine: Engine;
  readonly crew: Crew;
  readonly entries: Map<number, Entry>;
  readonly forgetFinalizer: () => void;
  state: State;
  feeding: boolean;
  lastJob: number;
  tasksOut: number;
  bytesOut: number;
}

/** Mirrors pool.Pool. */
export class Pool extends PoolCalls {
  declare private readonly [inner]: Inner;

  constructor(processes?: int | null, options?: PoolOptions);
  /** A subclass that keeps its `__init__` passes its arguments. */
  constructor(...args: Dynamic[]);
  constructor(...args: unknown[]) {
    super(...args);
  }

  /** That of a subclass may take whatever it likes. */
  override __init__(...args: Dynamic[]): void;
  override __init__(processes: int | null = null, ...rest: unknown[]): void {
    const { initializer = null, initargs = [], maxtasksperchild = null, context = null } = optionsOf(rest);
    const size = Number(processes ?? availableParallelism());
    if (size < 1) throw new ValueError("Number of processes must be at least 1");
    checkMaxTasks(maxtasksperchild);
    if (initializer !== null && !isCallable(initializer)) throw new TypeError("initializer must be a callable");
    const { Process } = context ?? defaultContext.get_context();
    const engine = newEngine(Process, { daemon: true, rename: (name) => name.replace("Process", "PoolWorker") });
    const crew = new Crew(
      {
        finished: (task, success, value) => this.#finished(task, success, value),
        unfinished: () => this.#unfinished(),
        failed: (reason) => this.#failed(reason),
        feed: () => this.#feed(),
        loss: () => null,
        workersWanted: () => size,
      },
      {
        size,
        initializer,
        initargs: new tuple(initargs),
        maxTasks: maxtasksperchild === null ? null : Number(maxtasksperchild),
        wrapsEncodingErrors: true,
        claims: null,
        Cause: RemoteTraceback,
        startWorker: engine.start,
      },
    );
    crew.fill();
    const forgetFinalizer = addFinalizer(() => this.terminate(), EXIT_PRIORITY);
    const value: Inner = {
      engine,
      crew,
      forgetFinalizer,
      entries: new Map(),
      state: "RUN",
      feeding: false,
      lastJob: 0,
      tasksOut: 0,
      bytesOut: 0,
    };
    Object.defineProperty(this, inner, { value });
  }

  /** The worker processes that run now. */
  get _pool(): BaseProcess[] {
    return this[inner].crew.processes;
  }

  get _processes(): number {
    return this[inner].crew.size;
  }

  /** No more calls are taken; the workers end when everything is done. */
  close(): null {
    debug("closing pool");
    if (this[inner].state === "RUN") {
      this[inner].state = "CLOSE";
      this[inner].crew.pump();
      this.#closeIfFed();
    }
    return null;
  }

  /** Ends the workers at once, whatever they do. */
  terminate(): null {
    debug("terminating pool");
    if (this[inner].state === "TERMINATE") return null;
    debug("finalizing pool");
    this[inner].state = "TERMINATE";
    this[inner].forgetFinalizer();
    this[inner].crew.dismiss(new RuntimeError("the pool was terminated before the result was ready"));
    this[inner].engine.end();
    return null;
  }

  /** Waits for the workers' end, after `close` or `terminate`. */
  join(): null {
    debug("joining pool");
    if (this[inner].state === "RUN") throw new ValueError("Pool is still running");
    this[inner].crew.join();
    this[inner].forgetFinalizer();
    this[inner].engine.end();
    return null;
  }

  __enter__(): this {
    this.checkRunning();
    return this;
  }

  __exit__(..._error: unknown[]): null {
    return this.terminate();
  }

  __reduce__(): never {
    throw new NotImplementedError("pool objects cannot be passed between processes or pickled");
  }

  override __repr__(): string {
    return `<multiprocessing.pool.Pool state=${this[inner].state} pool_size=${this[inner].crew.size}>`;
  }

  protected checkRunning(): void {
    if (this[inner].state !== "RUN") throw new ValueError("Pool not running");
  }

  protected get owner(): Crew {
    return this[inner].crew;
  }

  protected get size(): number {
    return this[inner].crew.size;
  }

  // ---- jobs

  protected add<J extends Job>(job: J): J {
    if (job.done) return job;
    if (this[inner].crew.broken !== null) {
      job.abandon(this[inner].crew.broken);
      return job;
    }
    this[inner].entries.set(++this[inner].lastJob, { job, sent: 0, out: new Set(), exhausted: false });
    this.#feed();
    return job;
  }

  /** Sends tasks, job after job, as long as there is room. */
  #feed(): void {
    // an iterable that prints, or that waits for a result, brings us here again
    if (this[inner].feeding) return;
    this[inner].feeding = true;
    try {
      for (const [id, entry] of this[inner].entries) {
        while (!entry.exhausted && entry.out.size < entry.job.mostAhead && this.#hasRoom()) this.#sendNext(id, entry);
      }
    } finally {
      this[inner].feeding = false;
    }
    this.#closeIfFed();
  }

  #hasRoom(): boolean {
    return this[inner].bytesOut < MOST_BYTES_OUT;
  }

  /** Sends a job's next task. If the iterable raises, or the task can't be pickled, that is the part's result. */
  #sendNext(id: number, entry: Entry): void {
    const part = entry.sent;
    try {
      const next = entry.job.tasks.next();
      if (next.done === true) {
        this.#exhaust(id, entry);
        return;
      }
      entry.sent++;
      entry.out.add(part);
      this[inner].bytesOut += this[inner].crew.send({ job: id, part }, next.value);
      this[inner].tasksOut++;
    } catch (error) {
      if (entry.sent === part) {
        entry.sent++;
        this.#exhaust(id, entry);
      }
      entry.out.delete(part);
      entry.job.set(part, false, exception(error));
      this.#dropIfDone(id, entry);
    }
  }

  #exhaust(id: number, entry: Entry): void {
    entry.exhausted = true;
    entry.job.setLength(entry.sent);
    this.#dropIfDone(id, entry);
  }

  #finished(task: TaskId, success: boolean, value: unknown): void {
    const entry = this[inner].entries.get(task.job);
    if (entry === undefined || !entry.out.delete(task.part)) return;
    // the exact size of each task isn't worth remembering
    this[inner].bytesOut -= this[inner].bytesOut / this[inner].tasksOut--;
    entry.job.set(task.part, success, value);
    this.#dropIfDone(task.job, entry);
  }

  #dropIfDone(id: number, entry: Entry): void {
    if (entry.exhausted && entry.out.size === 0) this[inner].entries.delete(id);
  }

  *#unfinished(): Generator<TaskId> {
    for (const [job, entry] of this[inner].entries) for (const part of entry.out) yield { job, part };
  }

  #failed(reason: BaseException): void {
    const entries = [...this[inner].entries.values()];
    this[inner].entries.clear();
    for (const { job } of entries) job.abandon(reason);
  }

  #closeIfFed(): void {
    if (this[inner].state !== "CLOSE") return;
    for (const entry of this[inner].entries.values()) if (!entry.exhausted) return;
    this[inner].crew.close();
  }
}

function isCallable(value: unknown): boolean {
  return typeof value === "function" || special(value, "__call__") !== undefined;
}

function checkMaxTasks(value: unknown): void {
  if (value === null) return;
  if (typeof value !== "number" || !Number.isInteger(value) || value <= 0) {
    throw new ValueError("maxtasksperchild must be a positive int or None");
  }
}

Object.defineProperty(Pool.prototype.__init__, "__signature__", {
  value: "processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None",
});
registerModule("multiprocessing.pool", { Pool });
