/**
 * Node's main thread while a program runs. It starts every thread, hears of every end and of every signal from outside,
 * and never runs a line of the program or waits for anything, so that it always answers.
 */
import { constants } from "node:os";
import { i32 } from "./arena.js";
import { tellStates, watchForDeadlock } from "./deadlock.js";
import { deliver, deliverToAll } from "./delivery.js";
import { BOOTING, BROKER_BOX, EXIT_CODE, HANDLED_SIGNALS } from "./layout.js";
import { alwaysNotify, createMailbox, itemCount, itemsWord } from "./mailbox.js";
import { endProgram } from "./end-program.js";
import { serveInput } from "./input.js";
import { onQuestion } from "./questions.js";
import { answer, nextRequest, onRequest, Request } from "./requests.js";
import { claimSlot, slotBase } from "./self.js";
import { SIGINT } from "./signals.js";
import type { StartedThread } from "./thread.js";
import { serveTimers } from "./timers.js";
import { countSpares, onThreadEnd, startThread, watchThread } from "./threads.js";

const SPARES = 1;
/** Requests are announced by a notification; should one ever be lost, it is found so much later. */
const LOOK_AGAIN_MS = 50;

/**
 * Runs the program whose main process has just been started from a script, given by its file URL. Never returns: the
 * program's end is Node's.
 */
export async function runProgram(entry: string, main: StartedThread, mainSlot: number): Promise<never> {
  const mainBase = slotBase(mainSlot);
  openMailbox();
  onThreadEnd((slot) => {
    if (slot !== mainSlot) return;
    // what it asked for last, such as bytes to send
    answerPending();
    endProgram(i32[mainBase + EXIT_CODE]!);
  });
  watchThread(main, mainSlot);
  onRequest(Request.boot, (slot) => startThread(slot!, entry));
  onRequest(Request.spare, () => refillSpares(entry));
  onRequest(Request.kill, (pid, signal) => deliver(pid!, signal!));
  serveInput();
  serveTimers();
  onQuestion(async () => ({
    ...(await import("./socket-service.js")).answerers,
    ...(await import("./datagram-service.js")).answerers,
    ...(await import("./child-service.js")).answerers,
  }));
  listenToEngines(entry);
  listenToSystem(mainBase);
  watchForDeadlock();
  return answerRequests();
}

/** From now on requests can be made; the main process may be waiting for that. */
function openMailbox(): void {
  const box = createMailbox();
  alwaysNotify(box);
  Atomics.store(i32, BROKER_BOX, box);
  Atomics.notify(i32, BROKER_BOX);
}

/** What Pools ask for; their engine is loaded when there is one. */
function listenToEngines(entry: string): void {
  const engines = (use: (module: typeof import("../multiprocessing/pool-engine.js")) => void) =>
    void import("../multiprocessing/pool-engine.js").then(use);
  onRequest(Request.bootInEngine, (slot, engine) => engines((module) => module.startInEngine(slot!, engine!, entry)));
  onRequest(Request.adopt, (slot, engine, thread) => engines((module) => module.adopt(slot!, engine!, thread!)));
  onRequest(Request.endEngine, (engine) => engines((module) => module.endEngine(engine!)));
}

function refillSpares(entry: string): void {
  while (countSpares() < SPARES) {
    const slot = claimSlot(BOOTING);
    if (slot < 0) return;
    startThread(slot, entry);
  }
}

/**
 * Ctrl-C reaches every process, as a terminal's does; SIGTERM ends the program unless it handles it itself, and SIGQUIT
 * also tells what each process was doing.
 */
function listenToSystem(mainBase: number): void {
  process.on("SIGINT", () => deliverToAll(SIGINT));
  for (const name of ["SIGTERM", "SIGHUP", "SIGQUIT"] as const) {
    const signal = constants.signals[name];
    const end = (): void => endProgram(-signal);
    process.on(name, () => {
      if ((Atomics.load(i32, mainBase + HANDLED_SIGNALS) & (1 << signal)) !== 0) deliver(process.pid, signal);
      else if (name === "SIGQUIT") tellStates(end);
      else end();
    });
  }
}

async function answerRequests(): Promise<never> {
  const box = i32[BROKER_BOX]!;
  for (;;) {
    answerPending();
    if (itemCount(box) === 0) await Atomics.waitAsync(i32, itemsWord(box), 0, LOOK_AGAIN_MS).value;
  }
}

function answerPending(): void {
  for (let numbers = nextRequest(); numbers !== null; numbers = nextRequest()) answer(numbers);
}
