import { caller } from "./call.js";
import { lt } from "./compare.js";
import { TypeError, ValueError } from "./exceptions.js";
import { truth } from "./truth.js";
import { isPlainArray, isTuple } from "./tuple.js";

/** The keyword arguments of `sorted` and `list.sort`. */
export interface SortOptions<T> {
  key?: ((item: T) => unknown) | null;
  reverse?: unknown;
}

/** Mirrors `list.sort(*, key, reverse)`: stable, comparison by `<` alone; a key function is called once an item. */
export function sortInPlace<T>(items: T[], options: SortOptions<T> = {}): void {
  const { key = null, reverse = false, ...others } = options;
  for (const name in others) throw new TypeError(`'${name}' is an invalid keyword argument for sort()`);
  // While it sorts, CPython's list is empty: what a comparison does to it is an error.
  const work = items.splice(0);
  // Equal items keep their order when sorting in reverse, too: by reversing before and after.
  const backwards = truth(reverse);
  if (backwards) work.reverse();
  try {
    const sorted = key === null ? sortValues(work) : sortByKey(work, caller(key));
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
  const places = items.map((_, at) => at);
  const order = keys.every(isOrdinaryNumber)
    ? places.sort((a, b) => keys[a]! - keys[b]!)
    : mergeSort(places, comparedPlaces(keys));
  return order.map((at) => items[at] as T);
}

function comparedPlaces(keys: readonly unknown[]): (a: number, b: number) => boolean {
  const before = precedence(keys);
  return (a, b) => before(keys[a], keys[b]);
}

/** Whether one of the items precedes another. Most tuples and lists are told apart by their first items. */
function precedence(items: readonly unknown[]): (a: unknown, b: unknown) => boolean {
  if (items.every(isOrdinaryText)) return (a, b) => (a as string) < (b as string);
  const isPlain = items.every((item) => isPlainArray(item) && item.length > 0);
  const rows = items as unknown[][];
  if (isPlain && (rows.every((row) => isOrdinaryNumber(row[0])) || rows.every((row) => isOrdinaryText(row[0])))) {
    if (rows.every((row) => isTuple(row) === isTuple(rows[0]))) return (a, b) => rowPrecedes(a as Row, b as Row);
  }
  return (a, b) => truth(lt(a, b));
}

type Row = [string | number, ...unknown[]];

function rowPrecedes(a: Row, b: Row): boolean {
  return a[0] === b[0] ? truth(lt(a, b)) : a[0] < b[0];
}

/** V8's own sort for the values that it compares as Python does, else a sort by `<`. */
function sortValues<T>(items: T[]): T[] {
  if (items.every(isOrdinaryNumber)) return [...Float64Array.from(items).sort()] as T[];
  if (items.every(isOrdinaryText)) return items.sort();
  return mergeSort(items, precedence(items));
}

/** Not nan, which compares false with everything. */
function isOrdinaryNumber(value: unknown): value is number {
  return typeof value === "number" && value === value;
}

/** Without surrogates, which UTF-16 orders in another way than code points. */
function isOrdinaryText(value: unknown): value is string {
  return typeof value === "string" && !/[\ud800-\udfff]/.test(value);
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
