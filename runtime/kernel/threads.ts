/** The broker's threads: starting them, and clearing up after them however they end. */
import type { Worker } from "node:worker_threads";
import { i32 } from "./arena.js";
import { releaseAll } from "./holds.js";
import {
  BOOTING,
  DEATHS,
  EXITED,
  FREE,
  GONE,
  HIGHEST_SLOT,
  KILLED_BY,
  PARENT_PID,
  PAYLOAD,
  PID,
  PRINT_LOCK,
  REAPED,
  RUNNING,
  SPARE,
  STATE,
} from "./layout.js";
import { free } from "./memory.js";
import { announceExit, freeSlot } from "./processes.js";
import { slotBase, slotOf } from "./self.js";
import { wakeWaiter } from "./signals.js";
import { releaseSpinLockOf } from "./spinlock.js";
import { startWorker, type StartedThread } from "./thread.js";

/** The threads that run, by slot. */
const threads = new Map<number, Worker>();
const endings: ((slot: number) => void)[] = [];

/** Has a function called with the slot of each process whose thread has ended. */
export function onThreadEnd(listener: (slot: number) => void): void {
  endings.push(listener);
}

/** Starts a thread for a child's slot. */
export function startThread(slot: number, entry: string): void {
  watchThread(startWorker({ slot, role: "child", entry }), slot);
}

/** Takes charge of a thread: its end will be seen. Also for threads that an engine of a Pool started. */
export function watchThread({ worker, ended }: StartedThread, slot: number): void {
  threads.set(slot, worker);
  if (i32[slotBase(slot) + KILLED_BY] !== 0) stopThread(slot);
  const pid = pidIn(slot);
  void ended.then((code) => clearUp(slot, pid, code));
}

/** Threads that have been told to end: telling them again would only add listeners. */
const stopping = new WeakSet<Worker>();

/** Ends a thread at once. */
export function stopThread(slot: number): void {
  const worker = threads.get(slot);
  if (worker === undefined || stopping.has(worker)) return;
  stopping.add(worker);
  void worker.terminate();
}

/** The id of the process in a slot. */
export function pidIn(slot: number): number {
  return i32[slotBase(slot) + PID]!;
}

/** Does, once, what has to be done after the thread of a process has ended with an exit code of Node's. */
export function clearUp(slot: number, pid: number, code: number): void {
  const base = slotBase(slot);
  if (pidIn(slot) !== pid || Atomics.load(i32, base + GONE) !== 0) return;
  threads.delete(slot);
  releaseSpinLockOf(slot);
  Atomics.compareExchange(i32, PRINT_LOCK, slot + 1, 0);
  releaseAll(base, pid);
  if (i32[base + PAYLOAD] !== 0) free(i32[base + PAYLOAD]!);
  adoptChildren(pid);
  dropClaims(slot);
  if (Atomics.load(i32, base + STATE) !== EXITED) announceExit(base, finalCode(base, code));
  Atomics.store(i32, base + GONE, 1);
  if (i32[base + PARENT_PID] === 0) i32[base + REAPED] = 1;
  freeSlot(base);
  Atomics.add(i32, DEATHS, 1);
  wakeEverybody();
  for (const listener of endings) listener(slot);
}

function finalCode(base: number, code: number): number {
  const signal = i32[base + KILLED_BY]!;
  return signal !== 0 ? -signal : code & 255;
}

/** Nobody will ask for the exit codes of a dead process's children. */
function adoptChildren(parent: number): void {
  for (const base of slots()) {
    if (i32[base + PARENT_PID] !== parent) continue;
    i32[base + REAPED] = 1;
    freeSlot(base);
  }
}

/** Whom a dead process was just making its child, nobody else can have. */
function dropClaims(slot: number): void {
  for (const base of slots()) {
    if (Atomics.load(i32, base + STATE) !== -slot) continue;
    if (threads.has(slotOf(base))) stopThread(slotOf(base));
    else Atomics.compareExchange(i32, base + STATE, -slot, FREE);
  }
}

/** The dead may have changed something without having told: everybody looks again. */
function wakeEverybody(): void {
  for (const base of slots()) {
    if (Atomics.load(i32, base + STATE) === RUNNING) wakeWaiter(base);
  }
}

/** The first words of all slots that were ever used. */
export function* slots(): Generator<number> {
  const highest = Atomics.load(i32, HIGHEST_SLOT);
  for (let slot = 1; slot <= highest; slot++) yield slotBase(slot);
}

/** How many threads wait, or will soon wait, to become somebody's child. */
export function countSpares(): number {
  let count = 0;
  for (const base of slots()) {
    const state = Atomics.load(i32, base + STATE);
    if (state === SPARE || state === BOOTING) count++;
  }
  return count;
}
