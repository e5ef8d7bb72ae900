/** A counting semaphore. */
import { i32 } from "./arena.js";
import { alloc } from "./memory.js";
import { notify, waitCounted, WaitReason } from "./wait.js";

const VALUE = 0;
const WAITERS = 1;
const BYTES = 8;
const SPINS = 60;

/** Makes a semaphore; returns its offset. Nobody holds the block yet. */
export function createSemaphore(value: number): number {
  const semaphore = alloc(BYTES);
  i32[semaphore >> 2] = value;
  return semaphore;
}

/** Takes one, waiting until the deadline (null: as long as it takes). Returns false when none came in time. */
export function acquireSemaphore(
  semaphore: number,
  deadline: number | null,
  reason: WaitReason = WaitReason.semaphore,
): boolean {
  const word = semaphore >> 2;
  for (let spins = 0; ; spins++) {
    const value = Atomics.load(i32, word + VALUE);
    if (value > 0) {
      if (Atomics.compareExchange(i32, word + VALUE, value, value - 1) === value) return true;
      continue;
    }
    if (deadline !== null && performance.now() >= deadline) return false;
    if (spins > SPINS) waitCounted(word + VALUE, 0, word + WAITERS, deadline, reason);
  }
}

/** Gives one back, unless the value has reached the limit; returns false then. */
export function releaseSemaphore(semaphore: number, limit: number = 0x7fffffff): boolean {
  const word = semaphore >> 2;
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
