/** The class `deque`. */
import { asCount, requireMultiplier, toIndex } from "../../builtins/as-index.js";
import { equal, ge, gt, le, lt } from "../../builtins/compare.js";
import { IndexError, RuntimeError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import type { int } from "../../builtins/numbers.js";
import { INITIALISE, NotImplemented } from "../../builtins/protocol.js";
import { enterRepr, leaveRepr, repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import type { AnyFunction } from "../../builtins/protocol.js";
import { nameIterators } from "../../builtins/tags.js";
import { className, typeName } from "../../builtins/type-name.js";

/** Mirrors `collections.deque`: a list that is quick at both ends, perhaps of bounded length. A ring in an array. */
export class deque<T> implements Iterable<T> {
  static readonly __hash__ = null;
  readonly maxlen!: number | null;
  #ring: (T | undefined)[] = new Array<T | undefined>(8);
  #start = 0;
  #size = 0;

  /** @throws TypeError, ValueError for a bad maxlen */
  constructor(iterable: Iterable<T> = [], maxlen: int | null = null) {
    this.#fill(iterable, maxlen);
  }

  static [INITIALISE](self: deque<unknown>, iterable: Iterable<unknown> = [], maxlen: int | null = null): void {
    self.#fill(iterable, maxlen);
  }

  #fill(iterable: Iterable<T>, maxlen: int | null): void {
    if (maxlen !== null && toIndex(maxlen) === undefined) {
      throw new TypeError("an integer is required");
    }
    const most = maxlen === null ? null : asCount(maxlen);
    if (most !== null && most < 0) {
      throw new ValueError("maxlen must be non-negative");
    }
    (this as { maxlen: number | null }).maxlen = most;
    this.#empty();
    this.#takeIn(iterable);
  }

  /** The place in the ring of an index that is in range. */
  #place(index: number): number {
    return (this.#start + index) & (this.#ring.length - 1);
  }

  #grow(): void {
    if (this.#size === this.#ring.length) {
      const items = [...this.#items()];
      this.#ring = [...items, ...new Array<undefined>(items.length)];
      this.#start = 0;
    }
  }

  #items(): T[] {
    return Array.from({ length: this.#size }, (_, at) => this.#ring[this.#place(at)] as T);
  }

  #refill(items: readonly T[]): void {
    this.#empty();
    items.forEach((item) => this.#push(item));
  }

  append(x: T): void {
    this.#push(x);
  }

  /** What all methods do that add items: those of a subclass are not asked. */
  #push(x: T): void {
    if (this.#size === this.maxlen) {
      if (this.maxlen === 0) {
        return;
      }
      this.#shift();
    }
    this.#grow();
    this.#ring[this.#place(this.#size)] = x;
    this.#size += 1;
  }

  appendleft(x: T): void {
    this.#unshift(x);
  }

  #unshift(x: T): void {
    if (this.#size === this.maxlen) {
      if (this.maxlen === 0) {
        return;
      }
      this.#pop();
    }
    this.#grow();
    this.#start = this.#place(-1 + this.#ring.length);
    this.#ring[this.#start] = x;
    this.#size += 1;
  }

  extend(iterable: Iterable<T>): void {
    this.#takeIn(iterable);
  }

  #takeIn(iterable: Iterable<T>): void {
    for (const item of iterable === this ? this.#items() : iterate<T>(iterable)) {
      this.#push(item);
    }
  }

  extendleft(iterable: Iterable<T>): void {
    for (const item of iterable === this ? this.#items() : iterate<T>(iterable)) {
      this.#unshift(item);
    }
  }

  /** @throws IndexError "pop from an empty deque" */
  pop(): T {
    return this.#pop();
  }

  #pop(): T {
    this.#requireItems();
    const place = this.#place(this.#size - 1);
    const item = this.#ring[place] as T;
    this.#ring[place] = undefined;
    this.#size -= 1;
    return item;
  }

  /** @throws IndexError "pop from an empty deque" */
  popleft(): T {
    return this.#shift();
  }

  #shift(): T {
    this.#requireItems();
    const item = this.#ring[this.#start] as T;
    this.#ring[this.#start] = undefined;
    this.#start = this.#place(1);
    this.#size -= 1;
    return item;
  }

  #requireItems(): void {
    if (this.#size === 0) {
      throw new IndexError("pop from an empty deque");
    }
  }

  clear(): void {
    this.#empty();
  }

  #empty(): void {
    this.#ring = new Array<T | undefined>(8);
    this.#start = 0;
    this.#size = 0;
  }

  copy(): deque<T> {
    return new deque(this.#items(), this.maxlen);
  }

  /** Moves so many items from the right end to the left. */
  rotate(n: int = 1): void {
    if (this.#size > 1) {
      const by = ((asCount(n) % this.#size) + this.#size) % this.#size;
      if (by <= this.#size / 2) for (let left = by; left > 0; left--) this.#unshift(this.#pop());
      else for (let left = this.#size - by; left > 0; left--) this.#push(this.#shift());
    }
  }

  reverse(): void {
    this.#refill(this.#items().reverse());
  }

  count(x: unknown): number {
    return this.#items().filter((item) => equal(item, x)).length;
  }

  /** @throws ValueError when it isn't there */
  index(x: unknown, start: int = 0, stop: int | null = null): number {
    const items = this.#items();
    const from = clamp(asCount(start), items.length);
    const to = stop === null ? items.length : clamp(asCount(stop), items.length);
    const at = items.findIndex((item, place) => place >= from && place < to && equal(item, x));
    if (at < 0) {
      throw new ValueError(`${repr(x)} is not in deque`);
    }
    return at;
  }

  /** @throws IndexError when the deque is full */
  insert(i: int, x: T): void {
    if (this.#size === this.maxlen) {
      throw new IndexError("deque already at its maximum size");
    }
    const items = this.#items();
    items.splice(clamp(asCount(i), items.length), 0, x);
    this.#refill(items);
  }

  /** @throws ValueError when it isn't there */
  remove(value: unknown): void {
    const items = this.#items();
    const at = items.findIndex((item) => equal(item, value));
    if (at < 0) {
      throw new ValueError(`${repr(value)} is not in deque`);
    }
    items.splice(at, 1);
    this.#refill(items);
  }

  *[Symbol.iterator](): IterableIterator<T> {
    const size = this.#size;
    for (let at = 0; at < size; at += 1) {
      if (this.#size !== size) {
        throw new RuntimeError("deque mutated during iteration");
      }
      yield this.#ring[this.#place(at)] as T;
    }
  }

  *__reversed__(): IterableIterator<T> {
    yield* this.#items().reverse();
  }

  __len__(): number {
    return this.#size;
  }

  __contains__(x: unknown): boolean {
    return this.#items().some((item) => equal(item, x));
  }

  #position(index: unknown): number {
    const given = toIndex(index);
    if (given === undefined) {
      throw new TypeError(`sequence index must be integer, not '${typeName(index)}'`);
    }
    const at = given < 0 ? Number(given) + this.#size : Number(given);
    if (at < 0 || at >= this.#size) {
      throw new IndexError("deque index out of range");
    }
    return this.#place(at);
  }

  __getitem__(index: int): T {
    return this.#ring[this.#position(index)] as T;
  }

  __setitem__(index: int, value: T): void {
    this.#ring[this.#position(index)] = value;
  }

  __delitem__(index: int): void {
    const place = this.#position(index);
    const items = this.#items();
    items.splice((place - this.#start + this.#ring.length) & (this.#ring.length - 1), 1);
    this.#refill(items);
  }

  __add__(other: unknown): deque<T> {
    if (!(other instanceof deque)) {
      throw new TypeError(`can only concatenate deque (not "${typeName(other)}") to deque`);
    }
    return new deque<T>([...this.#items(), ...(other as deque<T>)], this.maxlen);
  }

  __iadd__(other: Iterable<T>): this {
    this.#takeIn(other);
    return this;
  }

  __mul__(times: int): deque<T> {
    requireMultiplier(times);
    const items = this.#items();
    return new deque<T>(Array.from({ length: Math.max(0, asCount(times)) }, () => items).flat() as T[], this.maxlen);
  }

  __rmul__(times: int): deque<T> {
    return this.__mul__(times);
  }

  __eq__(other: unknown): unknown {
    return this.#compared(other, equal);
  }

  __lt__(other: unknown): unknown {
    return this.#compared(other, lt);
  }

  __le__(other: unknown): unknown {
    return this.#compared(other, le);
  }

  __gt__(other: unknown): unknown {
    return this.#compared(other, gt);
  }

  __ge__(other: unknown): unknown {
    return this.#compared(other, ge);
  }

  #compared(other: unknown, compare: (a: unknown, b: unknown) => boolean): unknown {
    return other instanceof deque ? compare(this.#items(), [...other]) : NotImplemented;
  }

  __reduce__(): tuple {
    return tuple.of(deque, tuple.of(this.#items(), this.maxlen));
  }

  __repr__(): string {
    if (!enterRepr(this)) {
      return "[...]";
    }
    try {
      const bound = this.maxlen === null ? "" : `, maxlen=${this.maxlen}`;
      return `${className(this.constructor as AnyFunction)}([${this.#items().map(repr).join(", ")}]${bound})`;
    } finally {
      leaveRepr(this);
    }
  }
}
nameIterators(deque.prototype[Symbol.iterator], "_deque_iterator");
nameIterators(deque.prototype.__reversed__, "_deque_reverse_iterator");

/** An index as `list.insert` takes it: from the end if negative, never out of range. */
function clamp(index: number, size: number): number {
  return index < 0 ? Math.max(0, index + size) : Math.min(index, size);
}
