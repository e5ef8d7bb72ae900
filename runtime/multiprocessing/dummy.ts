/** Mirrors Lib/multiprocessing/dummy: the names of multiprocessing, for threads. */
import { object } from "../builtins/object.js";
import { repr } from "../builtins/repr.js";
import { typeName } from "../builtins/type-name.js";
import { dict } from "../builtins/dict.js";
import { list } from "../builtins/list.js";
import { array } from "../stdlib/array.js";
import { libraryModule } from "../stdlib/module.js";
import { Queue } from "../stdlib/queue.js";
import { current_thread, Thread, type ThreadOptions } from "../stdlib/threading/thread.js";
import type { Callable } from "./crew/pool-calls.js";
import { ThreadPool } from "./crew/thread-pool.js";
import * as self from "./dummy.js";

export { lock as Lock, RLock } from "../stdlib/threading/lock.js";
export { Barrier } from "../stdlib/threading/barrier.js";
export { Condition } from "../stdlib/threading/condition.js";
export { Event } from "../stdlib/threading/event.js";
export { BoundedSemaphore, Semaphore } from "../stdlib/threading/semaphore.js";
export { Pipe } from "./dummy/connection.js";
export { current_thread as current_process, dict, list, Queue, Queue as JoinableQueue };

const children = new Set<DummyProcess>();

/** Mirrors multiprocessing.dummy.DummyProcess: a thread that goes by the methods of a process. */
export class DummyProcess extends Thread {
  declare _start_called: boolean;

  override __init__(options: ThreadOptions = {}): void {
    super.__init__(options);
    Object.defineProperty(this, "_start_called", { value: false, writable: true });
  }

  override start(): null {
    this._start_called = true;
    children.add(this);
    return super.start();
  }

  get exitcode(): number | null {
    return this._start_called && !this.is_alive() ? 0 : null;
  }
}

export { DummyProcess as Process };

export function active_children(): DummyProcess[] {
  for (const child of children) if (!child.is_alive()) children.delete(child);
  return [...children];
}

export function freeze_support(): null {
  return null;
}

/** Mirrors multiprocessing.dummy.Value: no memory is shared, since threads share all. */
export class Value extends object {
  readonly typecode: unknown;
  value: unknown;

  constructor(typecode: unknown, value: unknown, _options: { lock?: unknown } = {}) {
    super();
    this.typecode = typecode;
    this.value = value;
  }

  override __init__(): void {}

  override __repr__(): string {
    return `<${typeName(this)}(${repr(this.typecode)}, ${repr(this.value)})>`;
  }
}

/** Mirrors multiprocessing.dummy.Array: a plain array. */
export function Array(typecode: string, sequence: Iterable<unknown>, _options: { lock?: unknown } = {}): array {
  return new array(typecode, sequence as []);
}

export function Pool(
  processes: number | null = null,
  initializer: Callable<unknown> | null = null,
  initargs: Iterable<unknown> = [],
): ThreadPool {
  return new ThreadPool(processes, initializer, initargs);
}

libraryModule("multiprocessing.dummy", () => self, { DummyProcess, Value });
