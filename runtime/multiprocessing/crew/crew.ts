/**
 * A crew is what a Pool and a process executor have in common: worker processes that take tasks out of one mailbox and
 * put results into another. There are no threads in between. Whoever waits for a result takes all that have come and
 * replaces workers that have ended; a process that is busy otherwise is poked when somebody's callbacks are due.
 */
import type { BaseException } from "../../builtins/exceptions.js";
import { collectShipped } from "../../kernel/holds.js";
import { closeSending, EMPTY, freeMessage, itemCount, messageBytes, receive, send } from "../../kernel/mailbox.js";
import { onInnerSignal, POKE_BIT } from "../../kernel/signals.js";
import { expectPokes, waitAny, WaitReason } from "../../kernel/wait.js";
import { debug } from "../log.js";
import type { BaseProcess } from "../process.js";
import { handle } from "../spawning.js";
import type { Claims } from "./claims.js";
import { Channel, TaskNote } from "./channel.js";
import { type FailureParts, rebuildFailure, type TracebackClass, WorkerLostError } from "./errors.js";
import { Outcome, readHeader, readValue, type TaskId, writeMessage } from "./messages.js";
import type { Task, WorkerArguments } from "./worker.js";

/** A time that has passed: try, but don't wait. */
const AT_ONCE = 0;

/** So long must a task be nowhere to be found before it counts as lost. */
const LOSS_PROOF_MS = 200;

/** Who has the tasks done. */
export interface Employer {
  /** A task is done: its value, or the exception that it raised. */
  finished(task: TaskId, success: boolean, value: unknown): void;
  /** The tasks that were sent and are not done. */
  unfinished(): Iterable<TaskId>;
  /** No task will be done any more, for this reason. */
  failed(reason: BaseException): void;
  /** Called when there is time: more tasks can be sent. */
  feed(): void;
  /** A worker ended with a task, or by force: why nothing can be done any more; null if the others go on. */
  loss(): BaseException | null;
  /** How many workers there should be now. */
  workersWanted(): number;
}

export interface CrewOptions {
  readonly size: number;
  readonly initializer: unknown;
  readonly initargs: Iterable<unknown>;
  /** As for the workers. */
  readonly wrapsEncodingErrors: boolean;
  readonly claims: Claims | null;
  /** What the cause of a task's exception is. */
  readonly Cause: TracebackClass;
  /** Tasks until a worker is replaced by a new one; null for no end. */
  readonly maxTasks: number | null;
  /** Starts a process whose target is `worker` with these arguments. */
  startWorker(args: WorkerArguments): BaseProcess;
}

interface Member {
  readonly process: BaseProcess;
  readonly note: TaskNote;
}

/** Crews whose owner wants callbacks to run as soon as a result is there. */
const crewsWithCallbacks = new Set<Crew>();

onInnerSignal(POKE_BIT, () => {
  for (const crew of [...crewsWithCallbacks]) crew.pump();
});

export class Crew {
  readonly #options: CrewOptions;
  readonly #employer: Employer;
  readonly #tasks = new Channel();
  readonly #results = new Channel();
  #members: Member[] = [];
  #callbacks = 0;
  #closing = false;
  /** Since when a task may be lost of which no worker left a note; null while nothing speaks for it. */
  #lossSince: number | null = null;
  /** Why nothing can be done any more: an initializer failed, or the crew was dismissed. */
  #broken: BaseException | null = null;

  constructor(employer: Employer, options: CrewOptions) {
    this.#employer = employer;
    this.#options = options;
  }

