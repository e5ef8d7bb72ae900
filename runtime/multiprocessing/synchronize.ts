/** Locks, semaphores and what is built on them. Mirrors Lib/multiprocessing/synchronize.py. */
import { call } from "../builtins/call.js";
import { AssertionError, OSError, RuntimeError, ValueError } from "../builtins/exceptions.js";
import { addressOf } from "../builtins/names.js";
import { repr } from "../builtins/repr.js";
import { truth } from "../builtins/truth.js";
import { className } from "../builtins/type-name.js";
import {
  CONDITION_KIND,
  createCondition,
  joinWaiters,
  leaveWaiters,
  notifyWaiters,
  sleepInPlace,
  waiterCount,
} from "../kernel/condition.js";
import { markRepeatable, once, Unready, wholly } from "../kernel/attempt.js";
import { clearFlag, createFlag, isFlagSet, setFlag, waitForFlag } from "../kernel/flag.js";
import {
  acquireMutex,
  createMutex,
  deepenMutex,
  MUTEX_KIND,
  mutexDepth,
  mutexOwner,
  releaseMutex,
} from "../kernel/mutex.js";
import { register } from "../kernel/pickle.js";
import { currentPid } from "../kernel/processes.js";
import {
  acquireSemaphore,
  createSemaphore,
  releaseSemaphore,
  semaphoreLimit,
  semaphoreValue,
} from "../kernel/semaphore.js";
import { runningThread } from "../kernel/running-thread.js";
import { deadlineOf, WaitReason } from "../kernel/wait.js";
import { registerModule } from "../kernel/registry.js";
import { current_process } from "./process.js";
import { attach, attached, handle, inheritedHandle, type Shared } from "./spawning.js";

type Timeout = number | bigint | null;

/** A time that has passed: try, but don't wait. */
const AT_ONCE = 0;
const SEMAPHORE_MAX = 0x7fffffff;

function deadline(block: boolean, timeout: Timeout | undefined): number | null {
  return truth(block) ? deadlineOf(timeout) : AT_ONCE;
}

/** What Lock, RLock and the semaphores have in common: they are context managers. */
abstract class SemLock implements Shared {
  declare readonly [handle]: number;

  /** Takes it; returns False when that didn't work at once (`block=False`) or within `timeout` seconds. */
  abstract acquire(block?: boolean, timeout?: Timeout): boolean;
  abstract release(): null;
  /** How often this process has taken it and not given it back; 0 unless it is the owner. */
  abstract ownCount(): number;

  __enter__(): boolean {
    return this.acquire();
  }

  __exit__(..._error: unknown[]): null {
    return this.release();
  }
}

function releasedTooOften(): ValueError {
  return new ValueError("semaphore or lock released too many times");
}

/** Takes a lock that nobody recursive holds; the killed owner of a lock is an error for whoever wants it next. */
function acquireOrDie(lock: Shared, until: number | null): boolean {
  const owner = mutexOwner(lock[handle]);
  const outcome = acquireMutex(lock[handle], until);
  if (outcome === "died") {
    throw new RuntimeError(`the process with pid ${Math.abs(owner)} was killed while it held ${repr(lock)}`);
  }
  return outcome === "acquired";
}

/** The name that signatures have for it. */
export type _SemLock = SemLock;

/**
 * A lock that any process may release. Mirrors multiprocessing.Lock; differs: when its owner was killed, the next
 * `acquire` raises RuntimeError, where CPython waits for ever.
 */
export class Lock extends SemLock {
  constructor(_options?: { ctx?: unknown }) {
    super();
    attach(this, createMutex(), MUTEX_KIND);
  }

  override acquire(block = true, timeout: Timeout = null): boolean {
    return acquireOrDie(this, deadline(block, timeout));
  }

  override release(): null {
    if (!releaseMutex(this[handle])) throw releasedTooOften();
    return null;
  }

  override ownCount(): number {
    return mutexOwner(this[handle]) === currentPid() ? 1 : 0;
  }

  __repr__(): string {
    const owner = mutexOwner(this[handle]);
    const name = owner === 0 ? "None" : owner === currentPid() ? current_process().name : "SomeOtherProcess";
    return `<${className(this.constructor)}(owner=${name})>`;
  }
}

