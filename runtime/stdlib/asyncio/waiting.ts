/** Waiting for several things, or for a time. Mirrors the functions of Lib/asyncio/tasks.py. */
import { awaiting, type Coroutine, coroutine, isCoroutine } from "../../builtins/coroutine.js";
import { le } from "../../builtins/compare.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { isOptions } from "../../builtins/protocol.js";
import { exception, raise } from "../../builtins/raise.js";
import { text } from "../../builtins/repr.js";
import { set } from "../../builtins/set.js";
import { truth } from "../../builtins/truth.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION } from "../../concurrent/futures/waiting.js";
import { CancelledError, TimeoutError } from "./exceptions.js";
import { Future } from "./futures.js";
import { type EventLoop, get_event_loop, get_running_loop } from "./loop.js";
import { ensure_future } from "./tasks.js";

export { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION };

type Timeout = number | bigint | null;

const release = (waiter: Future): null => {
  if (!waiter.done()) waiter.set_result(null);
  return null;
};

export const sleep = coroutine(function* sleep<T = null>(delay: number | bigint, result: T = null as T): Coroutine<T> {
  if (truth(le(delay, 0))) {
    yield null;
    return result;
  }
  const loop = get_running_loop();
  const future = loop.create_future();
  const handle = loop.call_later(delay, () => (future.cancelled() ? null : future.set_result(result)));
  try {
    return (yield* future.__await__()) as T;
  } finally {
    handle.cancel();
  }
});

/** The future that `gather` gives: to cancel it is to cancel what it waits for. */
class GatheringFuture extends Future<unknown[]> {
  readonly #children: Future[];
  isCancelRequested = false;

  constructor(children: Future[], loop: EventLoop) {
    super({ loop });
    this.#children = children;
  }

