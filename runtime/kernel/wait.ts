/**
 * The one place where a Python process blocks. Every blocking call of the library ends here, so that every one of them
 * can be interrupted by a signal, sees deaths, and appears in the table by which a deadlock is found.
 */
import { i32, f64 } from "./arena.js";
import { due, isAttempt, once, Unready, type WaitRequest } from "./attempt.js";
import { ANY_SEQUENCE, ANY_WAITERS, DEADLINE, SIGNALS, SINCE, WAITING_ON, WAITS, WAIT_REASON } from "./layout.js";
import { alloc } from "./memory.js";
import { selfBase } from "./self.js";
import { answerQuestion } from "./place.js";
import { handleSignals } from "./signals.js";

/** What a process waits for; the texts are those of the deadlock report. */
export const WaitReason = {
  none: 0,
  lock: 1,
  semaphore: 2,
  condition: 3,
  event: 4,
  barrier: 5,
  queueItem: 6,
  queueRoom: 7,
  connection: 8,
  process: 9,
  several: 10,
  sleep: 11,
  stdin: 12,
  reply: 13,
  result: 14,
  tasks: 15,
  socket: 16,
  thread: 17,
  request: 18,
} as const;
export type WaitReason = (typeof WaitReason)[keyof typeof WaitReason];

/** While a Pool has callbacks to run, a waiting process looks up this often; a poke that comes in time wakes it at once. */
const POKE_SLICE_MS = 20;

const SIGNALS_WORD = selfBase + SIGNALS;
const WAITING_WORD = selfBase + WAITING_ON;
const REASON_WORD = selfBase + WAIT_REASON;
const DEADLINE_WORD = (selfBase + DEADLINE) >> 1;
const SINCE_WORD = (selfBase + SINCE) >> 1;
const WAITS_WORD = selfBase + WAITS;

let pokes = 0;

/** Says that this process expects (or no longer expects) to be poked, see `poke` in signals.ts. */
export function expectPokes(more: 1 | -1): void {
  pokes += more;
}

/** Lets the process's other threads run until a request may be fulfilled; false when its deadline has passed. */
type Switch = (request: WaitRequest) => boolean;

let switchThreads: Switch | null = null;

/** Says what runs the process's other threads while one waits: from now on, every wait of this process goes there. */
export function onWait(others: Switch): void {
  switchThreads = others;
}

/**
 * Blocks while `memory.i32[index]` has the expected value, until somebody notifies the index or the deadline (in
 * milliseconds of `performance.now()`, null for none) has passed. Returns false when the deadline has passed.
 * It may return early: call it in a loop that looks at the real condition.
 * Raises what a signal handler raises, so KeyboardInterrupt on Ctrl-C.
 */
export function wait(index: number, expected: number, deadline: number | null, reason: WaitReason): boolean {
  if (switchThreads === null && !isAttempt()) return sleepOn(index, expected, deadline, reason);
  return waitFor({ index, expected, waiters: 0, deadline, reason, holds: null });
}

/** Waits as a thread among others. It may return early, as `wait` does. */
export function waitFor(request: WaitRequest): boolean {
  const { index, deadline, reason } = request;
  if (isAttempt()) {
    if (deadline !== null && performance.now() >= deadline) return false;
    throw new Unready(request);
  }
  if (switchThreads !== null) return switchThreads(request);
  return index === 0 ? rest(deadline, reason) : sleepCounted(request);
}

/**
 * Lets the process's other threads run when it is their turn, for a call that a loop in plain code may make again and
 * again without ever having to wait.
 */
export function giveTurn(): void {
  if (switchThreads === null || isAttempt() || !due()) return;
  switchThreads({ index: 0, expected: 0, waiters: 0, deadline: null, reason: WaitReason.none, holds: () => true });
}

/** Sleeps as one of those who wait, which a call that was left is no longer. */
function sleepCounted({ index, expected, waiters, deadline, reason }: WaitRequest): boolean {
  const word = waiters !== 0 ? waiters : index === ANY_SEQUENCE ? ANY_WAITERS : 0;
  if (word === 0) return sleepOn(index, expected, deadline, reason);
  Atomics.add(i32, word, 1);
  try {
    return sleepOn(index, expected, deadline, reason);
  } finally {
    Atomics.sub(i32, word, 1);
  }
}

/** A word that nobody notifies: a process wakes from it by signals and deadlines only. Taken when one first rests. */
let pillow = 0;

