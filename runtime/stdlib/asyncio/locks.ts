/** Mirrors Lib/asyncio/locks.py. */
import { type Coroutine, coroutine } from "../../builtins/coroutine.js";
import { RuntimeError, ValueError } from "../../builtins/exceptions.js";
import { addressOf, moduleOf } from "../../builtins/names.js";
import { object } from "../../builtins/object.js";
import { exception } from "../../builtins/raise.js";
import { call } from "../../builtins/call.js";
import { truth } from "../../builtins/truth.js";
import { className } from "../../builtins/type-name.js";
import { libraryModule } from "../module.js";
import { BrokenBarrierError, CancelledError } from "./exceptions.js";
import type { Future } from "./futures.js";
import { get_running_loop } from "./loop.js";

/** Waits in a line until woken or cancelled; however that ends, the waiter leaves the line. */
function* standIn(waiters: Future[], waiter = get_running_loop().create_future()): Coroutine<void> {
  waiters.push(waiter);
  try {
    yield* waiter.__await__();
  } finally {
    const place = waiters.indexOf(waiter);
    if (place >= 0) waiters.splice(place, 1);
  }
}

/** What `async with` needs of a lock. */
abstract class Entered extends object {
  override __init__(..._args: unknown[]): void {}

  abstract acquire(): Coroutine<boolean>;
  abstract release(): null;

  *__aenter__(): Coroutine<null> {
    yield* this.acquire();
    return null;
  }

  *__aexit__(..._error: unknown[]): Coroutine<null> {
    this.release();
    return null;
  }

  /** What a repr tells of the state. */
  protected abstract stateText(): string;
  protected waiters: Future[] = [];

  override __repr__(): string {
    const waiting = this.waiters.length > 0 ? `, waiters:${this.waiters.length}` : "";
    const name = `${moduleOf(this.constructor)}.${className(this.constructor)}`;
    return `<${name} object at ${addressOf(this)} [${this.stateText()}${waiting}]>`;
  }
}
coroutine(Entered.prototype.__aenter__);
coroutine(Entered.prototype.__aexit__);

export class Lock extends Entered {
  #isLocked = false;

  locked(): boolean {
    return this.#isLocked;
  }

  *acquire(): Coroutine<boolean> {
    if (!this.#isLocked && this.waiters.every((waiter) => waiter.cancelled())) {
      this.#isLocked = true;
      return true;
    }
    try {
      yield* standIn(this.waiters);
    } catch (error) {
      if (exception(error) instanceof CancelledError && !this.#isLocked) this.#wakeFirst();
      throw error;
    }
    this.#isLocked = true;
    return true;
  }

  /** @throws RuntimeError "Lock is not acquired." */
  release(): null {
    if (!this.#isLocked) throw new RuntimeError("Lock is not acquired.");
    this.#isLocked = false;
    this.#wakeFirst();
    return null;
  }

  #wakeFirst(): void {
    const [first] = this.waiters;
    if (first !== undefined && !first.done()) first.set_result(true);
  }

  protected stateText(): string {
    return this.#isLocked ? "locked" : "unlocked";
  }
}
coroutine(Lock.prototype.acquire);

export class Event extends object {
  #isSet = false;
  readonly #waiters: Future[] = [];

  override __init__(): void {}

  is_set(): boolean {
    return this.#isSet;
  }

