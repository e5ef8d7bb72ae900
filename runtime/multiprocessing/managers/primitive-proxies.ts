/**
 * Proxies of what blocks: locks, events, queues. In CPython they stand for an object of `threading` or `queue` in the
 * server, which has a thread for each client. Here they are primitives in shared memory, so that a client that waits
 * keeps nobody else waiting; their server is only asked whether it is still there.
 */
import { AssertionError, RuntimeError, ValueError } from "../../builtins/exceptions.js";
import { bytes } from "../../builtins/bytes.js";
import { callmethod } from "../../builtins/call-method.js";
import type { dict } from "../../builtins/dict.js";
import { addressOf } from "../../builtins/names.js";
import { exception } from "../../builtins/raise.js";
import { tuple } from "../../builtins/tuple.js";
import { truth } from "../../builtins/truth.js";
import { collectShipped, noteShipped } from "../../kernel/holds.js";
import {
  createMailbox,
  EMPTY,
  freeMessage,
  isFull,
  itemCount,
  MAILBOX_KIND,
  mailboxExtra,
  messageBytes,
  receive,
  send,
} from "../../kernel/mailbox.js";
import { dumps, loads, register, withPickle } from "../../kernel/pickle.js";
import { registerModule } from "../../kernel/registry.js";
import { format_exception } from "../../kernel/traceback.js";
import { addUnfinished, finishTask, UNFINISHED_BYTES, waitUntilFinished } from "../../kernel/unfinished.js";
import { deadlineOf } from "../../kernel/wait.js";
import { Empty, Full } from "../../stdlib/queue/errors.js";
import { Barrier } from "../barrier.js";
import { RemoteError } from "../crew/errors.js";
import { attach, attached, handle, pickleForSpawning, type Shared } from "../spawning.js";
import { BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore } from "../synchronize.js";
import { type Link, travellingHandle } from "./link.js";
import { BaseProxy, Referent, Token } from "./proxy.js";

type Timeout = number | bigint | null;

/** A time that has passed: try, but don't wait. */
const AT_ONCE = 0;

/** A proxy that works on shared memory itself. */
abstract class PrimitiveProxy<P extends Shared> extends BaseProxy {
  readonly #token: Token;
  readonly #primitive: P;

  constructor(token: Token, primitive: P) {
    super(token);
    this.#token = token;
    this.#primitive = primitive;
  }

  /** The primitive. Raises BrokenPipeError when the manager has ended. */
  get primitive(): P {
    this.#token.link.check();
    return this.#primitive;
  }

  override _callmethod(
    methodname: string,
    args: Iterable<unknown> = [],
    kwds: dict<string, unknown> | null = null,
  ): unknown {
    if (methodname === "__repr__") return this.describe();
    const keywords = kwds === null ? [] : [Object.fromEntries(kwds.entries())];
    return callmethod(this, methodname, ...args, ...keywords);
  }

  /** What the object in CPython's server looks like: `str(proxy)`. */
  protected abstract describe(): string;

