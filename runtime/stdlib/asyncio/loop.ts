/** The event loop. Mirrors Lib/asyncio/base_events.py and events.py. */
import { call } from "../../builtins/call.js";
import { coroutine, type Coroutine } from "../../builtins/coroutine.js";
import { dict } from "../../builtins/dict.js";
import { KeyboardInterrupt, RuntimeError, SystemExit, TypeError } from "../../builtins/exceptions.js";
import { sorted } from "../../builtins/functions/aggregates.js";
import { object } from "../../builtins/object.js";
import { isOptions } from "../../builtins/protocol.js";
import { exception } from "../../builtins/raise.js";
import { givesRawFloats } from "../../builtins/raw-floats.js";
import { repr, text } from "../../builtins/repr.js";
import { truth } from "../../builtins/truth.js";
import { markRepeatable, once, Unready, wholly } from "../../kernel/attempt.js";
import { writeErr } from "../../kernel/output.js";
import { print_exception } from "../../kernel/traceback.js";
import { announce, waitAny, WaitReason } from "../../kernel/wait.js";
import { runnerOf, type Future as ConcurrentFuture } from "../../concurrent/futures/future.js";
import type { Executor } from "../../concurrent/futures/executor.js";
import { ThreadPoolExecutor } from "../../concurrent/futures/thread.js";
import { type Context, copy_context } from "../contextvars.js";
import { heappop, heappush } from "../heapq.js";
import { currentTask } from "../threading/scheduler.js";
import { libraryModule } from "../module.js";
import type { Future } from "./futures.js";
import type { Task } from "./tasks.js";

/** A call that the loop is to make. Mirrors asyncio.Handle. */
export class Handle extends object {
  readonly #call: () => unknown;
  #isCancelled = false;

  constructor(run: () => unknown) {
    super();
    this.#call = run;
  }

  override __init__(): void {}

  cancel(): null {
    this.#isCancelled = true;
    return null;
  }

  cancelled(): boolean {
    return this.#isCancelled;
  }

  /** Makes the call, unless it was cancelled. */
  run(): void {
    if (!this.#isCancelled) this.#call();
  }
}

let lastTimer = 0;

/** A call at a time. Mirrors asyncio.TimerHandle. */
export class TimerHandle extends Handle {
  readonly #when: number;
  readonly #number = ++lastTimer;

  constructor(when: number, run: () => unknown) {
    super(run);
    this.#when = when;
  }

  when(): number {
    return this.#when;
  }

  __lt__(other: TimerHandle): boolean {
    return this.#when === other.#when ? this.#number < other.#number : this.#when < other.#when;
  }
}

/** What a task may be given beside its coroutine. */
export interface TaskOptions {
  name?: unknown;
  context?: Context | null;
}

/** What the loop needs of the classes that are built on it. */
interface Makers {
  future(loop: EventLoop): Future;
  isTask(future: Future): boolean;
  task(loop: EventLoop, steps: Coroutine, options: TaskOptions): Task;
  ensure(value: unknown, loop: EventLoop): Future;
  wrap(future: ConcurrentFuture, loop: EventLoop): Future;
}

let make: Makers;

/** Says how futures and tasks are made. */
export function setMakers(makers: Makers): void {
  make = makers;
}

/** Which loop runs in which thread. */
const running = new Map<unknown, EventLoop>();

/** Mirrors asyncio.AbstractEventLoop, as far as there are no transports in it. */
export class EventLoop extends object {
  #ready: Handle[] = [];
  readonly #watchers = new Set<{ holds: () => boolean; callback: () => void }>();
  readonly #timers: TimerHandle[] = [];
  #isClosed = false;
  #isStopping = false;
  #isRunning = false;
  #debug = false;
  #executor: Executor | null = null;
  #handler: unknown = null;
  /** Futures that failed, and of which nobody has asked how they ended. */
  readonly unseen = new Set<Future>();
  /** Calls of executors that have to be kept going from here. */
  readonly #outside = new Set<ConcurrentFuture>();

  override __init__(): void {}

  time(): number {
    return performance.now() / 1000;
  }

