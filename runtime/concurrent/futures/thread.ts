/** Calls in threads. Mirrors Lib/concurrent/futures/thread.py. */
import { availableParallelism } from "node:os";
import { RuntimeError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { special } from "../../builtins/protocol.js";
import { exception, leave } from "../../builtins/raise.js";
import { text } from "../../builtins/repr.js";
import { set } from "../../builtins/set.js";
import { blocking, calling, threaded, type Threaded } from "../../builtins/threaded.js";
import { registerModule } from "../../kernel/registry.js";
import { waitUntil, WaitReason } from "../../kernel/wait.js";
import { print_exception } from "../../kernel/traceback.js";
import { onThreadsEnd, Thread } from "../../stdlib/threading/thread.js";
import { BrokenExecutor } from "./errors.js";
import { type Callable, Executor, type ShutdownOptions } from "./executor.js";
import { Future } from "./future.js";

/** Mirrors concurrent.futures.thread.BrokenThreadPool. */
export class BrokenThreadPool extends BrokenExecutor {}

const BROKEN = "A thread initializer failed, the thread pool is not usable anymore";

interface WorkItem {
  readonly future: Future;
  readonly fn: unknown;
  readonly args: readonly unknown[];
}

let lastExecutor = 0;
let isEnding = false;

/** Mirrors concurrent.futures.ThreadPoolExecutor. */
export class ThreadPoolExecutor extends Executor {
  declare readonly _max_workers: number;
  declare readonly _thread_name_prefix: string;
  declare readonly _threads: set<Thread>;
  readonly #initializer: unknown;
  readonly #initargs: readonly unknown[];
  #queue: WorkItem[] = [];
  #idle = 0;
  #isShutDown = false;
  #isBroken = false;

  constructor(
    max_workers: number | bigint | null = null,
    thread_name_prefix: string = "",
    initializer: unknown = null,
    initargs: Iterable<unknown> = [],
  ) {
    super();
    const size = max_workers === null ? Math.min(32, availableParallelism() + 4) : Number(max_workers);
    if (size <= 0) throw new ValueError("max_workers must be greater than 0");
    if (initializer !== null && typeof initializer !== "function" && special(initializer, "__call__") === undefined) {
      throw new TypeError("initializer must be a callable");
    }
    this.#initializer = initializer;
    this.#initargs = [...initargs];
    const prefix = thread_name_prefix === "" ? `ThreadPoolExecutor-${lastExecutor++}` : text(thread_name_prefix);
    for (const [name, value] of Object.entries({
      _max_workers: size,
      _thread_name_prefix: prefix,
      _threads: new set(),
    })) {
      Object.defineProperty(this, name, { value });
    }
  }

  override submit<R>(fn: Callable<R>, ...args: unknown[]): Future<R> {
    if (this.#isBroken) throw new BrokenThreadPool(BROKEN);
    if (this.#isShutDown) throw new RuntimeError("cannot schedule new futures after shutdown");
    if (isEnding) throw new RuntimeError("cannot schedule new futures after interpreter shutdown");
    const future = new Future<R>();
    this.#queue.push({ future: future as Future, fn, args });
    this.#adjust();
    return future;
  }

  /** Starts a thread for the new call, unless one has nothing to do. */
  #adjust(): void {
    if (this.#idle > 0) {
      this.#idle--;
      return;
    }
    const count = this._threads.__len__();
    if (count >= this._max_workers) return;
    const target = threaded(() => this.#work());
    const thread = new Thread({ name: `${this._thread_name_prefix}_${count}`, target });
    this._threads.add(thread);
    // the end of the program waits for the executor, which may still give the thread something to do
    thread._daemonic = false;
    thread.start();
  }

  /** What each thread does. */
  *#work(): Threaded<void> {
    if (this.#initializer !== null) {
      try {
        yield* calling(this.#initializer, ...this.#initargs);
      } catch (error) {
        this.#fail(error);
        return;
      }
    }
    for (;;) {
      let item = this.#queue.shift();
      if (item === undefined) {
        this.#idle++;
        item = yield* blocking(() => this.#take());
      }
      if (item === undefined) return;
      yield* run(item);
    }
  }

  /** Waits for a call; undefined when there will be none. */
  #take(): WorkItem | undefined {
    waitUntil(() => this.#queue.length > 0 || this.#isOver(), null, WaitReason.tasks);
    return this.#queue.shift();
  }

  #isOver(): boolean {
    return this.#isShutDown || this.#isBroken || isEnding;
  }

  #fail(error: unknown): void {
    print_exception(exception(error), "Exception in initializer:\n");
    this.#isBroken = true;
    for (const { future } of this.#queue.splice(0)) future.set_exception(new BrokenThreadPool(BROKEN));
  }

  override shutdown(wait = true, options: ShutdownOptions = {}): null {
    this.#isShutDown = true;
    if (options.cancel_futures === true) for (const { future } of this.#queue.splice(0)) future.cancel();
    if (wait) for (const thread of this._threads) thread.join();
    return null;
  }
}

function* run({ future, fn, args }: WorkItem): Threaded<void> {
  if (!future.set_running_or_notify_cancel()) return;
  let result: unknown;
  try {
    result = yield* calling(fn, ...args);
  } catch (error) {
    future.set_exception(leave(exception(error)));
    return;
  }
  future.set_result(result ?? null);
}

/** At the end of the program no executor takes calls any more, and those that it has are finished. */
onThreadsEnd(() => {
  isEnding = true;
});

registerModule("concurrent.futures.thread", { ThreadPoolExecutor, BrokenThreadPool });
