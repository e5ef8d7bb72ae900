/**
 * Mirrors the module `signal`. Each process of the program has its own handlers; they run when it next waits or writes.
 * Differs: signals are plain ints; the only timer is ITIMER_REAL, and its handler runs when the process waits or prints.
 */
import { constants } from "node:os";
import { asCount, toIndex } from "../builtins/as-index.js";
import { call } from "../builtins/call.js";
import { KeyboardInterrupt, OSError, TypeError, ValueError } from "../builtins/exceptions.js";
import { callable } from "../builtins/functions/objects.js";
import { type int, tagged } from "../builtins/numbers.js";
import { set } from "../builtins/set.js";
import { tuple } from "../builtins/tuple.js";
import { currentPid, kill } from "../kernel/processes.js";
import { alloc, memory } from "../kernel/memory.js";
import { onSignal, raiseSignal } from "../kernel/signals.js";
import { currentTimer, setTimer, type Timer } from "../kernel/timers.js";
import { wait, WaitReason } from "../kernel/wait.js";
import { inheritState } from "../kernel/inheritance.js";
import { libraryModule } from "./module.js";
import * as self from "./signal.js";

const { signals } = constants;

export const SIGABRT = signals.SIGABRT;
export const SIGALRM = signals.SIGALRM;
export const SIGBUS = signals.SIGBUS;
export const SIGCHLD = signals.SIGCHLD;
export const SIGCONT = signals.SIGCONT;
export const SIGFPE = signals.SIGFPE;
export const SIGHUP = signals.SIGHUP;
export const SIGILL = signals.SIGILL;
export const SIGINT = signals.SIGINT;
export const SIGKILL = signals.SIGKILL;
export const SIGPIPE = signals.SIGPIPE;
export const SIGQUIT = signals.SIGQUIT;
export const SIGSEGV = signals.SIGSEGV;
export const SIGSTOP = signals.SIGSTOP;
export const SIGTERM = signals.SIGTERM;
export const SIGTSTP = signals.SIGTSTP;
export const SIGTTIN = signals.SIGTTIN;
export const SIGTTOU = signals.SIGTTOU;
export const SIGUSR1 = signals.SIGUSR1;
export const SIGUSR2 = signals.SIGUSR2;
export const SIGWINCH = signals.SIGWINCH;
export const NSIG = 65;

/** What stands for the system's own handling, and for none. */
export const SIG_DFL = 0;
export const SIG_IGN = 1;

type Handler = ((signalnum: number, frame: null) => unknown) | int | null;

/** Mirrors `signal.default_int_handler`: raises KeyboardInterrupt. */
export function default_int_handler(_signalnum: int, _frame: unknown): never {
  throw new KeyboardInterrupt();
}

const handlers = new Map<number, Handler>([[SIGINT, default_int_handler]]);
let handled = 0;

inheritState(
  "signal",
  () =>
    handlers.size === 1 && handlers.get(SIGINT) === default_int_handler
      ? undefined
      : [...handlers].map((each) => [...each]),
  (inherited: [number: number, handler: Handler][]) => {
    for (const [number, handler] of inherited) install(number, handler);
  },
);

function requireSignal(signalnum: int): number {
  const number = asCount(signalnum);
  if (number < 1 || number >= NSIG) {
    throw new ValueError("signal number out of range");
  }
  return number;
}

/**
 * Sets the handler of a signal for this process; returns the one before.
 *
 * @throws TypeError for what is no handler, OSError for a signal that can't be handled
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a handler may be a function, an int or None
export function signal(signalnum: int, handler: Handler): any {
  const number = requireSignal(signalnum);
  const before = getsignal(number);
  const plain = toIndex(handler);
  if (plain !== SIG_DFL && plain !== SIG_IGN && !callable(handler)) {
    throw new TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
  }
  if (number === SIGKILL || number === SIGSTOP) {
    throw new OSError(22, "Invalid argument");
  }
  install(number, typeof plain === "number" ? plain : handler);
  return before;
}

/** Sets a handler that is known to be one, without touching it. */
function install(number: number, handler: Handler): void {
  handlers.set(number, handler);
  if (handler === default_int_handler || handler === SIG_DFL) onSignal(number, null);
  else if (handler === SIG_IGN) onSignal(number, () => undefined);
  else {
    onSignal(number, () => {
      handled += 1;
      call(handler, number, null);
    });
  }
}

