/** Threads. Mirrors Thread, Timer and what tells of threads of Lib/threading.py. */
import type { Dynamic } from "../../builtins/dynamic.js";
import { AssertionError, RuntimeError, TypeError } from "../../builtins/exceptions.js";
import { dict } from "../../builtins/dict.js";
import { object } from "../../builtins/object.js";
import { options as keywords } from "../../builtins/options.js";
import { exception } from "../../builtins/raise.js";
import { text } from "../../builtins/repr.js";
import { blocking, calling, threaded, type Threaded } from "../../builtins/threaded.js";
import { truth } from "../../builtins/truth.js";
import { tuple } from "../../builtins/tuple.js";
import { className } from "../../builtins/type-name.js";
import { getattr } from "../../builtins/attributes.js";
import { currentPid } from "../../kernel/processes.js";
import { onRunningThread } from "../../kernel/running-thread.js";
import { deadlineOf, waitUntil, WaitReason } from "../../kernel/wait.js";
import { reportUncaught } from "./excepthook.js";
import { Event } from "./event.js";
import { FIRST_IDENT, IDENT_STEP } from "./identity.js";
import { currentTask, startTask } from "./scheduler.js";
import { markRepeatable } from "../../kernel/attempt.js";

type Timeout = number | bigint | null;

/** The arguments of Thread(): all of them are given by name. */
export interface ThreadOptions {
  group?: null;
  target?: ((...args: Dynamic[]) => unknown) | object | null;
  name?: unknown;
  args?: Iterable<unknown>;
  kwargs?: dict<string, unknown> | Record<string, unknown> | null;
  daemon?: boolean | null;
}

const OPTIONS = new Set(["group", "target", "name", "args", "kwargs", "daemon"]);

let lastNumber = 0;
/** Threads that have been started and have not ended, in the order of their starts. */
const running = new Set<Thread>();

type State = "initial" | "running" | "stopped";

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the prototype gets it below, since it has steps
export interface Thread {
  /** What the thread does: calls `target` unless a subclass says otherwise. */
  run(): unknown;
}

/** Mirrors threading.Thread. The attributes with an underscore are CPython's. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see above
export class Thread extends object {
  declare _name: string;
  declare _target: ThreadOptions["target"];
  declare _args: tuple;
  declare _kwargs: dict<string, unknown>;
  declare _daemonic: boolean;
  declare _ident: number | null;
  declare _state: State;
  declare _initialized: boolean;

  constructor(options?: ThreadOptions);
  constructor(...args: Dynamic[]);
  constructor(...args: unknown[]) {
    super(...args);
  }

  /** That of a subclass may take whatever it likes. */
  override __init__(...args: Dynamic[]): void;
  override __init__(options: ThreadOptions = {}): void {
    const { group = null, target = null, name = null, args = [], kwargs = null, daemon = null } = options;
    const unknown = Object.keys(options).find((key) => !OPTIONS.has(key));
    if (unknown !== undefined) {
      throw new TypeError(`Thread.__init__() got an unexpected keyword argument '${unknown}'`);
    }
    if (group !== null) throw new AssertionError("group argument must be None for now");
    hide(this, {
      _target: target,
      _args: new tuple(args),
      _kwargs: new dict<string, unknown>(kwargs ?? {}),
      _daemonic: daemon === null ? current_thread()._daemonic : truth(daemon),
      _ident: null,
      _state: "initial",
      _initialized: true,
      _name: name === null ? nextName(target) : text(name),
    });
  }

  /**
   * Has `run` run in a thread of its own.
   *
   * @throws RuntimeError "threads can only be started once"
   */
  start(): null {
    if (this._initialized !== true) throw new RuntimeError("thread.__init__() not called");
    if (this._state !== "initial") throw new RuntimeError("threads can only be started once");
    this._state = "running";
    this._ident = lastIdent += IDENT_STEP;
    running.add(this);
    startTask(this, bootstrap(this));
    return null;
  }

  /**
   * Waits until the thread has ended, or for so many seconds.
   *
   * @throws RuntimeError "cannot join thread before it is started", "cannot join current thread"
   */
  join(timeout: Timeout = null): null {
    if (this._initialized !== true) throw new RuntimeError("Thread.__init__() not called");
    if (this._state === "initial") throw new RuntimeError("cannot join thread before it is started");
    if (this === current_thread()) throw new RuntimeError("cannot join current thread");
    waitUntil(() => this._state === "stopped", deadlineOf(timeout), WaitReason.thread);
    return null;
  }

  is_alive(): boolean {
    if (this._initialized !== true) throw new AssertionError("Thread.__init__() not called");
    return this._state === "running";
  }

  isAlive(): boolean {
    return this.is_alive();
  }

  get name(): string {
    if (this._initialized !== true) throw new AssertionError("Thread.__init__() not called");
    return this._name;
  }

  set name(name: unknown) {
    this._name = text(name);
  }

  getName(): string {
    return this.name;
  }

  setName(name: unknown): null {
    this.name = name;
    return null;
  }

  get ident(): number | null {
    return this._ident;
  }

  get native_id(): number | null {
    return this._ident === null ? null : currentPid() + (this._ident - FIRST_IDENT) / IDENT_STEP;
  }

  get daemon(): boolean {
    return this._daemonic;
  }

  /** @throws RuntimeError "cannot set daemon status of active thread" */
  set daemon(daemonic: unknown) {
    if (this._initialized !== true) throw new RuntimeError("Thread.__init__() not called");
    if (this._state !== "initial") throw new RuntimeError("cannot set daemon status of active thread");
    this._daemonic = truth(daemonic);
  }

  isDaemon(): boolean {
    return this.daemon;
  }

  setDaemon(daemonic: unknown): null {
    this.daemon = daemonic;
    return null;
  }

  override __repr__(): string {
    if (this._initialized !== true) throw new AssertionError("Thread.__init__() was not called");
    const state = { initial: "initial", running: "started", stopped: "stopped" }[this._state];
    const info = [state, ...(this._daemonic ? ["daemon"] : []), ...(this._ident === null ? [] : [this._ident])];
    return `<${className(this.constructor)}(${this._name}, ${info.join(" ")})>`;
  }
}

