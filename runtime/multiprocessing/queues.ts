/**
 * Queues between processes. Mirrors Lib/multiprocessing/queues.py; differs: `put` writes the item into shared memory at
 * once, there is no feeder thread, so an item is there for every other process when `put` returns, and nothing is lost
 * when the process that put it ends.
 */
import { AssertionError, Exception, OSError, ValueError } from "../builtins/exceptions.js";
import type { Dynamic } from "../builtins/dynamic.js";
import { object } from "../builtins/object.js";
import { repr } from "../builtins/repr.js";
import { truth } from "../builtins/truth.js";
import { tuple } from "../builtins/tuple.js";
import { makeGeneric } from "../builtins/generic-alias.js";
import { markRepeatable } from "../kernel/attempt.js";
import { collectShipped, noteShipped } from "../kernel/holds.js";
import {
  createMailbox,
  EMPTY,
  freeMessage,
  capacityOf,
  isFull,
  itemCount,
  MAILBOX_KIND,
  mailboxExtra,
  messageBytes,
  receive,
  send,
  type Sent,
} from "../kernel/mailbox.js";
import { loads, register, withPickle } from "../kernel/pickle.js";
import { registerFamily } from "../kernel/pickle/inheritors.js";
import { registerModule } from "../kernel/registry.js";
import { print_exception } from "../kernel/traceback.js";
import { exception } from "../builtins/raise.js";
import { addUnfinished, finishTask, UNFINISHED_BYTES, waitUntilFinished } from "../kernel/unfinished.js";
import { deadlineOf } from "../kernel/wait.js";
import { Empty, Full } from "../stdlib/queue/errors.js";

export { Empty, Full };
import { debug } from "./log.js";
import { attach, attached, handle, inheritedHandle, type Shared } from "./spawning.js";

type Timeout = number | bigint | null;

/** A time that has passed: try, but don't wait. */
const AT_ONCE = 0;
const MAXSIZE_LIMIT = 0x7fffffff;

/** Writes an item into a mailbox; returns false when there was no room in time. Raises what pickling raises. */
function putItem(box: number, item: unknown, until: number | null): boolean {
  return collectShipped((shipped) => withPickle(item, (bytes) => send(box, bytes, shipped, until) !== "full"));
}

/** As `putItem`, but what can't be pickled prints its traceback and counts as "unpicklable". */
function tryPutItem(box: number, item: unknown, until: number | null): Sent | "unpicklable" {
  let pickled = false;
  try {
    return collectShipped((shipped) =>
      withPickle(item, (bytes) => {
        pickled = true;
        return send(box, bytes, shipped, until);
      }),
    );
  } catch (error) {
    const raised = exception(error);
    if (pickled || !(raised instanceof Exception)) throw error;
    print_exception(raised);
    return "unpicklable";
  }
}

/** Reads the item of a message that was received. */
function takeItem(message: number): unknown {
  try {
    return loads(messageBytes(message));
  } finally {
    freeMessage(message);
  }
}

/** Mirrors multiprocessing.Queue. */
export class Queue<T = unknown> extends object implements Shared {
  declare readonly [handle]: number;
  declare private closed: boolean;

  constructor(maxsize?: number | bigint, options?: QueueOptions);
  /** A subclass that keeps its `__init__` passes its arguments. */
  constructor(...args: Dynamic[]);
  constructor(...args: unknown[]) {
    super(...args);
  }

  /** That of a subclass may take whatever it likes. */
  override __init__(...args: Dynamic[]): void;
  override __init__(maxsize: number | bigint = 0, _options?: QueueOptions): void {
    const capacity = Math.min(Math.max(Number(maxsize), 0), MAXSIZE_LIMIT);
    attach(this, createMailbox(capacity, UNFINISHED_BYTES), MAILBOX_KIND);
    setOpen(this);
  }

  /**
   * Adds an item; raises Full when there is no room at once (`block=False`) or within `timeout` seconds.
   * What can't be pickled prints its traceback and isn't added, as CPython's feeder thread does.
   */
  put(obj: T, block = true, timeout: Timeout = null): null {
    this.checkOpen();
    const outcome = tryPutItem(this[handle], obj, truth(block) ? deadlineOf(timeout) : AT_ONCE);
    if (outcome === "full") throw new Full();
    if (outcome === "unpicklable") this.dropped();
    return null;
  }

  /** Called when an item was not added after all. */
  protected dropped(): void {}

  /** Takes the first item; raises Empty when none is there at once (`block=False`) or within `timeout` seconds. */
  get(block = true, timeout: Timeout = null): T {
    this.checkOpen();
    const message = receive(this[handle], truth(block) ? deadlineOf(timeout) : AT_ONCE);
    if (message <= EMPTY) throw new Empty();
    return takeItem(message) as T;
  }

  put_nowait(obj: T): null {
    return this.put(obj, false);
  }

  get_nowait(): T {
    return this.get(false);
  }

  qsize(): number {
    return itemCount(this[handle]);
  }

  empty(): boolean {
    return this.qsize() === 0;
  }

  full(): boolean {
    return isFull(this[handle]);
  }