  /** Starts workers until there are as many as there should be. If one can't start, none stays. */
  fill(): void {
    if (this.#broken !== null || (this.#closing && this.#isIdle())) return;
    try {
      while (this.#members.length < this.#employer.workersWanted()) this.#hire();
    } catch (error) {
      this.dismiss();
      throw error;
    }
  }

  #hire(): void {
    const { initializer, initargs, wrapsEncodingErrors, claims, maxTasks } = this.#options;
    const note = new TaskNote();
    const process = this.#options.startWorker([
      this.#tasks,
      this.#results,
      note,
      initializer,
      initargs,
      wrapsEncodingErrors,
      claims,
      maxTasks,
    ]);
    this.#members.push({ process, note });
    debug("added worker");
  }

  get processes(): BaseProcess[] {
    return this.#members.map((member) => member.process);
  }

  get size(): number {
    return this.#options.size;
  }

  get broken(): BaseException | null {
    return this.#broken;
  }

  /** Sends a task and returns the number of its bytes. Raises what pickling raises. */
  send(id: TaskId, task: Task): number {
    return collectShipped((shipped) => {
      const message = writeMessage(id, Outcome.value, task);
      send(this.#tasks[handle], message, shipped, null);
      return message.length;
    });
  }

  /** One more, or one less, result that a callback waits for. */
  expectCallbacks(change: 1 | -1): void {
    this.#callbacks += change;
    const first = change === 1 && this.#callbacks === 1;
    const last = change === -1 && this.#callbacks === 0;
    if (!first && !last) return;
    this.#results.wantPokes(first);
    expectPokes(change);
    if (first) crewsWithCallbacks.add(this);
    else crewsWithCallbacks.delete(this);
  }

  /** Takes the results that have come, replaces workers that have ended, and has more tasks sent. Never waits. */
  pump(): void {
    this.#takeResults();
    if (this.#members.some(hasEnded)) this.#attendDeaths();
    if (this.#lossSince !== null) this.#searchLosses();
    if (this.#broken !== null) return;
    this.#employer.feed();
    this.fill();
  }

  /** Waits, pumping, until `ready` or the deadline; tells which. */
  wait(ready: () => boolean, deadline: number | null): boolean {
    const look = () => {
      this.pump();
      return ready() ? true : null;
    };
    for (;;) {
      const slice = this.#sliceEnd(deadline);
      if (waitAny(look, slice, WaitReason.result) !== null) return true;
      if (slice === deadline) return false;
    }
  }

  /** While it isn't clear whether a task was lost, a wait looks again before its deadline. */
  #sliceEnd(deadline: number | null): number | null {
    if (this.#lossSince === null) return deadline;
    const slice = performance.now() + LOSS_PROOF_MS;
    return deadline === null || slice < deadline ? slice : deadline;
  }

  #takeResults(): void {
    for (;;) {
      const message = receive(this.#results[handle], AT_ONCE);
      if (message <= EMPTY) return;
      this.#take(message);
    }
  }

  #take(message: number): void {
    const bytes = messageBytes(message);
    const header = readHeader(bytes);
    let success = header.outcome === Outcome.value;
    let value: unknown;
    try {
      value = readValue(bytes);
      if (!success) value = rebuildFailure(value as FailureParts, this.#options.Cause);
    } catch (error) {
      success = false;
      value = error;
    } finally {
      freeMessage(message);
    }
    if (header.outcome === Outcome.notReady) this.#fail(value as BaseException);
    else this.#employer.finished(header, success, value);
  }

  /** Says what was lost with workers that have ended, and hires new ones. */
  #attendDeaths(): void {
    const ended = this.#members.filter(hasEnded);
    // what they sent before they ended is in the mailbox by now
    this.#takeResults();
    this.#members = this.#members.filter((member) => !ended.includes(member));
    for (const member of ended) this.#attend(member);
  }

  #attend({ process, note }: Member): void {
    const task = note.read();
    const fatal = task === null && process.exitcode === 0 ? null : this.#employer.loss();
    if (fatal !== null) this.dismiss(fatal);
    else if (task !== null) this.#lose(task, lostError(process, "while it ran the task"));
    else if (process.exitcode === 0) return;
    else if (note.isStarting() && !this.#wasKilled(process))
      this.#fail(lostError(process, "before it could take a task"));
    else this.#lossSince = performance.now();
  }

  /** True for a worker that somebody else ended while it started: there was no initializer that could. */
  #wasKilled({ exitcode }: BaseProcess): boolean {
    return this.#options.initializer === null && exitcode! < 0;
  }

  #isIdle(): boolean {
    for (const _ of this.#employer.unfinished()) return false;
    return true;
  }

  #lose({ job, part }: TaskId, reason: BaseException): void {
    for (const task of this.#employer.unfinished()) {
      if (job !== task.job || part !== task.part) continue;
      this.#employer.finished(task, false, reason);
      return;
    }
  }

  /**
   * A worker that was killed just after it took a task left no note of it: what is neither waiting nor noted by any
   * worker, and stays so for a while, went that way.
   */
  #searchLosses(): void {
    const isClear = this.#isIdle() || itemCount(this.#tasks[handle]) > 0;
    if (isClear || this.#members.some(({ note }) => note.isStarting() || note.read() !== null)) {
      this.#lossSince = this.#isIdle() ? null : performance.now();
    } else if (performance.now() - this.#lossSince! >= LOSS_PROOF_MS) {
      this.#lossSince = null;
      const reason = new WorkerLostError("a worker process was killed before it could begin the task");
      for (const task of [...this.#employer.unfinished()]) this.#employer.finished(task, false, reason);
    }
  }

  #fail(reason: BaseException): void {
    if (this.#broken !== null) return;
    this.#broken = reason;
    closeSending(this.#tasks[handle]);
    this.#employer.failed(reason);
  }

  /** No more tasks will be sent: the workers end when all are done. */
  close(): void {
    this.#closing = true;
    closeSending(this.#tasks[handle]);
  }

  /** Waits for the end of every worker. */
  join(): void {
    this.wait(() => this.#members.length === 0, null);
  }

  /** Ends every worker at once; what isn't done never will be, for the reason given. */
  dismiss(reason: BaseException | null = null): void {
    if (reason !== null) this.#fail(reason);
    this.#closing = true;
    closeSending(this.#tasks[handle]);
    const members = this.#members;
    this.#members = [];
    for (const { process } of members) process.terminate();
    for (const { process } of members) process.join();
  }
}

function hasEnded(member: Member): boolean {
  return member.process.exitcode !== null;
}

function lostError({ name, pid, exitcode }: BaseProcess, when: string): WorkerLostError {
  return new WorkerLostError(`worker process ${name} (pid ${pid}) ended with exit code ${exitcode} ${when}`);
}
