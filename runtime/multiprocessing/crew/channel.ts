/** The shared blocks of a crew: its mailboxes, and for each worker a note of the task that it has taken. */
import { createMailbox, MAILBOX_KIND, mailboxExtra } from "../../kernel/mailbox.js";
import { alloc, memory } from "../../kernel/memory.js";
import { register } from "../../kernel/pickle.js";
import { selfBase } from "../../kernel/self.js";
import { POKE_BIT, setSignal } from "../../kernel/signals.js";
import { attach, attached, handle, inheritedHandle, type Shared } from "../spawning.js";
import type { TaskId } from "./messages.js";

const { i32 } = memory;

/** Words that a channel adds to its mailbox: the first word of its owner's slot, and whether that wants to be poked. */
const OWNER = 0;
const POKES = 1;
const EXTRA_BYTES = 8;

/** A mailbox of tasks or of results. */
export class Channel implements Shared {
  declare readonly [handle]: number;

  constructor() {
    attach(this, createMailbox(0, EXTRA_BYTES), MAILBOX_KIND);
    i32[extraWord(this) + OWNER] = selfBase;
  }

  /** Says whether the owner wants to be interrupted, as by a signal, when a message has come. */
  wantPokes(wanted: boolean): void {
    Atomics.store(i32, extraWord(this) + POKES, wanted ? 1 : 0);
  }

  /** Interrupts the owner if he wants to be. */
  pokeOwner(): void {
    const word = extraWord(this);
    if (Atomics.load(i32, word + POKES) !== 0) setSignal(i32[word + OWNER]!, POKE_BIT);
  }
}

function extraWord(channel: Channel): number {
  return mailboxExtra(channel[handle]) >> 2;
}

const JOB = 0;
const PART = 1;
const STATE = 2;
const NOTE_BYTES = 12;

/** Values of STATE. */
const STARTING = 0;
const IDLE = 1;
const BUSY = 2;

/** Where a worker notes which task it has, so that the crew knows what was lost when it dies. */
export class TaskNote implements Shared {
  declare readonly [handle]: number;

  constructor() {
    attach(this, alloc(NOTE_BYTES));
  }

  write(task: TaskId): void {
    const word = this[handle] >> 2;
    i32[word + JOB] = task.job;
    i32[word + PART] = task.part;
    i32[word + STATE] = BUSY;
  }

  /** Says that the worker is ready for a task. */
  clear(): void {
    i32[(this[handle] >> 2) + STATE] = IDLE;
  }

  /** True until the worker has run its initializer. */
  isStarting(): boolean {
    return i32[(this[handle] >> 2) + STATE] === STARTING;
  }

  /** The task that the worker has, or null. */
  read(): TaskId | null {
    const word = this[handle] >> 2;
    if (i32[word + STATE] !== BUSY) return null;
    return { job: i32[word + JOB]! >>> 0, part: i32[word + PART]! >>> 0 };
  }
}

register(
  Channel,
  (channel) => [inheritedHandle(channel)],
  (offset) => attached(Channel, offset),
);
register(
  TaskNote,
  (note) => [inheritedHandle(note)],
  (offset) => attached(TaskNote, offset),
);