  set(): null {
    if (this.#isSet) return null;
    this.#isSet = true;
    for (const waiter of this.#waiters) if (!waiter.done()) waiter.set_result(true);
    return null;
  }

  clear(): null {
    this.#isSet = false;
    return null;
  }

  *wait(): Coroutine<boolean> {
    if (this.#isSet) return true;
    yield* standIn(this.#waiters);
    return true;
  }

  override __repr__(): string {
    const waiting = this.#waiters.length > 0 ? `, waiters:${this.#waiters.length}` : "";
    return `<asyncio.locks.Event object at ${addressOf(this)} [${this.#isSet ? "set" : "unset"}${waiting}]>`;
  }
}
coroutine(Event.prototype.wait);

export class Condition extends Entered {
  readonly #lock: Lock;

  constructor(lock: Lock | null = null) {
    super();
    this.#lock = lock ?? new Lock();
  }

  locked(): boolean {
    return this.#lock.locked();
  }

  acquire(): Coroutine<boolean> {
    return this.#lock.acquire();
  }

  release(): null {
    return this.#lock.release();
  }

  /** @throws RuntimeError "cannot wait on un-acquired lock" */
  *wait(): Coroutine<boolean> {
    if (!this.locked()) throw new RuntimeError("cannot wait on un-acquired lock");
    this.release();
    try {
      yield* standIn(this.waiters);
      return true;
    } finally {
      yield* this.#takeBack();
    }
  }

  /** Takes the lock again, however often the waiting for it is cancelled. */
  *#takeBack(): Coroutine<void> {
    let cancelled: unknown = null;
    for (;;) {
      try {
        yield* this.acquire();
        break;
      } catch (error) {
        if (!(exception(error) instanceof CancelledError)) throw error;
        cancelled = error;
      }
    }
    if (cancelled !== null) throw cancelled as Error;
  }

  *wait_for(predicate: unknown): Coroutine<unknown> {
    for (;;) {
      const result: unknown = call(predicate);
      if (truth(result)) return result;
      yield* this.wait();
    }
  }

  /** @throws RuntimeError "cannot notify on un-acquired lock" */
  notify(n: number | bigint = 1): null {
    if (!this.locked()) throw new RuntimeError("cannot notify on un-acquired lock");
    let left = Number(n);
    for (const waiter of this.waiters) {
      if (left <= 0) break;
      if (waiter.done()) continue;
      left--;
      waiter.set_result(false);
    }
    return null;
  }

  notify_all(): null {
    return this.notify(this.waiters.length);
  }

  protected stateText(): string {
    return this.locked() ? "locked" : "unlocked";
  }
}
coroutine(Condition.prototype.wait);
coroutine(Condition.prototype.wait_for);

export class Semaphore extends Entered {
  protected value: number;

  constructor(value: number | bigint = 1) {
    super();
    if (value < 0) throw new ValueError("Semaphore initial value must be >= 0");
    this.value = Number(value);
  }

  get _value(): number {
    return this.value;
  }

  locked(): boolean {
    return this.value === 0 || this.waiters.some((waiter) => !waiter.cancelled());
  }

  *acquire(): Coroutine<boolean> {
    if (!this.locked()) {
      this.value--;
      return true;
    }
    const waiter = get_running_loop().create_future();
    try {
      yield* standIn(this.waiters, waiter);
    } catch (error) {
      if (exception(error) instanceof CancelledError && !waiter.cancelled()) {
        this.value++;
        this.#wakeNext();
      }
      throw error;
    }
    if (this.value > 0) this.#wakeNext();
    return true;
  }

  release(): null {
    this.value++;
    this.#wakeNext();
    return null;
  }

  #wakeNext(): void {
    const next = this.waiters.find((waiter) => !waiter.done());
    if (next === undefined) return;
    this.value--;
    next.set_result(true);
  }

  protected stateText(): string {
    return this.locked() ? "locked" : `unlocked, value:${this.value}`;
  }
}
coroutine(Semaphore.prototype.acquire);

export class BoundedSemaphore extends Semaphore {
  readonly #bound: number;

  constructor(value: number | bigint = 1) {
    super(value);
    this.#bound = Number(value);
  }

  /** @throws ValueError "BoundedSemaphore released too many times" */
  override release(): null {
    if (this.value >= this.#bound) throw new ValueError("BoundedSemaphore released too many times");
    return super.release();
  }
}

/** Those who wait together. */
interface Party {
  count: number;
  state: "filling" | "open" | "broken";
  readonly waiters: Future[];
}

const newParty = (): Party => ({ count: 0, state: "filling", waiters: [] });

export class Barrier extends object {
  readonly #parties: number;
  #party = newParty();

  constructor(parties: number | bigint) {
    super();
    if (parties < 1) throw new ValueError("parties must be > 0");
    this.#parties = Number(parties);
  }

  override __init__(): void {}

  *__aenter__(): Coroutine<number> {
    return yield* this.wait();
  }

  *__aexit__(..._error: unknown[]): Coroutine<null> {
    return null;
  }

  /** Waits for the others; returns a number, different for each. @throws BrokenBarrierError */
  *wait(): Coroutine<number> {
    const party = this.#party;
    if (party.state === "broken") throw new BrokenBarrierError("Barrier aborted");
    const index = party.count++;
    if (party.count === this.#parties) {
      this.#party = newParty();
      this.#leave(party, "open");
      return index;
    }
    try {
      yield* standIn(party.waiters);
    } catch (error) {
      if (party.state === "filling") party.count--;
      throw error;
    }
    if ((party.state as Party["state"]) === "broken") throw new BrokenBarrierError("Abort or reset of barrier");
    return index;
  }

  #leave(party: Party, state: "open" | "broken"): void {
    party.state = state;
    for (const waiter of party.waiters) if (!waiter.done()) waiter.set_result(null);
  }

  *reset(): Coroutine<null> {
    const party = this.#party;
    this.#party = newParty();
    this.#leave(party, "broken");
    return null;
  }

  *abort(): Coroutine<null> {
    this.#leave(this.#party, "broken");
    return null;
  }

  get parties(): number {
    return this.#parties;
  }

  get n_waiting(): number {
    return this.#party.state === "filling" ? this.#party.count : 0;
  }

  get broken(): boolean {
    return this.#party.state === "broken";
  }
}
for (const name of ["__aenter__", "__aexit__", "wait", "reset", "abort"] as const) coroutine(Barrier.prototype[name]);

const classes = { Lock, Event, Condition, Semaphore, BoundedSemaphore, Barrier };
libraryModule("asyncio.locks", () => classes, classes);
