import { KeyError } from "./exceptions.js";
import { GuardedIterator } from "./guarded-iterator.js";
import { hashFrozenset } from "./hash.js";
import { iterate } from "./iterate.js";
import { type int } from "./numbers.js";
import { INITIALISE, NotImplemented } from "./protocol.js";
import { enterRepr, leaveRepr, repr } from "./repr.js";
import { className } from "./type-name.js";
import { SetTable } from "./set-table.js";
import { AnySet } from "./set-operations.js";

/** Where a set keeps its items; no string, since those are Python's attributes. */
const TABLE = Symbol("table");

/** What set and frozenset have in common: the methods that leave the set as it is. */
abstract class SetBase<T> extends AnySet<T> {
  protected readonly [TABLE] = new SetTable<T>();

  constructor(iterable?: Iterable<T>) {
    super();
    if (iterable !== undefined) addAll(this[TABLE], iterable);
  }

  /** A new set of the same kind. */
  protected abstract make<U>(items?: Iterable<U>): SetBase<U>;

  /** The table of another set, for merging. */
  static tableOf<U>(other: SetBase<U>): SetTable<U> {
    return other[TABLE];
  }

  [Symbol.iterator](): IterableIterator<T> {
    return new GuardedIterator(this[TABLE], this[TABLE].items(), (item) => item, "Set", "set_iterator");
  }

  __len__(): number {
    return this[TABLE].size;
  }

  /** A set as the item sought stands for the frozenset of its members, as in Python. */
  __contains__(item: unknown): boolean {
    return this[TABLE].has(asKey<T>(item));
  }

  isdisjoint(other: Iterable<unknown>): boolean {
    for (const item of iterate<T>(other)) if (this[TABLE].has(item)) return false;
    return true;
  }

  issubset(other: Iterable<unknown>): boolean {
    const others = other instanceof AnySet ? other : new set(other);
    for (const item of this) if (!others.__contains__(item)) return false;
    return true;
  }

  issuperset(other: Iterable<unknown>): boolean {
    for (const item of iterate<T>(other)) if (!this[TABLE].has(item)) return false;
    return true;
  }

  protected unionOf<U>(others: Iterable<U>[]): SetBase<T | U> {
    const made = this.make<T | U>(this);
    for (const other of others) if ((other as unknown) !== this) addAll<T | U>(made[TABLE], other);
    return made;
  }

  protected intersectionOf(others: Iterable<unknown>[]): SetBase<T> {
    if (others.length === 0) return this.make<T>(this);
    return others.reduce<SetBase<T>>((made, other) => made.intersectionWith(other), this);
  }

  /** Like CPython goes over the smaller of two sets. */
  private intersectionWith(other: Iterable<unknown>): SetBase<T> {
    if (other === this) return this.make<T>(this);
    const made = this.make<T>();
    const swap = other instanceof AnySet && other.__len__() > this[TABLE].size;
    const [items, tested] = swap ? [this, other] : [other, this];
    for (const item of iterate<T>(items)) if (tested.__contains__(item)) made[TABLE].add(item);
    return made;
  }

  protected differenceOf(others: Iterable<unknown>[]): SetBase<T> {
    const [first, ...rest] = others;
    const made = first === undefined ? this.make<T>(this) : this.differenceWith(first);
    for (const other of rest) for (const item of iterate<T>(other)) made[TABLE].delete(item);
    return made;
  }

  /** Like CPython copies only if there is little to remove, else builds anew. */
  private differenceWith(other: Iterable<unknown>): SetBase<T> {
    if (!(other instanceof AnySet) || this[TABLE].size >> 2 > other.__len__()) {
      const made = this.make<T>(this);
      for (const item of iterate<T>(other)) made[TABLE].delete(item);
      return made;
    }
    const made = this.make<T>();
    for (const item of this) if (!other.__contains__(item)) made[TABLE].add(item);
    return made;
  }

  protected symmetricDifferenceOf<U>(other: Iterable<U>): SetBase<T | U> {
    const made = this.make<T | U>(other);
    for (const item of this) if (!made[TABLE].delete(item)) made[TABLE].add(item);
    return made;
  }

  __or__(other: unknown): unknown {
    return other instanceof AnySet ? this.unionOf([other]) : NotImplemented;
  }

  __and__(other: unknown): unknown {
    return other instanceof AnySet ? this.intersectionOf([other]) : NotImplemented;
  }

  __sub__(other: unknown): unknown {
    return other instanceof AnySet ? this.differenceOf([other]) : NotImplemented;
  }

  __xor__(other: unknown): unknown {
    return other instanceof AnySet ? this.symmetricDifferenceOf(other) : NotImplemented;
  }

  __repr__(): string {
    const name = className(this.constructor);
    if (this[TABLE].size === 0) return `${name}()`;
    if (!enterRepr(this)) return `${name}(...)`;
    try {
      const items = `{${Array.from(this, repr).join(", ")}}`;
      return name === "set" ? items : `${name}(${items})`;
    } finally {
      leaveRepr(this);
    }
  }
}

