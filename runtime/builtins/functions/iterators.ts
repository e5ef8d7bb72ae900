/** The lazy iterators: zip, map, filter, enumerate, reversed. */
import { asIndex } from "../as-index.js";
import { caller } from "../call.js";
import { TypeError, ValueError } from "../exceptions.js";
import { iterate } from "../iterate.js";
import { defineModule } from "../names.js";
import type { int } from "../numbers.js";
import { add, getitem, len } from "../operators.js";
import { isOptions, special } from "../protocol.js";
import { truth } from "../truth.js";
import { isList, tuple } from "../tuple.js";
import { typeName } from "../type-name.js";

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** What the iterators of this module have in common. */
abstract class LazyIterator<T> implements IterableIterator<T> {
  abstract next(): IteratorResult<T>;

  [Symbol.iterator](): IterableIterator<T> {
    return this;
  }
}

function iteratorOf<T>(value: unknown): Iterator<T> {
  return iterate<T>(value)[Symbol.iterator]();
}

class MapIterator<R> extends LazyIterator<R> {
  static override readonly __name__ = "map";
  readonly #fn: (...items: unknown[]) => R;
  readonly #sources: Iterator<unknown>[];

  constructor(fn: (...items: unknown[]) => R, sources: Iterator<unknown>[]) {
    super();
    this.#fn = fn;
    this.#sources = sources;
  }

  next(): IteratorResult<R> {
    const items: unknown[] = [];
    for (const source of this.#sources) {
      const { done, value } = source.next();
      if (done === true) return DONE;
      items.push(value);
    }
    return { done: false, value: this.#fn(...items) };
  }
}

/** `map` over one iterable, the usual case. */
class SimpleMapIterator<T, R> extends LazyIterator<R> {
  static override readonly __name__ = "map";
  readonly #fn: (item: T) => R;
  readonly #source: Iterator<T>;

  constructor(fn: (item: T) => R, source: Iterator<T>) {
    super();
    this.#fn = fn;
    this.#source = source;
  }

  next(): IteratorResult<R> {
    const { done, value } = this.#source.next();
    return done === true ? DONE : { done: false, value: this.#fn(value) };
  }
}

/** Mirrors `map(function, iterable, *iterables)`: lazy; ends with the shortest. */
export function map<T, R>(fn: (item: T) => R, iterable: Iterable<T>): IterableIterator<R>;
export function map<A, B, R>(fn: (a: A, b: B) => R, first: Iterable<A>, second: Iterable<B>): IterableIterator<R>;
export function map<R>(fn: (...items: never[]) => R, ...iterables: Iterable<unknown>[]): IterableIterator<R>;
export function map(fn: unknown, ...iterables: unknown[]): IterableIterator<unknown>;
export function map(fn: unknown, ...iterables: unknown[]): IterableIterator<unknown> {
  if (iterables.length === 0) throw new TypeError("map() must have at least two arguments.");
  const sources = iterables.map((iterable) => iteratorOf(iterable));
  const function_ = caller<unknown[], unknown>(fn);
  return sources.length === 1
    ? new SimpleMapIterator(function_, sources[0] as Iterator<unknown>)
    : new MapIterator(function_, sources);
}

class FilterIterator<T> extends LazyIterator<T> {
  static override readonly __name__ = "filter";
  readonly #test: (item: T) => unknown;
  readonly #source: Iterator<T>;

  constructor(test: (item: T) => unknown, source: Iterator<T>) {
    super();
    this.#test = test;
    this.#source = source;
  }

