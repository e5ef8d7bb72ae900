import { KeyError } from "./exceptions.js";
import { GuardedIterator } from "./guarded-iterator.js";
import { hashFrozenset } from "./hash.js";
import { HashTable } from "./hash-table.js";
import { iterate } from "./iterate.js";
import { type int } from "./numbers.js";
import { NotImplemented } from "./protocol.js";
import { enterRepr, leaveRepr, repr } from "./repr.js";
import { className } from "./type-name.js";
import { AnySet } from "./set-operations.js";

/** What set and frozenset have in common: the methods that leave the set as it is. */
abstract class SetBase<T> extends AnySet<T> {
  protected readonly table = new HashTable<T, true>();

  constructor(iterable?: Iterable<T>) {
    super();
    if (iterable !== undefined) addAll(this.table, iterable);
  }

  /** A new set of the same kind. */
  protected abstract make<U>(items?: Iterable<U>): SetBase<U>;

  [Symbol.iterator](): IterableIterator<T> {
    return new GuardedIterator(this.table, this.table.entries.keys(), (item) => item, "Set", "set_iterator");
  }

  __len__(): number {
    return this.table.size;
  }

  /** A set as the item sought stands for the frozenset of its members, as in Python. */
  __contains__(item: unknown): boolean {
    return this.table.has(asKey<T>(item));
  }

  isdisjoint(other: Iterable<unknown>): boolean {
    for (const item of iterate<T>(other)) if (this.table.has(item)) return false;
    return true;
  }

  issubset(other: Iterable<unknown>): boolean {
    const others = other instanceof AnySet ? other : new set(other);
    for (const item of this.table.entries.keys()) if (!others.__contains__(item)) return false;
    return true;
  }

  issuperset(other: Iterable<unknown>): boolean {
    for (const item of iterate<T>(other)) if (!this.table.has(item)) return false;
    return true;
  }

  protected unionOf<U>(others: Iterable<U>[]): SetBase<T | U> {
    const made = this.make<T | U>(this);
    for (const other of others) addAll<T | U>(made.table, other);
    return made;
  }

  protected intersectionOf(others: Iterable<unknown>[]): SetBase<T> {
    let made = this.make<T>(this);
    for (const other of others) {
      const next = this.make<T>();
      for (const item of iterate<T>(other)) if (made.table.has(item)) next.table.set(item, true);
      made = next;
    }
    return made;
  }

  protected differenceOf(others: Iterable<unknown>[]): SetBase<T> {
    const made = this.make<T>(this);
    for (const other of others) for (const item of iterate<T>(other)) made.table.delete(item);
    return made;
  }

  protected symmetricDifferenceOf<U>(other: Iterable<U>): SetBase<T | U> {
    const made = this.make<T | U>(this);
    for (const item of new set(other)) {
      if (!made.table.delete(item)) made.table.set(item, true);
    }
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
    if (this.table.size === 0) return `${name}()`;
    if (!enterRepr(this)) return `${name}(...)`;
    try {
      const items = `{${Array.from(this, repr).join(", ")}}`;
      return name === "set" ? items : `${name}(${items})`;
    } finally {
      leaveRepr(this);
    }
  }
}

function addAll<T>(table: HashTable<T, true>, items: Iterable<T>): void {
  for (const item of iterate<T>(items)) table.set(item, true);
}

/** Mirrors `remove`, `discard` and `in`: there a set that is no key itself is looked for as a frozenset. */
function asKey<T>(item: unknown): T {
  return (item instanceof set ? new frozenset(item) : item) as T;
}

/** Mirrors `set`. Iterating raises RuntimeError when the size changes on the way. */
export class set<T = unknown> extends SetBase<T> {
  static readonly __hash__ = null;

  protected override make<U>(items?: Iterable<U>): set<U> {
    return new set(items);
  }

  add(item: T): void {
    this.table.set(item, true);
  }

  /** Raises KeyError if the item is absent. */
  remove(item: T): void {
    if (!this.table.delete(asKey(item))) throw new KeyError(item);
  }

  discard(item: T): void {
    this.table.delete(asKey(item));
  }

  /** Removes and returns some item; raises KeyError if there is none. */
  pop(): T {
    for (const item of this) {
      this.table.delete(item);
      return item;
    }
    throw new KeyError("pop from an empty set");
  }

  clear(): void {
    this.table.clear();
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
    for (const other of others) addAll(this.table, other === this ? [] : other);
  }

  intersection_update(...others: Iterable<unknown>[]): void {
    this.#replace(this.intersectionOf(others));
  }

  difference_update(...others: Iterable<unknown>[]): void {
    this.#replace(this.differenceOf(others));
  }

  symmetric_difference_update(other: Iterable<T>): void {
    this.#replace(this.symmetricDifferenceOf(other));
  }

  #replace(items: Iterable<T>): void {
    this.table.clear();
    addAll(this.table, items);
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
    return hashFrozenset(this, this.table.size);
  }
}