  override cancel(msg: unknown = null): boolean {
    if (this.done()) return false;
    let isAny = false;
    for (const child of this.#children) if (child.cancel(msg)) isAny = true;
    if (isAny) this.isCancelRequested = true;
    return isAny;
  }
}
Object.defineProperty(GatheringFuture, "name", { value: "_GatheringFuture" });

/** The results of all, in their order; the first exception is raised, unless exceptions are to be results. */
export function gather(...args: unknown[]): Future<unknown[]> {
  const last = args.at(-1);
  const isGiven = isOptions(last);
  const given = isGiven ? args.slice(0, -1) : args;
  const returnsExceptions = isGiven && truth((last as { return_exceptions?: unknown }).return_exceptions ?? false);
  if (given.length === 0) {
    const empty = get_event_loop().create_future() as Future<unknown[]>;
    empty.set_result([]);
    return empty;
  }
  const futures = new Map<unknown, Future>();
  const children: Future[] = [];
  let finished = 0;
  let outer: GatheringFuture | null = null;
  const onDone = (future: Future): null => {
    finished++;
    if (outer === null || outer.done()) {
      if (!future.cancelled()) future.exception(); // nobody will ask for it
      return null;
    }
    if (!returnsExceptions) {
      if (future.cancelled()) return outer.set_exception(future.makeCancelledError());
      const raised = future.exception();
      if (raised !== null) return outer.set_exception(raised);
    }
    if (finished < futures.size) return null;
    if (outer.isCancelRequested) return outer.set_exception(future.makeCancelledError());
    return outer.set_result(children.map(outcome));
  };
  for (const item of given) {
    let future = futures.get(item);
    if (future === undefined) {
      future = ensure_future(item, { loop: children[0]?.get_loop() ?? null });
      futures.set(item, future);
      future.add_done_callback(onDone);
    }
    children.push(future);
  }
  outer = new GatheringFuture(children, children[0]!.get_loop());
  return outer;
}

function outcome(future: Future): unknown {
  if (future.cancelled()) return new CancelledError(future._cancel_message ?? "");
  return future.exception() ?? future.result();
}

function checkFutures(fs: unknown): Future[] {
  if (fs instanceof Future || isCoroutine(fs)) {
    throw new TypeError(`expect a list of futures, not ${typeName(fs)}`);
  }
  return [...new globalThis.Set(iterate<Future>(fs))];
}

/** Waits until some or all are done: the set of those that are, and that of the others. */
export const wait = coroutine(function* wait(
  fs: unknown,
  { timeout = null, return_when = ALL_COMPLETED }: { timeout?: Timeout; return_when?: string } = {},
): Coroutine<tuple<[set<Future>, set<Future>]>> {
  const futures = checkFutures(fs);
  if (futures.length === 0) throw new ValueError("Set of Tasks/Futures is empty.");
  if (![FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED].includes(return_when)) {
    throw new ValueError(`Invalid return_when value: ${text(return_when)}`);
  }
  if (futures.some(isCoroutine)) throw new TypeError("Passing coroutines is forbidden, use tasks explicitly.");
  const loop = get_running_loop();
  const waiter = loop.create_future();
  const handle = timeout === null ? null : loop.call_later(timeout, release, waiter);
  let count = futures.length;
  const onDone = (future: Future): null => {
    count--;
    const hasFailed = return_when === FIRST_EXCEPTION && !future.cancelled() && future.exception() !== null;
    if (count > 0 && return_when !== FIRST_COMPLETED && !hasFailed) return null;
    handle?.cancel();
    return release(waiter);
  };
  for (const future of futures) future.add_done_callback(onDone);
  try {
    yield* waiter.__await__();
  } finally {
    handle?.cancel();
    for (const future of futures) future.remove_done_callback(onDone);
  }
  const done = futures.filter((future) => future.done());
  return tuple.of(new set(done), new set(futures.filter((future) => !future.done()))) as never;
});

const cancelAndWait = coroutine(function* (future: Future, loop: EventLoop): Coroutine<void> {
  const waiter = loop.create_future();
  const onDone = (_future: Future): null => release(waiter);
  future.add_done_callback(onDone);
  try {
    future.cancel();
    yield* waiter.__await__();
  } finally {
    future.remove_done_callback(onDone);
  }
});

/** The result of a future that was cancelled for its time. */
function resultInTime(future: Future): unknown {
  try {
    return future.result();
  } catch (error) {
    const raised = exception(error);
    if (raised instanceof CancelledError) throw raise(new TimeoutError(), { cause: raised });
    throw error;
  }
}

/** Waits no longer than so many seconds, and then cancels. @throws TimeoutError */
export const wait_for = coroutine(function* wait_for(fut: unknown, timeout: Timeout): Coroutine<unknown> {
  const loop = get_running_loop();
  if (timeout === null) return yield* awaiting(fut);
  if (Number(timeout) <= 0) {
    const future = ensure_future(fut, { loop });
    if (future.done()) return future.result();
    yield* cancelAndWait(future, loop);
    return resultInTime(future);
  }
  const waiter = loop.create_future();
  const handle = loop.call_later(timeout, release, waiter);
  const future = ensure_future(fut, { loop });
  const onDone = (_future: Future): null => release(waiter);
  future.add_done_callback(onDone);
  try {
    try {
      yield* waiter.__await__();
    } catch (error) {
      if (!(exception(error) instanceof CancelledError)) throw error;
      if (future.done()) return future.result();
      future.remove_done_callback(onDone);
      yield* cancelAndWait(future, loop);
      throw error;
    }
    if (future.done()) return future.result();
    future.remove_done_callback(onDone);
    yield* cancelAndWait(future, loop);
    return resultInTime(future);
  } finally {
    handle.cancel();
  }
});

/** Coroutines that give the results in the order in which they come. */
export function* as_completed(fs: unknown, { timeout = null }: { timeout?: Timeout } = {}): Generator<Coroutine> {
  const items = checkFutures(fs);
  const loop = get_event_loop();
  const futures = items.map((item) => ensure_future(item, { loop }));
  const finished: (Future | null)[] = [];
  const waiters: Future[] = [];
  const give = (future: Future | null): void => {
    const waiter = waiters.find((each) => !each.done());
    if (waiter === undefined) finished.push(future);
    else waiter.set_result(future);
  };
  const handle = timeout === null ? null : loop.call_later(timeout, onTime);
  let left = futures.length;
  function onTime(): null {
    for (const future of futures) future.remove_done_callback(onDone);
    for (; left > 0; left--) give(null);
    return null;
  }
  function onDone(future: Future): null {
    left--;
    if (left === 0) handle?.cancel();
    give(future);
    return null;
  }
  for (const future of futures) future.add_done_callback(onDone);
  const next = coroutine(function* _wait_for_one(): Coroutine<unknown> {
    let future = finished.shift();
    if (future === undefined) {
      const waiter = loop.create_future();
      waiters.push(waiter);
      future = (yield* waiter.__await__()) as Future | null;
    }
    if (future === null) throw new TimeoutError();
    return future.result();
  });
  for (let index = 0; index < futures.length; index++) yield next();
}

/** Waits for something that is not cancelled when the waiting is. */
export function shield(arg: unknown): Future {
  const inner = ensure_future(arg);
  if (inner.done()) return inner;
  const outer = inner.get_loop().create_future();
  const onInner = (_inner: Future): null => {
    if (outer.cancelled()) return null;
    if (inner.cancelled()) outer.cancel();
    else {
      const raised = inner.exception();
      if (raised === null) outer.set_result(inner.result());
      else outer.set_exception(raised);
    }
    return null;
  };
  inner.add_done_callback(onInner);
  outer.add_done_callback((_outer: Future) => {
    if (!inner.done()) inner.remove_done_callback(onInner);
    return null;
  });
  return outer;
}
