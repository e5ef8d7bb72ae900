/**
 * Calls in worker processes. Mirrors Lib/concurrent/futures/process.py; differs: a worker is started when there is work
 * for it, whatever the start method, and a call can be cancelled until a worker has begun it.
 */
import { availableParallelism } from "node:os";
import { type BaseException, RuntimeError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { dict } from "../../builtins/dict.js";
import { isOptions, special } from "../../builtins/protocol.js";
import { exception } from "../../builtins/raise.js";
import { tuple } from "../../builtins/tuple.js";
import { registerModule } from "../../kernel/registry.js";
import { WaitReason, waitAny } from "../../kernel/wait.js";
import { type BaseContext, defaultContext } from "../../multiprocessing/context.js";
import { Claims } from "../../multiprocessing/crew/claims.js";
import { RemoteTraceback } from "../../multiprocessing/crew/errors.js";
import { Crew } from "../../multiprocessing/crew/crew.js";
import { type TaskId } from "../../multiprocessing/crew/messages.js";
import { mapTuples, type Task } from "../../multiprocessing/crew/worker.js";
import { newEngine } from "../../multiprocessing/engine.js";
import type { BaseProcess } from "../../multiprocessing/process.js";
import { addFinalizer } from "../../multiprocessing/util.js";
import { BrokenExecutor } from "./errors.js";
import { type Callable, Executor, type ShutdownOptions, splitMapOptions, zipped } from "./executor.js";
import { Future, type Runner, setRunner } from "./future.js";

/** Stands as the cause of a call's exception: the traceback in the worker, as text. */
export class _RemoteTraceback extends RemoteTraceback {}

/** The worker processes of an executor are gone. */
export class BrokenProcessPool extends BrokenExecutor {}

export interface ProcessPoolOptions {
  mp_context?: BaseContext | null;
  initializer?: Callable<unknown> | null;
  initargs?: Iterable<unknown>;
  max_tasks_per_child?: number | bigint | null;
}

/** Besides those that a worker has begun, CPython's call queue has this many calls more than workers: they are running. */
const EXTRA_QUEUED_CALLS = 1;
/** Before the children are joined, and before pools are ended. */
const EXIT_PRIORITY = 100;

const BROKEN = "A process in the process pool was terminated abruptly while the future was running or pending.";

interface Call {
  readonly id: number;
  readonly future: Future;
  readonly task: Task;
}

export class ProcessPoolExecutor extends Executor implements Runner {
  readonly #crew: Crew;
  readonly #claims = new Claims();
  readonly #initialized: boolean;
  /** Calls that no worker has been sent, and those that have been sent and are not done, by their numbers. */
  readonly #waiting = new Map<number, Call>();
  readonly #sent = new Map<number, Call>();
  readonly #forgetFinalizer: () => void;
  readonly _max_workers: number;
  #numbers = new WeakMap<Future, number>();
  #lastNumber = 0;
  #shutDown = false;

  constructor(max_workers: number | bigint | null = null, options: ProcessPoolOptions = {}) {
    super();
    const { initializer = null, initargs = [], max_tasks_per_child = null } = options;
    this._max_workers = checkedSize(max_workers ?? availableParallelism());
    const context = options.mp_context ?? (max_tasks_per_child === null ? null : defaultContext.get_context("spawn"));
    if (initializer !== null && !isCallable(initializer)) throw new TypeError("initializer must be a callable");
    checkMaxTasks(max_tasks_per_child, context);
    this.#initialized = initializer !== null;
    const { Process } = context ?? defaultContext.get_context();
    const engine = newEngine(Process, { daemon: false });
    this.#crew = new Crew(
      {
        finished: (task, success, value) => this.#finished(task, success, value),
        unfinished: () => this.#unfinished(),
        failed: (reason) => this.#failed(reason),
        feed: () => this.#feed(),
        loss: () => new BrokenProcessPool(BROKEN),
        workersWanted: () => Math.min(this._max_workers, this.#sent.size),
      },
      {
        size: this._max_workers,
        initializer,
        initargs: new tuple(initargs),
        maxTasks: max_tasks_per_child === null ? null : Number(max_tasks_per_child),
        wrapsEncodingErrors: false,
        claims: this.#claims,
        Cause: _RemoteTraceback,
        startWorker: engine.start,
      },
    );
    this.#forgetFinalizer = addFinalizer(() => this.shutdown(), EXIT_PRIORITY);
  }

  /** The worker processes, by process id. */
  get _processes(): dict<number, BaseProcess> {
    return new dict(this.#crew.processes.map((process) => [process.pid!, process] as const));
  }

  override submit<R>(fn: Callable<R>, ...args: unknown[]): Future<R> {
    if (this.#crew.broken !== null) {
      throw new BrokenProcessPool("A child process terminated abruptly, the process pool is not usable anymore");
    }
    if (this.#shutDown) throw new RuntimeError("cannot schedule new futures after shutdown");
    if (fn === undefined) {
      throw new TypeError("ProcessPoolExecutor.submit() missing 1 required positional argument: 'fn'");
    }
    const last = args.at(-1);
    const keywords = isOptions(last) ? new dict<string, unknown>(Object.entries(last)) : null;
    const positional = new tuple(keywords === null ? args : args.slice(0, -1));
    const future = new Future<R>();
    const id = ++this.#lastNumber;
    setRunner(future as Future, this);
    this.#numbers.set(future as Future, id);
    this.#waiting.set(id, { id, future: future as Future, task: tuple.of(fn, positional, keywords) });
    this.#crew.expectCallbacks(1);
    this.#crew.pump();
    return future;
  }

  override map<R>(fn: Callable<R>, ...iterables: unknown[]): Generator<R> {
    const [sources, { timeout = null, chunksize = 1 }] = splitMapOptions(iterables);
    const size = Number(chunksize);
    if (size < 1) throw new ValueError("chunksize must be >= 1.");
    const rows = zipped(sources).map((row) => new tuple(row));
    const chunks: unknown[] = [];
    for (let at = 0; at < rows.length; at += size) chunks.push(rows.slice(at, at + size));
    const chunkwise = super.map<R[]>(
      mapTuples,
      chunks.map(() => fn),
      chunks,
      { timeout },
    );
    return flattened(chunkwise);
  }

  /** No more calls are taken. Waits, unless told otherwise, until all have ended. */
  override shutdown(wait = true, options: ShutdownOptions = {}): null {
    this.#shutDown = true;
    this.#crew.pump();
    if (options.cancel_futures === true) {
      for (const { future } of [...this.#sent.values(), ...this.#waiting.values()]) future.cancel();
      this.#crew.pump();
    }
    if (wait) {
      waitAny(() => (this.#isIdle() ? true : null), null, WaitReason.result);
      this.#crew.join();
    }
    return null;
  }

  #isIdle(): boolean {
    this.#crew.pump();
    return this.#sent.size === 0 && this.#waiting.size === 0;
  }

  // ---- Runner

  pump(): void {
    this.#crew.pump();
  }

  revoke(future: Future): boolean {
    const id = this.#numbers.get(future)!;
    if (!this.#waiting.delete(id)) {
      if (!this.#sent.has(id) || !this.#claims.revoke(id)) return false;
      this.#sent.delete(id);
    }
    this.#crew.expectCallbacks(-1);
    return true;
  }

  // ---- Employer

  #feed(): void {
    for (const call of this.#waiting.values()) {
      if (this.#sent.size >= this.#claims.capacity) break;
      this.#send(call);
    }
    this.#markRunning();
    if (this.#shutDown && this.#waiting.size === 0 && this.#crew.broken === null) {
      this.#forgetFinalizer();
      this.#crew.close();
    }
  }

  /** Sends a call; what can't be pickled is the future's exception. */
  #send(call: Call): void {
    this.#waiting.delete(call.id);
    this.#claims.open(call.id);
    this.#sent.set(call.id, call);
    try {
      this.#crew.send({ job: call.id, part: 0 }, call.task);
    } catch (error) {
      this.#settle(call.id, false, exception(error));
    }
  }

  #markRunning(): void {
    let places = this._max_workers + EXTRA_QUEUED_CALLS;
    for (const { id, future } of this.#sent.values()) {
      if (!this.#claims.hasBegun(id) && places-- === 0) return;
      if (future._state === "PENDING" && this.#claims.commit(id)) future.set_running_or_notify_cancel();
    }
  }

  #finished(task: TaskId, success: boolean, value: unknown): void {
    this.#settle(task.job, success, value);
  }

  #settle(id: number, success: boolean, value: unknown): void {
    const call = this.#sent.get(id);
    if (call === undefined) return;
    this.#sent.delete(id);
    this.#crew.expectCallbacks(-1);
    if (success) call.future.set_result(value);
    else call.future.set_exception(value as BaseException);
  }

  *#unfinished(): Generator<TaskId> {
    for (const job of this.#sent.keys()) yield { job, part: 0 };
  }

  #failed(reason: BaseException): void {
    this.#forgetFinalizer();
    const calls = [...this.#sent.values(), ...this.#waiting.values()];
    this.#sent.clear();
    this.#waiting.clear();
    const error = this.#initialized && !(reason instanceof BrokenProcessPool) ? new BrokenProcessPool(BROKEN) : reason;
    for (const { future } of calls) {
      this.#crew.expectCallbacks(-1);
      future.set_exception(error);
    }
  }
}

function checkedSize(value: number | bigint): number {
  const size = Number(value);
  if (size <= 0) throw new ValueError("max_workers must be greater than 0");
  return size;
}

function checkMaxTasks(value: unknown, context: BaseContext | null): void {
  if (value === null) return;
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw new TypeError("max_tasks_per_child must be an integer");
  }
  if (value <= 0) throw new ValueError("max_tasks_per_child must be >= 1");
  if (context?.get_start_method() === "fork") {
    throw new ValueError(
      "max_tasks_per_child is incompatible with the 'fork' multiprocessing start method; supply a different mp_context.",
    );
  }
}

function isCallable(value: unknown): boolean {
  return typeof value === "function" || special(value, "__call__") !== undefined;
}

function* flattened<R>(chunks: Iterable<R[]>): Generator<R> {
  for (const chunk of chunks) yield* chunk;
}

registerModule("concurrent.futures.process", { ProcessPoolExecutor, BrokenProcessPool, _RemoteTraceback });