  next(): IteratorResult<T> {
    for (;;) {
      const step = this.#source.next();
      if (step.done === true) return DONE;
      if (truth(this.#test(step.value))) return step;
    }
  }
}

/** Mirrors `filter(function or None, iterable)`: lazy. */
export function filter<T>(test: ((item: T) => unknown) | null, iterable: Iterable<T>): IterableIterator<T>;
export function filter(test: unknown, iterable: unknown): IterableIterator<unknown>;
export function filter(test: unknown, iterable: unknown): IterableIterator<unknown> {
  return new FilterIterator(test === null ? (item) => item : caller(test), iteratorOf(iterable));
}

class ZipIterator extends LazyIterator<tuple> {
  static override readonly __name__ = "zip";
  readonly #sources: Iterator<unknown>[];
  readonly #strict: boolean;

  constructor(sources: Iterator<unknown>[], strict: boolean) {
    super();
    this.#sources = sources;
    this.#strict = strict;
  }

  next(): IteratorResult<tuple> {
    if (this.#sources.length === 0) return DONE;
    const items: unknown[] = [];
    for (const source of this.#sources) {
      const { done, value } = source.next();
      if (done === true) {
        if (this.#strict) this.#checkLengths(items.length);
        return DONE;
      }
      items.push(value);
    }
    return { done: false, value: tuple.of(...items) };
  }

  /** One source has ended: the others must end in the same round. */
  #checkLengths(ended: number): void {
    const before = ended === 1 ? "argument 1" : `arguments 1-${ended}`;
    if (ended > 0) throw new ValueError(`zip() argument ${ended + 1} is shorter than ${before}`);
    for (let at = 1; at < this.#sources.length; at++) {
      if ((this.#sources[at] as Iterator<unknown>).next().done === true) continue;
      throw new ValueError(`zip() argument ${at + 1} is longer than ${at === 1 ? "argument 1" : `arguments 1-${at}`}`);
    }
  }
}

interface ZipOptions {
  strict?: unknown;
}

/** Mirrors `zip(*iterables, strict=False)`: lazy. With `strict` raises ValueError for different lengths. */
export function zip<A>(first: Iterable<A>, options?: ZipOptions): IterableIterator<tuple<[A]>>;
export function zip<A, B>(
  first: Iterable<A>,
  second: Iterable<B>,
  options?: ZipOptions,
): IterableIterator<tuple<[A, B]>>;
export function zip<A, B, C>(
  first: Iterable<A>,
  second: Iterable<B>,
  third: Iterable<C>,
  options?: ZipOptions,
): IterableIterator<tuple<[A, B, C]>>;
export function zip<A, B, C, D>(
  first: Iterable<A>,
  second: Iterable<B>,
  third: Iterable<C>,
  fourth: Iterable<D>,
  options?: ZipOptions,
): IterableIterator<tuple<[A, B, C, D]>>;
export function zip<T>(...iterables: Iterable<T>[]): IterableIterator<tuple<T[]>>;
export function zip(...args: unknown[]): IterableIterator<tuple>;
export function zip(...args: unknown[]): IterableIterator<tuple> {
  const options = isOptions(args.at(-1)) ? (args.pop() as ZipOptions) : {};
  const sources = args.map((iterable) => iteratorOf(iterable));
  return new ZipIterator(sources, truth(options.strict ?? false));
}

class EnumerateIterator<T> extends LazyIterator<tuple<[int, T]>> {
  static override readonly __name__ = "enumerate";
  #count: int;
  readonly #source: Iterator<T>;

  constructor(source: Iterator<T>, start: int) {
    super();
    this.#source = source;
    this.#count = start;
  }

  next(): IteratorResult<tuple<[int, T]>> {
    const { done, value } = this.#source.next();
    if (done === true) return DONE;
    const item = tuple.of(this.#count, value as T);
    this.#count = add(this.#count, 1);
    return { done: false, value: item };
  }
}

/** Mirrors `enumerate(iterable, start=0)`: lazy. */
export function enumerate<T>(iterable: Iterable<T>, start?: number): IterableIterator<tuple<[number, T]>>;
export function enumerate<T>(iterable: Iterable<T>, start: int): IterableIterator<tuple<[int, T]>>;
export function enumerate(iterable: unknown, start?: unknown): IterableIterator<tuple<[int, unknown]>>;
export function enumerate(iterable: unknown, start: unknown = 0): IterableIterator<tuple<[int, unknown]>> {
  const first = asIndex(start);
  return new EnumerateIterator(iteratorOf(iterable), first);
}

class ReversedIterator<T> extends LazyIterator<T> {
  static override readonly __name__: string = "reversed";
  readonly #items: readonly T[] | object;
  #at: number;

  constructor(items: readonly T[] | object, length: number) {
    super();
    this.#items = items;
    this.#at = length;
  }

  next(): IteratorResult<T> {
    if (this.#at <= 0) return DONE;
    this.#at--;
    return { done: false, value: getitem(this.#items, this.#at) as T };
  }
}

class ListReverseIterator<T> extends ReversedIterator<T> {
  static override readonly __name__ = "list_reverseiterator";
}

/** Mirrors `reversed(sequence)`. Raises TypeError: 'set' object is not reversible. */
export function reversed<T>(sequence: Iterable<T>): IterableIterator<T>;
export function reversed(sequence: unknown): IterableIterator<unknown>;
export function reversed(sequence: unknown): IterableIterator<unknown> {
  const method = special(sequence, "__reversed__");
  if (method !== undefined) return method.call(sequence) as IterableIterator<unknown>;
  const isSequence = Array.isArray(sequence) || (special(sequence, "__getitem__") && special(sequence, "__len__"));
  if (typeof sequence === "string") {
    const characters = [...sequence];
    return new ReversedIterator(characters, characters.length);
  }
  if (!isSequence) throw new TypeError(`'${typeName(sequence)}' object is not reversible`);
  const made = isList(sequence) ? ListReverseIterator : ReversedIterator;
  return new made(sequence as object, len(sequence));
}

defineModule(
  {
    MapIterator,
    SimpleMapIterator,
    FilterIterator,
    ZipIterator,
    EnumerateIterator,
    ReversedIterator,
    ListReverseIterator,
  },
  "builtins",
);
