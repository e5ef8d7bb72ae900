/** Mirrors Lib/queue.py: queues between the threads of a process. */
import { makeGeneric } from "../builtins/generic-alias.js";
import { asCount } from "../builtins/as-index.js";
import { ValueError } from "../builtins/exceptions.js";
import type { int } from "../builtins/numbers.js";
import { object } from "../builtins/object.js";
import { truth } from "../builtins/truth.js";
import { registerInheritor } from "../kernel/pickle/inheritors.js";
import { deadlineOf, waitUntil, WaitReason } from "../kernel/wait.js";
import { deque } from "./collections/deque.js";
import { heappop, heappush } from "./heapq.js";
import { libraryModule } from "./module.js";
import * as self from "./queue.js";
import { Empty, Full } from "./queue/errors.js";
import { markRepeatable } from "../kernel/attempt.js";

export { Empty, Full };

type Timeout = number | bigint | null;

/** Waits until a condition holds; false when the time has passed. @throws ValueError for a negative time */
function awaited(holds: () => boolean, block: unknown, timeout: Timeout, reason: WaitReason): boolean {
  if (holds()) return true;
  if (!truth(block)) return false;
  if (timeout !== null && timeout < 0) throw new ValueError("'timeout' must be a non-negative number");
  return waitUntil(holds, deadlineOf(timeout), reason);
}

/** Mirrors `queue.Queue`: first in, first out. */
export class Queue<T = unknown> extends object {
  readonly maxsize: number;
  unfinished_tasks = 0;
  readonly #items: Store<T>;

  constructor(maxsize: int = 0) {
    super();
    this.maxsize = asCount(maxsize);
    this.#items = this._store();
  }

  override __init__(_maxsize?: int): void {}

  /** Where the items lie. */
  protected _store(): Store<T> {
    const items = new deque<T>();
    return {
      add: (item) => items.append(item),
      take: () => items.popleft(),
      size: () => items.__len__(),
      all: () => [...items],
    };
  }

  qsize(): number {
    return this.#items.size();
  }

  empty(): boolean {
    return this.#items.size() === 0;
  }

  full(): boolean {
    return this.maxsize > 0 && this.#items.size() >= this.maxsize;
  }

  /** @throws Full when there is no room (in time), ValueError for a negative time */
  put(item: T, block: unknown = true, timeout: Timeout = null): null {
    if (!awaited(() => !this.full(), block, timeout, WaitReason.queueRoom)) throw new Full();
    this.#items.add(item);
    this.unfinished_tasks++;
    return null;
  }

  put_nowait(item: T): null {
    return this.put(item, false);
  }

  /** @throws Empty when there is no item (in time), ValueError for a negative time */
  get(block: unknown = true, timeout: Timeout = null): T {
    if (!awaited(() => !this.empty(), block, timeout, WaitReason.queueItem)) throw new Empty();
    return this.#items.take();
  }

  get_nowait(): T {
    return this.get(false);
  }

  /** @throws ValueError when it is called more often than `put` */
  task_done(): null {
    if (this.unfinished_tasks <= 0) throw new ValueError("task_done() called too many times");
    this.unfinished_tasks--;
    return null;
  }

  /** What a forked child's queue is made of. */
  inheritance(): [maxsize: number, unfinished: number, items: T[]] {
    return [this.maxsize, this.unfinished_tasks, this.#items.all()];
  }

  inherit(unfinished: number, items: readonly T[]): this {
    for (const item of items) this.#items.add(item);
    this.unfinished_tasks = unfinished;
    return this;
  }

  /** Waits until `task_done` has been called for every item. */
  join(): null {
    awaited(() => this.unfinished_tasks === 0, true, null, WaitReason.tasks);
    return null;
  }
}

interface Store<T> {
  add(item: T): unknown;
  take(): T;
  size(): number;
  /** Those that are in it, in an order in which they can be added again. */
  all(): T[];
}

/** Mirrors `queue.LifoQueue`: last in, first out. */
export class LifoQueue<T = unknown> extends Queue<T> {
  protected override _store(): Store<T> {
    const items: T[] = [];
    return { add: (item) => items.push(item), take: () => items.pop()!, size: () => items.length, all: () => items };
  }
}

/** Mirrors `queue.PriorityQueue`: the smallest first. */
export class PriorityQueue<T = unknown> extends Queue<T> {
  protected override _store(): Store<T> {
    const items: T[] = [];
    return {
      add: (item) => heappush(items, item),
      take: () => heappop(items),
      size: () => items.length,
      all: () => items,
    };
  }
}

/** Mirrors `queue.SimpleQueue`: without a limit and without tasks. */
export class SimpleQueue<T = unknown> extends object {
  readonly #queue = new Queue<T>();

  override __init__(): void {}

  qsize(): number {
    return this.#queue.qsize();
  }

  empty(): boolean {
    return this.#queue.empty();
  }

  put(item: T, _block: unknown = true, _timeout: Timeout = null): null {
    return this.#queue.put(item);
  }

  put_nowait(item: T): null {
    return this.#queue.put(item);
  }

  /** @throws Empty when there is no item (in time), ValueError for a negative time */
  get(block: unknown = true, timeout: Timeout = null): T {
    return this.#queue.get(block, timeout);
  }

  get_nowait(): T {
    return this.#queue.get(false);
  }
}

for (const made of [Queue, LifoQueue, PriorityQueue]) {
  registerInheritor(
    made.prototype,
    (queue) => queue.inheritance(),
    made.name,
    (maxsize, unfinished, items) => new made(maxsize).inherit(unfinished, items),
  );
}
markRepeatable(Queue.prototype.get, Queue.prototype.put, Queue.prototype.join, SimpleQueue.prototype.get);
makeGeneric(Queue, SimpleQueue);
libraryModule("queue", () => self, { Queue, LifoQueue, PriorityQueue, SimpleQueue });
