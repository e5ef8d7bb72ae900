/** What all executors have in common. Mirrors Executor of Lib/concurrent/futures/_base.py. */
import { NotImplementedError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { object } from "../../builtins/object.js";
import { isOptions } from "../../builtins/protocol.js";
import { registerModule } from "../../kernel/registry.js";
import { deadlineOf } from "../../kernel/wait.js";
import type { Future } from "./future.js";

export interface MapOptions {
  timeout?: number | bigint | null;
  chunksize?: number | bigint;
}

export interface ShutdownOptions {
  cancel_futures?: boolean;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any function, class or callable object
export type Callable<R> = ((...args: any[]) => R) | (new (...args: any[]) => R) | object;

export abstract class Executor extends object {
  override __init__(): void {}

  /** Has `fn(*args, **kwargs)` run; keyword arguments in a trailing options object. */
  submit<R>(_fn: Callable<R>, ..._args: unknown[]): Future<R> {
    throw new NotImplementedError();
  }

  /**
   * An iterator over `fn(*items)` for the items that the iterables have at the same place, in order.
   * All calls are submitted at once; `timeout` and `chunksize` in a trailing options object.
   */
  map<R>(fn: Callable<R>, ...iterables: unknown[]): Generator<R> {
    const [sources, { timeout }] = splitMapOptions(iterables);
    const deadline = deadlineOf(timeout);
    const futures = zipped(sources).map((items) => this.submit<R>(fn, ...items));
    return resultsOf(futures, deadline);
  }

  shutdown(_wait = true, _options: ShutdownOptions = {}): null {
    return null;
  }

  __enter__(): this {
    return this;
  }

  __exit__(..._error: unknown[]): false {
    this.shutdown(true);
    return false;
  }
}

export function splitMapOptions(args: unknown[]): [sources: Iterable<unknown>[], options: MapOptions] {
  const last = args.at(-1);
  return isOptions(last) ? [args.slice(0, -1) as never, last] : [args as never, {}];
}

/** Mirrors list(zip(*iterables)). */
export function zipped(iterables: readonly Iterable<unknown>[]): unknown[][] {
  if (iterables.length === 0) return [];
  const iterators = iterables.map((iterable) => iterate<unknown>(iterable)[Symbol.iterator]());
  const rows: unknown[][] = [];
  for (;;) {
    const row: unknown[] = [];
    for (const iterator of iterators) {
      const next = iterator.next();
      if (next.done === true) return rows;
      row.push(next.value);
    }
    rows.push(row);
  }
}

/** The futures' results; who stops early cancels the rest. */
function* resultsOf<R>(futures: Future<R>[], deadline: number | null): Generator<R> {
  try {
    for (let future = futures.shift(); future !== undefined; future = futures.shift()) {
      const current = future;
      const left = deadline === null ? null : Math.max(0, (deadline - performance.now()) / 1000);
      try {
        yield current.result(left);
      } finally {
        current.cancel();
      }
    }
  } finally {
    for (const future of futures) future.cancel();
  }
}

registerModule("concurrent.futures._base", { Executor });
