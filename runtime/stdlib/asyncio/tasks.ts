/** Tasks. Mirrors Task and what makes tasks of Lib/asyncio/tasks.py. */
import { BaseException, KeyboardInterrupt, RuntimeError, SystemExit, TypeError } from "../../builtins/exceptions.js";
import {
  awaiting,
  type Coroutine,
  coroutine,
  isCoroutine,
  isCoroutineFunction,
  resume,
  take,
} from "../../builtins/coroutine.js";
import { special } from "../../builtins/protocol.js";
import { exception, leave } from "../../builtins/raise.js";
import { repr, text } from "../../builtins/repr.js";
import { set } from "../../builtins/set.js";
import { className } from "../../builtins/type-name.js";
import { Future as ConcurrentFuture } from "../../concurrent/futures/future.js";
import { type Context, copy_context } from "../contextvars.js";
import { libraryModule } from "../module.js";
import { CancelledError } from "./exceptions.js";
import { Future, relay, wrap_future } from "./futures.js";
import {
  type EventLoop,
  _get_running_loop,
  get_event_loop,
  get_running_loop,
  setMakers,
  type TaskOptions,
} from "./loop.js";

let lastNumber = 0;
/** The task that runs, by its loop. */
const current = new Map<EventLoop, Task>();
/** Tasks that have not ended. */
const open = new Set<Task>();

/** Mirrors asyncio.Task: runs a coroutine, step by step, in the event loop. */
export class Task<T = unknown> extends Future<T> {
  readonly #steps: Coroutine<T>;
  readonly #context: Context;
  #name: string;
  #waitsFor: Future | null = null;
  #mustCancel = false;
  #cancelMessage: unknown = null;
  #cancelRequests = 0;

  constructor(coro: Coroutine<T>, options: TaskOptions & { loop?: EventLoop | null } = {}) {
    super({ loop: options.loop ?? null });
    if (!isCoroutine(coro)) throw new TypeError(`a coroutine was expected, got ${repr(coro)}`);
    take(coro);
    this.#steps = coro;
    const { name = null, context = null } = options;
    this.#name = name === null ? `Task-${++lastNumber}` : text(name);
    this.#context = context ?? copy_context();
    open.add(this as Task);
    this.#stepSoon(null);
  }

  get_name(): string {
    return this.#name;
  }

  set_name(value: unknown): null {
    this.#name = text(value);
    return null;
  }

  get_coro(): Coroutine<T> {
    return this.#steps;
  }

  override set_result(_result: T): never {
    throw new RuntimeError("Task does not support set_result operation");
  }

  override set_exception(_given: unknown): never {
    throw new RuntimeError("Task does not support set_exception operation");
  }

  /** Has CancelledError raised where the coroutine waits. */
  override cancel(msg: unknown = null): boolean {
    if (this.done()) return false;
    this.#cancelRequests++;
    if (this.#waitsFor?.cancel(msg) === true) return true;
    this.#mustCancel = true;
    this.#cancelMessage = msg;
    return true;
  }

  cancelling(): number {
    return this.#cancelRequests;
  }

  uncancel(): number {
    if (this.#cancelRequests > 0) this.#cancelRequests--;
    return this.#cancelRequests;
  }

  #step(given: BaseException | null): void {
    let raised = given;
    if (this.#mustCancel) {
      if (!(raised instanceof CancelledError)) {
        raised = this.#cancelMessage === null ? new CancelledError() : new CancelledError(this.#cancelMessage);
      }
      this.#mustCancel = false;
    }
    this.#waitsFor = null;
    const outer = current.get(this.loop);
    current.set(this.loop, this as Task);
    try {
      this.#goOn(raised);
    } finally {
      if (outer === undefined) current.delete(this.loop);
      else current.set(this.loop, outer);
      if (this.done()) open.delete(this as Task);
    }
  }

  #goOn(raised: BaseException | null): void {
    let step: IteratorResult<unknown>;
    try {
      step = resume(this.#steps, raised);
    } catch (error) {
      this.#fail(leave(exception(error)));
      return;
    }
    if (step.done === true) this.#end(step.value as T);
    else this.#waitFor(step.value);
  }

  #end(value: T): void {
    if (this.#mustCancel) {
      this.#mustCancel = false;
      super.cancel(this.#cancelMessage);
    } else super.set_result(value);
  }

  #fail(raised: BaseException): void {
    if (raised instanceof CancelledError) {
      this.cancelledBy = raised;
      super.cancel();
      return;
    }
    super.set_exception(raised);
    if (raised instanceof KeyboardInterrupt || raised instanceof SystemExit) throw raised;
  }

