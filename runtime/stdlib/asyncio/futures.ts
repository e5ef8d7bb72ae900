/** Mirrors Lib/asyncio/futures.py. */
import type { BaseException } from "../../builtins/exceptions.js";
import { RuntimeError, StopIteration, TypeError } from "../../builtins/exceptions.js";
import type { Coroutine } from "../../builtins/coroutine.js";
import { object } from "../../builtins/object.js";
import { exception as caught, isExceptionClass, raise, raisedWhereAwaited } from "../../builtins/raise.js";
import { repr } from "../../builtins/repr.js";
import { className } from "../../builtins/type-name.js";
import { Future as ConcurrentFuture } from "../../concurrent/futures/future.js";
import { type Context, copy_context } from "../contextvars.js";
import { libraryModule } from "../module.js";
import { CancelledError, InvalidStateError } from "./exceptions.js";
import { type EventLoop, get_event_loop } from "./loop.js";

type State = "PENDING" | "CANCELLED" | "FINISHED";

/** Mirrors asyncio.Future: a result that isn't there yet. */
export class Future<T = unknown> extends object {
  #state: State = "PENDING";
  #result: T | null = null;
  #exception: BaseException | null = null;
  #callbacks: { fn: unknown; context: Context }[] = [];
  #cancelMessage: unknown = null;
  /** What the task that this is ended with, when it was cancelled. */
  protected cancelledBy: BaseException | null = null;
  protected readonly loop: EventLoop;

  constructor({ loop = null }: { loop?: EventLoop | null } = {}) {
    super();
    this.loop = loop ?? get_event_loop();
  }

  override __init__(..._args: unknown[]): void {}

  get _state(): State {
    return this.#state;
  }

  get _cancel_message(): unknown {
    return this.#cancelMessage;
  }

  get_loop(): EventLoop {
    return this.loop;
  }

  cancel(msg: unknown = null): boolean {
    if (this.#state !== "PENDING") return false;
    this.#state = "CANCELLED";
    this.#cancelMessage = msg;
    this.#schedule();
    return true;
  }

  cancelled(): boolean {
    return this.#state === "CANCELLED";
  }

  done(): boolean {
    return this.#state !== "PENDING";
  }

  /** @throws InvalidStateError "Result is not set.", CancelledError, what the future failed with */
  result(): T {
    if (this.#state === "CANCELLED") throw this.makeCancelledError();
    if (this.#state !== "FINISHED") throw new InvalidStateError("Result is not set.");
    this.#see();
    if (this.#exception !== null) throw raise(this.#exception);
    return this.#result as T;
  }

  exception(): BaseException | null {
    if (this.#state === "CANCELLED") throw this.makeCancelledError();
    if (this.#state !== "FINISHED") throw new InvalidStateError("Exception is not set.");
    this.#see();
    return this.#exception;
  }

  /** Notes that somebody has asked how it ended. */
  #see(): void {
    if (this.#exception !== null) this.loop.unseen.delete(this as Future);
  }

  makeCancelledError(): BaseException {
    const before = this.cancelledBy;
    this.cancelledBy = null;
    if (before !== null) return before;
    return this.#cancelMessage === null ? new CancelledError() : new CancelledError(this.#cancelMessage);
  }

  add_done_callback(fn: unknown, { context = null }: { context?: Context | null } = {}): null {
    const own = context ?? copy_context();
    if (this.#state !== "PENDING") this.loop.call_soon(fn, this, { context: own });
    else this.#callbacks.push({ fn, context: own });
    return null;
  }

  /** Takes a callback back; tells how often it was there. */
  remove_done_callback(fn: unknown): number {
    const left = this.#callbacks.filter((callback) => callback.fn !== fn);
    const count = this.#callbacks.length - left.length;
    this.#callbacks = left;
    return count;
  }

  set_result(result: T): null {
    this.#mustBePending();
    this.#result = result ?? null;
    this.#state = "FINISHED";
    this.#schedule();
    return null;
  }

  set_exception(given: unknown): null {
    this.#mustBePending();
    const raised = isExceptionClass(given) ? new given() : caught(given);
    if (raised instanceof StopIteration) {
      throw new TypeError("StopIteration interacts badly with generators and cannot be raised into a Future");
    }
    this.#exception = raised;
    this.loop.unseen.add(this as Future);
    this.#state = "FINISHED";
    this.#schedule();
    return null;
  }

  #mustBePending(): void {
    if (this.#state !== "PENDING") throw new InvalidStateError("invalid state");
  }

  #schedule(): void {
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    for (const { fn, context } of callbacks) this.loop.call_soon(fn, this, { context });
  }

  *__await__(): Coroutine<T> {
    if (!this.done()) {
      try {
        yield this;
      } catch (error) {
        throw raisedWhereAwaited(error);
      }
      if (!this.done()) throw new RuntimeError("await wasn't used with future");
    }
    return this.result();
  }

  /** What a repr tells of the state. */
  protected stateText(): string {
    if (this.#state !== "FINISHED") return this.#state.toLowerCase();
    return this.#exception === null
      ? `finished result=${repr(this.#result)}`
      : `finished exception=${repr(this.#exception)}`;
  }

  override __repr__(): string {
    return `<${className(this.constructor)} ${this.stateText()}>`;
  }
}

export function isfuture(value: unknown): value is Future {
  return value instanceof Future;
}

/** Has a concurrent future end as one of a loop ends; one that is cancelled cancels the other. */
export function relay(source: Future, target: ConcurrentFuture): void {
  source.add_done_callback((_source: Future) => {
    if (source.cancelled()) target.cancel();
    if (!target.set_running_or_notify_cancel()) return null;
    const raised = source.exception();
    if (raised === null) target.set_result(source.result());
    else target.set_exception(raised);
    return null;
  });
  target.add_done_callback((_target: unknown) => {
    const own = source.get_loop();
    if (target.cancelled() && !own.is_closed()) own.call_soon_threadsafe(() => source.cancel());
    return null;
  });
}

/** A future for a call that an executor makes. */
export function wrap_future(source: unknown, { loop = null }: { loop?: EventLoop | null } = {}): Future {
  if (source instanceof Future) return source;
  const future = source as ConcurrentFuture;
  const target = new Future({ loop });
  const settle = (): null => {
    if (target.cancelled()) return null;
    if (future.cancelled()) target.cancel();
    else {
      const raised = future.exception();
      if (raised === null) target.set_result(future.result());
      else target.set_exception(raised);
    }
    return null;
  };
  target.add_done_callback((_target: Future) => {
    if (target.cancelled()) future.cancel();
    return null;
  });
  future.add_done_callback(() => {
    const own = target.get_loop();
    if (!target.cancelled() && !own.is_closed()) own.call_soon_threadsafe(settle);
    return null;
  });
  return target;
}

libraryModule("_asyncio", () => ({ Future }), { Future });
