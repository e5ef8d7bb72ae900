import { caller } from "./call.js";
import { compareText, lt } from "./compare.js";
import { ValueError } from "./exceptions.js";
import { truth } from "./truth.js";

/** The keyword arguments of `sorted` and `list.sort`. */
export interface SortOptions<T> {
  key?: ((item: T) => unknown) | null;
  reverse?: unknown;
}

/** Mirrors `list.sort(*, key, reverse)`: stable, comparison by `<` alone; a key function is called once an item. */
export function sortInPlace<T>(items: T[], options: SortOptions<T> = {}): void {
  const { key = null, reverse = false } = options;
  // While it sorts, CPython's list is empty: what a comparison does to it is an error.
  const work = items.splice(0);
  // Equal items keep their order when sorting in reverse, too: by reversing before and after.
  const backwards = truth(reverse);
  if (backwards) work.reverse();
  try {
    const sorted = key === null ? mergeSort(work, precedes(work)) : sortByKey(work, caller(key));
    if (items.length > 0) throw new ValueError("list modified during sort");
    refill(items, sorted, backwards);
  } catch (error) {
    refill(items, work, backwards);
    throw error;
  }
}

function refill<T>(items: T[], contents: T[], backwards: boolean): void {
  items.length = 0;
  if (backwards) contents.reverse();
  for (const item of contents) items.push(item);
}

function sortByKey<T>(items: T[], key: (item: T) => unknown): T[] {
  const keys = items.map((item) => key(item));
  const before = precedes(keys);
  const order = mergeSort(
    items.map((_, at) => at),
    (a, b) => before(keys[a], keys[b]),
  );
  return order.map((at) => items[at] as T);
}

type Precedes = (a: unknown, b: unknown) => boolean;

/** The quickest test that orders these values as Python's `<` does. */
function precedes(values: readonly unknown[]): Precedes {
  if (values.every((value) => typeof value === "number")) return (a, b) => (a as number) < (b as number);
  if (values.every((value) => typeof value === "string")) return (a, b) => compareText(a as string, b as string) < 0;
  return (a, b) => truth(lt(a, b));
}

/** Runs of this length are sorted by insertion. */
const RUN = 8;

/** A stable merge sort that asks only whether one item precedes another. */
function mergeSort<T>(items: T[], before: (a: T, b: T) => boolean): T[] {
  for (let start = 0; start < items.length; start += RUN) {
    insertionSort(items, start, Math.min(start + RUN, items.length), before);
  }
  let from = items;
  let to = new Array<T>(items.length);
  for (let width = RUN; width < items.length; width *= 2) {
    for (let start = 0; start < items.length; start += 2 * width) {
      const middle = Math.min(start + width, items.length);
      merge(from, to, start, middle, Math.min(start + 2 * width, items.length), before);
    }
    [from, to] = [to, from];
  }
  return from;
}

function insertionSort<T>(items: T[], start: number, stop: number, before: (a: T, b: T) => boolean): void {
  for (let next = start + 1; next < stop; next++) {
    const item = items[next] as T;
    let at = next;
    while (at > start && before(item, items[at - 1] as T)) {
      items[at] = items[at - 1] as T;
      at--;
    }
    items[at] = item;
  }
}

function merge<T>(
  from: readonly T[],
  to: T[],
  start: number,
  middle: number,
  stop: number,
  before: (a: T, b: T) => boolean,
): void {
  let left = start;
  let right = middle;
  for (let at = start; at < stop; at++) {
    const takeRight = left >= middle || (right < stop && before(from[right] as T, from[left] as T));
    to[at] = from[takeRight ? right++ : left++] as T;
  }
}