/** The thread's own attributes are no part of what a program sees of a subclass's instances. */
function hide(thread: Thread, values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(thread, name, { value, writable: true, configurable: true });
  }
}

/** Gives a class of threads what they do. */
function define<T extends Thread>(of: { prototype: T }, run: (this: T) => Threaded<null>): void {
  Object.defineProperty(of.prototype, "run", { value: threaded(run as never), writable: true, configurable: true });
}

define(Thread, function* run() {
  try {
    if (truth(this._target)) {
      yield* calling(this._target, ...this._args, keywords(Object.fromEntries(this._kwargs.items())));
    }
  } finally {
    this._target = null;
  }
  return null;
});

/** The thread from its beginning to its end. */
function* bootstrap(thread: Thread): Threaded<void> {
  try {
    yield* calling(getattr(thread, "run"));
  } catch (error) {
    const raised = exception(error);
    reportUncaught(raised, thread, new Error().stack);
  } finally {
    thread._state = "stopped";
    running.delete(thread);
  }
}

/** Counts threads that are no threads here. */
export function skipNames(count: number): void {
  lastNumber += count;
}

function nextName(target: unknown): string {
  const number = ++lastNumber;
  const name: unknown = typeof target === "function" ? target.name : undefined;
  return typeof name === "string" ? `Thread-${number} (${name})` : `Thread-${number}`;
}

let lastIdent = FIRST_IDENT;

class MainThread extends Thread {
  override __init__(): void {
    hide(this, {
      _name: "MainThread",
      _target: null,
      _args: new tuple(),
      _kwargs: new dict(),
      _daemonic: false,
      _ident: FIRST_IDENT,
      _state: "running",
      _initialized: true,
    });
  }
}
Object.defineProperty(MainThread, "name", { value: "_MainThread" });

const main = new MainThread();
running.add(main);

onRunningThread(() => {
  const { _name: name, _ident: ident } = current_thread();
  return { name, ident };
});

export function current_thread(): Thread {
  return (currentTask().owner as Thread | null) ?? main;
}

export function main_thread(): Thread {
  return main;
}

export function enumerate(): Thread[] {
  return [...running];
}

export function active_count(): number {
  return running.size;
}

export function get_native_id(): number {
  return current_thread().native_id!;
}

const endings: (() => void)[] = [];

/** Has a function run when the main thread has ended, ahead of the wait for the others. Mirrors threading._register_atexit. */
export function onThreadsEnd(run: () => void): void {
  endings.push(run);
}

/** Waits for the threads that the end of the process has to wait for. Mirrors threading._shutdown. */
export function joinAll(): void {
  for (const run of endings) run();
  for (;;) {
    const open = [...running].find((thread) => thread !== main && !thread._daemonic);
    if (open === undefined) return;
    open.join();
  }
}

/** Mirrors threading.Timer: calls a function after so many seconds, unless it is cancelled before. */
export class Timer extends Thread {
  declare interval: number;
  declare function: unknown;
  declare args: unknown;
  declare kwargs: unknown;
  declare finished: Event;

  override __init__(interval: unknown, fn?: unknown, args: unknown = null, kwargs: unknown = null): void {
    if (fn === undefined)
      throw new TypeError(
        interval === undefined
          ? "Timer.__init__() missing 2 required positional arguments: 'interval' and 'function'"
          : "Timer.__init__() missing 1 required positional argument: 'function'",
      );
    super.__init__();
    this.interval = interval as number;
    this.function = fn;
    this.args = args ?? [];
    this.kwargs = kwargs ?? new dict();
    this.finished = new Event();
  }

  /** Stops the timer, if it still waits. */
  cancel(): null {
    this.finished.set();
    return null;
  }
}

define(Timer, function* run() {
  yield* blocking(() => this.finished.wait(this.interval));
  if (!this.finished.is_set()) {
    const given = Object.fromEntries((this.kwargs as dict<string, unknown>).items());
    yield* calling(this.function, ...(this.args as Iterable<unknown>), keywords(given));
  }
  this.finished.set();
  return null;
});

markRepeatable(Thread.prototype.join);
