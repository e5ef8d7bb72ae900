/** Mirrors Lib/heapq.py: the same moves, so that a heap's list looks as CPython's does. */
import { lt } from "../builtins/compare.js";
import { caller } from "../builtins/call.js";
import { IndexError } from "../builtins/exceptions.js";
import { sorted } from "../builtins/functions/aggregates.js";
import { iterate } from "../builtins/iterate.js";
import { isOptions } from "../builtins/protocol.js";
import { libraryModule } from "./module.js";
import * as self from "./heapq.js";

/** Moves the item at `position` up to its place below `start`. */
function siftDown<T>(heap: T[], start: number, position: number): void {
  const item = heap[position]!;
  let at = position;
  while (at > start) {
    const parentAt = (at - 1) >> 1;
    const parent = heap[parentAt]!;
    if (!lt(item, parent)) break;
    heap[at] = parent;
    at = parentAt;
  }
  heap[at] = item;
}

/** Moves the smaller children up to the leaf, and the item there back to its place. */
function siftUp<T>(heap: T[], position: number): void {
  const item = heap[position]!;
  let at = position;
  for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
    const right = child + 1;
    if (right < heap.length && !lt(heap[child], heap[right])) child = right;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = item;
  siftDown(heap, position, at);
}

/** Mirrors `heappush`. */
export function heappush<T>(heap: T[], item: T): void {
  heap.push(item);
  siftDown(heap, 0, heap.length - 1);
}

/** Mirrors `heappop`. @throws IndexError */
export function heappop<T>(heap: T[]): T {
  if (heap.length === 0) throw new IndexError("index out of range");
  const last = heap.pop() as T;
  if (heap.length === 0) return last;
  const smallest = heap[0]!;
  heap[0] = last;
  siftUp(heap, 0);
  return smallest;
}

/** Mirrors `heapreplace`: pops, then pushes. @throws IndexError */
export function heapreplace<T>(heap: T[], item: T): T {
  if (heap.length === 0) throw new IndexError("index out of range");
  const smallest = heap[0]!;
  heap[0] = item;
  siftUp(heap, 0);
  return smallest;
}

/** Mirrors `heappushpop`: pushes, then pops. */
export function heappushpop<T>(heap: T[], item: T): T {
  return heap.length > 0 && lt(heap[0], item) ? heapreplace(heap, item) : item;
}

/** Mirrors `heapify`. */
export function heapify(x: unknown[]): void {
  for (let at = (x.length >> 1) - 1; at >= 0; at--) siftUp(x, at);
}

/** Mirrors `nlargest(n, iterable, key=None)`: as sorting would give them. */
export function nlargest<T>(n: number, iterable: Iterable<T>, key: ((item: T) => unknown) | null = null): T[] {
  return sorted(iterable, { key, reverse: true }).slice(0, Math.max(0, Number(n)));
}

/** Mirrors `nsmallest(n, iterable, key=None)`. */
export function nsmallest<T>(n: number, iterable: Iterable<T>, key: ((item: T) => unknown) | null = null): T[] {
  return sorted(iterable, { key }).slice(0, Math.max(0, Number(n)));
}

interface MergeOptions<T> {
  key?: ((item: T) => unknown) | null;
  reverse?: boolean;
}

/** One input of `merge` with the item that is next. */
interface Source<T> {
  rest: Iterator<T>;
  item: T;
  key: unknown;
}

/** Mirrors `merge(*iterables, key=None, reverse=False)`: reads its sorted inputs as it goes. */
export function merge<T>(...iterables: Iterable<T>[]): Generator<T>;
export function merge<T>(...args: [...iterables: Iterable<T>[], options: MergeOptions<T>]): Generator<T>;
export function merge(...args: unknown[]): Generator<unknown> {
  const last = args.at(-1);
  return isOptions(last) ? merged(args.slice(0, -1), last) : merged(args, {});
}

function* merged(
  iterables: readonly unknown[],
  { key = null, reverse = false }: MergeOptions<unknown>,
): Generator<unknown> {
  const keyOf = key === null ? (item: unknown): unknown => item : caller<[unknown], unknown>(key);
  const advance = (source: Source<unknown>): boolean => {
    const { done, value } = source.rest.next();
    if (done) return false;
    source.item = value;
    source.key = keyOf(value);
    return true;
  };
  const sources = iterables.map((source) => ({
    rest: iterate<unknown>(source)[Symbol.iterator](),
    item: undefined as unknown,
    key: undefined as unknown,
  }));
  const open = sources.filter(advance);
  while (open.length > 0) {
    let first = 0;
    for (let at = 1; at < open.length; at++) {
      const [a, b] = reverse ? [first, at] : [at, first];
      if (lt(open[a]!.key, open[b]!.key)) first = at;
    }
    yield open[first]!.item;
    if (!advance(open[first]!)) open.splice(first, 1);
  }
}

libraryModule("heapq", () => self);
