/**
 * Contexts: the start methods' names, and everything of multiprocessing as methods of one object.
 * Mirrors Lib/multiprocessing/context.py; differs: a child of `forkserver` starts as under `spawn`.
 */
import { availableParallelism } from "node:os";
import { RuntimeError, TypeError, ValueError } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import { repr } from "../builtins/repr.js";
import { truth } from "../builtins/truth.js";
import type { tuple } from "../builtins/tuple.js";
import { registerModule } from "../kernel/registry.js";
import { Barrier } from "./barrier.js";
import { Pipe, type Connection } from "./connection.js";
import { AuthenticationError, BufferTooShort, ProcessError, TimeoutError } from "./errors.js";
import { active_children, BaseProcess, current_process, parent_process } from "./process.js";
import { JoinableQueue, Queue, SimpleQueue } from "./queues.js";
import { Manager, type SyncManager } from "./managers.js";
import { Pool, type PoolOptions } from "./pool.js";
import {
  Array as SharedArray,
  RawArray,
  RawValue,
  Value,
  type Synchronized,
  type LockOptions,
  type NumberCode,
  type SynchronizedArray,
} from "./sharedctypes.js";
import {
  chosenStartMethod,
  currentStartMethod,
  forceStartMethod,
  START_METHODS,
  type StartMethod,
} from "./start-method.js";
import { BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore } from "./synchronize.js";
import { get_logger, log_to_stderr } from "./util.js";

type Timeout = number | bigint | null;

/** Mirrors context.Process: starts by the method of the default context. */
export class Process extends BaseProcess {}

export class ForkProcess extends BaseProcess {
  static override readonly _start_method = "fork";
}

export class SpawnProcess extends BaseProcess {
  static override readonly _start_method = "spawn";
}

export class ForkServerProcess extends BaseProcess {
  static override readonly _start_method = "forkserver";
}

/** Mirrors BaseContext. */
export abstract class BaseContext {
  readonly ProcessError = ProcessError;
  readonly BufferTooShort = BufferTooShort;
  readonly TimeoutError = TimeoutError;
  readonly AuthenticationError = AuthenticationError;
  readonly current_process = current_process;
  readonly parent_process = parent_process;
  readonly active_children = active_children;
  readonly get_logger = get_logger;
  readonly log_to_stderr = log_to_stderr;
  static readonly Process: typeof BaseProcess = BaseProcess;

  /** The class's, which a subclass of the program's may have replaced. */
  get Process(): typeof BaseProcess {
    return (this.constructor as typeof BaseContext).Process;
  }

  cpu_count(): number {
    return availableParallelism();
  }

  Pipe(duplex = true): tuple<[Connection, Connection]> {
    return Pipe(duplex);
  }

  Lock(): Lock {
    return new Lock();
  }

  RLock(): RLock {
    return new RLock();
  }

  Condition(lock: Lock | RLock | null = null): Condition {
    return new Condition(lock);
  }

  Semaphore(value: number | bigint = 1): Semaphore {
    return new Semaphore(value);
  }

  BoundedSemaphore(value: number | bigint = 1): BoundedSemaphore {
    return new BoundedSemaphore(value);
  }

  Event(): Event {
    return new Event();
  }

