/**
 * The lock around the few plain stores that change a shared structure. Held for nanoseconds, never while user code runs.
 * It holds the number of the owner's slot; the owner notes beforehand in its slot which lock it takes, so that the
 * broker can open the lock of a process that was killed inside (releaseSpinLockOf).
 */
import { i32 } from "./arena.js";
import { SPINNING } from "./layout.js";
import { selfBase, selfSlot, slotBase } from "./self.js";

const OWNER = selfSlot + 1;
const SPINS = 200;
const NOTE = selfBase + SPINNING;

/** Takes the lock at an index of `memory.i32`. Not reentrant, and one process holds one at a time. */
export function lock(index: number): void {
  i32[NOTE] = index;
  if (Atomics.compareExchange(i32, index, 0, OWNER) !== 0) lockContended(index);
}

function lockContended(index: number): void {
  let spins = 0;
  for (;;) {
    const owner = Atomics.compareExchange(i32, index, 0, OWNER);
    if (owner === 0) return;
    // The owner was probably taken off its core: give it ours. Nobody notifies, so look again soon.
    if (++spins > SPINS) Atomics.wait(i32, index, owner, 0.05);
  }
}

export function unlock(index: number): void {
  Atomics.store(i32, index, 0);
  i32[NOTE] = 0;
}

/** Opens what a dead process held. For the broker. */
export function releaseSpinLockOf(slot: number): void {
  const index = i32[slotBase(slot) + SPINNING]!;
  if (index !== 0) Atomics.compareExchange(i32, index, slot + 1, 0);
}
