/** How a Pool cuts an iterable into tasks. */
import { StopIteration } from "../../builtins/exceptions.js";
import type { int } from "../../builtins/numbers.js";
import { exception } from "../../builtins/raise.js";
import { tuple } from "../../builtins/tuple.js";
import type { IMapIterator } from "./results.js";
import { mapstar, type Task } from "./worker.js";

/** CPython's choice: about four chunks for each worker. */
export function chunkSizeFor(length: number, workers: number, given: int | null | undefined): number {
  if (given !== null && given !== undefined) return Number(given);
  return Math.ceil(length / (workers * 4));
}

/** The tasks of `map`: a chunk of items each. */
export function* chunkTasks(mapper: unknown, func: unknown, items: readonly unknown[], size: number): Generator<Task> {
  for (let start = 0; start < items.length; start += size) {
    yield tuple.of(mapper, tuple.of(func, new tuple(items.slice(start, start + size))), null);
  }
}

/** The tasks of `imap`: an item each. */
export function* itemTasks(func: unknown, items: Iterator<unknown>): Generator<Task> {
  for (let next = items.next(); next.done !== true; next = items.next()) {
    yield tuple.of(func, tuple.of(next.value), null);
  }
}

/** The tasks of `imap` with a chunk size: the items are read when the task is sent. */
export function* lazyChunkTasks(func: unknown, items: Iterator<unknown>, size: number): Generator<Task> {
  for (;;) {
    const chunk: unknown[] = [];
    while (chunk.length < size) {
      const next = items.next();
      if (next.done === true) break;
      chunk.push(next.value);
    }
    if (chunk.length === 0) return;
    yield tuple.of(mapstar, tuple.of(func, new tuple(chunk)), null);
  }
}

/** The items of the chunks, one by one. */
export function* flattened<R>(chunks: IMapIterator<R[]>): Generator<R> {
  for (;;) {
    let chunk: R[];
    try {
      chunk = chunks.next();
    } catch (error) {
      if (exception(error) instanceof StopIteration) return;
      throw error;
    }
    yield* chunk;
  }
}
