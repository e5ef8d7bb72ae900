/** The barrier. Mirrors the Barrier of Lib/threading.py and its shared form in Lib/multiprocessing/synchronize.py. */
import { call } from "../builtins/call.js";
import { RuntimeError } from "../builtins/exceptions.js";
import { addressOf } from "../builtins/names.js";
import { registerModule } from "../kernel/registry.js";
import { truth } from "../builtins/truth.js";
import { alloc } from "../kernel/memory.js";
import { memory } from "../kernel/memory.js";
import { register } from "../kernel/pickle.js";
import { BarrierCondition, type Condition, Lock } from "./synchronize.js";
import { attach, attached, handle, inheritedHandle, type Shared } from "./spawning.js";

/** Mirrors threading.BrokenBarrierError. */
export class BrokenBarrierError extends RuntimeError {}
registerModule("threading", { BrokenBarrierError });

const { i32 } = memory;
const STATE = 0;
const COUNT = 1;
const BYTES = 8;

/** Values of STATE. */
const FILLING = 0;
const DRAINING = 1;
const RESETTING = -1;
const BROKEN = -2;

type Timeout = number | bigint | null;

interface Settings {
  readonly parties: number;
  readonly action: unknown;
  readonly timeout: Timeout;
  readonly condition: Condition;
}

/** Mirrors multiprocessing.Barrier. */
export class Barrier implements Shared {
  declare readonly [handle]: number;
  declare private readonly settings: Settings;

  constructor(parties: number | bigint, action: unknown = null, timeout: Timeout = null, _options?: { ctx?: unknown }) {
    attach(this, alloc(BYTES));
    setUp(this, { parties: Number(parties), action, timeout, condition: new BarrierCondition(new Lock()) });
  }

  /**
   * Waits until all parties wait. Returns this one's number, from 0.
   * Raises BrokenBarrierError when the barrier is reset or broken, or `timeout` seconds have passed, which breaks it.
   */
  wait(timeout: Timeout = null): number {
    return this.locked(() => {
      this.enter();
      const index = this.get(COUNT);
      this.put(COUNT, index + 1);
      try {
        if (index + 1 === this.parties) this.open();
        else this.waitForOpening(timeout ?? this.settings.timeout);
        return index;
      } finally {
        this.put(COUNT, this.get(COUNT) - 1);
        this.leave();
      }
    });
  }

  /** Those who wait get BrokenBarrierError; then the barrier is as new. */
  reset(): null {
    this.locked(() => {
      if (this.get(COUNT) === 0) this.put(STATE, FILLING);
      else if (this.get(STATE) === FILLING || this.broken) this.put(STATE, RESETTING);
      this.settings.condition.notify_all();
    });
    return null;
  }

  /** Breaks the barrier: who waits, and who comes, gets BrokenBarrierError. */
  abort(): null {
    this.locked(() => this.break());
    return null;
  }

  get parties(): number {
    return this.settings.parties;
  }

  get n_waiting(): number {
    return this.get(STATE) === FILLING ? this.get(COUNT) : 0;
  }

  get broken(): boolean {
    return this.get(STATE) === BROKEN;
  }

  __repr__(): string {
    const state = this.broken ? "broken" : `waiters=${this.n_waiting}/${this.parties}`;
    return `<multiprocessing.synchronize.Barrier at ${addressOf(this)}: ${state}>`;
  }

  private locked<T>(body: () => T): T {
    const { condition } = this.settings;
    condition.acquire();
    try {
      return body();
    } finally {
      condition.release();
    }
  }

  private get(word: number): number {
    return i32[(this[handle] >> 2) + word]!;
  }

  private put(word: number, value: number): void {
    i32[(this[handle] >> 2) + word] = value;
  }

  /** Waits while those of the last round leave. */
  private enter(): void {
    while (this.get(STATE) === RESETTING || this.get(STATE) === DRAINING) this.settings.condition.wait();
    if (this.get(STATE) < 0) throw new BrokenBarrierError();
  }

  private open(): void {
    try {
      if (truth(this.settings.action)) call(this.settings.action);
    } catch (error) {
      this.break();
      throw error;
    }
    this.put(STATE, DRAINING);
    this.settings.condition.notify_all();
  }

  private waitForOpening(timeout: Timeout): void {
    if (!this.settings.condition.wait_for(() => this.get(STATE) !== FILLING, timeout)) {
      this.break();
      throw new BrokenBarrierError();
    }
    if (this.get(STATE) < 0) throw new BrokenBarrierError();
  }

  /** The last one out lets the next round in. */
  private leave(): void {
    if (this.get(COUNT) !== 0) return;
    if (this.get(STATE) !== RESETTING && this.get(STATE) !== DRAINING) return;
    this.put(STATE, FILLING);
    this.settings.condition.notify_all();
  }

  private break(): void {
    this.put(STATE, BROKEN);
    this.settings.condition.notify_all();
  }
}

function setUp(barrier: Barrier, settings: Settings): void {
  Object.defineProperty(barrier, "settings", { value: settings });
}

register(
  Barrier,
  (barrier): [number, unknown, Timeout, Condition, number] => {
    const { parties, action, timeout, condition } = barrier["settings"];
    return [parties, action, timeout, condition, inheritedHandle(barrier, "Condition")];
  },
  (parties, action, timeout, condition, offset) => {
    const barrier = attached(Barrier, offset);
    setUp(barrier, { parties, action, timeout, condition });
    return barrier;
  },
);
registerModule("multiprocessing.synchronize", { Barrier });