/** Blocks the process until a signal comes or the deadline has passed. */
export function rest(deadline: number | null, reason: WaitReason): boolean {
  if (pillow === 0) pillow = alloc(8) >> 2;
  return sleepOn(pillow, i32[pillow]!, deadline, reason);
}

/** Waits until something holds that only this process's own threads and signal handlers change; false when it doesn't in time. */
export function waitUntil(holds: () => boolean, deadline: number | null, reason: WaitReason): boolean {
  while (!holds()) {
    if (!waitFor({ index: 0, expected: 0, waiters: 0, deadline, reason, holds })) return holds();
  }
  return true;
}

let firstSleep: (() => void) | null = null;

/** Has something done when the process blocks for the next time. */
export function onFirstSleep(callback: () => void): void {
  firstSleep = callback;
}

/** Blocks the whole process, all its threads. */
export function sleepOn(index: number, expected: number, deadline: number | null, reason: WaitReason): boolean {
  if (firstSleep !== null) {
    firstSleep();
    firstSleep = null;
  }
  i32[REASON_WORD] = reason;
  f64[DEADLINE_WORD] = deadline ?? Infinity;
  if (!answerQuestion()) {
    f64[SINCE_WORD] = performance.now();
    i32[WAITS_WORD] = i32[WAITS_WORD]! + 1;
  }
  Atomics.store(i32, WAITING_WORD, index);
  try {
    // A signal that came before the note above was seen by nobody but us.
    if (Atomics.load(i32, SIGNALS_WORD) !== 0) handleSignals();
    let left = deadline === null ? Infinity : deadline - performance.now();
    if (left <= 0) return false;
    if (pokes > 0 && left > POKE_SLICE_MS) left = POKE_SLICE_MS;
    const outcome = Atomics.wait(i32, index, expected, left);
    if (Atomics.load(i32, SIGNALS_WORD) !== 0) handleSignals();
    return outcome !== "timed-out" || deadline === null || performance.now() < deadline;
  } finally {
    i32[WAITING_WORD] = 0;
  }
}

/** Wakes those who wait on an index, all or so many of them, and everybody who waits for several things at once. */
export function notify(index: number, count: number = Infinity): void {
  Atomics.notify(i32, index, count);
  announce();
}

/** Wakes only those who wait for several things at once. */
export function announce(): void {
  // also while nobody waits: who has looked, and is about to wait, sees that he has to look again
  Atomics.add(i32, ANY_SEQUENCE, 1);
  if (Atomics.load(i32, ANY_WAITERS) !== 0) Atomics.notify(i32, ANY_SEQUENCE);
}

/**
 * As `wait`, for a structure that counts in the word at `waiters` who waits, so that others can do without `notify`
 * while nobody does.
 */
export function waitCounted(
  index: number,
  expected: number,
  waiters: number,
  deadline: number | null,
  reason: WaitReason,
): boolean {
  Atomics.add(i32, waiters, 1);
  try {
    return wait(index, expected, deadline, reason);
  } catch (error) {
    if (error instanceof Unready) {
      error.request.waiters = waiters;
      throw error;
    }
    // A signal took us away, perhaps just when we had been chosen to go on: pass that on.
    Atomics.notify(i32, index, 1);
    throw error;
  } finally {
    Atomics.sub(i32, waiters, 1);
  }
}

/**
 * Blocks until one of several conditions holds. `ready` looks at them all and returns null while none holds; whatever
 * it looks at must be announced by `notify`. Returns what `ready` returned, null when the deadline has passed.
 */
export function waitAny<T>(
  ready: () => T | null,
  deadline: number | null,
  reason: WaitReason = WaitReason.several,
): T | null {
  const early = ready();
  if (early !== null) return early;
  Atomics.add(i32, ANY_WAITERS, 1);
  try {
    for (;;) {
      const sequence = Atomics.load(i32, ANY_SEQUENCE);
      const found = ready();
      if (found !== null) return found;
      if (!wait(ANY_SEQUENCE, sequence, deadline, reason)) return ready();
    }
  } finally {
    Atomics.sub(i32, ANY_WAITERS, 1);
  }
}

/** The deadline of a call with a time-out in seconds; null and undefined mean no deadline, as None does in Python. */
export function deadlineOf(timeout: number | bigint | null | undefined): number | null {
  if (timeout === null || timeout === undefined) return null;
  return once(() => performance.now() + Math.max(0, Number(timeout)) * 1000);
}
