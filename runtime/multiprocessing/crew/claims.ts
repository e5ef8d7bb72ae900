/**
 * Which tasks have begun: so that one that was sent, but that no worker has begun, can be taken back. A word for each task
 * that is out, which the worker and the owner each try to claim.
 */
import { allocSparse, memory } from "../../kernel/memory.js";
import { register } from "../../kernel/pickle.js";
import { attach, attached, handle, inheritedHandle, type Shared } from "../spawning.js";

const { i32 } = memory;

const CAPACITY = 65_536;

/** Values of a task's word. */
const OPEN = 0;
const BEGUN = 1;
const REVOKED = 2;
/** The owner may not take it back any more, though no worker has begun it. */
const COMMITTED = 3;

export class Claims implements Shared {
  declare readonly [handle]: number;

  constructor() {
    attach(this, allocSparse(CAPACITY * 4));
  }

  /** How many tasks can be out at once. */
  get capacity(): number {
    return CAPACITY;
  }

  /** The owner is about to send a task. */
  open(job: number): void {
    Atomics.store(i32, wordOf(this, job), OPEN);
  }

  /** A worker begins a task; false if it was taken back. */
  begin(job: number): boolean {
    return Atomics.exchange(i32, wordOf(this, job), BEGUN) !== REVOKED;
  }

  hasBegun(job: number): boolean {
    return Atomics.load(i32, wordOf(this, job)) === BEGUN;
  }

  /** The owner takes a task back; false if it can't be any more. */
  revoke(job: number): boolean {
    return Atomics.compareExchange(i32, wordOf(this, job), OPEN, REVOKED) === OPEN;
  }

  /** The owner promises not to take a task back; false if it has. */
  commit(job: number): boolean {
    return Atomics.compareExchange(i32, wordOf(this, job), OPEN, COMMITTED) !== REVOKED;
  }
}

function wordOf(claims: Claims, job: number): number {
  return (claims[handle] >> 2) + (job % CAPACITY);
}

register(
  Claims,
  (claims) => [inheritedHandle(claims)],
  (offset) => attached(Claims, offset),
);
