/** Mirrors Lib/bisect.py. */
import { caller } from "../builtins/call.js";
import { lt } from "../builtins/compare.js";
import { ValueError } from "../builtins/exceptions.js";
import { list } from "../builtins/list.js";
import { getitem, len } from "../builtins/operators.js";
import { libraryModule } from "./module.js";
import * as self from "./bisect.js";

interface Options {
  key?: ((item: never) => unknown) | null;
}

/** The first place in the range where `goesLeft` of the item there is true. @throws ValueError for a negative `lo` */
function search(a: unknown, lo: number, hi: number | null, key: unknown, goesLeft: (item: unknown) => boolean): number {
  if (lo < 0) throw new ValueError("lo must be non-negative");
  const keyOf = key == null ? (item: unknown): unknown => item : caller<[unknown], unknown>(key);
  let [from, to] = [Number(lo), Number(hi ?? len(a as unknown[]))];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (goesLeft(keyOf(getitem(a as unknown[], middle)))) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Mirrors `bisect_left(a, x, lo=0, hi=None, *, key=None)`: the place before all items equal to x. */
export function bisect_left(a: unknown, x: unknown, lo = 0, hi: number | null = null, { key }: Options = {}): number {
  return search(a, lo, hi, key, (item) => !lt(item, x));
}

/** Mirrors `bisect_right`: the place behind all items equal to x. */
export function bisect_right(a: unknown, x: unknown, lo = 0, hi: number | null = null, { key }: Options = {}): number {
  return search(a, lo, hi, key, (item) => lt(x, item));
}

/** Mirrors `insort_left`. */
export function insort_left<T>(a: T[], x: T, lo = 0, hi: number | null = null, { key = null }: Options = {}): void {
  list.insert(a, bisect_left(a, key === null ? x : caller(key)(x as never), lo, hi, { key }), x);
}

/** Mirrors `insort_right`. */
export function insort_right<T>(a: T[], x: T, lo = 0, hi: number | null = null, { key = null }: Options = {}): void {
  list.insert(a, bisect_right(a, key === null ? x : caller(key)(x as never), lo, hi, { key }), x);
}

export { bisect_right as bisect, insort_right as insort };

libraryModule("bisect", () => self);