  /** This process will neither put nor get any more. */
  close(): null {
    this.closed = true;
    return null;
  }

  /** Everything has been written when `put` returned: nothing to wait for. Raises AssertionError before `close()`. */
  join_thread(): null {
    debug("Queue.join_thread()");
    if (!this.closed) throw new AssertionError(`Queue ${repr(this)} not closed`);
    return null;
  }

  cancel_join_thread(): null {
    debug("Queue.cancel_join_thread()");
    return null;
  }

  private checkOpen(): void {
    if (this.closed) throw new ValueError(`Queue ${repr(this)} is closed`);
  }

  /** The greatest number of items, as CPython has it where there is no limit. */
  get _maxsize(): number {
    return capacityOf(this[handle]) || MAXSIZE_LIMIT;
  }

  /** What a new process gets of a queue, with a subclass's class. @throws RuntimeError for any other use */
  __getstate__(): tuple {
    return tuple.of(inheritedHandle(this, "Queue"));
  }

  __setstate__([offset]: Iterable<unknown>): null {
    attach(this, offset as number);
    setOpen(this);
    return null;
  }
}

interface QueueOptions {
  ctx?: unknown;
}

function setOpen(queue: object): void {
  Object.defineProperty(queue, "closed", { value: false, writable: true });
}

function rebuilt<Q extends Shared>(constructor: { readonly prototype: Q }, offset: number): Q {
  const queue = attached(constructor, offset);
  setOpen(queue);
  return queue;
}

/** Mirrors multiprocessing.JoinableQueue. */
export class JoinableQueue<T = unknown> extends Queue<T> {
  override put(obj: T, block = true, timeout: Timeout = null): null {
    // Counted before it can be taken: whoever takes it may finish it at once.
    const unfinished = mailboxExtra(this[handle]);
    addUnfinished(unfinished);
    try {
      return super.put(obj, block, timeout);
    } catch (error) {
      finishTask(unfinished);
      throw error;
    }
  }

  protected override dropped(): void {
    finishTask(mailboxExtra(this[handle]));
  }

  /** Raises ValueError when called more often than items were put. */
  task_done(): null {
    if (!finishTask(mailboxExtra(this[handle]))) throw new ValueError("task_done() called too many times");
    return null;
  }

  /** Waits until `task_done` was called for every item. */
  join(): null {
    waitUntilFinished(mailboxExtra(this[handle]));
    return null;
  }
}

/** Mirrors multiprocessing.SimpleQueue: unlimited, and `put` raises what pickling raises. */
export class SimpleQueue<T = unknown> extends object implements Shared {
  declare readonly [handle]: number;
  declare private closed: boolean;

  constructor(options?: QueueOptions);
  constructor(...args: Dynamic[]);
  constructor(...args: unknown[]) {
    super(...args);
  }

  override __init__(...args: Dynamic[]): void;
  override __init__(_options?: QueueOptions): void {
    attach(this, createMailbox(), MAILBOX_KIND);
    setOpen(this);
  }

  put(obj: T): null {
    this.checkOpen();
    putItem(this[handle], obj, null);
    return null;
  }

  get(): T {
    this.checkOpen();
    return takeItem(receive(this[handle], null)) as T;
  }

  empty(): boolean {
    this.checkOpen();
    return itemCount(this[handle]) === 0;
  }

  close(): null {
    this.closed = true;
    return null;
  }

  private checkOpen(): void {
    if (this.closed) throw new OSError("handle is closed");
  }
}

register(
  Queue,
  (queue: Queue<unknown>) => [inheritedHandle(queue)],
  (offset) => rebuilt(Queue, offset),
);
register(
  JoinableQueue,
  (queue: JoinableQueue<unknown>) => [inheritedHandle(queue)],
  (offset) => rebuilt(JoinableQueue, offset),
);
register(
  SimpleQueue,
  (queue: SimpleQueue<unknown>) => [inheritedHandle(queue)],
  (offset) => rebuilt(SimpleQueue, offset),
);
/** Has a forked child get the instances of a class's subclasses too. */
function inheritFamily<Q extends Shared>(kind: { readonly prototype: Q; readonly name: string }): void {
  registerFamily(
    kind.prototype,
    (queue: Q): [{ readonly prototype: Q }, number] => {
      noteShipped(queue[handle]);
      return [queue.constructor as { readonly prototype: Q }, queue[handle]];
    },
    `${kind.name}_family`,
    rebuilt,
  );
}

Object.defineProperty(Queue.prototype.__init__, "__signature__", { value: "maxsize=0, *, ctx=None" });
Object.defineProperty(SimpleQueue.prototype.__init__, "__signature__", { value: "*, ctx=None" });
inheritFamily<Queue<unknown>>(Queue);
inheritFamily<SimpleQueue<unknown>>(SimpleQueue);
markRepeatable(Queue.prototype.put, Queue.prototype.get, JoinableQueue.prototype.join, SimpleQueue.prototype.get);
makeGeneric(SimpleQueue);
registerModule("multiprocessing.queues", { Queue, JoinableQueue, SimpleQueue });
