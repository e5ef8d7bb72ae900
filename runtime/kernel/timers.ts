/**
 * The timer by which a process has itself sent SIGALRM. The broker keeps it, since a process that waits can't. Mirrors
 * ITIMER_REAL of the system.
 */
import { deliver } from "./delivery.js";
import { currentPid } from "./processes.js";
import { onRequest, request, Request } from "./requests.js";
import { SIGALRM } from "./signals.js";

/** How long until a timer goes off, and between that and the next times, in milliseconds; 0 for never. */
export interface Timer {
  readonly left: number;
  readonly interval: number;
}

const NEVER: Timer = { left: 0, interval: 0 };
/** What Node's timers can wait at most. */
const LONGEST = 2 ** 31 - 1;

let set: Timer = NEVER;
let since = 0;

/** Sets this process's timer; returns how the one before stood. */
export function setTimer(timer: Timer): Timer {
  const before = currentTimer();
  set = timer;
  since = performance.now();
  request(Request.timer, currentPid(), timer.left, timer.interval);
  return before;
}

/** How this process's timer stands. */
export function currentTimer(): Timer {
  const { left, interval } = set;
  if (left === 0) return NEVER;
  const passed = performance.now() - since;
  if (passed < left) return { left: left - passed, interval };
  return interval === 0 ? NEVER : { left: interval - ((passed - left) % interval), interval };
}

/** The broker's side: process ids, and what stops their timers. */
const running = new Map<number, () => void>();

/** Has the broker keep timers for the processes. */
export function serveTimers(): void {
  onRequest(Request.timer, (pid, left, interval) => {
    running.get(pid!)?.();
    running.delete(pid!);
    if (left! > 0) start(pid!, left!, interval!);
  });
}

function start(pid: number, left: number, interval: number): void {
  const timer = setTimeout(
    () => {
      deliver(pid, SIGALRM);
      if (interval > 0) start(pid, interval, interval);
      else running.delete(pid);
    },
    Math.min(left, LONGEST),
  );
  running.set(pid, () => clearTimeout(timer));
}
