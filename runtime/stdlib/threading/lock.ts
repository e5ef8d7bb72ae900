/** The locks of threads. Mirrors Modules/_threadmodule.c. */
import { OverflowError, RuntimeError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { addressOf } from "../../builtins/names.js";
import { object } from "../../builtins/object.js";
import { truth } from "../../builtins/truth.js";
import { typeName } from "../../builtins/type-name.js";
import { registerInheritor } from "../../kernel/pickle/inheritors.js";
import { deadlineOf, waitUntil, WaitReason } from "../../kernel/wait.js";
import { nativeClasses } from "../module.js";
import { get_ident } from "./identity.js";
import { markRepeatable } from "../../kernel/attempt.js";

type Timeout = number | bigint;

/** Mirrors threading.TIMEOUT_MAX. */
export const TIMEOUT_MAX = 9223372036;

/**
 * How long to wait, by the arguments of `acquire`: "not at all", or until a deadline.
 *
 * @throws ValueError, OverflowError with CPython's texts
 */
function patience(blocking: unknown, timeout: Timeout): "not at all" | number | null {
  const seconds = Number(timeout);
  if (!truth(blocking)) {
    if (seconds !== -1) throw new ValueError("can't specify a timeout for a non-blocking call");
    return "not at all";
  }
  if (seconds === -1) return null;
  if (seconds < 0) throw new ValueError("timeout value must be positive");
  if (seconds > TIMEOUT_MAX) throw new OverflowError("timeout value is too large");
  return deadlineOf(timeout);
}

/** Mirrors threading.Lock: anybody may release it. */
export class lock extends object {
  #isLocked = false;

  override __init__(): void {}

  acquire(blocking: unknown = true, timeout: Timeout = -1): boolean {
    const until = patience(blocking, timeout);
    if (this.#isLocked) {
      if (until === "not at all" || !waitUntil(() => !this.#isLocked, until, WaitReason.lock)) return false;
    }
    this.#isLocked = true;
    return true;
  }

  /** @throws RuntimeError "release unlocked lock" */
  release(): null {
    if (!this.#isLocked) throw new RuntimeError("release unlocked lock");
    this.#isLocked = false;
    return null;
  }

  locked(): boolean {
    return this.#isLocked;
  }

  __enter__(): boolean {
    return this.acquire();
  }

  __exit__(..._error: unknown[]): null {
    return this.release();
  }

  __reduce__(): never {
    throw new TypeError(`cannot pickle '${typeName(this)}' object`);
  }

  override __repr__(): string {
    return `<${this.#isLocked ? "locked" : "unlocked"} _thread.lock object at ${addressOf(this)}>`;
  }
}

/** Mirrors threading.RLock: its owner may take it again. */
export class RLock extends object {
  #owner = 0;
  #count = 0;

  override __init__(): void {}

  acquire(blocking: unknown = true, timeout: Timeout = -1): boolean {
    const until = patience(blocking, timeout);
    const me = get_ident();
    if (this.#count > 0 && this.#owner !== me) {
      if (until === "not at all" || !waitUntil(() => this.#count === 0, until, WaitReason.lock)) return false;
    }
    this.#owner = me;
    this.#count++;
    return true;
  }

  /** @throws RuntimeError "cannot release un-acquired lock" */
  release(): null {
    if (!this._is_owned()) throw new RuntimeError("cannot release un-acquired lock");
    if (--this.#count === 0) this.#owner = 0;
    return null;
  }

  _is_owned(): boolean {
    return this.#count > 0 && this.#owner === get_ident();
  }

  /** Gives it back wholly, for Condition.wait; returns how often it was taken. */
  _release_save(): number {
    const count = this.#count;
    this.#count = 0;
    this.#owner = 0;
    return count;
  }

  _acquire_restore(count: number): void {
    this.acquire();
    this.#count = count;
  }

  __enter__(): boolean {
    return this.acquire();
  }

  __exit__(..._error: unknown[]): null {
    return this.release();
  }

  __reduce__(): never {
    throw new TypeError(`cannot pickle '${typeName(this)}' object`);
  }

  override __repr__(): string {
    const state = this.#count > 0 ? "locked" : "unlocked";
    const owner = `owner=${this.#owner} count=${this.#count}`;
    return `<${state} _thread.RLock object ${owner} at ${addressOf(this)}>`;
  }
}

registerInheritor(
  lock.prototype,
  (value) => [value.locked()],
  "thread_lock",
  (isLocked) => {
    const made = new lock();
    if (isLocked) made.acquire();
    return made;
  },
);
registerInheritor(
  RLock.prototype,
  (value) => [value._is_owned()],
  "thread_rlock",
  (isOwned) => {
    const made = new RLock();
    if (isOwned) made.acquire();
    return made;
  },
);
markRepeatable(lock.prototype.acquire, RLock.prototype.acquire);
nativeClasses("_thread", { lock, RLock });
