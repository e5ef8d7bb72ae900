/** Pools of threads. Mirrors ThreadPool of Lib/multiprocessing/pool.py. */
import { availableParallelism } from "node:os";
import { BaseException, RuntimeError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { callable } from "../../builtins/functions/objects.js";
import { iterate } from "../../builtins/iterate.js";
import type { int } from "../../builtins/numbers.js";
import { options } from "../../builtins/options.js";
import { exception } from "../../builtins/raise.js";
import { blocking, calling, threaded, type Threaded } from "../../builtins/threaded.js";
import { registerModule } from "../../kernel/registry.js";
import { waitUntil, WaitReason } from "../../kernel/wait.js";
import { skipNames, Thread } from "../../stdlib/threading/thread.js";
import { type Callable, PoolCalls } from "./pool-calls.js";
import type { Job, JobOwner } from "./results.js";
import { mapstar, starmapstar, type Task } from "./worker.js";

/** CPython's threads that hand out the tasks and take in the results: their names are counted. */
const HANDLERS = 3;

interface Part {
  readonly job: Job;
  readonly part: number;
  readonly task: Task;
}

/** Mirrors pool.ThreadPool. */
export class ThreadPool extends PoolCalls {
  readonly #threads: Thread[];
  readonly #parts: Part[] = [];
  #state: "RUN" | "CLOSE" | "TERMINATE" = "RUN";

  constructor(
    processes: int | null = null,
    initializer: Callable<unknown> | null = null,
    initargs: Iterable<unknown> = [],
  ) {
    super();
    const size = Number(processes ?? availableParallelism());
    if (size < 1) throw new ValueError("Number of processes must be at least 1");
    if (initializer !== null && !callable(initializer)) throw new TypeError("initializer must be a callable");
    const given = [...initargs];
    const target = Object.defineProperty(
      threaded(() => this.#work(initializer, given)),
      "name",
      { value: "worker" },
    );
    this.#threads = Array.from({ length: size }, () => new Thread({ target, daemon: true }));
    skipNames(HANDLERS);
    for (const thread of this.#threads) thread.start();
  }

  protected get size(): number {
    return this.#threads.length;
  }

  protected readonly owner: JobOwner = {
    wait: (ready, deadline) => deadline === 0 || waitUntil(ready, deadline, WaitReason.result),
    expectCallbacks() {},
  };

  protected checkRunning(): void {
    if (this.#state !== "RUN") throw new ValueError("Pool not running");
  }

  protected add<J extends Job>(job: J): J {
    if (job.done) return job;
    let part = 0;
    try {
      for (let next = job.tasks.next(); next.done !== true; next = job.tasks.next()) {
        this.#parts.push({ job, part: part++, task: next.value });
      }
    } catch (error) {
      job.set(part++, false, exception(error));
    }
    job.setLength(part);
    return job;
  }

  *#work(initializer: Callable<unknown> | null, initargs: readonly unknown[]): Threaded<void> {
    if (initializer !== null) yield* calling(initializer, ...initargs);
    for (;;) {
      const next = yield* blocking(() => this.#take());
      if (next === undefined) return;
      yield* done(next);
    }
  }

  #take(): Part | undefined {
    waitUntil(() => this.#parts.length > 0 || this.#state !== "RUN", null, WaitReason.tasks);
    return this.#state === "TERMINATE" ? undefined : this.#parts.shift();
  }

  close(): null {
    if (this.#state === "RUN") this.#state = "CLOSE";
    return null;
  }

  terminate(): null {
    this.#state = "TERMINATE";
    for (const { job } of this.#parts.splice(0)) {
      job.abandon(new RuntimeError("the pool was terminated before the result was ready"));
    }
    return null;
  }

  /** Waits for the threads' end, after `close` or `terminate`. */
  join(): null {
    if (this.#state === "RUN") throw new ValueError("Pool is still running");
    for (const thread of this.#threads) thread.join();
    return null;
  }

  __enter__(): this {
    this.checkRunning();
    return this;
  }

  __exit__(..._error: unknown[]): null {
    return this.terminate();
  }

  override __repr__(): string {
    return `<multiprocessing.pool.ThreadPool state=${this.#state} pool_size=${this.size}>`;
  }
}

/** Does a part of a job. */
function* done({ job, part, task }: Part): Threaded<void> {
  let outcome: [success: boolean, value: unknown];
  try {
    outcome = [true, yield* result(task)];
  } catch (error) {
    const raised: BaseException = exception(error);
    outcome = [false, raised];
  }
  job.set(part, ...outcome);
}

function* result([func, args, keywords]: Task): Threaded<unknown> {
  if (func !== mapstar && func !== starmapstar) {
    return (yield* calling(func, ...args, options(Object.fromEntries(keywords?.items() ?? [])))) as unknown;
  }
  const [each, items] = args as unknown as [unknown, Iterable<unknown>];
  const results: unknown[] = [];
  for (const item of items) {
    const given = func === mapstar ? [item] : iterate<unknown>(item);
    results.push((yield* calling(each, ...given)) ?? null);
  }
  return results;
}

registerModule("multiprocessing.pool", { ThreadPool });