  call_soon(callback: unknown, ...args: unknown[]): Handle {
    this.#checkOpen();
    const handle = new Handle(this.#invocation(callback, args));
    this.#ready.push(handle);
    return handle;
  }

  /** As `call_soon`, from any thread. */
  call_soon_threadsafe(callback: unknown, ...args: unknown[]): Handle {
    const handle = this.call_soon(callback, ...args);
    announce();
    return handle;
  }

  call_later(delay: number | bigint, callback: unknown, ...args: unknown[]): TimerHandle {
    return this.call_at(this.time() + Number(delay), callback, ...args);
  }

  call_at(when: number | bigint, callback: unknown, ...args: unknown[]): TimerHandle {
    this.#checkOpen();
    const handle = new TimerHandle(Number(when), this.#invocation(callback, args));
    heappush(this.#timers, handle);
    return handle;
  }

  /** What makes a call in the context that holds now, or in that of the options behind its arguments. */
  #invocation(callback: unknown, args: unknown[]): () => void {
    const last = args.at(-1);
    const { context = null } = isOptions(last) ? (last as { context?: Context | null }) : {};
    const given = isOptions(last) ? args.slice(0, -1) : args;
    const own = context ?? copy_context();
    return () => {
      try {
        own.run(callback, ...given);
      } catch (error) {
        const raised = exception(error);
        if (raised instanceof SystemExit || raised instanceof KeyboardInterrupt) throw error;
        this.call_exception_handler({ message: `Exception in callback ${repr(callback)}`, exception: raised });
      }
    };
  }

  create_future(): Future {
    return make.future(this);
  }

  create_task(coro: Coroutine, options: TaskOptions = {}): Task {
    this.#checkOpen();
    return make.task(this, coro, options);
  }

  run_in_executor(executor: Executor | null, func: unknown, ...args: unknown[]): Future {
    this.#checkOpen();
    const chosen = executor ?? (this.#executor ??= new ThreadPoolExecutor(null, "asyncio"));
    const future = chosen.submit(func as object, ...args);
    if (runnerOf(future) !== null) this.#outside.add(future);
    return make.wrap(future, this);
  }

  set_default_executor(executor: Executor): null {
    this.#executor = executor;
    return null;
  }

  /** A thread leaves it while there is nothing to do, and comes back. */
  run_forever(): null {
    once(() => this.#begin());
    let isLeft = false;
    try {
      do this.#runOnce();
      while (!this.#isStopping);
    } catch (error) {
      isLeft = error instanceof Unready;
      throw error;
    } finally {
      if (!isLeft) this.#end();
    }
    return null;
  }

  #begin(): void {
    this.#checkIdle();
    running.set(currentTask().owner, this);
    this.#isRunning = true;
  }

  #end(): void {
    this.#isStopping = false;
    this.#isRunning = false;
    running.delete(currentTask().owner);
  }

  /** @throws RuntimeError where no loop can be run */
  #checkIdle(): void {
    this.#checkOpen();
    if (this.#isRunning) throw new RuntimeError("This event loop is already running");
    if (running.has(currentTask().owner)) {
      throw new RuntimeError("Cannot run the event loop while another loop is running");
    }
  }

  run_until_complete<T>(awaitable: Coroutine<T> | Future<T>): T {
    const [future, stop] = once(() => this.#beginUntil(awaitable));
    let isLeft = false;
    try {
      this.run_forever();
    } catch (error) {
      isLeft = error instanceof Unready;
      throw error;
    } finally {
      if (!isLeft) future.remove_done_callback(stop);
    }
    if (!future.done()) throw new RuntimeError("Event loop stopped before Future completed.");
    return future.result();
  }

  #beginUntil<T>(awaitable: Coroutine<T> | Future<T>): [Future<T>, (ended: Future) => null] {
    this.#checkIdle();
    const future = make.ensure(awaitable, this) as Future<T>;
    const stop = (ended: Future): null => {
      if (!ended.cancelled()) ended.exception(); // it is raised to the caller
      return this.stop();
    };
    future.add_done_callback(stop);
    return [future, stop];
  }

  /** One turn: waits until something is to do, and does all that is. */
  #runOnce(): void {
    this.#dropCancelled();
    if (this.#ready.length === 0 && !this.#isStopping) this.#wait();
    else {
      for (const future of this.#outside) runnerOf(future)?.pump();
      this.#callWatchers();
    }
    const end = this.time() + CLOCK_RESOLUTION;
    for (let next = this.#timers[0]; next !== undefined && next.when() < end; next = this.#timers[0]) {
      this.#ready.push(heappop(this.#timers));
    }
    const turn = this.#ready;
    this.#ready = [];
    while (turn.length > 0) {
      const handle = turn.shift()!;
      try {
        wholly(() => handle.run());
      } catch (error) {
        this.#ready.unshift(...turn);
        throw error;
      }
    }
  }

  /** Makes a call once a condition holds that somebody outside of the loop announces. Returns what gives it up. */
  watch(holds: () => boolean, callback: () => void): () => void {
    const watcher = { holds, callback };
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #callWatchers(): void {
    for (const watcher of this.#watchers) {
      if (!watcher.holds()) continue;
      this.#watchers.delete(watcher);
      this.#ready.push(new Handle(watcher.callback));
    }
  }

  #dropCancelled(): void {
    while (this.#timers[0]?.cancelled() === true) heappop(this.#timers);
  }

  #wait(): void {
    const next = this.#timers[0];
    const ready = (): true | null => {
      for (const future of this.#outside) {
        runnerOf(future)?.pump();
        if (future.done()) this.#outside.delete(future);
      }
      this.#callWatchers();
      return this.#ready.length > 0 ? true : null;
    };
    // what is watched is outside of the program
    const reason = this.#watchers.size > 0 ? WaitReason.socket : WaitReason.several;
    waitAny(ready, next === undefined ? null : next.when() * 1000, reason);
  }

  stop(): null {
    this.#isStopping = true;
    return null;
  }

  is_running(): boolean {
    return this.#isRunning;
  }

  is_closed(): boolean {
    return this.#isClosed;
  }

  close(): null {
    if (this.#isRunning) throw new RuntimeError("Cannot close a running event loop");
    if (!this.#isClosed) this.#reportUnseen();
    this.#isClosed = true;
    this.#ready = [];
    this.#timers.length = 0;
    return null;
  }

  /** Differs from CPython: it says so when a future that failed is collected. */
  #reportUnseen(): void {
    for (const future of this.unseen) {
      const kind = make.isTask(future) ? "Task" : "Future";
      const exception = future.exception();
      this.call_exception_handler({ message: `${kind} exception was never retrieved`, exception, future });
    }
  }

  *shutdown_asyncgens(): Coroutine<null> {
    return null;
  }

  /** Waits for the threads of the default executor. */
  *shutdown_default_executor(): Coroutine<null> {
    this.#executor?.shutdown(true);
    return null;
  }

  get_debug(): boolean {
    return this.#debug;
  }

  set_debug(enabled: unknown): null {
    this.#debug = truth(enabled);
    return null;
  }

  set_exception_handler(handler: unknown): null {
    if (handler !== null && typeof handler !== "function") {
      throw new TypeError(`A callable object or None is expected, got ${repr(handler)}`);
    }
    this.#handler = handler;
    return null;
  }

  get_exception_handler(): unknown {
    return this.#handler;
  }

  call_exception_handler(context: dict<string, unknown> | Record<string, unknown>): null {
    const given = context instanceof dict ? context : new dict(Object.entries(context));
    if (this.#handler === null) return this.default_exception_handler(given);
    call(this.#handler, this, given);
    return null;
  }

  /** Says on standard error what went wrong. */
  default_exception_handler(context: dict<string, unknown>): null {
    const message = text(context.get("message", null) ?? "Unhandled exception in event loop");
    const others = sorted(context.keys()).filter((key) => key !== "message" && key !== "exception");
    const lines = [message, ...others.map((key) => `${key}: ${repr(context.get(key))}`)];
    const raised = context.get("exception", null);
    if (raised instanceof Error) print_exception(exception(raised), `${lines.join("\n")}\n`);
    else writeErr(`${lines.join("\n")}\n`);
    return null;
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new RuntimeError("Event loop is closed");
  }

  override __repr__(): string {
    const words = [`running=${pythonBool(this.#isRunning)}`, `closed=${pythonBool(this.#isClosed)}`];
    return `<_UnixSelectorEventLoop ${words.join(" ")} debug=${pythonBool(this.#debug)}>`;
  }
}

const pythonBool = (value: boolean): string => (value ? "True" : "False");

/** CPython's: what is due within it is due now. */
const CLOCK_RESOLUTION = 1e-9;

export function _get_running_loop(): EventLoop | null {
  return running.get(currentTask().owner) ?? null;
}

/** @throws RuntimeError "no running event loop" */
export function get_running_loop(): EventLoop {
  const loop = _get_running_loop();
  if (loop === null) throw new RuntimeError("no running event loop");
  return loop;
}

/** The loops that were set, by thread. */
const set = new Map<unknown, EventLoop | null>();

/** The running loop, else the thread's, which the main thread makes when it is first asked for. */
export function get_event_loop(): EventLoop {
  const loop = _get_running_loop();
  if (loop !== null) return loop;
  const thread = currentTask().owner as { _name: string } | null;
  if (thread === null && !set.has(null)) set.set(null, new_event_loop());
  const found = set.get(thread) ?? null;
  if (found === null) {
    throw new RuntimeError(`There is no current event loop in thread '${thread?._name ?? "MainThread"}'.`);
  }
  return found;
}

export function set_event_loop(loop: EventLoop | null): null {
  set.set(currentTask().owner, loop);
  return null;
}

export function new_event_loop(): EventLoop {
  return new EventLoop();
}

// what is to be done stays with the loop
markRepeatable(EventLoop.prototype.run_forever, EventLoop.prototype.run_until_complete);
coroutine(EventLoop.prototype.shutdown_asyncgens);
coroutine(EventLoop.prototype.shutdown_default_executor);
givesRawFloats(TimerHandle.prototype, ["when"]);
givesRawFloats(EventLoop.prototype, ["time"]);
Object.defineProperty(EventLoop, "name", { value: "_UnixSelectorEventLoop" });
libraryModule("asyncio.events", () => ({ Handle, TimerHandle }), { Handle, TimerHandle });
libraryModule("asyncio.unix_events", () => ({}), { EventLoop });
