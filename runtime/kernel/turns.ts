/**
 * The order in which children begin. CPython forks one child after the other, each in a moment in which a short one is
 * done; our threads start slower, and several at once. So that a program whose children race prints what it prints under
 * CPython, a child begins its work when the one that was started before it has begun, and has ended, waits for something
 * or has had its head start.
 */
import { i32 } from "./arena.js";
import { ELDER, ELDER_PID, PID, RUNNING, STATE, TURN } from "./layout.js";
import { selfBase } from "./self.js";
import { onFirstSleep, wait, WaitReason } from "./wait.js";

/** Values of TURN. */
const COMING = 0;
const HAS_TURN = 1;
const PASSED = 2;

/** Milliseconds for what is one for a forked child: ours runs code that was not compiled yet. */
const HEAD_START_MS = 10;
/** So long is one waited for that doesn't come, in milliseconds. */
const PATIENCE_MS = 1000;

let youngest = 0;

/** Notes, before a child runs, who is its elder: the one that this process started before it. */
export function queueUp(base: number): void {
  i32[base + ELDER] = youngest;
  i32[base + ELDER_PID] = youngest === 0 ? 0 : i32[youngest + PID]!;
  youngest = base;
}

/** In a child: waits until it is its turn to begin. */
export function takeTurn(): void {
  const elder = i32[selfBase + ELDER]!;
  if (elder !== 0) {
    waitWhile(elder, COMING, PATIENCE_MS);
    waitWhile(elder, HAS_TURN, HEAD_START_MS);
  }
  Atomics.store(i32, selfBase + TURN, HAS_TURN);
  Atomics.notify(i32, selfBase + TURN);
  onFirstSleep(passTurn);
}

function waitWhile(elder: number, turn: number, limit: number): void {
  const deadline = performance.now() + limit;
  while (isRunning(elder) && Atomics.load(i32, elder + TURN) === turn) {
    if (!wait(elder + TURN, turn, deadline, WaitReason.process)) return;
  }
}

function isRunning(elder: number): boolean {
  return i32[elder + PID] === i32[selfBase + ELDER_PID] && Atomics.load(i32, elder + STATE) === RUNNING;
}

/** In a child: lets the next one begin. */
export function passTurn(): void {
  Atomics.store(i32, selfBase + TURN, PASSED);
  Atomics.notify(i32, selfBase + TURN);
}
