import { asIndex, toIndex } from "./as-index.js";
import { equal } from "./compare.js";
import { IndexError, OverflowError, TypeError, ValueError } from "./exceptions.js";
import { hash } from "./hash.js";
import { type int, isInt, shrink } from "./numbers.js";
import { NotImplemented } from "./protocol.js";
import { repr } from "./repr.js";
import { resolveSlice, slice } from "./slice.js";
import { tuple } from "./tuple.js";
import { nameIterators } from "./tags.js";
import { typeName } from "./type-name.js";

/** Mirrors `range`: made by `range(stop)` or `range(start, stop[, step])`, with or without new. */
export interface range extends Iterable<number> {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  count(value: unknown): number;
  index(value: unknown): number;
  /** What `each` gives for the numbers, as of an array of them. */
  map<T>(each: (item: number) => T): T[];
  /** The numbers that pass the test. */
  filter(test: (item: number) => boolean): number[];
  /** What `each` gives for the numbers, one list after the other. */
  flatMap<T>(each: (item: number) => readonly T[]): T[];
}

interface RangeConstructor {
  (stop: int): range;
  (start: int, stop: int, step?: int): range;
  new (stop: int): range;
  new (start: int, stop: int, step?: int): range;
  readonly prototype: range;
}

/** Counts in numbers as long as all of the range is safe. */
class NumberIterator implements IterableIterator<number> {
  #at: number;
  #left: number;
  readonly #step: number;

  constructor(start: number, step: number, count: number) {
    this.#at = start;
    this.#step = step;
    this.#left = count;
  }

  next(): IteratorResult<number> {
    if (this.#left <= 0) return { done: true, value: undefined };
    this.#left--;
    const value = this.#at;
    this.#at += this.#step;
    return { done: false, value };
  }

  [Symbol.iterator](): this {
    return this;
  }
}
for (const [name, value] of [
  ["constructor", Object],
  [Symbol.toStringTag, "range_iterator"],
] as const) {
  Object.defineProperty(NumberIterator.prototype, name, { value });
}

function* bigIterator(start: bigint, step: bigint, count: bigint): IterableIterator<int> {
  for (let at = 0n; at < count; at++) yield shrink(start + at * step);
}
nameIterators(bigIterator, "longrange_iterator");

class Range {
  readonly start: int;
  readonly stop: int;
  readonly step: int;
  readonly #count: int;

  constructor(...bounds: unknown[]) {
    const only = bounds[0];
    if (bounds.length === 1 && typeof only === "number" && Number.isInteger(only)) {
      this.start = 0;
      this.stop = only;
      this.step = 1;
      this.#count = Math.max(0, only);
      return;
    }
    if (bounds.length === 0) throw new TypeError("range expected at least 1 argument, got 0");
    if (bounds.length > 3) throw new TypeError(`range expected at most 3 arguments, got ${bounds.length}`);
    const [start, stop, step] = bounds.length === 1 ? [0, bounds[0]] : bounds;
    this.start = asIndex(start);
    this.stop = asIndex(stop);
    this.step = step === undefined ? 1 : asIndex(step);
    if (this.step === 0) throw new ValueError("range() arg 3 must not be zero");
    this.#count = countOf(this.start, this.stop, this.step);
  }