  /** Travels in any pickle, as its token and a pickle of the primitive, whose blocks whoever carries it must hold. */
  override __reduce__(): tuple {
    const { written, blocks } = pickleForSpawning((shipped) => ({ written: dumps(this.#primitive), blocks: shipped }));
    blocks.forEach(noteShipped);
    return tuple.of(RebuildPrimitiveProxy, tuple.of(this.constructor, this.#token, bytes.wrap(written)));
  }
}

/** Calls the primitive, with the errors that the classes of `threading` raise. */
function asThreading<R>(run: () => R, text: string): R {
  try {
    return run();
  } catch (error) {
    const isMisuse = error instanceof ValueError || error instanceof AssertionError;
    throw isMisuse ? new RuntimeError(text) : error;
  }
}

/** Mirrors AcquirerProxy: a Lock, RLock, Semaphore or BoundedSemaphore. */
export class AcquirerProxy extends PrimitiveProxy<Lock | RLock | Semaphore> {
  acquire(blocking = true, timeout: Timeout = null): boolean {
    return this.primitive.acquire(blocking, timeout);
  }

  release(): null {
    const { primitive } = this;
    if (primitive instanceof BoundedSemaphore) {
      try {
        return primitive.release();
      } catch (error) {
        throw error instanceof ValueError ? new ValueError("Semaphore released too many times") : error;
      }
    }
    const text = primitive instanceof RLock ? "cannot release un-acquired lock" : "release unlocked lock";
    return asThreading(() => primitive.release(), text);
  }

  __enter__(): boolean {
    return this.acquire();
  }

  __exit__(..._error: unknown[]): null {
    return this.release();
  }

  protected override describe(): string {
    const { primitive } = this;
    const address = addressOf(primitive);
    if (primitive instanceof BoundedSemaphore)
      return `<threading.BoundedSemaphore at ${address}: ${valueText(primitive)}>`;
    if (primitive instanceof Semaphore) return `<threading.Semaphore at ${address}: ${valueText(primitive)}>`;
    const count = primitive.ownCount();
    const state = primitive.__repr__().includes("None") ? "unlocked" : "locked";
    if (primitive instanceof Lock) return `<${state} _thread.lock object at ${address}>`;
    return `<${state} _thread.RLock object owner=0 count=${count} at ${address}>`;
  }
}

function valueText(semaphore: Semaphore): string {
  return semaphore
    .__repr__()
    .replace(/^.*\(value=(\d+)(?:, maxvalue=(\d+))?\)>$/, (_, value: string, most?: string) =>
      most === undefined ? `value=${value}` : `value=${value}/${most}`,
    );
}

/** Mirrors EventProxy. */
export class EventProxy extends PrimitiveProxy<Event> {
  is_set(): boolean {
    return this.primitive.is_set();
  }

  set(): null {
    return this.primitive.set();
  }

  clear(): null {
    return this.primitive.clear();
  }

  wait(timeout: Timeout = null): boolean {
    return this.primitive.wait(timeout);
  }

  protected override describe(): string {
    return `<threading.Event at ${addressOf(this.primitive)}: ${this.is_set() ? "set" : "unset"}>`;
  }
}

/** Mirrors ConditionProxy. */
export class ConditionProxy extends PrimitiveProxy<Condition> {
  acquire(blocking = true, timeout: Timeout = null): boolean {
    return this.primitive.acquire(blocking, timeout);
  }

  release(): null {
    return asThreading(() => this.primitive.release(), "cannot release un-acquired lock");
  }

  wait(timeout: Timeout = null): boolean {
    return asThreading(() => this.primitive.wait(timeout), "cannot wait on un-acquired lock");
  }

  wait_for<T>(predicate: () => T, timeout: Timeout = null): T {
    return this.primitive.wait_for(predicate, timeout);
  }

  notify(n: number | bigint = 1): null {
    return asThreading(() => this.primitive.notify(n), "cannot notify on un-acquired lock");
  }

  notify_all(): null {
    return asThreading(() => this.primitive.notify_all(), "cannot notify on un-acquired lock");
  }

  __enter__(): boolean {
    return this.acquire();
  }

  __exit__(..._error: unknown[]): null {
    return this.release();
  }

  protected override describe(): string {
    return `<Condition(<unlocked _thread.RLock object owner=0 count=0 at ${addressOf(this.primitive)}>, 0)>`;
  }
}

/** Mirrors BarrierProxy. */
export class BarrierProxy extends PrimitiveProxy<Barrier> {
  wait(timeout: Timeout = null): number {
    return this.primitive.wait(timeout);
  }

  abort(): null {
    return this.primitive.abort();
  }

  reset(): null {
    return this.primitive.reset();
  }

  get parties(): number {
    return this.primitive.parties;
  }

  get n_waiting(): number {
    return this.primitive.n_waiting;
  }

  get broken(): boolean {
    return this.primitive.broken;
  }

  protected override describe(): string {
    const state = this.broken ? "broken" : `waiters=${this.n_waiting}/${this.parties}`;
    return `<threading.Barrier at ${addressOf(this.primitive)}: ${state}>`;
  }
}

/** The mailbox of a manager's queue. */
class QueueBox implements Shared {
  declare readonly [handle]: number;

  constructor(maxsize: number) {
    attach(this, createMailbox(Math.max(0, maxsize), UNFINISHED_BYTES), MAILBOX_KIND);
  }
}

/** The proxy of a `queue.Queue`, whether made by `Queue()` or `JoinableQueue()`. Mirrors AutoProxy[Queue]. */
export class QueueProxy<T = unknown> extends PrimitiveProxy<QueueBox> {
  /** Adds an item. Raises Full, and what pickling the item raises. */
  put(item: T, block = true, timeout: Timeout = null): null {
    const box = this.primitive[handle];
    const until = waitUntil(block, timeout);
    const outcome = collectShipped((shipped) =>
      withPickle(item, (pickle) => {
        // counted before it can be taken: whoever takes it may finish it at once
        addUnfinished(mailboxExtra(box));
        return send(box, pickle, shipped, until);
      }),
    );
    if (outcome !== "sent") {
      finishTask(mailboxExtra(box));
      throw new Full();
    }
    return null;
  }

  /** Takes the first item. Raises Empty. */
  get(block = true, timeout: Timeout = null): T {
    const message = receive(this.primitive[handle], waitUntil(block, timeout));
    if (message <= EMPTY) throw new Empty();
    try {
      return loads(messageBytes(message)) as T;
    } finally {
      freeMessage(message);
    }
  }

  put_nowait(item: T): null {
    return this.put(item, false);
  }

  get_nowait(): T {
    return this.get(false);
  }

  qsize(): number {
    return itemCount(this.primitive[handle]);
  }

  empty(): boolean {
    return this.qsize() === 0;
  }

  full(): boolean {
    return isFull(this.primitive[handle]);
  }

  /** Raises ValueError when called more often than items were put. */
  task_done(): null {
    if (!finishTask(mailboxExtra(this.primitive[handle]))) throw new ValueError("task_done() called too many times");
    return null;
  }

  /** Waits until `task_done` was called for every item. */
  join(): null {
    waitUntilFinished(mailboxExtra(this.primitive[handle]));
    return null;
  }

  protected override describe(): string {
    return `<queue.Queue object at ${addressOf(this.primitive)}>`;
  }
}
Object.defineProperty(QueueProxy, "name", { value: "AutoProxy[Queue]" });

/** The same under its other name. */
export class JoinableQueueProxy<T = unknown> extends QueueProxy<T> {}
Object.defineProperty(JoinableQueueProxy, "name", { value: "AutoProxy[JoinableQueue]" });

function waitUntil(block: boolean, timeout: Timeout): number | null {
  if (!truth(block)) return AT_ONCE;
  if (timeout !== null && Number(timeout) < 0) throw new ValueError("'timeout' must be a non-negative number");
  return deadlineOf(timeout);
}

/** The types that live in shared memory, and how each is made. */
const MAKERS = {
  Lock: (token: TokenFor) => made(AcquirerProxy, token, new Lock()),
  RLock: (token: TokenFor) => made(AcquirerProxy, token, new RLock()),
  Semaphore: (token: TokenFor, value: number = 1) => made(AcquirerProxy, token, new Semaphore(initial(value))),
  BoundedSemaphore: (token: TokenFor, value: number = 1) =>
    made(AcquirerProxy, token, new BoundedSemaphore(initial(value))),
  Condition: (token: TokenFor, lock: AcquirerProxy | null = null) =>
    made(ConditionProxy, token, new Condition(lock === null ? null : (lock.primitive as Lock | RLock))),
  Event: (token: TokenFor) => made(EventProxy, token, new Event()),
  Barrier: (token: TokenFor, parties: number, action: (() => unknown) | null = null, timeout: Timeout = null) =>
    made(BarrierProxy, token, new Barrier(parties, action, timeout)),
  Queue: (token: TokenFor, maxsize: number = 0) => made(QueueProxy, token, new QueueBox(Number(maxsize))),
  JoinableQueue: (token: TokenFor, maxsize: number = 0) =>
    made(JoinableQueueProxy, token, new QueueBox(Number(maxsize))),
};

type TokenFor = (primitive: Shared) => Token;

/** @throws ValueError as the semaphores of `threading` do */
function initial(value: number): number {
  if (value < 0) throw new ValueError("semaphore initial value must be >= 0");
  return value;
}

function made<P extends Shared, X>(Proxy: new (token: Token, primitive: P) => X, token: TokenFor, primitive: P): X {
  return new Proxy(token(primitive), primitive);
}

export type PrimitiveType = keyof typeof MAKERS;

/** True for the types that need no server. */
export function isPrimitiveType(typeid: string): typeid is PrimitiveType {
  return Object.hasOwn(MAKERS, typeid);
}

/**
 * Makes an object of such a type, and its proxy.
 *
 * @throws RemoteError with what a server would have raised
 */
export function makePrimitive(link: Link, typeid: PrimitiveType, args: readonly unknown[]): BaseProxy {
  const token: TokenFor = (primitive) => new Token(typeid, link, new Referent(primitive[handle]));
  try {
    return (MAKERS[typeid] as (token: TokenFor, ...args: readonly unknown[]) => BaseProxy)(token, ...args);
  } catch (error) {
    throw new RemoteError(format_exception(exception(error)).join(""));
  }
}

register(
  QueueBox,
  (box) => [travellingHandle(box)],
  (offset) => attached(QueueBox, offset),
  "ManagerQueue",
);

type ProxyClass = new (token: Token, primitive: Shared) => PrimitiveProxy<Shared>;

function RebuildPrimitiveProxy(Proxy: ProxyClass, token: Token, primitive: bytes): PrimitiveProxy<Shared> {
  return new Proxy(token, loads(primitive.data) as Shared);
}

registerModule("multiprocessing.managers", {
  AcquirerProxy,
  EventProxy,
  ConditionProxy,
  BarrierProxy,
  QueueProxy,
  JoinableQueueProxy,
  RebuildPrimitiveProxy,
});
