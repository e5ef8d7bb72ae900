/**
 * Blocking calls that can be left and made again. Python's threads are generators on one JavaScript stack: a thread that
 * must wait leaves its blocking call, lets the others run, and makes the call once more when it may succeed. What a call
 * must do only the first time, it does through `once`.
 */
import type { WaitReason } from "./wait.js";

/** What a thread waits for. */
export interface WaitRequest {
  /** The shared word that is to change or be notified; 0 where the wait is for something in the process's own heap. */
  readonly index: number;
  readonly expected: number;
  /** The word that counts who waits; 0 for none. */
  waiters: number;
  /** In milliseconds of `performance.now()`, null for none. */
  readonly deadline: number | null;
  readonly reason: WaitReason;
  /** Tells whether what is waited for in the heap is there; null where only the shared word tells. */
  readonly holds: (() => boolean) | null;
}

/** Leaves a call that can't be done yet. */
export class Unready {
  readonly request: WaitRequest;

  constructor(request: WaitRequest) {
    this.request = request;
  }
}

/** The call that is being tried. */
interface Attempt {
  /** What `once` has made, in order. */
  readonly kept: unknown[];
  next: number;
}

let current: Attempt | null = null;

/** True while a call is tried that may be left. */
export function isAttempt(): boolean {
  return current !== null;
}

/** What `make` gives; in a call that is made again, what it gave the first time. */
export function once<T>(make: () => T): T {
  const attempt = current;
  if (attempt === null) return make();
  const place = attempt.next++;
  if (place < attempt.kept.length) return attempt.kept[place] as T;
  const made = wholly(make);
  attempt.kept.push(made);
  return made;
}

/** Runs code that can't be left: what blocks in it runs the other threads on top of it. */
export function wholly<T>(run: () => T): T {
  const attempt = current;
  current = null;
  try {
    return run();
  } finally {
    current = attempt;
  }
}

let isOvertime = (): boolean => false;

/** Says how to learn that the running thread has had its turn. */
export function onOvertime(isOver: () => boolean): void {
  isOvertime = isOver;
}

/** So many rounds of a loop go by between two looks at the clock. */
const ROUNDS_PER_LOOK = 256;
let rounds = 0;

/** For a loop that nothing but another thread may end: true when it is the others' turn. */
export function due(): boolean {
  return ++rounds % ROUNDS_PER_LOOK === 0 && isOvertime();
}

const repeatable = new WeakSet();

/** Notes functions of the library that may be called again after they were left while they waited. */
export function markRepeatable(...functions: CallableFunction[]): void {
  for (const fn of functions) repeatable.add(fn);
}

export const isRepeatable = (fn: object): boolean => repeatable.has(fn);

/** A function that tries a call: it returns what the call returns, or what it has to wait for. */
export function tried<T>(call: () => T): () => T | Unready {
  const attempt: Attempt = { kept: [], next: 0 };
  return () => {
    const outer = current;
    current = attempt;
    attempt.next = 0;
    try {
      return call();
    } catch (error) {
      if (error instanceof Unready) return error;
      throw error;
    } finally {
      current = outer;
    }
  };
}