  Barrier(parties: number | bigint, action: (() => unknown) | null = null, timeout: Timeout = null): Barrier {
    return new Barrier(parties, action, timeout);
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the items' type is the caller's
  Queue<T = any>(maxsize: number | bigint = 0): Queue<T> {
    return new Queue<T>(maxsize);
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the items' type is the caller's
  JoinableQueue<T = any>(maxsize: number | bigint = 0): JoinableQueue<T> {
    return new JoinableQueue<T>(maxsize);
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the items' type is the caller's
  SimpleQueue<T = any>(): SimpleQueue<T> {
    return new SimpleQueue<T>();
  }

  Value(typecode: NumberCode, ...args: unknown[]): Synchronized<number>;
  Value<T = unknown>(...args: Parameters<typeof Value>): Synchronized<T>;
  Value<T = unknown>(...args: Parameters<typeof Value>): Synchronized<T> {
    return Value<T>(...args);
  }

  Array(
    typecode: NumberCode,
    size_or_initializer: number | bigint | Iterable<number>,
    options?: LockOptions,
  ): SynchronizedArray<number>;
  Array<T = unknown>(...args: Parameters<typeof SharedArray<T>>): SynchronizedArray<T>;
  Array<T = unknown>(...args: Parameters<typeof SharedArray<T>>): SynchronizedArray<T> {
    return SharedArray<T>(...args);
  }

  RawValue(...args: Parameters<typeof RawValue>): ReturnType<typeof RawValue> {
    return RawValue(...args);
  }

  RawArray(...args: Parameters<typeof RawArray>): ReturnType<typeof RawArray> {
    return RawArray(...args);
  }

  Manager(): SyncManager {
    return Manager(this.get_context());
  }

  Pool(processes: number | null = null, options: PoolOptions = {}): Pool {
    return new Pool(processes, { ...options, context: this.get_context() });
  }

  /** Does nothing, as on every system but Windows. */
  freeze_support(): null {
    return null;
  }

  /** Raises ValueError for a name that is no start method. */
  get_context(method: string | null = null): BaseContext {
    if (method === null) return this;
    if (!isStartMethod(method)) throw new ValueError(`cannot find context for ${repr(method)}`);
    return concrete[method];
  }

  abstract get_start_method(allow_none?: boolean): string | null;

  set_start_method(_method: string | null, _force = false): null {
    throw new ValueError("cannot set start method of concrete context");
  }

  /** Has no use here: there is no executable to start children with. */
  set_executable(_executable: unknown): null {
    return null;
  }

  /** Has no use here: every child imports what it needs. */
  set_forkserver_preload(module_names: unknown): null {
    if (![...iterate(module_names)].every((name) => typeof name === "string")) {
      throw new TypeError("module_names must be a list of strings");
    }
    return null;
  }

  allow_connection_pickling(): null {
    return null;
  }
}

function isStartMethod(name: string): name is StartMethod {
  return (START_METHODS as readonly string[]).includes(name);
}

export class ForkContext extends BaseContext {
  static override readonly Process: typeof BaseProcess = ForkProcess;

  override get_start_method(_allow_none = false): string {
    return "fork";
  }
}

export class SpawnContext extends BaseContext {
  static override readonly Process: typeof BaseProcess = SpawnProcess;

  override get_start_method(_allow_none = false): string {
    return "spawn";
  }
}

export class ForkServerContext extends BaseContext {
  static override readonly Process: typeof BaseProcess = ForkServerProcess;

  override get_start_method(_allow_none = false): string {
    return "forkserver";
  }
}

/** The context behind the functions of the module itself. Mirrors DefaultContext. */
export class DefaultContext extends BaseContext {
  static override readonly Process: typeof BaseProcess = Process;

  override get_context(method: string | null = null): BaseContext {
    return super.get_context(method ?? currentStartMethod());
  }

  /** Raises RuntimeError when the method was set, or has been used, before; unless `force`. */
  override set_start_method(method: string | null, force = false): null {
    if (chosenStartMethod() !== null && !truth(force)) throw new RuntimeError("context has already been set");
    if (method === null && truth(force)) forceStartMethod(null);
    else forceStartMethod(this.get_context(method).get_start_method());
    return null;
  }

  override get_start_method(allow_none = false): string | null {
    return truth(allow_none) ? chosenStartMethod() : currentStartMethod();
  }

  get_all_start_methods(): string[] {
    return [...START_METHODS];
  }
}

const concrete: Record<StartMethod, BaseContext> = {
  fork: new ForkContext(),
  spawn: new SpawnContext(),
  forkserver: new ForkServerContext(),
};

export const defaultContext = new DefaultContext();

registerModule("multiprocessing.context", {
  Process,
  ForkProcess,
  SpawnProcess,
  ForkServerProcess,
  BaseContext,
  ForkContext,
  SpawnContext,
  ForkServerContext,
  DefaultContext,
  ProcessError,
  BufferTooShort,
  TimeoutError,
  AuthenticationError,
});
