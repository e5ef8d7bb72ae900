/** Mirrors Lib/asyncio/queues.py. */
import { asCount } from "../../builtins/as-index.js";
import { type Coroutine, coroutine } from "../../builtins/coroutine.js";
import { ValueError } from "../../builtins/exceptions.js";
import { addressOf } from "../../builtins/names.js";
import { object } from "../../builtins/object.js";
import { className } from "../../builtins/type-name.js";
import { heappop, heappush } from "../heapq.js";
import { libraryModule } from "../module.js";
import { QueueEmpty, QueueFull } from "./exceptions.js";
import type { Future } from "./futures.js";
import { Event } from "./locks.js";
import { get_running_loop } from "./loop.js";

/** Mirrors asyncio.Queue: first in, first out. */
export class Queue<T = unknown> extends object {
  readonly maxsize: number;
  protected readonly items: T[] = [];
  readonly #getters: Future[] = [];
  readonly #putters: Future[] = [];
  #unfinished = 0;
  readonly #finished = new Event();

  constructor(maxsize: number | bigint = 0) {
    super();
    this.maxsize = asCount(maxsize);
    this.#finished.set();
  }

  override __init__(): void {}

  qsize(): number {
    return this.items.length;
  }

  empty(): boolean {
    return this.items.length === 0;
  }

  full(): boolean {
    return this.maxsize > 0 && this.items.length >= this.maxsize;
  }

  protected add(item: T): void {
    this.items.push(item);
  }

  protected take(): T {
    return this.items.shift()!;
  }

  *put(item: T): Coroutine<null> {
    while (this.full()) yield* this.#wait(this.#putters, () => !this.full());
    return this.put_nowait(item);
  }

  /** @throws QueueFull */
  put_nowait(item: T): null {
    if (this.full()) throw new QueueFull();
    this.add(item);
    this.#unfinished++;
    this.#finished.clear();
    wakeNext(this.#getters);
    return null;
  }

  *get(): Coroutine<T> {
    while (this.empty()) yield* this.#wait(this.#getters, () => !this.empty());
    return this.get_nowait();
  }

  /** @throws QueueEmpty */
  get_nowait(): T {
    if (this.empty()) throw new QueueEmpty();
    const item = this.take();
    wakeNext(this.#putters);
    return item;
  }

  /** Waits to be woken; who is taken away just then wakes the next. */
  *#wait(waiters: Future[], isReady: () => boolean): Coroutine<void> {
    const waiter = get_running_loop().create_future();
    waiters.push(waiter);
    try {
      yield* waiter.__await__();
    } catch (error) {
      waiter.cancel();
      const place = waiters.indexOf(waiter);
      if (place >= 0) waiters.splice(place, 1);
      if (isReady() && !waiter.cancelled()) wakeNext(waiters);
      throw error;
    }
  }

  /** @throws ValueError when it is called more often than `put` */
  task_done(): null {
    if (this.#unfinished <= 0) throw new ValueError("task_done() called too many times");
    if (--this.#unfinished === 0) this.#finished.set();
    return null;
  }

  /** Waits until `task_done` has been called for every item. */
  *join(): Coroutine<null> {
    if (this.#unfinished > 0) yield* this.#finished.wait();
    return null;
  }

  override __repr__(): string {
    return `<${className(this.constructor)} at ${addressOf(this)} maxsize=${this.maxsize}>`;
  }
}
for (const name of ["put", "get", "join"] as const) coroutine(Queue.prototype[name]);

function wakeNext(waiters: Future[]): void {
  for (let waiter = waiters.shift(); waiter !== undefined; waiter = waiters.shift()) {
    if (waiter.done()) continue;
    waiter.set_result(null);
    return;
  }
}

/** Mirrors asyncio.PriorityQueue: the smallest first. */
export class PriorityQueue<T = unknown> extends Queue<T> {
  protected override add(item: T): void {
    heappush(this.items, item);
  }

  protected override take(): T {
    return heappop(this.items);
  }
}

/** Mirrors asyncio.LifoQueue: last in, first out. */
export class LifoQueue<T = unknown> extends Queue<T> {
  protected override take(): T {
    return this.items.pop()!;
  }
}

libraryModule("asyncio.queues", () => ({ Queue, PriorityQueue, LifoQueue }), { Queue, PriorityQueue, LifoQueue });