/** Which thread of this process took a lock last. */
const holders = new Map<number, number | null>();

/** A lock that its owner may take again. Mirrors multiprocessing.RLock; a killed owner as with Lock. */
export class RLock extends SemLock {
  constructor(_options?: { ctx?: unknown }) {
    super();
    attach(this, createMutex(), MUTEX_KIND);
  }

  override acquire(block = true, timeout: Timeout = null): boolean {
    if (this.ownCount() > 0) {
      deepenMutex(this[handle], 1);
      return true;
    }
    if (!acquireOrDie(this, deadline(block, timeout))) return false;
    holders.set(this[handle], runningThread().ident);
    return true;
  }

  override release(): null {
    const count = this.ownCount();
    if (count === 0) throw new AssertionError("attempt to release recursive lock not owned by thread");
    if (count > 1) deepenMutex(this[handle], -1);
    else releaseMutex(this[handle]);
    return null;
  }

  override ownCount(): number {
    const isOurs = mutexOwner(this[handle]) === currentPid() && holders.get(this[handle]) === runningThread().ident;
    return isOurs ? mutexDepth(this[handle]) : 0;
  }

  __repr__(): string {
    const count = this.ownCount();
    const other = mutexOwner(this[handle]) === 0 ? "None, 0" : "SomeOtherProcess, nonzero";
    const state = count > 0 ? `${current_process().name}, ${count}` : other;
    return `<${className(this.constructor)}(${state})>`;
  }
}

/** Mirrors multiprocessing.Semaphore. */
export class Semaphore extends SemLock {
  constructor(value: number | bigint = 1, _options?: { ctx?: unknown }) {
    super();
    const start = Number(value);
    if (start < 0 || start > SEMAPHORE_MAX) throw new OSError(22, "Invalid argument");
    attach(this, this.create(start));
  }

  protected create(start: number): number {
    return createSemaphore(start, SEMAPHORE_MAX);
  }

  override acquire(block = true, timeout: Timeout = null): boolean {
    return acquireSemaphore(this[handle], deadline(block, timeout));
  }

  override release(): null {
    if (!releaseSemaphore(this[handle])) throw releasedTooOften();
    return null;
  }

  /** A semaphore has no owner. */
  override ownCount(): number {
    return 0;
  }

  get_value(): number {
    return semaphoreValue(this[handle]);
  }

  __repr__(): string {
    return `<${className(this.constructor)}(value=${this.get_value()})>`;
  }
}

/** A semaphore that can't be released more often than it was acquired. Mirrors multiprocessing.BoundedSemaphore. */
export class BoundedSemaphore extends Semaphore {
  protected override create(start: number): number {
    return createSemaphore(start, start);
  }

  override __repr__(): string {
    return `<${className(this.constructor)}(value=${this.get_value()}, maxvalue=${semaphoreLimit(this[handle])})>`;
  }
}

/** One who waits to be notified: his place among those who wait, and how often he had taken the lock. */
interface Waiter {
  readonly place: number;
  readonly depth: number;
}

/**
 * Mirrors multiprocessing.Condition; differs: `notify` doesn't wait until those it wakes have woken, and who gave up or was
 * killed swallows no notification.
 */
export class Condition implements Shared {
  declare readonly [handle]: number;
  declare readonly _lock: Lock | RLock;

  constructor(lock: Lock | RLock | null = null, _options?: { ctx?: unknown }) {
    attach(this, createCondition(), CONDITION_KIND);
    setUpCondition(this, lock ?? new RLock());
  }

  acquire(block = true, timeout: Timeout = null): boolean {
    return this._lock.acquire(block, timeout);
  }

  release(): null {
    return this._lock.release();
  }

  /** Lets go of the lock until notified or `timeout` seconds have passed (then it returns False). */
  wait(timeout: Timeout = null): boolean {
    return this.sleep(
      once(() => this.leave()),
      deadlineOf(timeout),
    );
  }

  /** What the deadlock report says of who waits. */
  protected get reason(): WaitReason {
    return WaitReason.condition;
  }

  private leave(): Waiter {
    const depth = this._lock.ownCount();
    if (depth === 0) throw new AssertionError("must acquire() condition before using wait()");
    const place = joinWaiters(this[handle]);
    for (let count = 0; count < depth; count++) this._lock.release();
    return { place, depth };
  }

