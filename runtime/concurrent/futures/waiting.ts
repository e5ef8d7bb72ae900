/** Waiting for several futures. Mirrors wait() and as_completed() of Lib/concurrent/futures/_base.py. */
import { AttributeError, ValueError } from "../../builtins/exceptions.js";
import { repr } from "../../builtins/repr.js";
import { set } from "../../builtins/set.js";
import { tuple } from "../../builtins/tuple.js";
import { iterate } from "../../builtins/iterate.js";
import { typeName } from "../../builtins/type-name.js";
import { registerModule } from "../../kernel/registry.js";
import { deadlineOf, waitAny } from "../../kernel/wait.js";
import { TimeoutError } from "./errors.js";
import { Future, runnerOf } from "./future.js";
import { markRepeatable } from "../../kernel/attempt.js";

type Timeout = number | bigint | null | undefined;

export const FIRST_COMPLETED = "FIRST_COMPLETED";
export const FIRST_EXCEPTION = "FIRST_EXCEPTION";
export const ALL_COMPLETED = "ALL_COMPLETED";

/** What `wait` returns. */
export class DoneAndNotDoneFutures extends (tuple as unknown as new (items: readonly unknown[]) => tuple) {
  get done(): set<Future> {
    return this[0] as set<Future>;
  }

  get not_done(): set<Future> {
    return this[1] as set<Future>;
  }

  __repr__(): string {
    return `DoneAndNotDoneFutures(done=${repr(this.done)}, not_done=${repr(this.not_done)})`;
  }
}

/** Waits for futures until `return_when`, or for `timeout` seconds; tells which are done and which are not. */
export function wait(
  fs: Iterable<Future>,
  timeout?: Timeout,
  return_when: string = ALL_COMPLETED,
): DoneAndNotDoneFutures {
  const futures = distinct(fs);
  const enough = condition(futures, return_when);
  const pump = pumpFor(futures);
  const ready = () => {
    pump();
    return enough() ? true : null;
  };
  waitAny(ready, deadlineOf(timeout));
  const done = futures.filter(isDone);
  const open = futures.filter((future) => !isDone(future));
  return new DoneAndNotDoneFutures([new set(done), new set(open)]);
}

function condition(futures: Future[], return_when: string): () => boolean {
  switch (return_when) {
    case FIRST_COMPLETED:
      return () => futures.length === 0 || futures.some(isDone);
    case FIRST_EXCEPTION:
      return () => futures.some(hasRaised) || futures.every(isDone);
    case ALL_COMPLETED:
      return () => futures.every(isDone);
    default:
      throw new ValueError(`Invalid return condition: ${repr(return_when)}`);
  }
}

function hasRaised(future: Future): boolean {
  return isDone(future) && !future.cancelled() && future.exception() !== null;
}

/** As `done()`, without asking whoever runs the call for news. */
function isDone(future: Future): boolean {
  return future._state !== "PENDING" && future._state !== "RUNNING";
}

/** A function that asks all who run the calls of these futures for news. */
function pumpFor(futures: Future[]): () => void {
  const runners = new globalThis.Set(futures.map(runnerOf));
  return () => runners.forEach((runner) => runner?.pump());
}

/** The futures in the order in which they end. Raises TimeoutError when `timeout` seconds have passed before the last. */
export function* as_completed<F extends Future>(fs: Iterable<F>, timeout?: Timeout): Generator<F> {
  const deadline = deadlineOf(timeout);
  const futures = distinct(fs);
  const pump = pumpFor(futures);
  const finished = inOrderOfCompletion(futures);
  const ready = () => {
    if (finished.length === 0) pump();
    return finished.shift() ?? null;
  };
  for (let open = futures.length; open > 0; open--) {
    const next = waitAny(ready, deadline);
    if (next === null) throw new TimeoutError(`${open} (of ${futures.length}) futures unfinished`);
    yield next;
  }
}

/** A list that each future joins when it ends. */
function inOrderOfCompletion<F extends Future>(futures: F[]): F[] {
  const finished: F[] = [];
  for (const future of futures) future.add_done_callback(() => finished.push(future));
  return finished;
}

function distinct<F extends Future>(fs: Iterable<F>): F[] {
  const futures = [...new globalThis.Set(iterate<F>(fs))];
  for (const future of futures) {
    if (!(future instanceof Future))
      throw new AttributeError(`'${typeName(future)}' object has no attribute '_condition'`);
  }
  return futures;
}

markRepeatable(wait);
registerModule("concurrent.futures._base", { DoneAndNotDoneFutures, wait, as_completed });
