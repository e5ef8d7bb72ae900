/**
 * Runs the threads of a process, one at a time, on its one JavaScript stack. A thread is a generator of what it waits for
 * (builtins/threaded.ts); the main thread is the script itself. Whoever waits in plain code, the main thread or a
 * callback deep in a thread, goes on running the others from there until its own condition holds.
 */
import type { Threaded } from "../../builtins/threaded.js";
import { i32 } from "../../kernel/arena.js";
import { onOvertime, wholly, type WaitRequest } from "../../kernel/attempt.js";
import { ANY_SEQUENCE, ANY_WAITERS } from "../../kernel/layout.js";
import { onWait, rest, sleepOn, WaitReason } from "../../kernel/wait.js";

/** One flow of control. */
export interface Task<T = unknown> {
  /** What the program knows it by; null for the main thread. */
  readonly owner: T;
  /** Null for the main thread, and for who waits in plain code. */
  readonly steps: Threaded<void> | null;
  /** What it waits for; null while it runs or is about to. */
  request: WaitRequest | null;
  /** `ANY_SEQUENCE` when it began to wait: if that has changed, somebody has announced something since. */
  sequence: number;
  /** True while it is on the stack, so that it can go on only when all above it have left. */
  isRunning: boolean;
}

const main: Task = { owner: null, steps: null, request: null, sequence: 0, isRunning: true };
let current: Task = main;
/** In the order in which they began to wait. */
const waiting: Task[] = [];
/** In the order in which they may go on. */
const ready: Task[] = [];
/** When the running thread began to run, by `performance.now()`. */
let since = 0;
/** What a signal's handler raised while another thread ran: it is for the main thread. */
let raisedInMain: { error: unknown } | null = null;

/** The running thread. */
export const currentTask = (): Task => current;
export const mainTask = (): Task => main;

/** Starts a thread: it has its first turn at once, as a thread of CPython's does before `start` returns. */
export function startTask(owner: unknown, steps: Threaded<void>): void {
  onWait(switchUntil);
  onOvertime(isDue);
  const task: Task = { owner, steps, request: null, sequence: 0, isRunning: false };
  ready.unshift(task);
  wholly(() =>
    switchUntil({ index: 0, expected: 0, waiters: 0, deadline: null, reason: WaitReason.none, holds: () => true }),
  );
}

/** Runs other threads until what a thread waits for may be there; false when its deadline has passed. */
function switchUntil(request: WaitRequest): boolean {
  const own: Task = { owner: current.owner, steps: null, request: null, sequence: 0, isRunning: false };
  const outer = current;
  park(own, request);
  try {
    for (;;) {
      const next = nextReady(own);
      if (next === own) break;
      if (next !== undefined) resume(next);
      else sleep(own, outer);
      if (raisedInMain !== null && outer === main) raiseInMain();
    }
  } finally {
    unpark(own);
    remove(ready, own);
    current = outer;
    since = performance.now();
  }
  return request.deadline === null || performance.now() < request.deadline || request.holds?.() === true;
}

function raiseInMain(): never {
  const { error } = raisedInMain!;
  raisedInMain = null;
  throw error;
}

/** Runs a thread until it waits, or ends. */
function resume(task: Task): void {
  const outer = current;
  current = task;
  task.isRunning = true;
  since = performance.now();
  try {
    const step = task.steps!.next();
    if (step.done !== true) park(task, step.value);
  } finally {
    task.isRunning = false;
    current = outer;
  }
}

function park(task: Task, request: WaitRequest): void {
  task.request = request;
  if (request.index !== 0) {
    Atomics.add(i32, ANY_WAITERS, 1);
    if (request.waiters !== 0) Atomics.add(i32, request.waiters, 1);
    task.sequence = Atomics.load(i32, ANY_SEQUENCE);
  }
  waiting.push(task);
}

function unpark(task: Task): void {
  const { request } = task;
  if (request === null) return;
  task.request = null;
  remove(waiting, task);
  if (request.index === 0) return;
  Atomics.sub(i32, ANY_WAITERS, 1);
  if (request.waiters !== 0) Atomics.sub(i32, request.waiters, 1);
}

function remove(list: Task[], task: Task): void {
  const place = list.indexOf(task);
  if (place >= 0) list.splice(place, 1);
}

/** True for a thread that can be resumed from here: not one that waits in plain code further down the stack. */
const isWithinReach = (task: Task, own: Task): boolean => task.steps !== null || task === own;

/** The thread whose turn it is, among those that can be resumed while `own` waits; undefined when all wait. */
function nextReady(own: Task): Task | undefined {
  const now = performance.now();
  const found = waiting.filter((task) => isWithinReach(task, own) && mayGoOn(task, now));
  // Of those whose time has come, the earliest first; the sort keeps the others in their order.
  found.sort((one, other) => timeOf(one, now) - timeOf(other, now));
  for (const task of found) {
    unpark(task);
    ready.push(task);
  }
  const place = ready.findIndex((task) => isWithinReach(task, own));
  return place < 0 ? undefined : ready.splice(place, 1)[0];
}

function mayGoOn({ request, sequence }: Task, now: number): boolean {
  const { index, expected, deadline, holds } = request!;
  if (deadline !== null && now >= deadline) return true;
  if (holds !== null) return holds();
  return index !== 0 && (Atomics.load(i32, index) !== expected || Atomics.load(i32, ANY_SEQUENCE) !== sequence);
}

/** When a thread whose deadline has passed was due; now for any other. */
function timeOf({ request }: Task, now: number): number {
  return request!.deadline !== null && request!.deadline < now ? request!.deadline : now;
}

/** Blocks the process until one of its threads may go on. */
function sleep(own: Task, outer: Task): void {
  const able = waiting.filter((task) => isWithinReach(task, own));
  const requests = able.map(({ request }) => request!);
  const deadlines = requests.flatMap(({ deadline }) => (deadline === null ? [] : [deadline]));
  const deadline = deadlines.length === 0 ? null : Math.min(...deadlines);
  const reason = requests.length === 1 ? requests[0]!.reason : WaitReason.several;
  const sequence = Atomics.load(i32, ANY_SEQUENCE);
  if (able.some((task) => mayGoOn(task, performance.now()))) return;
  try {
    if (requests.every(({ index }) => index === 0)) rest(deadline, reason);
    else sleepOn(ANY_SEQUENCE, sequence, deadline, reason);
  } catch (error) {
    // A second one can't wait for the main thread, which would have to wait for us.
    if (outer === main || raisedInMain !== null) throw error;
    raisedInMain = { error };
  }
}

/** CPython's switch interval, in milliseconds. */
const SWITCH_INTERVAL = 5;

/** True when the running thread has run for so long that it is another's turn. */
function isDue(): boolean {
  return waiting.length + ready.length > 0 && performance.now() - since >= SWITCH_INTERVAL;
}
