/** A counting semaphore. */
import { i32 } from "./arena.js";
import { alloc } from "./memory.js";
import { notify, waitCounted, WaitReason } from "./wait.js";

const VALUE = 0;
const WAITERS = 1;
const LIMIT = 2;
const BYTES = 12;
/** So often is the value looked at before the process sleeps. */
const SPINS = 60;

/** Makes a semaphore; returns its offset. Nobody holds the block yet. */
export function createSemaphore(value: number, limit: number): number {
  const semaphore = alloc(BYTES);
  i32[(semaphore >> 2) + VALUE] = value;
  i32[(semaphore >> 2) + LIMIT] = limit;
  return semaphore;
}

/** Takes one, waiting until the deadline (null: as long as it takes). Returns false when none came in time. */
export function acquireSemaphore(semaphore: number, deadline: number | null): boolean {
  const word = semaphore >> 2;
  for (let spins = 0; ; spins++) {
    const value = Atomics.load(i32, word + VALUE);
    if (value > 0) {
      if (Atomics.compareExchange(i32, word + VALUE, value, value - 1) === value) return true;
      continue;
    }
    if (deadline !== null && performance.now() >= deadline) return false;
    if (spins > SPINS) waitCounted(word + VALUE, 0, word + WAITERS, deadline, WaitReason.semaphore);
  }
}

/** Gives one back, unless the value has reached the limit; returns false then. */
export function releaseSemaphore(semaphore: number): boolean {
  const word = semaphore >> 2;
  const limit = i32[word + LIMIT]!;
  for (;;) {
    const value = Atomics.load(i32, word + VALUE);
    if (value >= limit) return false;
    if (Atomics.compareExchange(i32, word + VALUE, value, value + 1) === value) break;
  }
  if (Atomics.load(i32, word + WAITERS) !== 0) notify(word + VALUE, 1);
  return true;
}

export function semaphoreValue(semaphore: number): number {
  return Atomics.load(i32, (semaphore >> 2) + VALUE);
}

/** The highest value that it can have. */
export function semaphoreLimit(semaphore: number): number {
  return i32[(semaphore >> 2) + LIMIT]!;
}