/** The handler of a signal. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a handler may be a function, an int or None
export function getsignal(signalnum: int): any {
  return handlers.get(requireSignal(signalnum)) ?? SIG_DFL;
}

/** Waits until a handler has run. */
export function pause(): void {
  const before = handled;
  const word = alloc(4) >> 2;
  while (handled === before) {
    wait(word, memory.i32[word], null, WaitReason.sleep);
  }
}

/** Sends a signal to this process; its handler has run when this returns. */
export function raise_signal(signalnum: int): void {
  const number = requireSignal(signalnum);
  if (!raiseSignal(number) && !kill(currentPid(), number)) process.kill(process.pid, number);
}

export const ITIMER_REAL = 0;

class itimer_error extends OSError {}
export { itimer_error as ItimerError };

/** Has SIGALRM sent to this process in so many seconds, 0 for never; returns the seconds that were left before. */
export function alarm(seconds: int): number {
  const { left } = setTimer({ left: Math.max(0, asCount(seconds)) * 1000, interval: 0 });
  return left === 0 ? 0 : Math.max(1, Math.round(left / 1000));
}

/**
 * Has SIGALRM sent in `seconds`, and from then on every `interval` seconds; returns both as they were.
 *
 * @throws ItimerError for another timer than ITIMER_REAL and for what is negative
 */
export function setitimer(which: int, seconds: number, interval: number = 0): tuple<[number, number]> {
  const [left, between] = [Number(seconds), Number(interval)];
  if (asCount(which) !== ITIMER_REAL || left < 0 || between < 0) throw new itimer_error(22, "Invalid argument");
  return inSeconds(setTimer({ left: left * 1000, interval: between * 1000 }));
}

/** The seconds that are left, and the interval. @throws ItimerError for another timer than ITIMER_REAL */
export function getitimer(which: int): tuple<[number, number]> {
  if (asCount(which) !== ITIMER_REAL) throw new itimer_error(22, "Invalid argument");
  return inSeconds(currentTimer());
}

const inSeconds = ({ left, interval }: Timer): tuple<[number, number]> =>
  tuple.of(tagged(left / 1000), tagged(interval / 1000));

const DESCRIPTIONS: Record<string, string> = {
  SIGABRT: "Aborted",
  SIGALRM: "Alarm clock",
  SIGBUS: "Bus error",
  SIGCHLD: "Child exited",
  SIGCONT: "Continued",
  SIGFPE: "Floating point exception",
  SIGHUP: "Hangup",
  SIGILL: "Illegal instruction",
  SIGINT: "Interrupt",
  SIGKILL: "Killed",
  SIGPIPE: "Broken pipe",
  SIGQUIT: "Quit",
  SIGSEGV: "Segmentation fault",
  SIGSTOP: "Stopped (signal)",
  SIGTERM: "Terminated",
  SIGTSTP: "Stopped",
  SIGUSR1: "User defined signal 1",
  SIGUSR2: "User defined signal 2",
};

function nameOf(number: number): string | undefined {
  return Object.keys(DESCRIPTIONS).find((name) => signals[name as keyof typeof signals] === number);
}

/** What the system calls a signal, None for one that it doesn't know. */
export function strsignal(signalnum: int): string | null {
  const name = nameOf(requireSignal(signalnum));
  return name === undefined ? null : DESCRIPTIONS[name];
}

export function valid_signals(): set<number> {
  return new set(Object.values(signals));
}

/** A signal's number with its name. */
export class Signals {
  readonly value: number;
  readonly name: string;

  /** @throws ValueError "99 is not a valid Signals" */
  constructor(value: int) {
    this.value = asCount(value);
    const name = Object.entries(signals).find(([, number]) => number === this.value)?.[0];
    if (name === undefined) {
      throw new ValueError(`${value} is not a valid Signals`);
    }
    this.name = name;
  }

  __int__(): number {
    return this.value;
  }

  __index__(): number {
    return this.value;
  }

  __eq__(other: unknown): boolean {
    return (other instanceof Signals ? other.value : other) === this.value;
  }

  __hash__(): number {
    return this.value;
  }

  __str__(): string {
    return String(this.value);
  }

  __repr__(): string {
    return `<Signals.${this.name}: ${this.value}>`;
  }
}

libraryModule("signal", () => self, { itimer_error, Signals });
