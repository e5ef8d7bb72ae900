import { equal } from "./compare.js";
import { GuardedIterator } from "./guarded-iterator.js";
import { ABSENT, type Table } from "./hash-table.js";
import { iterate } from "./iterate.js";
import { defineModule } from "./names.js";
import { repr } from "./repr.js";
import { AnySet } from "./set-operations.js";
import { set } from "./set.js";
import { tuple } from "./tuple.js";

/** The set-like views: their operators take any iterable on the other side, and nothing else, and give a set. */
abstract class SetView<T> extends AnySet<T> {
  static readonly __hash__ = null;

  isdisjoint(other: Iterable<unknown>): boolean {
    for (const item of iterate(other)) if (this.__contains__(item)) return false;
    return true;
  }

  __or__(other: Iterable<unknown>): unknown {
    return new set<unknown>(this).union(other);
  }

  __ror__(other: Iterable<unknown>): unknown {
    return new set(other).union<unknown>(this);
  }

  __and__(other: Iterable<unknown>): unknown {
    const common = new set<unknown>();
    for (const item of iterate(other)) if (this.__contains__(item)) common.add(item);
    return common;
  }

  __rand__(other: Iterable<unknown>): unknown {
    return new set(other).intersection(this);
  }

  __sub__(other: Iterable<unknown>): unknown {
    return new set<unknown>(this).difference(other);
  }

  __rsub__(other: Iterable<unknown>): unknown {
    return new set(other).difference(this);
  }

  __xor__(other: Iterable<unknown>): unknown {
    return new set<unknown>(this).symmetric_difference(other);
  }

  __rxor__(other: Iterable<unknown>): unknown {
    return new set(other).symmetric_difference<unknown>(this);
  }

  __repr__(): string {
    return `${this.constructor.name}(${repr([...this])})`;
  }
}

/** Mirrors `dict_keys`: a live, set-like view. */
export class dict_keys<K> extends SetView<K> {
  readonly #table: Table<K, unknown>;

  constructor(table: Table<K, unknown>) {
    super();
    this.#table = table;
  }

  [Symbol.iterator](): IterableIterator<K> {
    return new GuardedIterator(this.#table, this.#table.entries.keys(), (key) => key, "dictionary", "dict_keyiterator");
  }

  __reversed__(): IterableIterator<K> {
    const keys = [...this.#table.entries.keys()].reverse().values();
    return new GuardedIterator(this.#table, keys, (key) => key, "dictionary", "dict_reversekeyiterator");
  }

  __len__(): number {
    return this.#table.size;
  }

  __contains__(key: unknown): boolean {
    return this.#table.has(key as K);
  }
}

/** Mirrors `dict_values`: a live view. */
export class dict_values<V> implements Iterable<V> {
  readonly #table: Table<unknown, V>;

  constructor(table: Table<unknown, V>) {
    this.#table = table;
  }

  [Symbol.iterator](): IterableIterator<V> {
    const values = this.#table.entries.values();
    return new GuardedIterator(this.#table, values, (value) => value, "dictionary", "dict_valueiterator");
  }

  __reversed__(): IterableIterator<V> {
    const values = [...this.#table.entries.values()].reverse().values();
    return new GuardedIterator(this.#table, values, (value) => value, "dictionary", "dict_reversevalueiterator");
  }

  __len__(): number {
    return this.#table.size;
  }

  __contains__(value: unknown): boolean {
    for (const each of this.#table.entries.values()) if (equal(each, value)) return true;
    return false;
  }

  __repr__(): string {
    return `dict_values(${repr([...this])})`;
  }
}

/** Mirrors `dict_items`: a live, set-like view that gives tuples. */
export class dict_items<K, V> extends SetView<tuple<[K, V]>> {
  readonly #table: Table<K, V>;

  constructor(table: Table<K, V>) {
    super();
    this.#table = table;
  }

  [Symbol.iterator](): IterableIterator<tuple<[K, V]>> {
    const pairs = this.#table.entries.entries();
    return new GuardedIterator(
      this.#table,
      pairs,
      ([key, value]) => tuple.of(key, value),
      "dictionary",
      "dict_itemiterator",
    );
  }

  __reversed__(): IterableIterator<tuple<[K, V]>> {
    const pairs = [...this.#table.entries.entries()].reverse().values();
    return new GuardedIterator(
      this.#table,
      pairs,
      ([key, value]) => tuple.of(key, value),
      "dictionary",
      "dict_reverseitemiterator",
    );
  }

  __len__(): number {
    return this.#table.size;
  }

  __contains__(pair: unknown): boolean {
    if (!Array.isArray(pair) || pair.length !== 2) return false;
    const found = this.#table.find(pair[0] as K);
    return found !== ABSENT && equal(this.#table.entries.get(found), pair[1]);
  }
}

defineModule({ dict_keys, dict_values, dict_items }, "builtins");