  private sleep(waiter: Waiter, until: number | null): boolean {
    try {
      sleepInPlace(waiter.place, until, this.reason);
    } catch (error) {
      // A thread that is left while it waits comes back to this place.
      if (!(error instanceof Unready)) this.comeBack(waiter);
      throw error;
    }
    return this.comeBack(waiter);
  }

  /** Takes the lock as often as before; returns true for who was notified. */
  private comeBack({ place, depth }: Waiter): boolean {
    for (let count = 0; count < depth; count++) this._lock.acquire();
    return leaveWaiters(this[handle], place);
  }

  /** Waits until `predicate()` is true; returns its last value. */
  wait_for<T>(predicate: () => T, timeout: Timeout = null): T {
    const until = deadlineOf(timeout);
    const sleep = once((): { waiter: Waiter | null } => ({ waiter: null }));
    for (;;) {
      if (sleep.waiter === null) {
        const result = wholly(() => call(predicate) as T);
        if (truth(result) || (until !== null && performance.now() >= until)) return result;
        sleep.waiter = this.leave();
      }
      this.sleep(sleep.waiter, until);
      sleep.waiter = null;
    }
  }

  notify(n: number | bigint = 1): null {
    if (this._lock.ownCount() === 0) throw new AssertionError("lock is not owned");
    notifyWaiters(this[handle], Number(n));
    return null;
  }

  notify_all(): null {
    return this.notify(SEMAPHORE_MAX);
  }

  __enter__(): boolean {
    return this._lock.__enter__();
  }

  __exit__(...error: unknown[]): null {
    return this._lock.__exit__(...error);
  }

  __repr__(): string {
    return `<${className(this.constructor)}(${this._lock.__repr__()}, ${waiterCount(this[handle])})>`;
  }
}

/** The condition in a Barrier. */
export class BarrierCondition extends Condition {
  protected override get reason(): WaitReason {
    return WaitReason.barrier;
  }
}

function setUpCondition(condition: Condition, lock: Lock | RLock): void {
  Object.defineProperty(condition, "_lock", { value: lock });
}

/** Mirrors multiprocessing.Event. */
export class Event implements Shared {
  declare readonly [handle]: number;

  constructor(_options?: { ctx?: unknown }) {
    attach(this, createFlag());
  }

  is_set(): boolean {
    return isFlagSet(this[handle]);
  }

  set(): null {
    setFlag(this[handle]);
    return null;
  }

  clear(): null {
    clearFlag(this[handle]);
    return null;
  }

  wait(timeout: Timeout = null): boolean {
    return waitForFlag(this[handle], deadlineOf(timeout));
  }

  __repr__(): string {
    return `<${className(this.constructor)} at ${addressOf(this)} ${this.is_set() ? "set" : "unset"}>`;
  }
}

register(
  Lock,
  (lock) => [inheritedHandle(lock)],
  (offset) => attached(Lock, offset),
);
register(
  RLock,
  (lock) => [inheritedHandle(lock)],
  (offset) => attached(RLock, offset),
);
register(
  Semaphore,
  (semaphore) => [inheritedHandle(semaphore)],
  (offset) => attached(Semaphore, offset),
);
register(
  BoundedSemaphore,
  (semaphore) => [inheritedHandle(semaphore)],
  (offset) => attached(BoundedSemaphore, offset),
);
for (const kind of [Condition, BarrierCondition]) {
  register(
    kind,
    (condition): [Lock | RLock, number] => [condition._lock, inheritedHandle(condition, "Condition")],
    (lock, offset) => {
      const condition = attached(kind, offset);
      setUpCondition(condition, lock);
      return condition;
    },
  );
}
register(
  Event,
  (event) => [inheritedHandle(event, "Condition")],
  (offset) => attached(Event, offset),
);
// CPython has it here.
export { Barrier } from "./barrier.js";

markRepeatable(Lock.prototype.acquire, RLock.prototype.acquire, Semaphore.prototype.acquire);
markRepeatable(
  Condition.prototype.acquire,
  Condition.prototype.wait,
  Condition.prototype.wait_for,
  Event.prototype.wait,
);
registerModule("multiprocessing.synchronize", { Lock, RLock, Semaphore, BoundedSemaphore, Condition, Event });
