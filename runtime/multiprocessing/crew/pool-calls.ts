/** The calls that every pool takes, of processes or of threads. Mirrors the methods of Lib/multiprocessing/pool.py. */
import { dict } from "../../builtins/dict.js";
import { ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import type { int } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { isOptions } from "../../builtins/protocol.js";
import { tuple } from "../../builtins/tuple.js";
import {
  ApplyResult,
  type Callback,
  IMapIterator,
  IMapUnorderedIterator,
  type Job,
  type JobOwner,
  MapResult,
} from "./results.js";
import { chunkSizeFor, chunkTasks, flattened, itemTasks, lazyChunkTasks } from "./tasks.js";
import { mapstar, starmapstar, type Task } from "./worker.js";

/** What a Pool can be asked to call: a function, a class, a callable object. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any parameters
export type Callable<R> = ((...args: any[]) => R) | (new (...args: any[]) => R) | object;

/** Callbacks: called in this process with the result, or with the exception. */
export interface CallbackOptions {
  callback?: Callback;
  error_callback?: Callback;
}

/** Tasks of one imap call that may be out at once: so far its iterable is read ahead. */
const IMAP_AHEAD = 1_000;
/** A pool, by what it does with jobs. */
export abstract class PoolCalls extends object {
  /** @throws ValueError "Pool not running" */
  protected abstract checkRunning(): void;
  /** Who waits for results. */
  protected abstract get owner(): JobOwner;
  /** How many workers there are. */
  protected abstract get size(): number;
  /** Has the parts of a job done. */
  protected abstract add<J extends Job>(job: J): J;

  /** Calls `func(*args, **kwds)` in a worker and waits for the result. */
  apply<R>(func: Callable<R>, args: Iterable<unknown> = [], kwds?: Keywords): R {
    return this.apply_async(func, args, kwds).get();
  }

  apply_async<R>(
    func: Callable<R>,
    args: Iterable<unknown> = [],
    kwds?: Keywords,
    options: CallbackOptions = {},
  ): ApplyResult<R> {
    const [keywords, callbacks] = splitKeywords(kwds, options);
    this.checkRunning();
    const task: Task = tuple.of(func, new tuple(iterate(args)), keywords);
    const { callback, error_callback } = callbacks;
    return this.add(new ApplyResult<R>(this.owner, [task].values(), callback, error_callback));
  }

  /** The list of `func(item)` for every item. */
  map<T, R>(func: Callable<R>, iterable: Iterable<T>, chunksize?: int | null): R[] {
    return this.map_async<T, R>(func, iterable, chunksize).get();
  }

  map_async<T, R>(
    func: Callable<R>,
    iterable: Iterable<T>,
    chunksize?: int | null,
    options: CallbackOptions = {},
  ): MapResult<R> {
    return this.#mapAsync(mapstar, func, iterable, chunksize, options);
  }

  /** The list of `func(*items)` for every group of items. */
  starmap<R>(func: Callable<R>, iterable: Iterable<Iterable<unknown>>, chunksize?: int | null): R[] {
    return this.starmap_async<R>(func, iterable, chunksize).get();
  }

  starmap_async<R>(
    func: Callable<R>,
    iterable: Iterable<Iterable<unknown>>,
    chunksize?: int | null,
    options: CallbackOptions = {},
  ): MapResult<R> {
    return this.#mapAsync(starmapstar, func, iterable, chunksize, options);
  }

  #mapAsync<R>(
    mapper: typeof mapstar | typeof starmapstar,
    func: Callable<R>,
    iterable: Iterable<unknown>,
    chunksize: int | null | undefined,
    options: CallbackOptions,
  ): MapResult<R> {
    this.checkRunning();
    const items = [...iterate(iterable)];
    const size = chunkSizeFor(items.length, this.size, chunksize);
    const tasks = chunkTasks(mapper, func, items, size);
    const { callback, error_callback } = options;
    return this.add(new MapResult<R>(this.owner, tasks, items.length, size, callback, error_callback));
  }

  /** An iterator over `func(item)` in the items' order; `next(timeout)` waits for one. */
  imap<T, R>(func: Callable<R>, iterable: Iterable<T>, chunksize: int = 1): IMapIterator<R> {
    return this.#imap(IMapIterator<R>, func, iterable, chunksize);
  }

  /** As imap, in the order in which the results come. */
  imap_unordered<T, R>(func: Callable<R>, iterable: Iterable<T>, chunksize: int = 1): IMapIterator<R> {
    return this.#imap(IMapUnorderedIterator<R>, func, iterable, chunksize);
  }

  #imap<R>(
    Result: typeof IMapIterator<R>,
    func: Callable<R>,
    iterable: Iterable<unknown>,
    chunksize: int,
  ): IMapIterator<R> {
    this.checkRunning();
    const size = Number(chunksize);
    if (size < 1) throw new ValueError(`Chunksize must be 1+, not ${size}`);
    const items = iterate<unknown>(iterable)[Symbol.iterator]();
    if (size === 1) return this.add(new Result(this.owner, itemTasks(func, items), IMAP_AHEAD));
    const chunks = this.add(new Result(this.owner, lazyChunkTasks(func, items, size), IMAP_AHEAD));
    return flattened(chunks as unknown as IMapIterator<R[]>) as unknown as IMapIterator<R>;
  }
}

type Keywords = dict<string, unknown> | CallbackOptions | null;

/** The callbacks follow the keyword arguments, or stand in their place where there are none. */
function splitKeywords(
  kwds: Keywords | undefined,
  options: CallbackOptions,
): [dict<string, unknown> | null, CallbackOptions] {
  if (kwds instanceof dict) return [kwds, options];
  return [null, isOptions(kwds) ? (kwds as CallbackOptions) : options];
}
