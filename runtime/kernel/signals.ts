/**
 * Signals between processes, and from the terminal. A signal is a bit in the slot of the process that it is for; the
 * process looks at its bits when it waits, when it wakes up and when it prints. Whoever doesn't look is ended by the
 * broker after a while.
 */
import { constants } from "node:os";
import { KeyboardInterrupt } from "../builtins/exceptions.js";
import { i32 } from "./arena.js";
import { HANDLED_SIGNALS, KILLED_BY, SIGNALS, WAITING_ON } from "./layout.js";
import { selfBase } from "./self.js";

/**
 * Bits of the slot's SIGNALS word: 1 << n for signal n. The bits of SIGKILL, SIGSTOP and of no signal, which no program
 * can handle, have inner uses.
 */
export const SIGINT = 2;
export const SIGKILL = 9;
export const SIGALRM = 14;
export const SIGTERM = 15;
/** The broker wants to know where we wait (deadlock.ts). */
export const REPORT_BIT = 1 << 0;
/** Another process has something for us to run between two steps of our own program: a Pool's callbacks. */
export const POKE_BIT = 1 << 9;
/** Let go of what the program has forgotten (holds.ts). */
export const SWEEP_BIT = 1 << 19;

const SIGNALS_WORD = selfBase + SIGNALS;
/** What the system does nothing about: SIGCHLD, SIGCONT, SIGURG, SIGWINCH. */
const IGNORED = (1 << 17) | (1 << 18) | (1 << 23) | (1 << 28);

const LAST_CLASSIC = 31;

const INNER = REPORT_BIT | POKE_BIT | SWEEP_BIT;

const handlers = new Map<number, () => void>();

/**
 * Sets what happens in this process on a signal (1 to 31). Null restores the default: KeyboardInterrupt for SIGINT, and
 * for others the end of the process.
 */
export function onSignal(signal: number, handler: (() => void) | null): void {
  const bit = 1 << signal;
  if (handler === null) {
    Atomics.and(i32, selfBase + HANDLED_SIGNALS, ~bit);
    handlers.delete(bit);
  } else {
    Atomics.or(i32, selfBase + HANDLED_SIGNALS, bit);
    handlers.set(bit, handler);
  }
}

/** Sets what the library itself does when one of the inner bits comes. */
export function onInnerSignal(bit: number, handler: () => void): void {
  handlers.set(bit, handler);
}

function handle(bit: number): void {
  const handler = handlers.get(bit);
  if (handler !== undefined) handler();
  else if (bit === 1 << SIGINT) throw new KeyboardInterrupt();
  else if ((bit & (IGNORED | INNER)) === 0) endBySignal(31 - Math.clz32(bit));
}

/** Ends this process as a signal does: no `finally`, no exit functions. */
export function endBySignal(signal: number): never {
  i32[selfBase + KILLED_BY] = signal;
  process.exit(-signal);
}

/** Runs the handlers of the signals that have come. Raises what they raise; the others then wait for the next look. */
export function handleSignals(): void {
  for (;;) {
    const pending = Atomics.load(i32, SIGNALS_WORD);
    if (pending === 0) return;
    const bit = (pending & INNER) !== 0 ? lowest(pending & INNER) : lowest(pending);
    Atomics.and(i32, SIGNALS_WORD, ~bit);
    handle(bit);
  }
}

/**
 * Sends this process a signal; its handler has run when this returns. False, and nothing done, for one that no program
 * can handle or that has no bit in the table.
 */
export function raiseSignal(signal: number): boolean {
  if (signal > LAST_CLASSIC || ((1 << signal) & INNER) !== 0) return false;
  Atomics.or(i32, SIGNALS_WORD, 1 << signal);
  handleSignals();
  return true;
}

function lowest(bits: number): number {
  return bits & -bits;
}

const NAMES = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/** "-SIGTERM" for 15, as a process's repr shows an exit code; null for what is no signal. */
export function negatedSignalName(signal: number): string | null {
  const name = NAMES.get(signal);
  return name === undefined ? null : `-${name}`;
}

/** For long-running library code: a quick look whether a signal has come. */
export function checkSignals(): void {
  if (i32[SIGNALS_WORD] !== 0) handleSignals();
}

/** Sets a bit for another process, by the first word of its slot, and wakes it if it waits. */
export function setSignal(base: number, bit: number): void {
  Atomics.or(i32, base + SIGNALS, bit);
  wakeWaiter(base);
}

/** Wakes a process, by the first word of its slot, from whatever it waits on; others who wait there just look again. */
export function wakeWaiter(base: number): void {
  const index = Atomics.load(i32, base + WAITING_ON);
  if (index !== 0) Atomics.notify(i32, index);
}
