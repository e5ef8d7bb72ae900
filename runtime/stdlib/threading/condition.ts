/** Mirrors Condition of Lib/threading.py. */
import { RuntimeError } from "../../builtins/exceptions.js";
import { call } from "../../builtins/call.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { truth } from "../../builtins/truth.js";
import { markRepeatable, once } from "../../kernel/attempt.js";
import { deadlineOf, waitUntil, WaitReason } from "../../kernel/wait.js";
import { RLock, type lock } from "./lock.js";

type Timeout = number | bigint | null;

/** One who waits to be notified. */
interface Waiter {
  isNotified: boolean;
  /** How often he had taken the lock. */
  readonly depth: number;
}

export class Condition extends object {
  declare _lock: RLock | lock;
  #waiters: Waiter[] = [];

  override __init__(given: RLock | lock | null = null): void {
    Object.defineProperty(this, "_lock", { value: given ?? new RLock(), writable: true });
  }

  acquire(blocking: unknown = true, timeout: number | bigint = -1): boolean {
    return this._lock.acquire(blocking, timeout);
  }

  release(): null {
    return this._lock.release();
  }

  __enter__(): boolean {
    return this._lock.__enter__();
  }

  __exit__(..._error: unknown[]): null {
    return this._lock.release();
  }

  /** Gives the lock back until somebody notifies, or for so many seconds. @throws RuntimeError without the lock */
  wait(timeout: Timeout = null): boolean {
    const waiter = once(() => this.#leave());
    const isNotified = waitUntil(() => waiter.isNotified, deadlineOf(timeout), WaitReason.condition);
    if (!isNotified) this.#waiters = this.#waiters.filter((other) => other !== waiter);
    if (this._lock instanceof RLock) this._lock._acquire_restore(waiter.depth);
    else this._lock.acquire();
    return isNotified;
  }

  #leave(): Waiter {
    this.#mustOwn("cannot wait on un-acquired lock");
    const held = this._lock;
    const waiter = { isNotified: false, depth: held instanceof RLock ? held._release_save() : 1 };
    if (!(held instanceof RLock)) held.release();
    this.#waiters.push(waiter);
    return waiter;
  }

  /** Waits until `predicate()` is true, or for so many seconds; returns what it gave last. */
  wait_for<T>(predicate: () => T, timeout: Timeout = null): T {
    const deadline = deadlineOf(timeout);
    for (;;) {
      const result = once(() => call(predicate) as T);
      if (truth(result)) return result;
      const left = once(() => (deadline === null ? null : (deadline - performance.now()) / 1000));
      if (left !== null && left <= 0) return result;
      this.wait(left);
    }
  }

  notify(n: number | bigint = 1): null {
    this.#mustOwn("cannot notify on un-acquired lock");
    for (const waiter of this.#waiters.splice(0, Number(n))) waiter.isNotified = true;
    return null;
  }

  notify_all(): null {
    return this.notify(this.#waiters.length);
  }

  notifyAll(): null {
    return this.notify_all();
  }

  #mustOwn(message: string): void {
    if (!(this._lock instanceof RLock ? this._lock._is_owned() : this._lock.locked())) throw new RuntimeError(message);
  }

  override __repr__(): string {
    return `<Condition(${repr(this._lock)}, ${this.#waiters.length})>`;
  }
}

markRepeatable(Condition.prototype.acquire, Condition.prototype.wait, Condition.prototype.wait_for);