  #waitFor(awaited: unknown): void {
    if (awaited instanceof Future) {
      if (awaited === (this as unknown)) {
        this.#stepSoon(new RuntimeError(`Task cannot await on itself: ${repr(this)}`));
        return;
      }
      awaited.add_done_callback((future: Future) => this.#wake(future), { context: this.#context });
      this.#waitsFor = awaited;
      if (this.#mustCancel && awaited.cancel(this.#cancelMessage)) this.#mustCancel = false;
    } else if (awaited === null || awaited === undefined) this.#stepSoon(null);
    else this.#stepSoon(new RuntimeError(`Task got bad yield: ${repr(awaited)}`));
  }

  #stepSoon(raised: BaseException | null): void {
    this.loop.call_soon(() => this.#step(raised), { context: this.#context });
  }

  #wake(future: Future): null {
    let raised: BaseException | null = null;
    try {
      future.result();
    } catch (error) {
      raised = exception(error);
    }
    this.#step(raised);
    return null;
  }

  override __repr__(): string {
    return `<${className(this.constructor)} ${this.stateText().replace(/ /, ` name=${repr(this.#name)} `)}>`;
  }
}

setMakers({
  future: (loop) => new Future({ loop }),
  isTask: (future) => future instanceof Task,
  task: (loop, steps, options) => new Task(steps, { loop, ...options }),
  ensure: (value, loop) => ensure_future(value, { loop }),
  wrap: (future, loop) => wrap_future(future, { loop }),
});

/** @throws RuntimeError "no running event loop" */
export function create_task<T>(coro: Coroutine<T>, options: TaskOptions = {}): Task<T> {
  return get_running_loop().create_task(coro as Coroutine, options) as Task<T>;
}

const awaitAny = coroutine(function* (value: unknown): Coroutine<unknown> {
  return yield* awaiting(value);
});

/** A future or task for anything that can be waited for. */
export function ensure_future(value: unknown, { loop = null }: { loop?: EventLoop | null } = {}): Future {
  if (value instanceof Future) return value;
  const own = loop ?? get_event_loop();
  if (isCoroutine(value)) return own.create_task(value);
  if (special(value, "__await__") === undefined) {
    throw new TypeError("An asyncio.Future, a coroutine or an awaitable is required");
  }
  return own.create_task(awaitAny(value));
}

/** Has a loop run a coroutine, whichever thread it runs in. */
export function run_coroutine_threadsafe<T>(coro: Coroutine<T>, loop: EventLoop): ConcurrentFuture<T> {
  if (!isCoroutine(coro)) throw new TypeError("A coroutine object is required");
  const future = new ConcurrentFuture<T>();
  loop.call_soon_threadsafe(() => {
    relay(ensure_future(coro, { loop }), future as ConcurrentFuture);
    return null;
  });
  return future;
}

export function current_task(loop: EventLoop | null = null): Task | null {
  return current.get(loop ?? get_running_loop()) ?? null;
}

export function all_tasks(loop: EventLoop | null = null): set<Task> {
  const own = loop ?? get_running_loop();
  return new set([...open].filter((task) => task.get_loop() === own && !task.done()));
}

export function iscoroutine(value: unknown): boolean {
  return isCoroutine(value);
}

export function iscoroutinefunction(value: unknown): boolean {
  return isCoroutineFunction(value);
}

export { _get_running_loop };
libraryModule("_asyncio", () => ({ Task }), { Task });
