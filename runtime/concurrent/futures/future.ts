/** Futures. Mirrors Future of Lib/concurrent/futures/_base.py. */
import type { BaseException } from "../../builtins/exceptions.js";
import { RuntimeError } from "../../builtins/exceptions.js";
import { callBack } from "../../builtins/call.js";
import { addressOf } from "../../builtins/names.js";
import { object } from "../../builtins/object.js";
import { exception, raise } from "../../builtins/raise.js";
import { repr } from "../../builtins/repr.js";
import { className, typeName } from "../../builtins/type-name.js";
import { writeErr } from "../../kernel/output.js";
import { registerModule } from "../../kernel/registry.js";
import { print_exception } from "../../kernel/traceback.js";
import { announce, deadlineOf, waitAny } from "../../kernel/wait.js";
import { raisedHere } from "../../multiprocessing/crew/errors.js";
import { CancelledError, InvalidStateError, TimeoutError } from "./errors.js";
import { markRepeatable } from "../../kernel/attempt.js";

type Timeout = number | bigint | null | undefined;

export type State = "PENDING" | "RUNNING" | "CANCELLED" | "CANCELLED_AND_NOTIFIED" | "FINISHED";

/** Who runs the call of a future: it has no thread of its own, so whoever waits has to keep it going. */
export interface Runner {
  /** Takes in what is there, and sends what can be sent; never waits. */
  pump(): void;
  /** Takes a call back that has not begun; returns whether it could. */
  revoke(future: Future): boolean;
}

const runners = new WeakMap<Future, Runner>();

/** Says who runs a future's call. */
export function setRunner(future: Future, runner: Runner): void {
  runners.set(future, runner);
}

/** The runner of a future; null for one that the program itself completes. */
export function runnerOf(future: Future): Runner | null {
  return runners.get(future) ?? null;
}

/** Mirrors Future: the outcome of a call that may not have ended. */
export class Future<T = unknown> extends object {
  #state: State = "PENDING";
  #result: T | null = null;
  #exception: BaseException | null = null;
  #callbacks: ((future: never) => unknown)[] = [];

  get _state(): State {
    return this.#state;
  }

  /** Takes the call back if it has not begun; tells whether it is cancelled now. */
  cancel(): boolean {
    if (this.#state === "FINISHED" || this.#state === "RUNNING") return false;
    if (this.cancelled()) return true;
    const runner = runnerOf(this);
    if (runner !== null && !runner.revoke(this)) return false;
    this.#state = "CANCELLED";
    this.#invokeCallbacks();
    return true;
  }

  cancelled(): boolean {
    return this.#state === "CANCELLED" || this.#state === "CANCELLED_AND_NOTIFIED";
  }

  running(): boolean {
    runnerOf(this)?.pump();
    return this.#state === "RUNNING";
  }

  done(): boolean {
    if (!this.#isSettled()) runnerOf(this)?.pump();
    return this.#isSettled();
  }

  #isSettled(): boolean {
    return this.cancelled() || this.#state === "FINISHED";
  }

  /** Has `fn(future)` called when the call has ended or was cancelled; at once if that is past. */
  add_done_callback(fn: (future: Future<T>) => unknown): null {
    if (this.#isSettled()) this.#invoke(fn);
    else this.#callbacks.push(fn);
    return null;
  }

  /** The call's value. Raises what the call raised, TimeoutError, CancelledError. */
  result(timeout?: Timeout): T {
    this.#wait(timeout);
    if (this.#exception === null) return this.#result as T;
    // What comes from another process has a stack of there.
    throw runnerOf(this) === null ? raise(this.#exception) : raisedHere(this.#exception);
  }

  /** The exception that the call raised, None if it raised none. Raises TimeoutError, CancelledError. */
  exception(timeout?: Timeout): BaseException | null {
    this.#wait(timeout);
    return this.#exception;
  }

  #wait(timeout: Timeout): void {
    waitAny(() => (this.done() ? true : null), deadlineOf(timeout));
    if (this.cancelled()) throw new CancelledError();
    if (this.#state !== "FINISHED") throw new TimeoutError();
  }

  /** For executors: the call begins now. Returns False if the future was cancelled. Raises RuntimeError out of turn. */
  set_running_or_notify_cancel(): boolean {
    if (this.#state === "CANCELLED") {
      this.#state = "CANCELLED_AND_NOTIFIED";
      return false;
    }
    if (this.#state !== "PENDING") throw new RuntimeError("Future in unexpected state");
    this.#state = "RUNNING";
    return true;
  }

  /** For executors: the call returned. Raises InvalidStateError if it had ended. */
  set_result(result: T): null {
    this.#finish();
    this.#result = result;
    this.#invokeCallbacks();
    return null;
  }

  /** For executors: the call raised. Raises InvalidStateError if it had ended. */
  set_exception(raised: BaseException | null): null {
    this.#finish();
    this.#exception = raised;
    this.#invokeCallbacks();
    return null;
  }

  #finish(): void {
    if (this.#isSettled()) throw new InvalidStateError(`${this.#state}: ${repr(this)}`);
    this.#state = "FINISHED";
    announce();
  }

  #invokeCallbacks(): void {
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    for (const callback of callbacks) this.#invoke(callback);
  }

  #invoke(callback: (future: never) => unknown): void {
    try {
      callBack(callback, this);
    } catch (error) {
      writeErr(`exception calling callback for ${repr(this)}\n`);
      print_exception(exception(error));
    }
  }

  override __repr__(): string {
    const words = { CANCELLED_AND_NOTIFIED: "cancelled" } as Partial<Record<State, string>>;
    const state = words[this.#state] ?? this.#state.toLowerCase();
    const head = `<${className(this.constructor)} at ${addressOf(this)} state=${state}`;
    if (this.#state !== "FINISHED") return `${head}>`;
    if (this.#exception !== null) return `${head} raised ${className(this.#exception.constructor)}>`;
    return `${head} returned ${typeName(this.#result)}>`;
  }
}

markRepeatable(Future.prototype.result, Future.prototype.exception);
registerModule("concurrent.futures._base", { Future });
