/**
 * Calls that may have to wait for what another client does first. CPython's server waits in the thread of the client that
 * called; here the call is tried again whenever something has changed, and the server goes on meanwhile.
 */
import { truth } from "../../../builtins/truth.js";
import { Empty, Full, LifoQueue, Queue as LocalQueue, SimpleQueue as LocalSimpleQueue } from "../../../stdlib/queue.js";
import { JoinableQueue, Queue, SimpleQueue } from "../../queues.js";
import { BoundedSemaphore, Event, Lock, RLock, Semaphore } from "../../synchronize.js";
import type { Keywords } from "./wire.js";

/** Makes a call if that needs no waiting, and returns its value; null when it would have to wait. */
export type Try = () => { value: unknown } | null;

/**
 * For a call that may have to wait, what tries it; null for all others.
 */
export function attempt(obj: unknown, methodname: string, args: readonly unknown[], kwds: Keywords): Try | null {
  const given = (name: string, at: number, otherwise: unknown): unknown =>
    kwds.get(name, args[at] === undefined ? otherwise : args[at]);
  if (isQueue(obj)) {
    if (methodname === "get") return until(given("block", 0, true), given("timeout", 1, null), () => get(obj), Empty);
    if (methodname !== "put") return null;
    const item = given("item", 0, given("obj", 0, null));
    return until(given("block", 1, true), given("timeout", 2, null), () => put(obj, item), Full);
  }
  if (isAcquirable(obj) && methodname === "acquire") {
    const block = given("blocking", 0, given("block", 0, true));
    return until(block, given("timeout", 1, null), () => (obj.acquire(false) ? { value: true } : null), null);
  }
  if (obj instanceof Event && methodname === "wait") {
    return until(true, given("timeout", 0, null), () => (obj.is_set() ? { value: true } : null), null);
  }
  return null;
}

type AnyQueue = Queue | SimpleQueue | LocalQueue | LocalSimpleQueue;

function isQueue(obj: unknown): obj is AnyQueue {
  return [Queue, JoinableQueue, SimpleQueue, LocalQueue, LifoQueue, LocalSimpleQueue].some(
    (kind) => obj instanceof kind,
  );
}

type Acquirable = { acquire(block: boolean): boolean };

function isAcquirable(obj: unknown): obj is Acquirable {
  return [Lock, RLock, Semaphore, BoundedSemaphore].some((kind) => obj instanceof kind);
}

function get(queue: AnyQueue): { value: unknown } | null {
  if (queue instanceof SimpleQueue) return queue.empty() ? null : { value: queue.get() };
  return orNull(() => queue.get(false), Empty);
}

function put(queue: AnyQueue, item: unknown): { value: unknown } | null {
  if (queue instanceof SimpleQueue) return { value: queue.put(item) };
  return orNull(() => queue.put(item, false), Full);
}

function orNull(run: () => unknown, Refusal: typeof Empty | typeof Full): { value: unknown } | null {
  try {
    return { value: run() };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Tries until the time has passed; then raises, or gives False where there is nothing to raise. */
function until(block: unknown, timeout: unknown, run: Try, Refusal: typeof Empty | typeof Full | null): Try {
  const seconds = !truth(block) ? 0 : timeout === null ? Infinity : Number(timeout);
  const deadline = performance.now() + seconds * 1000;
  return () => {
    const done = run();
    if (done !== null || performance.now() < deadline) return done;
    if (Refusal === null) return { value: false };
    throw new Refusal();
  };
}
