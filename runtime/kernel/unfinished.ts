/** The count of unfinished tasks of a JoinableQueue: two words in a block of the queue. */
import { i32 } from "./arena.js";
import { notify, waitCounted, WaitReason } from "./wait.js";

const COUNT = 0;
const WAITERS = 1;
export const UNFINISHED_BYTES = 8;

export function addUnfinished(offset: number): void {
  Atomics.add(i32, (offset >> 2) + COUNT, 1);
}

/** One task less; returns false if there is none. */
export function finishTask(offset: number): boolean {
  const word = offset >> 2;
  for (;;) {
    const count = Atomics.load(i32, word + COUNT);
    if (count <= 0) return false;
    if (Atomics.compareExchange(i32, word + COUNT, count, count - 1) !== count) continue;
    if (count === 1 && Atomics.load(i32, word + WAITERS) !== 0) notify(word + COUNT);
    return true;
  }
}

/** Waits until there is none. */
export function waitUntilFinished(offset: number): void {
  const word = offset >> 2;
  for (let count = Atomics.load(i32, word + COUNT); count > 0; count = Atomics.load(i32, word + COUNT)) {
    waitCounted(word + COUNT, count, word + WAITERS, null, WaitReason.tasks);
  }
}
