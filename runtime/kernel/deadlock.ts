/**
 * Finds the program in which every process waits, without a time limit, for what only another of them could do.
 *
 * While that seems so, the broker asks all processes where they wait; each wakes, looks at its condition again and, if it
 * must, waits again and answers. When all have answered two rounds, and none has got any further between its answers,
 * then nothing ran between the rounds and every condition was false throughout: nothing will ever happen again.
 */
import { i32, f64, u8 } from "./arena.js";
import { deliverToAll } from "./delivery.js";
import {
  ANSWERED,
  BROKER_BOX,
  DEADLINE,
  DEATHS,
  EXPECTS_OUTSIDE,
  HANDLED_SIGNALS,
  PID,
  PLACE,
  PLACE_BYTES,
  QUESTION,
  RUNNING,
  SINCE,
  STATE,
  WAIT_REASON,
  WAITING_ON,
  WAITS,
} from "./layout.js";
import { itemCount } from "./mailbox.js";
import { processName } from "./processes.js";
import { slotOf } from "./self.js";
import { REPORT_BIT, setSignal, SIGINT } from "./signals.js";
import { slots } from "./threads.js";
import { WaitReason } from "./wait.js";

const LOOK_EVERY_MS = 100;
/** So long must it seem so before anybody is disturbed: to answer, each process collects its garbage. */
const PATIENCE_MS = 800;

/** What the report says of a wait. */
const WAITS_FOR: Record<WaitReason, string> = {
  [WaitReason.none]: "something",
  [WaitReason.lock]: "a lock",
  [WaitReason.semaphore]: "a semaphore",
  [WaitReason.condition]: "a condition",
  [WaitReason.event]: "an event",
  [WaitReason.barrier]: "a barrier",
  [WaitReason.queueItem]: "an item of a queue",
  [WaitReason.queueRoom]: "room in a queue",
  [WaitReason.connection]: "a message from a pipe",
  [WaitReason.process]: "the end of a process",
  [WaitReason.several]: "one of several things",
  [WaitReason.sleep]: "a time",
  [WaitReason.stdin]: "input",
  [WaitReason.reply]: "the reply of a server",
  [WaitReason.result]: "a result",
  [WaitReason.tasks]: "tasks to be done",
  [WaitReason.socket]: "a socket",
  [WaitReason.thread]: "the end of a thread",
  [WaitReason.request]: "a request",
};

/** The rounds of questions that were asked since it seemed so. */
type Stage = "watching" | "asked once" | "asked twice";

/** Watches the program from now on. */
export function watchForDeadlock(): void {
  let stage: Stage = "watching";
  let seen = "";
  let since = performance.now();
  setInterval(() => {
    const now = fingerprint();
    if (now === null || now !== seen) {
      seen = now ?? "";
      stage = "watching";
      since = performance.now();
    } else if (stage === "watching") {
      if (performance.now() - since >= PATIENCE_MS) stage = ask("asked once");
    } else if (allAnswered()) {
      if (stage === "asked once") stage = ask("asked twice");
      else {
        report();
        stage = "watching";
        seen = "";
      }
    }
  }, LOOK_EVERY_MS);
}

/** How far every process has got, as long as all wait for ever; null when one of them doesn't. */
function fingerprint(): string | null {
  const parts = [Atomics.load(i32, DEATHS)];
  if (itemCount(i32[BROKER_BOX]!) > 0) return null;
  for (const base of running()) {
    if (!waitsForEver(base)) return null;
    parts.push(i32[base + PID]!, Atomics.load(i32, base + WAITS));
  }
  return parts.length === 1 ? null : parts.join(" ");
}

function waitsForEver(base: number): boolean {
  const reason = i32[base + WAIT_REASON];
  // a manager's server ignores Ctrl-C, but no signal has it do anything
  const awaitsSignals = i32[base + HANDLED_SIGNALS] !== 0 && reason !== WaitReason.request;
  if (i32[base + EXPECTS_OUTSIDE] !== 0 || awaitsSignals) return false;
  if (reason === WaitReason.stdin || reason === WaitReason.socket) return false;
  return Atomics.load(i32, base + WAITING_ON) !== 0 && f64[(base + DEADLINE) >> 1] === Infinity;
}

function* running(): Generator<number> {
  for (const base of slots()) {
    if (Atomics.load(i32, base + STATE) === RUNNING) yield base;
  }
}

function ask(next: Stage): Stage {
  Atomics.add(i32, QUESTION, 1);
  for (const base of running()) setSignal(base, REPORT_BIT);
  return next;
}

function allAnswered(): boolean {
  const question = i32[QUESTION];
  for (const base of running()) {
    if (Atomics.load(i32, base + ANSWERED) !== question) return false;
  }
  return true;
}

/** Says who waits where, and interrupts everybody as Ctrl-C does: each process then shows its own traceback. */
function report(): void {
  process.stderr.write(
    `Deadlock: every process waits, without a time limit, for what only another one could do.\n${statesOfProcesses()}`,
  );
  deliverToAll(SIGINT);
}

/** So long have the processes to say where they wait. */
const ANSWER_MS = 200;

/** Tells on standard error what each process does, once they have been asked for the place. */
export function tellStates(done: () => void): void {
  ask("asked once");
  setTimeout(() => {
    process.stderr.write(`What each process does:\n${statesOfProcesses()}`);
    done();
  }, ANSWER_MS);
}

/** A line for each running process: what it waits for, since when, and in which line of the program. */
function statesOfProcesses(): string {
  return [...running()].map((base) => `  ${titleOf(base)} ${stateOf(base)}\n`).join("");
}

function stateOf(base: number): string {
  if (Atomics.load(i32, base + WAITING_ON) === 0) return "computes";
  const seconds = ((performance.now() - f64[(base + SINCE) >> 1]!) / 1000).toFixed(1);
  const place = placeOf(base);
  return `waits for ${awaited(base)} since ${seconds} s${place === "" ? "" : `: ${place}`}`;
}

function titleOf(base: number): string {
  return `${processName(slotOf(base))} (pid ${i32[base + PID]})`;
}

/** What a process waits for; of a lock, who has it. */
function awaited(base: number): string {
  const reason = i32[base + WAIT_REASON] as WaitReason;
  if (reason !== WaitReason.lock) return WAITS_FOR[reason];
  const owner = i32[i32[base + WAITING_ON]!]!;
  const holder = [...running()].find((other) => i32[other + PID] === owner);
  const who = holder === undefined ? `the process with pid ${owner}, which has ended,` : titleOf(holder);
  return `${WAITS_FOR[reason]} that ${who} has taken`;
}

function placeOf(base: number): string {
  const start = i32[base + PLACE]!;
  return Buffer.from(u8.slice(start, start + i32[base + PLACE_BYTES]!)).toString();
}
