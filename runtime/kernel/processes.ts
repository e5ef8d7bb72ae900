/**
 * The process table: who runs, whose child he is, how he ended. It lies in the arena, so that every process reads it
 * without asking anybody. The pid in it is what os.getpid() says: the real one in the main process, a number of its own
 * in each child.
 */
import { i32, u8 } from "./arena.js";
import { give } from "./holds.js";
import {
  EXITED,
  EXIT_CODE,
  FREE,
  GONE,
  HIGHEST_SLOT,
  BOOTING,
  MAIN_PID,
  NAME,
  NAME_BYTES,
  PARENT_PID,
  PAYLOAD,
  PAYLOAD_BYTES,
  PID,
  REAPED,
  RUNNING,
  SPARE,
  STATE,
} from "./layout.js";
import { alloc, allocDirty, free } from "./memory.js";
import { brokerRuns, request, Request } from "./requests.js";
import { claimSlot, selfBase, selfPid, selfSlot, slotBase } from "./self.js";
import { queueUp } from "./turns.js";
import { announce, notify, wait, WaitReason } from "./wait.js";

const EAGAIN = 11;

/** One process: its slot, and its id to tell it from whoever has the slot later. */
export interface ProcessHandle {
  readonly slot: number;
  readonly pid: number;
}

/** This process's id. Mirrors os.getpid(). */
export function currentPid(): number {
  return selfPid;
}

/** The id of the process that started this one; for the main process the shell's. Mirrors os.getppid(). */
export function parentPid(): number {
  const parent = i32[selfBase + PARENT_PID]!;
  return parent === 0 ? process.ppid : parent;
}

/** True in the process that runs the script itself. */
export function isMainProcess(): boolean {
  return selfPid === mainPid();
}

export function mainPid(): number {
  return i32[MAIN_PID]!;
}

/** Thrown by `spawn` when no process can be started; `errno` as the system's fork would set it, or null. */
export class SpawnError extends Error {
  readonly errno: number | null;

  constructor(errno: number | null, message: string) {
    super(message);
    this.errno = errno;
  }
}

const listeners: (() => void)[] = [];

/** Has something done before a process starts. */
export function beforeSpawn(listener: () => void): void {
  listeners.push(listener);
}

/**
 * Starts a process that gets the payload, and holds the blocks to which it refers. Takes a thread that the broker has
 * ready, else has one started; with the number of a Pool's engine, that engine starts it.
 */
export function spawn(payload: Uint8Array, shipped: readonly number[], engine = 0): ProcessHandle {
  if (!brokerRuns()) throw new SpawnError(null, "only a script that is run by `node` can start processes");
  for (const listener of listeners) listener();
  const slot = engine === 0 ? (takeSpare() ?? newSlot(Request.boot)) : newSlot(Request.bootInEngine, engine);
  const base = slotBase(slot);
  const block = allocDirty(payload.length);
  u8.set(payload, block);
  give(base, shipped);
  i32[base + PAYLOAD] = block;
  i32[base + PAYLOAD_BYTES] = payload.length;
  i32[base + PARENT_PID] = selfPid;
  queueUp(base);
  Atomics.store(i32, base + STATE, RUNNING);
  notify(base + STATE);
  if (engine === 0) request(Request.spare);
  return { slot, pid: i32[base + PID]! };
}

/** In a child: a copy of the payload with which it was started. */
export function takePayload(): Uint8Array {
  const block = i32[selfBase + PAYLOAD]!;
  const payload = u8.slice(block, block + i32[selfBase + PAYLOAD_BYTES]!);
  i32[selfBase + PAYLOAD] = 0;
  free(block);
  return payload;
}

function takeSpare(): number | null {
  return takeInState(SPARE) ?? takeInState(BOOTING);
}

function takeInState(state: number): number | null {
  const highest = Atomics.load(i32, HIGHEST_SLOT);
  for (let slot = 1; slot <= highest; slot++) {
    if (Atomics.compareExchange(i32, slotBase(slot) + STATE, state, -selfSlot) === state) return slot;
  }
  return null;
}

function newSlot(how: number, ...more: number[]): number {
  const slot = claimSlot(-selfSlot);
  if (slot < 0) throw new SpawnError(EAGAIN, "Resource temporarily unavailable");
  request(how, slot, ...more);
  return slot;
}

/** The exit code of a process, null while it runs: 0 and up by exit, -n by signal n. */
export function exitCodeOf(process: ProcessHandle): number | null {
  const base = slotBase(process.slot);
  const state = Atomics.load(i32, base + STATE);
  if (i32[base + PID] !== process.pid || state === FREE) return UNKNOWN_EXIT;
  return state === EXITED ? i32[base + EXIT_CODE]! : null;
}

/** What is said of a process that ended so long ago that its slot is another's: CPython gives 255 then. */
const UNKNOWN_EXIT = 255;

/** Waits for the end of a process until the deadline. Returns its exit code, null when it still runs. */
export function waitExit(process: ProcessHandle, deadline: number | null): number | null {
  const state = slotBase(process.slot) + STATE;
  for (;;) {
    const code = exitCodeOf(process);
    if (code !== null) return code;
    if (!wait(state, RUNNING, deadline, WaitReason.process)) return exitCodeOf(process);
  }
}

/** Says that nobody will ask for this process's exit code any more. */
export function reap(process: ProcessHandle): void {
  const base = slotBase(process.slot);
  if (i32[base + PID] !== process.pid) return;
  Atomics.store(i32, base + REAPED, 1);
  freeSlot(base);
}

/** Makes a slot free for the next process when the last one's thread is gone and its exit code was read. */
export function freeSlot(base: number): void {
  if (Atomics.load(i32, base + REAPED) === 0 || Atomics.load(i32, base + GONE) === 0) return;
  Atomics.compareExchange(i32, base + STATE, EXITED, FREE);
}

/** Sends a signal (its number as in the signal module) to a process of this program. Returns false if there is none. */
export function kill(pid: number, signal: number): boolean {
  const process = findProcess(pid);
  if (process === null) return false;
  if (signal !== 0) request(Request.kill, pid, signal);
  return true;
}

/** The live process of this program that has an id, or null. */
export function findProcess(pid: number): ProcessHandle | null {
  const highest = Atomics.load(i32, HIGHEST_SLOT);
  for (let slot = 1; slot <= highest; slot++) {
    const base = slotBase(slot);
    if (i32[base + PID] === pid && Atomics.load(i32, base + STATE) === RUNNING) return { slot, pid };
  }
  return null;
}

/** Writes into the table that this process has ended, and wakes who waits for it. What follows must need nobody. */
export function announceExit(base: number, code: number): void {
  i32[base + EXIT_CODE] = code;
  Atomics.store(i32, base + STATE, EXITED);
  notify(base + STATE);
  announce();
}

/** Gives this process the name by which reports call it. */
export function setProcessName(name: string): void {
  const bytes = Buffer.from(name);
  const block = alloc(bytes.length);
  u8.set(bytes, block);
  const old = i32[selfBase + NAME]!;
  i32[selfBase + NAME_BYTES] = 0;
  i32[selfBase + NAME] = block;
  i32[selfBase + NAME_BYTES] = bytes.length;
  if (old !== 0) free(old);
}

/** The name of the process in a slot. */
export function processName(slot: number): string {
  const base = slotBase(slot);
  const start = i32[base + NAME]!;
  return Buffer.from(u8.slice(start, start + i32[base + NAME_BYTES]!)).toString();
}
