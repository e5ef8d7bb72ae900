/**
 * The waiters of a condition: a list of places, the longest wait first, that changes only while the condition's lock is
 * held. Each waiter sleeps on a word of his own, so that `notify` wakes whom it means and a place that is given up
 * (time-out, signal, death) swallows no notification.
 */
import { i32 } from "./arena.js";
import { declareKind } from "./holds.js";
import { PID, RUNNING, STATE } from "./layout.js";
import { alloc, free } from "./memory.js";
import { selfBase, selfPid } from "./self.js";
import { notify, wait, type WaitReason } from "./wait.js";

export const CONDITION_KIND = 3;

/** Words of a condition. */
const FIRST = 0;
const CONDITION_BYTES = 8;
/** Words of a waiter's place. */
const NEXT = 0;
const NOTIFIED = 1;
const OWNER_PID = 2;
const OWNER_BASE = 3;
const PLACE_BYTES = 16;

/** Makes a condition; returns its offset. Nobody holds the block yet. */
export function createCondition(): number {
  return alloc(CONDITION_BYTES);
}

/** Takes a place at the end of the list. The condition's lock is held. */
export function joinWaiters(condition: number): number {
  const place = alloc(PLACE_BYTES);
  const word = place >> 2;
  i32[word + OWNER_PID] = selfPid;
  i32[word + OWNER_BASE] = selfBase;
  let link = (condition >> 2) + FIRST;
  while (i32[link] !== 0) link = (i32[link]! >> 2) + NEXT;
  i32[link] = place;
  return place;
}

/** Sleeps in a place until it is notified or the deadline has passed. The condition's lock is not held. */
export function sleepInPlace(place: number, deadline: number | null, reason: WaitReason): void {
  const word = (place >> 2) + NOTIFIED;
  while (Atomics.load(i32, word) === 0) {
    if (!wait(word, 0, deadline, reason)) return;
  }
}

/** Gives a place up. The condition's lock is held. Returns true if it was notified. */
export function leaveWaiters(condition: number, place: number): boolean {
  const notified = i32[(place >> 2) + NOTIFIED] !== 0;
  if (!notified) unlinkPlace(condition, place);
  free(place);
  return notified;
}

function unlinkPlace(condition: number, place: number): void {
  let link = (condition >> 2) + FIRST;
  while (i32[link] !== place && i32[link] !== 0) link = (i32[link]! >> 2) + NEXT;
  if (i32[link] === place) i32[link] = i32[(place >> 2) + NEXT]!;
}

/** Wakes the first `count` waiters. The condition's lock is held. */
export function notifyWaiters(condition: number, count: number): void {
  const first = (condition >> 2) + FIRST;
  for (let left = count; left > 0 && i32[first] !== 0;) {
    const place = i32[first]!;
    const word = place >> 2;
    i32[first] = i32[word + NEXT]!;
    if (isAlive(word)) {
      Atomics.store(i32, word + NOTIFIED, 1);
      notify(word + NOTIFIED);
      left--;
    } else {
      free(place);
    }
  }
}

/** How many processes wait. */
export function waiterCount(condition: number): number {
  let count = 0;
  for (let place = i32[(condition >> 2) + FIRST]!; place !== 0; place = i32[(place >> 2) + NEXT]!) {
    if (isAlive(place >> 2)) count++;
  }
  return count;
}

function isAlive(word: number): boolean {
  const base = i32[word + OWNER_BASE]!;
  return i32[base + PID] === i32[word + OWNER_PID] && Atomics.load(i32, base + STATE) === RUNNING;
}

/** Nobody waits in a condition that nobody holds; the places in it are those of the dead. */
function discard(condition: number): void {
  for (let place = i32[(condition >> 2) + FIRST]!; place !== 0;) {
    const next = i32[(place >> 2) + NEXT]!;
    free(place);
    place = next;
  }
}

declareKind(CONDITION_KIND, { finalize: discard });
