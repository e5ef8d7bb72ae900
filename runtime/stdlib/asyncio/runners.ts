/** Mirrors Lib/asyncio/runners.py, and to_thread of Lib/asyncio/threads.py. */
import { awaiting, type Coroutine, coroutine, isCoroutine } from "../../builtins/coroutine.js";
import { RuntimeError, ValueError } from "../../builtins/exceptions.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { call } from "../../builtins/call.js";
import { calling, threaded } from "../../builtins/threaded.js";
import { libraryModule } from "../module.js";
import {
  _get_running_loop,
  type EventLoop,
  get_running_loop,
  new_event_loop,
  set_event_loop,
  type TaskOptions,
} from "./loop.js";
import { copy_context } from "../contextvars.js";
import { all_tasks } from "./tasks.js";
import { gather } from "./waiting.js";

interface RunnerOptions {
  debug?: boolean | null;
  loop_factory?: unknown;
}

/** Mirrors asyncio.Runner: an event loop for several calls of `run`. */
export class Runner extends object {
  readonly #options: RunnerOptions;
  #loop: EventLoop | null = null;
  #isClosed = false;

  constructor(options: RunnerOptions = {}) {
    super();
    this.#options = options;
  }

  override __init__(): void {}

  __enter__(): this {
    this.get_loop();
    return this;
  }

  __exit__(..._error: unknown[]): null {
    return this.close();
  }

  get_loop(): EventLoop {
    if (this.#isClosed) throw new RuntimeError("Runner is closed");
    if (this.#loop === null) {
      const { debug = null, loop_factory = null } = this.#options;
      this.#loop = loop_factory === null ? new_event_loop() : (call(loop_factory) as EventLoop);
      set_event_loop(this.#loop);
      if (debug !== null) this.#loop.set_debug(debug);
    }
    return this.#loop;
  }

  run<T>(coro: Coroutine<T>, options: Pick<TaskOptions, "context"> = {}): T {
    if (!isCoroutine(coro)) throw new ValueError(`a coroutine was expected, got ${repr(coro)}`);
    if (_get_running_loop() !== null) {
      throw new RuntimeError("Runner.run() cannot be called from a running event loop");
    }
    const loop = this.get_loop();
    return loop.run_until_complete(loop.create_task(coro as Coroutine, options)) as T;
  }

  close(): null {
    const loop = this.#loop;
    if (loop === null) return null;
    this.#loop = null;
    this.#isClosed = true;
    try {
      cancelAll(loop);
      loop.run_until_complete(loop.shutdown_asyncgens());
      loop.run_until_complete(loop.shutdown_default_executor());
    } finally {
      set_event_loop(null);
      loop.close();
    }
    return null;
  }
}

function cancelAll(loop: EventLoop): void {
  const tasks = [...all_tasks(loop)];
  if (tasks.length === 0) return;
  for (const task of tasks) task.cancel();
  loop.run_until_complete(waitForAll(tasks));
  for (const task of tasks) {
    if (task.cancelled() || task.exception() === null) continue;
    const message = "unhandled exception during asyncio.run() shutdown";
    loop.call_exception_handler({ message, exception: task.exception(), task });
  }
}

const waitForAll = coroutine(function* (tasks: readonly unknown[]): Coroutine<unknown> {
  return yield* awaiting(gather(...tasks, { return_exceptions: true }));
});

/** Runs a coroutine in an event loop of its own. Mirrors asyncio.run. */
export function run<T>(main: Coroutine<T>, { debug = null }: { debug?: boolean | null } = {}): T {
  if (_get_running_loop() !== null) {
    throw new RuntimeError("asyncio.run() cannot be called from a running event loop");
  }
  const runner = new Runner({ debug });
  try {
    return runner.run(main);
  } finally {
    runner.close();
  }
}

/** Has a function run in a thread. */
export const to_thread = coroutine(function* to_thread(func: unknown, ...args: unknown[]): Coroutine<unknown> {
  const loop = get_running_loop();
  const context = copy_context();
  const steps = threaded(function* () {
    const leave = context.enter();
    try {
      return yield* calling(func, ...args);
    } finally {
      leave();
    }
  });
  return yield* awaiting(loop.run_in_executor(null, steps));
});

libraryModule("asyncio.runners", () => ({ Runner }), { Runner });
