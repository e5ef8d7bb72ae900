/** The broker's way of bringing signals to processes, and of ending those who don't listen. */
import { i32 } from "./arena.js";
import { HANDLED_SIGNALS, HIGHEST_SLOT, KILLED_BY, PID, RUNNING, SIGNALS, STATE } from "./layout.js";
import { endProgram } from "./end-program.js";
import { slotBase } from "./self.js";
import { setSignal, SIGALRM, SIGINT, SIGKILL, wakeWaiter } from "./signals.js";
import { stopThread } from "./threads.js";

/** A signal that ends a process ends its thread after this time, if it doesn't end itself. */
const KILL_GRACE_MS = 20;
/** So long may a process compute before it sees Ctrl-C or an alarm. */
const INTERRUPT_GRACE_MS = 1_000;
/** After that the main process's thread can't be stopped at all. */
const STOP_GRACE_MS = 500;
const REPEAT_MS = 2;
const UNHEARD_ALARM =
  "Alarm clock: the handler of SIGALRM could not run, since the process computes without ever waiting or printing\n";

/** Signals the process with an id. */
export function deliver(pid: number, signal: number): void {
  const slot = runningSlot(pid);
  if (slot === null) return;
  const base = slotBase(slot);
  if (signal === SIGKILL) {
    i32[base + KILLED_BY] = signal;
    stopThread(slot);
    return;
  }
  const handled = (Atomics.load(i32, base + HANDLED_SIGNALS) & (1 << signal)) !== 0;
  setSignal(base, 1 << signal);
  if (signal === SIGINT) insist(slot, signal, handled ? Infinity : INTERRUPT_GRACE_MS);
  else if (signal === SIGALRM && handled) insist(slot, signal, INTERRUPT_GRACE_MS);
  else insist(slot, signal, handled ? Infinity : KILL_GRACE_MS);
}

/** Wakes a process until it has seen the signal: it may have begun to wait just when it was woken. */
function insist(slot: number, signal: number, grace: number): void {
  const base = slotBase(slot);
  const pid = i32[base + PID];
  const bit = 1 << signal;
  const start = performance.now();
  const timer = setInterval(() => {
    const gone = i32[base + PID] !== pid || Atomics.load(i32, base + STATE) !== RUNNING;
    if (gone || (Atomics.load(i32, base + SIGNALS) & bit) === 0) {
      clearInterval(timer);
    } else if (performance.now() - start > grace) {
      clearInterval(timer);
      stopByForce(slot, signal);
    } else {
      wakeWaiter(base);
    }
  }, REPEAT_MS);
}

/** Ends a thread that doesn't listen; if it is the main process's and sits in a system call, Node with it. */
function stopByForce(slot: number, signal: number): void {
  const base = slotBase(slot);
  i32[base + KILLED_BY] = signal;
  stopThread(slot);
  if (i32[base + PID] !== process.pid) return;
  if (signal === SIGINT) process.stderr.write("KeyboardInterrupt\n");
  if (signal === SIGALRM) process.stderr.write(UNHEARD_ALARM);
  setTimeout(() => endProgram(-signal), STOP_GRACE_MS);
}

/** Signals every running process. */
export function deliverToAll(signal: number): void {
  for (const slot of runningSlots()) deliver(i32[slotBase(slot) + PID]!, signal);
}

function runningSlot(pid: number): number | null {
  for (const slot of runningSlots()) {
    if (i32[slotBase(slot) + PID] === pid) return slot;
  }
  return null;
}

function* runningSlots(): Generator<number> {
  const highest = Atomics.load(i32, HIGHEST_SLOT);
  for (let slot = 1; slot <= highest; slot++) {
    if (Atomics.load(i32, slotBase(slot) + STATE) === RUNNING) yield slot;
  }
}
