/** The flag of an Event. Its word counts how often it was cleared, times two, plus one while it is set. */
import { i32 } from "./arena.js";
import { alloc } from "./memory.js";
import { notify, waitCounted, WaitReason } from "./wait.js";

const STATE = 0;
const WAITERS = 1;
const BYTES = 8;

/** Makes a flag that isn't set; returns its offset. Nobody holds the block yet. */
export function createFlag(): number {
  return alloc(BYTES);
}

export function isFlagSet(flag: number): boolean {
  return (Atomics.load(i32, flag >> 2) & 1) !== 0;
}

export function setFlag(flag: number): void {
  const word = flag >> 2;
  if ((Atomics.or(i32, word + STATE, 1) & 1) === 0 && Atomics.load(i32, word + WAITERS) !== 0) notify(word + STATE);
}

export function clearFlag(flag: number): void {
  const state = Atomics.load(i32, flag >> 2);
  // If another process changes it meanwhile, that came after and counts.
  if ((state & 1) !== 0) Atomics.compareExchange(i32, flag >> 2, state, (state + 1) | 0);
}

/** Waits until the flag is set or the deadline has passed; a flag that is set and cleared at once wakes the waiters too. */
export function waitForFlag(flag: number, deadline: number | null): boolean {
  const word = flag >> 2;
  const state = Atomics.load(i32, word + STATE);
  while (Atomics.load(i32, word + STATE) === state) {
    if ((state & 1) !== 0) return true;
    if (!waitCounted(word + STATE, state, word + WAITERS, deadline, WaitReason.event)) break;
  }
  return Atomics.load(i32, word + STATE) !== state;
}
