/** Mirrors Lib/asyncio/taskgroups.py. */
import { BaseException, KeyboardInterrupt, RuntimeError, SystemExit } from "../../builtins/exceptions.js";
import { BaseExceptionGroup } from "../../builtins/exceptions.js";
import { type Coroutine, coroutine } from "../../builtins/coroutine.js";
import { object } from "../../builtins/object.js";
import { exception } from "../../builtins/raise.js";
import { repr } from "../../builtins/repr.js";
import { libraryModule } from "../module.js";
import { CancelledError } from "./exceptions.js";
import type { Future } from "./futures.js";
import { type EventLoop, get_running_loop, type TaskOptions } from "./loop.js";
import { current_task, type Task } from "./tasks.js";

const ENDS_ALL = (raised: unknown): boolean => raised instanceof SystemExit || raised instanceof KeyboardInterrupt;

/** Mirrors asyncio.TaskGroup: its tasks end with the `async with` block. */
export class TaskGroup extends object {
  #isEntered = false;
  #isExiting = false;
  #isAborting = false;
  #isParentCancelRequested = false;
  #loop: EventLoop | null = null;
  #parent: Task | null = null;
  readonly #tasks = new globalThis.Set<Task>();
  readonly #errors: BaseException[] = [];
  #baseError: BaseException | null = null;
  #onCompleted: Future | null = null;

  override __init__(): void {}

  *__aenter__(): Coroutine<this> {
    if (this.#isEntered) throw new RuntimeError(`TaskGroup ${repr(this)} has been already entered`);
    this.#isEntered = true;
    this.#loop = get_running_loop();
    this.#parent = current_task(this.#loop);
    if (this.#parent === null) throw new RuntimeError(`TaskGroup ${repr(this)} cannot determine the parent task`);
    return this;
  }

  *__aexit__(_type: unknown, raised: BaseException | null): Coroutine<null> {
    this.#isExiting = true;
    if (raised !== null && ENDS_ALL(raised)) this.#baseError ??= raised;
    let cancelled = raised instanceof CancelledError ? raised : null;
    if (this.#isParentCancelRequested && this.#parent!.uncancel() === 0) cancelled = null;
    if (raised !== null && !this.#isAborting) this.#abort();
    while (this.#tasks.size > 0) {
      this.#onCompleted ??= this.#loop!.create_future();
      try {
        yield* this.#onCompleted.__await__();
      } catch (error) {
        const found = exception(error);
        if (!(found instanceof CancelledError)) throw error;
        if (!this.#isAborting) {
          cancelled = found;
          this.#abort();
        }
      }
      this.#onCompleted = null;
    }
    if (this.#baseError !== null) throw this.#baseError;
    if (cancelled !== null && this.#errors.length === 0) throw cancelled;
    if (raised !== null && !(raised instanceof CancelledError)) this.#errors.push(raised);
    if (this.#errors.length > 0) throw new BaseExceptionGroup("unhandled errors in a TaskGroup", [...this.#errors]);
    return null;
  }

  create_task<T>(coro: Coroutine<T>, options: TaskOptions = {}): Task<T> {
    if (!this.#isEntered) throw new RuntimeError(`TaskGroup ${repr(this)} has not been entered`);
    if (this.#isExiting && this.#tasks.size === 0) throw new RuntimeError(`TaskGroup ${repr(this)} is finished`);
    if (this.#isAborting) throw new RuntimeError(`TaskGroup ${repr(this)} is shutting down`);
    const task = this.#loop!.create_task(coro as Coroutine, options);
    task.add_done_callback((done: Task) => this.#onDone(done));
    this.#tasks.add(task);
    return task as Task<T>;
  }

  #abort(): void {
    this.#isAborting = true;
    for (const task of this.#tasks) if (!task.done()) task.cancel();
  }

  #onDone(task: Task): null {
    this.#tasks.delete(task);
    if (this.#onCompleted !== null && this.#tasks.size === 0 && !this.#onCompleted.done()) {
      this.#onCompleted.set_result(true);
    }
    if (task.cancelled()) return null;
    const raised = task.exception();
    if (raised === null) return null;
    this.#errors.push(raised);
    if (ENDS_ALL(raised)) this.#baseError ??= raised;
    if (this.#parent!.done()) return null;
    if (!this.#isAborting && !this.#isParentCancelRequested) {
      this.#abort();
      this.#isParentCancelRequested = true;
      this.#parent!.cancel();
    }
    return null;
  }

  override __repr__(): string {
    const info = [""];
    if (this.#tasks.size > 0) info.push(`tasks=${this.#tasks.size}`);
    if (this.#errors.length > 0) info.push(`errors=${this.#errors.length}`);
    if (this.#isAborting) info.push("cancelling");
    else if (this.#isEntered) info.push("entered");
    return `<TaskGroup${info.join(" ")}>`;
  }
}
coroutine(TaskGroup.prototype.__aenter__);
coroutine(TaskGroup.prototype.__aexit__);

libraryModule("asyncio.taskgroups", () => ({ TaskGroup }), { TaskGroup });
