/**
 * The lock of Lock and RLock. Its word holds the owner's process id, negated when the owner was killed while he held it.
 * As in CPython a Lock may be released by another process than the one that took it.
 */
import { i32 } from "./arena.js";
import { declareKind } from "./holds.js";
import { alloc } from "./memory.js";
import { selfPid } from "./self.js";
import { notify, waitCounted, WaitReason } from "./wait.js";

export const MUTEX_KIND = 2;

const OWNER = 0;
const DEPTH = 1;
const WAITERS = 2;
const BYTES = 16;
/** So often is the lock looked at before the process sleeps: most are held for a moment only. */
const SPINS = 60;

/** Makes an open lock; returns its offset. Nobody holds the block yet. */
export function createMutex(): number {
  return alloc(BYTES);
}

/** How `acquireMutex` ended; `died`: the owner was killed with the lock held, and it is open again now. */
export type Acquired = "acquired" | "timeout" | "died";

/** Takes a lock, waiting until the deadline (null: as long as it takes). Not reentrant. */
export function acquireMutex(mutex: number, deadline: number | null): Acquired {
  const word = mutex >> 2;
  if (Atomics.compareExchange(i32, word + OWNER, 0, selfPid) === 0) {
    i32[word + DEPTH] = 1;
    return "acquired";
  }
  return acquireContended(word, deadline);
}

function acquireContended(word: number, deadline: number | null): Acquired {
  for (let spins = 0; ; spins++) {
    const owner = Atomics.compareExchange(i32, word + OWNER, 0, selfPid);
    if (owner === 0) {
      i32[word + DEPTH] = 1;
      return "acquired";
    }
    if (owner < 0 && Atomics.compareExchange(i32, word + OWNER, owner, 0) === owner) {
      notify(word + OWNER, 1);
      return "died";
    }
    if (deadline !== null && performance.now() >= deadline) return "timeout";
    if (spins > SPINS) waitCounted(word + OWNER, owner, word + WAITERS, deadline, WaitReason.lock);
  }
}

/** Opens a lock that is taken. Returns false, and does nothing, if it is open. */
export function releaseMutex(mutex: number): boolean {
  const word = mutex >> 2;
  i32[word + DEPTH] = 0;
  if (Atomics.exchange(i32, word + OWNER, 0) === 0) return false;
  if (Atomics.load(i32, word + WAITERS) !== 0) notify(word + OWNER, 1);
  return true;
}

/** The process id of who has the lock, 0 if nobody; negative if he died with it. */
export function mutexOwner(mutex: number): number {
  return Atomics.load(i32, (mutex >> 2) + OWNER);
}

/** How often its owner has taken a recursive lock. */
export function mutexDepth(mutex: number): number {
  return i32[(mutex >> 2) + DEPTH]!;
}

/** For the owner of a recursive lock: takes it once more, or gives it back once (-1). Returns the new depth. */
export function deepenMutex(mutex: number, by: 1 | -1): number {
  return (i32[(mutex >> 2) + DEPTH] = i32[(mutex >> 2) + DEPTH]! + by);
}

/** What the broker does with the lock of a killed owner: whoever wants it next learns of it. */
function abandonMutex(mutex: number, pid: number): void {
  const word = mutex >> 2;
  if (Atomics.compareExchange(i32, word + OWNER, pid, -pid) === pid) notify(word + OWNER);
}

declareKind(MUTEX_KIND, { abandon: abandonMutex });
