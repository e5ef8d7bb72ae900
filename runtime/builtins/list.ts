/** Python's list: a plain JavaScript array. Its methods are functions of the array, `list.insert(xs, 0, x)`. */
import { asSize } from "./as-index.js";
import { equal } from "./compare.js";
import { IndexError, TypeError, ValueError } from "./exceptions.js";
import { iterate } from "./iterate.js";
import { nativeClass } from "./native-class.js";
import type { int } from "./numbers.js";
import { placeOf } from "./item-place.js";
import { isLibrary } from "./names.js";
import { len } from "./operators/len.js";
import { special } from "./protocol.js";
import { exception } from "./raise.js";
import { repr } from "./repr.js";
import { type SortOptions, sortInPlace } from "./sort.js";
import { listFunctions } from "./special-functions.js";
import { isList } from "./tuple.js";

/** The type of a Python list. */
export type list<T = unknown> = T[];

/** Mirrors `list.append`. */
function append<T>(items: T[], item: T): void {
  items.push(item);
}

/** Mirrors `list.extend`. */
function extend<T>(items: T[], more: Iterable<T>): void {
  // A list may be extended by itself.
  for (const item of more === items ? items.slice() : iterate<T>(more)) items.push(item);
}

/** Mirrors `list.insert`. */
function insert<T>(items: T[], index: int, item: T): void {
  const at = asSize(index);
  items.splice(at < 0 ? Math.max(0, at + items.length) : at, 0, item);
}

/** Mirrors `list.pop`; raises IndexError. */
function pop<T>(items: T[], index: int = -1): T {
  const given = asSize(index);
  if (items.length === 0) throw new IndexError("pop from empty list");
  const at = given < 0 ? given + items.length : given;
  if (at < 0 || at >= items.length) throw new IndexError("pop index out of range");
  if (at < items.length - 1) return items.splice(at, 1)[0] as T;
  const last = items[at] as T;
  items.length = at; // a subclass's own `pop` is not asked
  return last;
}

/** Mirrors `list.remove`; raises ValueError. */
function remove(items: unknown[], value: unknown): void {
  const at = items.findIndex((item) => equal(item, value));
  if (at < 0) throw new ValueError("list.remove(x): x not in list");
  items.splice(at, 1);
}

/** Mirrors `list.index`; raises ValueError. */
function index(items: readonly unknown[], value: unknown, start: int = 0, stop: int = items.length): number {
  const at = placeOf(items, value, start, stop);
  if (at >= 0) return at;
  throw new ValueError(`${repr(value)} is not in list`);
}

/** Mirrors `list.count`. */
function count(items: readonly unknown[], value: unknown): number {
  let found = 0;
  for (let at = 0; at < items.length; at++) if (equal(items[at], value)) found++;
  return found;
}

/** Mirrors `list.reverse`. */
function reverse(items: unknown[]): void {
  Array.prototype.reverse.call(items);
}

/** Mirrors `list.copy`. */
function copy<T>(items: readonly T[]): T[] {
  return items.slice();
}

/** Mirrors `list.clear`. */
function clear(items: unknown[]): void {
  items.length = 0;
}

/** Mirrors `list.sort(*, key=None, reverse=False)`. Raises TypeError for items that have no order. */
function sort<T>(items: T[], options: SortOptions<T> = {}): void {
  sortInPlace(items, options);
}

const methods = { append, extend, insert, pop, remove, index, count, reverse, copy, clear, sort };

interface ListClass {
  /** Mirrors `list(iterable)`. */
  <T = never>(iterable?: Iterable<T>): T[];
  new <T = never>(iterable?: Iterable<T>): T[] & ListMethods<T>;
}

/** The methods as an instance of a subclass has them. */
interface ListMethods<T> {
  append(item: T): void;
  extend(more: Iterable<T>): void;
  insert(index: int, item: T): void;
  remove(value: unknown): void;
  index(value: unknown, start?: int, stop?: int): number;
  count(value: unknown): number;
  copy(): T[];
  clear(): void;
}

/** The items of an iterable. An object with a length is asked for it first, since CPython makes room. @throws ValueError */
function collected<T>(given: Iterable<T>): T[] {
  const iterable = iterate<T>(given);
  if (typeof iterable === "string" || isLibrary(iterable.constructor)) return [...iterable];
  const iterator = iterable[Symbol.iterator]();
  askLength(iterable);
  return [...{ [Symbol.iterator]: () => iterator }];
}

/** Asks for the length of an object that is about to be collected. @throws ValueError for one less than zero */
export function askLength(iterable: object): void {
  if (special(iterable, "__len__") === undefined) return;
  try {
    len(iterable);
  } catch (error) {
    if (!(exception(error) instanceof TypeError)) throw error;
  }
}

function construct<T>(this: unknown, ...args: [iterable?: Iterable<T>]): T[] {
  if (args.length > 1) throw new TypeError(`list expected at most 1 argument, got ${args.length}`);
  const items = args[0] === undefined ? [] : collected<T>(args[0]);
  if (new.target !== undefined && new.target !== construct) {
    Object.setPrototypeOf(items, new.target.prototype as object);
  }
  return items;
}

// A class of the program that extends list has the methods on its instances.
construct.prototype = Object.create(Array.prototype, {
  constructor: { value: construct, writable: true, configurable: true },
});
for (const [name, method] of Object.entries(methods)) {
  Object.defineProperty(construct.prototype, name, {
    value(this: unknown[], ...args: unknown[]): unknown {
      return Reflect.apply(method, undefined, [this, ...args]);
    },
    writable: true,
    configurable: true,
  });
}

/** Mirrors the class `list`: `list(iterable)`, and its methods as functions of the array, `list.append(xs, x)`. */
export const list = nativeClass("list", construct as unknown as ListClass, { ...listFunctions(), ...methods }, isList);
