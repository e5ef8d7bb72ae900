/** Unpacking: `a, b = value`, `f(*value)`, `{**value}`. */
import { dict } from "./dict.js";
import { TypeError, ValueError } from "./exceptions.js";
import { resumable } from "./resumable.js";
import { isIterable, iterate } from "./iterate.js";
import { iter, next } from "./iterator.js";
import { special } from "./protocol.js";
import { functionText } from "./names.js";
import { typeName } from "./type-name.js";

/**
 * The values for a target list: `count` of them, or `before`, a list of those between, and `after`.
 *
 * @throws ValueError "not enough values to unpack (expected 3, got 2)", TypeError "cannot unpack non-iterable int object"
 */
export function unpack<T extends readonly unknown[]>(value: T, count: T["length"]): T;
export function unpack<T>(value: Iterable<T>, count: number): T[];
export function unpack<T>(value: Iterable<T>, before: 1, after: 0): [T, T[]];
export function unpack<T>(value: Iterable<T>, before: 2, after: 0): [T, T, T[]];
export function unpack<T>(value: Iterable<T>, before: 0, after: 1): [T[], T];
export function unpack<T>(value: Iterable<T>, before: 1, after: 1): [T, T[], T];
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the place of the star holds a list, the others items
export function unpack(value: unknown, before: number, after?: number): any[];
export function unpack(value: unknown, before: number, after?: number): unknown[] {
  if (!isIterable(value)) throw new TypeError(`cannot unpack non-iterable ${typeName(value)} object`);
  return after === undefined ? exactly(value, before) : around(value, before, after);
}

function exactly(value: Iterable<unknown>, count: number): unknown[] {
  if (Array.isArray(value) && value.length === count) return value as unknown[];
  const items: unknown[] = [];
  for (const item of resumable(value)) {
    if (items.length === count) throw new ValueError(`too many values to unpack (expected ${count})`);
    items.push(item);
  }
  if (items.length < count) {
    throw new ValueError(`not enough values to unpack (expected ${count}, got ${items.length})`);
  }
  return items;
}

/** The items before the star one by one, the rest as a list, which asks the iterator for an iterator again. */
function around(value: Iterable<unknown>, before: number, after: number): unknown[] {
  const iterator = iter(value);
  const first: unknown[] = [];
  while (first.length < before) {
    const item: unknown = next(iterator, END);
    if (item === END) throw tooFew(before + after, first.length);
    first.push(item);
  }
  const rest = [...iterate(iterator)];
  if (rest.length < after) throw tooFew(before + after, before + rest.length);
  const end = rest.length - after;
  return [...first, rest.slice(0, end), ...rest.slice(end)];
}

const END = Symbol("end");

function tooFew(expected: number, got: number): ValueError {
  return new ValueError(`not enough values to unpack (expected at least ${expected}, got ${got})`);
}

/** What `*value` spreads; in `f(*value)`, for `func`. @throws TypeError "Value after * must be an iterable, not int" */
export function star<T>(value: Iterable<T>, func?: unknown): Iterable<T>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- nothing is known of the value
export function star(value: unknown, func?: unknown): Iterable<any>;
export function star(value: unknown, func?: unknown): Iterable<unknown> {
  if (!isIterable(value)) {
    const where = typeof func === "function" ? `${functionText(func)} argument` : "Value";
    throw new TypeError(`${where} after * must be an iterable, not ${typeName(value)}`);
  }
  return iterate(value);
}

/** The dict that a function's `**kwargs` is. `T` is what the conversion found out about the values. */
export function keywords<T>(options: Record<string, unknown>): dict<string, T> {
  return new dict(Object.entries(options) as [string, T][]);
}

/** The entries of a dict, or of whatever has `keys()` and can be subscripted; null for what is no mapping. */
export function mappingEntries(mapping: unknown): Iterable<[unknown, unknown]> | null {
  if (mapping instanceof dict) return mapping.items() as Iterable<unknown> as Iterable<[unknown, unknown]>;
  const [keys, getitem] = [special(mapping, "keys"), special(mapping, "__getitem__")];
  if (keys === undefined || getitem === undefined) return null;
  return Array.from(iterate(keys.call(mapping)), (key) => [key, getitem.call(mapping, key)]);
}

/** What `**value` spreads in a dict display. @throws TypeError "'int' object is not a mapping" */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- nothing is known of the value
export function mapping(value: unknown): Iterable<[any, any]> {
  const entries = mappingEntries(value);
  if (entries === null) throw new TypeError(`'${typeName(value)}' object is not a mapping`);
  return entries;
}