function addAll<T>(table: SetTable<T>, items: Iterable<T>): void {
  if (items instanceof SetBase) table.merge(SetBase.tableOf<T>(items));
  else for (const item of iterate<T>(items)) table.add(item);
}

/** Mirrors `remove`, `discard` and `in`: there a set that is no key itself is looked for as a frozenset. */
function asKey<T>(item: unknown): T {
  return (item instanceof set ? new frozenset(item) : item) as T;
}

/** Mirrors `set`. Iterating raises RuntimeError when the size changes on the way. */
export class set<T = unknown> extends SetBase<T> {
  static readonly __hash__ = null;

  static [INITIALISE](self: set, items: Iterable<unknown> = []): void {
    set.prototype.clear.call(self);
    set.prototype.update.call(self, items);
  }

  /** A set display of constants, which CPython makes of a frozenset (made twice). */
  static of<T>(...items: T[]): set<T> {
    return new set(new frozenset([...new frozenset(items)]));
  }

  protected override make<U>(items?: Iterable<U>): set<U> {
    return new set(items);
  }

  add(item: T): void {
    this[TABLE].add(item);
  }

  /** Raises KeyError if the item is absent. */
  remove(item: T): void {
    if (!this[TABLE].delete(asKey(item))) throw new KeyError(item);
  }

  discard(item: T): void {
    this[TABLE].delete(asKey(item));
  }

  /** Removes and returns some item; raises KeyError if there is none. */
  pop(): T {
    const item = this[TABLE].pop();
    if (item === undefined) throw new KeyError("pop from an empty set");
    return item;
  }

  clear(): void {
    this[TABLE].clear();
  }

  copy(): set<T> {
    return new set(this);
  }

  union<U = T>(...others: Iterable<U>[]): set<T | U> {
    return this.unionOf(others) as set<T | U>;
  }

  intersection(...others: Iterable<unknown>[]): set<T> {
    return this.intersectionOf(others) as set<T>;
  }

  difference(...others: Iterable<unknown>[]): set<T> {
    return this.differenceOf(others) as set<T>;
  }

  symmetric_difference<U = T>(other: Iterable<U>): set<T | U> {
    return this.symmetricDifferenceOf(other) as set<T | U>;
  }

  update(...others: Iterable<T>[]): void {
    for (const other of others) addAll(this[TABLE], other === this ? [] : other);
  }

  intersection_update(...others: Iterable<unknown>[]): void {
    this[TABLE].take(SetBase.tableOf(this.intersectionOf(others)));
  }

  difference_update(...others: Iterable<unknown>[]): void {
    for (const other of others) {
      if (other === this) this.clear();
      else this.#remove(other);
    }
  }

  /** Like CPython goes over what both have where the other is much larger, and tidies up behind it. */
  #remove(other: Iterable<unknown>): void {
    const isLarge = other instanceof AnySet && other.__len__() >> 3 > this[TABLE].size;
    for (const item of isLarge ? this.intersectionOf([other]) : iterate<T>(other)) this.discard(item);
    this[TABLE].tidy();
  }

  symmetric_difference_update(other: Iterable<T>): void {
    if (other === this) this.clear();
    else for (const item of other instanceof AnySet ? other : new set<T>(other)) this.#toggle(item as T);
  }

  #toggle(item: T): void {
    if (!this[TABLE].delete(item)) this[TABLE].add(item);
  }

  __ior__(other: unknown): unknown {
    if (!(other instanceof AnySet)) return NotImplemented;
    this.update(other as Iterable<T>);
    return this;
  }

  __iand__(other: unknown): unknown {
    if (!(other instanceof AnySet)) return NotImplemented;
    this.intersection_update(other);
    return this;
  }

  __isub__(other: unknown): unknown {
    if (!(other instanceof AnySet)) return NotImplemented;
    this.difference_update(other);
    return this;
  }

  __ixor__(other: unknown): unknown {
    if (!(other instanceof AnySet)) return NotImplemented;
    this.symmetric_difference_update(other as Iterable<T>);
    return this;
  }
}

/** Mirrors `frozenset`: a set that can be a key. */
export class frozenset<T = unknown> extends SetBase<T> {
  protected override make<U>(items?: Iterable<U>): frozenset<U> {
    return new frozenset(items);
  }

  copy(): frozenset<T> {
    return this.constructor === frozenset ? this : new frozenset(this);
  }

  union<U = T>(...others: Iterable<U>[]): frozenset<T | U> {
    return this.unionOf(others) as frozenset<T | U>;
  }

  intersection(...others: Iterable<unknown>[]): frozenset<T> {
    return this.intersectionOf(others) as frozenset<T>;
  }

  difference(...others: Iterable<unknown>[]): frozenset<T> {
    return this.differenceOf(others) as frozenset<T>;
  }

  symmetric_difference<U = T>(other: Iterable<U>): frozenset<T | U> {
    return this.symmetricDifferenceOf(other) as frozenset<T | U>;
  }

  __hash__(): int {
    return hashFrozenset(this, this[TABLE].size);
  }
}
