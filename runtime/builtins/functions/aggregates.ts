/** Builtin functions that consume an iterable: sum, min, max, sorted, any, all. */
import { caller } from "../call.js";
import { gt, lt } from "../compare.js";
import { TypeError, ValueError } from "../exceptions.js";
import { iterate } from "../iterate.js";
import { Float, isFloat, tagged } from "../numbers.js";
import { add } from "../operators.js";
import { isOptions } from "../protocol.js";
import { type SortOptions, sortInPlace } from "../sort.js";
import { truth } from "../truth.js";
import { isPlainArray } from "../tuple.js";
import { bytearray, bytes } from "../bytes.js";

/** Mirrors `sorted(iterable, *, key=None, reverse=False)`. Raises TypeError for items that have no order. */
export function sorted<T>(iterable: Iterable<T>, options: SortOptions<T> = {}): T[] {
  const items = [...iterate<T>(iterable)];
  sortInPlace(items, options);
  return items;
}

/** Mirrors `sum(iterable, start=0)`. Raises TypeError. */
export function sum(iterable: Iterable<boolean>): number;
export function sum<T>(iterable: Iterable<T>): T;
export function sum<T, S>(iterable: Iterable<T>, start: S): T | S;
export function sum(iterable: Iterable<unknown>, start: unknown = 0): unknown {
  const items = iterate(iterable);
  if (typeof start === "string") throw new TypeError("sum() can't sum strings [use ''.join(seq) instead]");
  if (start instanceof bytes) throw new TypeError("sum() can't sum bytes [use b''.join(seq) instead]");
  if (start instanceof bytearray) throw new TypeError("sum() can't sum bytearray [use b''.join(seq) instead]");
  if (start === 0 && isPlainArray(iterable)) return sumItems(iterable);
  let total = start;
  for (const item of items) total = add(total, item);
  return total;
}

/** From 0 on: ints as long as they are safe, then floats in raw form from the first one on, anything by `add`. */
function sumItems(items: readonly unknown[]): unknown {
  let at = 0;
  let total = 0;
  for (; at < items.length; at++) {
    const item = items[at];
    if (typeof item !== "number" || !Number.isSafeInteger(total + item) || !Number.isInteger(item)) break;
    total += item;
  }
  if (at === items.length) return total;
  let sum: unknown = total;
  if (isFloat(items[at])) {
    for (; at < items.length; at++) {
      const item = items[at];
      if (typeof item === "number") total += item;
      else if (item instanceof Float) total += item.value;
      else break;
    }
    sum = tagged(total);
  }
  for (; at < items.length; at++) sum = add(sum, items[at]);
  return sum;
}

/** `sum()` of floats in raw form: 0, an int, for none of them. */
export function sum_floats(items: readonly number[]): number {
  if (items.length === 0) return 0;
  let total = 0;
  for (let at = 0; at < items.length; at++) total += items[at]!;
  return tagged(total);
}

interface ExtremeOptions<T, D> {
  key?: ((item: T) => unknown) | null;
  default?: D;
}

/** Mirrors `min(iterable, *, key, default)` and `min(a, b, *args, key)`. Raises ValueError, TypeError. */
export function min<T>(iterable: Iterable<T>, options?: { key?: ((item: T) => unknown) | null }): T;
export function min<T, D>(iterable: Iterable<T>, options: ExtremeOptions<T, D> & { default: D }): T | D;
export function min<T>(first: T, second: T, ...more: (T | ExtremeOptions<T, never>)[]): T;
export function min(...args: unknown[]): unknown {
  return extreme("min", lt, args);
}

/** Mirrors `max(iterable, *, key, default)` and `max(a, b, *args, key)`. Raises ValueError, TypeError. */
export function max<T>(iterable: Iterable<T>, options?: { key?: ((item: T) => unknown) | null }): T;
export function max<T, D>(iterable: Iterable<T>, options: ExtremeOptions<T, D> & { default: D }): T | D;
export function max<T>(first: T, second: T, ...more: (T | ExtremeOptions<T, never>)[]): T;
export function max(...args: unknown[]): unknown {
  return extreme("max", gt, args);
}

function extreme(name: "min" | "max", beats: (a: unknown, b: unknown) => boolean, args: unknown[]): unknown {
  const options = isOptions(args.at(-1)) ? (args.pop() as ExtremeOptions<unknown, unknown>) : {};
  const unknown = Object.keys(options).find((option) => option !== "key" && option !== "default");
  if (unknown !== undefined) throw new TypeError(`'${unknown}' is an invalid keyword argument for ${name}()`);
  if (args.length === 0) throw new TypeError(`${name} expected at least 1 argument, got 0`);
  if (args.length > 1 && options.default !== undefined) {
    throw new TypeError(`Cannot specify a default for ${name}() with multiple positional arguments`);
  }
  const items = args.length === 1 ? iterate(args[0]) : args;
  const best = options.key == null ? bestOf(items, beats) : bestByKey(items, beats, caller(options.key));
  if (best !== undefined) return best;
  if (options.default !== undefined) return options.default;
  throw new ValueError(`${name}() arg is an empty sequence`);
}

function bestOf(items: Iterable<unknown>, beats: (a: unknown, b: unknown) => boolean): unknown {
  let best: unknown;
  for (const item of items) if (best === undefined || truth(beats(item, best))) best = item;
  return best;
}

function bestByKey(
  items: Iterable<unknown>,
  beats: (a: unknown, b: unknown) => boolean,
  key: (item: unknown) => unknown,
): unknown {
  let best: unknown;
  let bestKey: unknown;
  for (const item of items) {
    const itemKey = key(item);
    if (best !== undefined && !truth(beats(itemKey, bestKey))) continue;
    best = item;
    bestKey = itemKey;
  }
  return best;
}

/** Mirrors `any(iterable)`. */
export function any(iterable: Iterable<unknown>): boolean {
  for (const item of iterate(iterable)) if (truth(item)) return true;
  return false;
}

/** Mirrors `all(iterable)`. */
export function all(iterable: Iterable<unknown>): boolean {
  for (const item of iterate(iterable)) if (!truth(item)) return false;
  return true;
}