  [Symbol.iterator](): IterableIterator<int> {
    const { start, stop, step } = this;
    if (typeof start === "number" && typeof stop === "number" && typeof step === "number") {
      return new NumberIterator(start, step, this.#count as number);
    }
    return bigIterator(BigInt(start), BigInt(step), BigInt(this.#count));
  }

  // Counted loops: an array of the numbers, or their iterator, would cost more than most functions of them.
  map<T>(each: (item: int) => T): T[] {
    const { start, step } = this;
    const count = this.#count;
    if (typeof start !== "number" || typeof step !== "number" || typeof count !== "number") return [...this].map(each);
    const made: T[] = [];
    for (let nth = 0; nth < count; nth++) made.push(each(start + nth * step));
    return made;
  }

  filter(test: (item: int) => boolean): int[] {
    const { start, step } = this;
    const count = this.#count;
    if (typeof start !== "number" || typeof step !== "number" || typeof count !== "number") {
      return [...this].filter(test);
    }
    const passed: int[] = [];
    for (let nth = 0, item = start; nth < count; nth++, item += step) if (test(item)) passed.push(item);
    return passed;
  }

  flatMap<T>(each: (item: int) => readonly T[]): T[] {
    const made: T[] = [];
    for (const item of this) for (const found of each(item)) made.push(found);
    return made;
  }

  __len__(): number {
    if (typeof this.#count === "number") return this.#count;
    throw new OverflowError("Python int too large to convert to C ssize_t");
  }

  __bool__(): boolean {
    return this.#count !== 0;
  }

  __reversed__(): IterableIterator<int> {
    return this.#part(BigInt(this.#count) - 1n, -1n, -1n)[Symbol.iterator]();
  }

  __contains__(value: unknown): boolean {
    const number = toIndex(value);
    if (number !== undefined && (isInt(value) || typeof value === "boolean"))
      return this.#position(number) !== undefined;
    for (const item of this) if (equal(item, value)) return true;
    return false;
  }

  /** The place of a number in the range. */
  #position(value: int): int | undefined {
    const offset = BigInt(value) - BigInt(this.start);
    const step = BigInt(this.step);
    const at = offset / step;
    return offset % step === 0n && at >= 0n && at < BigInt(this.#count) ? shrink(at) : undefined;
  }

  count(value: unknown): number {
    return this.__contains__(value) ? 1 : 0;
  }

  index(value: unknown): int {
    const number = toIndex(value);
    const at = number === undefined ? undefined : this.#position(number);
    if (at !== undefined) return at;
    throw new ValueError(
      number === undefined ? "sequence.index(x): x not in sequence" : `${repr(value)} is not in range`,
    );
  }

  __getitem__(key: unknown): unknown {
    if (key instanceof slice) return this.#slice(key);
    const at = toIndex(key);
    if (at === undefined) {
      throw new TypeError(`range indices must be integers or slices, not ${typeName(key)}`);
    }
    const count = BigInt(this.#count);
    const place = at < 0 ? BigInt(at) + count : BigInt(at);
    if (place < 0n || place >= count) throw new IndexError("range object index out of range");
    return shrink(BigInt(this.start) + place * BigInt(this.step));
  }

  #slice(key: slice): Range {
    const { start, stop, step } = resolveSlice(key, this.__len__());
    return this.#part(BigInt(start), BigInt(stop), BigInt(step));
  }

  /** The range of the items at the places `from`, `from + by`, ... up to `to`. */
  #part(from: bigint, to: bigint, by: bigint): Range {
    const at = (place: bigint): int => shrink(BigInt(this.start) + place * BigInt(this.step));
    return new Range(at(from), at(to), shrink(BigInt(this.step) * by));
  }

  __eq__(other: unknown): unknown {
    if (!(other instanceof Range)) return NotImplemented;
    if (this.#count !== other.#count) return false;
    if (this.#count === 0) return true;
    return this.start === other.start && (this.#count === 1 || this.step === other.step);
  }

  __hash__(): int {
    const start = this.#count === 0 ? null : this.start;
    const step = this.#count === 0 || this.#count === 1 ? null : this.step;
    return hash(tuple.of(this.#count, start, step));
  }

  __repr__(): string {
    const bounds = `${repr(this.start)}, ${repr(this.stop)}`;
    return this.step === 1 ? `range(${bounds})` : `range(${bounds}, ${repr(this.step)})`;
  }
}
Object.defineProperty(Range, "name", { value: "range" });

function countOf(start: int, stop: int, step: int): int {
  if (typeof start === "number" && typeof stop === "number" && typeof step === "number") {
    const count = Math.ceil((stop - start) / step);
    if (Number.isSafeInteger(stop - start)) return Math.max(0, count);
  }
  const distance = BigInt(stop) - BigInt(start);
  const stride = BigInt(step);
  if (distance > 0n !== stride > 0n || distance === 0n) return 0;
  const rounded = stride > 0n ? (distance + stride - 1n) / stride : (distance + stride + 1n) / stride;
  return shrink(rounded);
}

/** Mirrors `range`, callable with and without `new`. */
export const range = new Proxy(Range, {
  apply: (_target, _self, bounds: unknown[]) => new Range(...bounds),
}) as unknown as RangeConstructor;
Range.prototype.constructor = range as unknown as typeof Range;
