import { equal } from "./compare.js";
import { placeOf } from "./item-place.js";
import { iterate } from "./iterate.js";
import { ValueError } from "./exceptions.js";

declare const tupleBrand: unique symbol;

/** A Python tuple: `tuple<[A, B]>` with known members, `tuple<T[]>` of any length. An array that nobody may change. */
export type tuple<T extends readonly unknown[] = readonly unknown[]> = Readonly<T> &
  TupleMethods & { readonly [tupleBrand]: true };

interface TupleMethods {
  /** Mirrors `tuple.count`. */
  count(value: unknown): number;
  /** Mirrors `tuple.index`; raises ValueError. */
  index(value: unknown, start?: number, stop?: number): number;
}

interface TupleConstructor {
  /** Mirrors `tuple(iterable)`. */
  new <T>(iterable?: Iterable<T>): tuple<T[]>;
  /** The tuple display `(a, b)`. */
  of<T extends unknown[]>(...items: T): tuple<T>;
  readonly prototype: tuple;
  readonly __name__: "tuple";
}

/** What V8 takes room for at once. */
const LONGEST = 1_000_000;

class Tuple extends Array<unknown> {
  /** @param size how many items there will be: an array that grows takes more room and time */
  constructor(iterable?: Iterable<unknown>, size = isPlainArray(iterable) ? Math.min(iterable.length, LONGEST) : 0) {
    super(size);
    if (iterable === undefined) return;
    // Indexed writes: push() on an Array subclass is several times slower.
    let at = 0;
    for (const item of iterate<unknown>(iterable)) this[at++] = item;
  }

  static override of<T>(...items: T[]): T[] {
    const made = new Tuple(undefined, items.length) as T[];
    for (let at = 0; at < items.length; at++) made[at] = items[at] as T;
    return made;
  }

  count(value: unknown): number {
    let found = 0;
    for (const item of this) if (equal(item, value)) found++;
    return found;
  }

  index(value: unknown, start = 0, stop = this.length): number {
    const at = placeOf(this, value, start, stop);
    if (at >= 0) return at;
    throw new ValueError("tuple.index(x): x not in tuple");
  }
}

// slice(), map() and the like give plain arrays. A data property, since a getter would slow construction down.
Object.defineProperty(Tuple, Symbol.species, { value: Array });
Object.defineProperty(Tuple, "name", { value: "tuple" });

/** Mirrors the class `tuple`. */
export const tuple = Tuple as unknown as TupleConstructor;

/** True for tuples and instances of their subclasses. */
export function isTuple(value: unknown): value is tuple {
  return value instanceof Tuple;
}

/**
 * True for lists and tuples proper, whose behaviour no class of the program changes. Asks for the constructor, which
 * V8 finds without a call; Object.getPrototypeOf costs more than all else of an index expression.
 */
export function isPlainArray(value: unknown): value is unknown[] {
  return Array.isArray(value) && (value.constructor === Array || value.constructor === Tuple);
}

/** True for lists proper. */
export function isPlainList(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.constructor === Array;
}

/** True for lists: arrays that are not tuples. */
export function isList(value: unknown): value is unknown[] {
  return Array.isArray(value) && !(value instanceof Tuple);
}
