/** Which process of the program this thread is. */
import { isMainThread, threadId, workerData } from "node:worker_threads";
import { arenaIsFresh, i32 } from "./arena.js";
import {
  FREE,
  HIGHEST_SLOT,
  LAST_PID,
  PID,
  RUNNING,
  SETTING_UP,
  SLOT_BASE,
  SLOT_COUNT,
  SLOT_WORDS,
  STATE,
  THREAD,
} from "./layout.js";

/** What the broker gives to each thread that it starts. */
export interface Assignment {
  /** Number of the slot in the process table. */
  readonly slot: number;
  /** File URL of the converted script. */
  readonly entry: string;
  readonly role: "main" | "child";
}

function assigned(): Assignment | null {
  const data: unknown = workerData;
  if (typeof data !== "object" || data === null || !("py2mp" in data)) return null;
  return data.py2mp as Assignment;
}

/** Index in `memory.i32` of the first word of a slot. */
export function slotBase(slot: number): number {
  return SLOT_BASE + slot * SLOT_WORDS;
}

/** The number of the slot with that first word. */
export function slotOf(base: number): number {
  return (base - SLOT_BASE) / SLOT_WORDS;
}

/**
 * Takes a free slot, gives it a new process id and a state (see layout.ts). Returns -1 when the table is full.
 */
export function claimSlot(state: number): number {
  for (let slot = 1; slot < SLOT_COUNT; slot++) {
    const base = slotBase(slot);
    if (Atomics.compareExchange(i32, base + STATE, FREE, SETTING_UP) !== FREE) continue;
    i32.fill(0, base + STATE + 1, base + SLOT_WORDS);
    i32[base + PID] = Atomics.add(i32, LAST_PID, 1) + 1;
    Atomics.store(i32, base + STATE, state);
    let highest = Atomics.load(i32, HIGHEST_SLOT);
    while (highest < slot && Atomics.compareExchange(i32, HIGHEST_SLOT, highest, slot) !== highest) {
      highest = Atomics.load(i32, HIGHEST_SLOT);
    }
    return slot;
  }
  return -1;
}

function ownSlot(): number {
  if (assignment !== null) return assignment.slot;
  if (isMainThread || arenaIsFresh) return 0;
  // A thread that somebody else started, a Pool's engine.
  const slot = claimSlot(RUNNING);
  if (slot < 0) throw new Error("too many processes");
  return slot;
}

export const assignment = assigned();
/** Number of this process's slot; the broker, and a program that uses the runtime as a library, have slot 0. */
export const selfSlot = ownSlot();
export const selfBase = slotBase(selfSlot);
i32[selfBase + THREAD] = threadId;
if (arenaIsFresh) {
  i32[LAST_PID] = process.pid;
  i32[selfBase + PID] = process.pid;
}

/** This process's id: the real one in the main process, a unique number in each child. Mirrors os.getpid(). */
export const selfPid = arenaIsFresh ? process.pid : i32[selfBase + PID]!;
