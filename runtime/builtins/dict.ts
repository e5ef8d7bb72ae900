import { call } from "./call.js";
import { KeyError, TypeError, ValueError } from "./exceptions.js";
import { GuardedIterator } from "./guarded-iterator.js";
import { ABSENT, HashTable, type Table } from "./hash-table.js";
import { equal } from "./compare.js";
import { INITIALISE, NotImplemented, isOptions } from "./protocol.js";
import { enterRepr, leaveRepr, repr } from "./repr.js";
import { dict_items, dict_keys, dict_values } from "./dict-views.js";
import { tuple } from "./tuple.js";
import { iterate } from "./iterate.js";

/** What `dict()` and `update()` take: another mapping (with `keys()`) or pairs. */
export type DictSource<K, V> = dict<K, V> | Mapping<K, V> | Iterable<readonly [K, V]>;

interface Mapping<K = unknown, V = unknown> {
  keys(): Iterable<K>;
  __getitem__(key: K): V;
}

/** True for what has `keys()`; an array has one too, which is none of Python's. */
function isMapping<K, V>(source: Mapping<K, V> | Iterable<readonly [K, V]>): source is Mapping<K, V> {
  const isObject = typeof source === "object" && source !== null && !Array.isArray(source);
  return isObject && typeof (source as Mapping<K, V>).keys === "function";
}

/**
 * Mirrors `dict`: insertion order, Python's key equality. `d[k]` is `getitem(d, k)`, `del d[k]` is `delitem(d, k)`;
 * iterating gives the keys and raises RuntimeError when the size changes on the way.
 */
export class dict<K = unknown, V = unknown> implements Iterable<K> {
  #table: Table<K, V> = new HashTable();

  /** `new dict([[k, v], ...])`, `new dict(mapping)`, keyword arguments as a trailing options object. */
  constructor(source?: DictSource<K, V> | Record<string, V>, options?: Record<string, V>) {
    this.#takeIn(source, options);
  }

  static [INITIALISE](self: dict, ...args: []): void {
    dict.prototype.update.apply(self, args);
  }

  /** A dict that shows and changes another table than its own. */
  static over<K, V>(table: Table<K, V>): dict<K, V> {
    const made = new dict<K, V>();
    made.#table = table;
    return made;
  }

  /** Mirrors `dict.fromkeys(iterable, value=None)`. */
  static fromkeys<K, V = null>(iterable: Iterable<K>, value: V = null as V): dict<K, V> {
    const made = call(this) as dict<K, V>;
    for (const key of iterate<K>(iterable)) made.__setitem__(key, value);
    return made;
  }

  get(key: K): V | null;
  get<D>(key: K, fallback: D): V | D;
  get(key: K, fallback: unknown = null): unknown {
    const value = this.#table.get(key);
    return value === undefined ? fallback : value;
  }

  setdefault(key: K, fallback: V = null as V): V {
    const value = this.#table.get(key);
    if (value !== undefined) return value;
    this.#table.set(key, fallback);
    return fallback;
  }

  /** Raises KeyError if the key is absent and no default is given. */
  pop(key: K): V;
  pop<D>(key: K, fallback: D): V | D;
  pop(key: K, fallback?: unknown): unknown {
    // CPython asks for no hash where there is nothing to find.
    const found = this.#table.size === 0 ? ABSENT : this.#table.find(key);
    if (found === ABSENT) {
      if (fallback !== undefined) return fallback;
      throw new KeyError(key);
    }
    const value = this.#table.entries.get(found);
    this.#table.delete(found);
    return value;
  }

  /** Removes the pair that was inserted last; raises KeyError if there is none. */
  popitem(): tuple<[K, V]> {
    const last = this.#table.popLast();
    if (last === undefined) throw new KeyError("popitem(): dictionary is empty");
    return tuple.of(...last);
  }

  update(source?: DictSource<K, V> | Record<string, V>, options?: Record<string, V>): void {
    this.#takeIn(source, options);
  }

  /** What `dict` itself does to take in items: methods of a subclass are not asked. */
  #takeIn(source?: DictSource<K, V> | Record<string, V>, options?: Record<string, V>): void {
    if (isOptions(source)) return this.#updateFromOptions(source);
    if (source instanceof dict) this.#updateFromDict(source);
    else if (source !== undefined) this.#updateFromOther(source);
    if (options !== undefined) this.#updateFromOptions(options);
  }

  #updateFromOptions(options: Record<string, unknown>): void {
    for (const key of Object.keys(options)) this.#table.set(key as K, options[key] as V);
  }

  #updateFromDict(source: dict<K, V>): void {
    if (source.#table.size > 0 && source !== this) {
      for (const [key, value] of source.#table.entries) this.#table.set(key, value);
    }
  }

  #updateFromOther(source: Mapping<K, V> | Iterable<readonly [K, V]>): void {
    if (isMapping(source)) return this.#updateFromMapping(source as Mapping);
    let at = 0;
    for (const pair of iterate<readonly [K, V]>(source)) {
      const [key, value] = pairAt(pair, at++);
      this.#table.set(key as K, value as V);
    }
  }

  #updateFromMapping(source: Mapping): void {
    for (const key of iterate<K>(source.keys())) this.#table.set(key, source.__getitem__(key) as V);
  }

  keys(): dict_keys<K> {
    return new dict_keys(this.#table);
  }

  values(): dict_values<V> {
    return new dict_values(this.#table);
  }

  items(): dict_items<K, V> {
    return new dict_items(this.#table);
  }

  /** The pairs as JavaScript's own arrays, for `for (const [k, v] of d.entries())`. */
  entries(): IterableIterator<[K, V]> {
    return new GuardedIterator(
      this.#table,
      this.#table.entries.entries(),
      (pair) => pair,
      "dictionary",
      "dict_itemiterator",
    );
  }

  copy(): dict<K, V> {
    const made = new dict<K, V>();
    made.#updateFromDict(this);
    return made;
  }

  clear(): void {
    this.#table.clear();
  }

  [Symbol.iterator](): IterableIterator<K> {
    return new GuardedIterator(this.#table, this.#table.entries.keys(), (key) => key, "dictionary", "dict_keyiterator");
  }

  __reversed__(): IterableIterator<K> {
    return this.keys().__reversed__();
  }

  __len__(): number {
    return this.#table.size;
  }

  __contains__(key: unknown): boolean {
    return this.#table.has(key as K);
  }

  /** Raises KeyError; a subclass's `__missing__` is asked first. */
  __getitem__(key: K): V {
    const value = this.#table.get(key);
    if (value !== undefined) return value;
    const missing = (this as { __missing__?: (key: K) => V }).__missing__;
    if (missing !== undefined) return missing.call(this, key);
    throw new KeyError(key);
  }

  __setitem__(key: K, value: V): void {
    this.#table.set(key, value);
  }

  __delitem__(key: K): void {
    if (!this.#table.delete(key)) throw new KeyError(key);
  }

  __eq__(other: unknown): unknown {
    if (!(other instanceof dict)) return NotImplemented;
    if (this.#table.size !== other.#table.size) return false;
    for (const [key, value] of this.#table.entries) {
      const found = other.#table.get(key);
      if (found === undefined || !equal(value, found)) return false;
    }
    return true;
  }

  __or__(other: unknown): unknown {
    if (!(other instanceof dict)) return NotImplemented;
    const made = this.copy();
    made.update(other);
    return made;
  }

  __ror__(other: unknown): unknown {
    return other instanceof dict ? other.__or__(this) : NotImplemented;
  }

  __ior__(other: DictSource<K, V>): this {
    this.#takeIn(other);
    return this;
  }

  __repr__(): string {
    if (this.#table.size === 0) return "{}";
    if (!enterRepr(this)) return "{...}";
    try {
      const parts: string[] = [];
      for (const [key, value] of this.#table.entries) parts.push(`${repr(key)}: ${repr(value)}`);
      return `{${parts.join(", ")}}`;
    } finally {
      leaveRepr(this);
    }
  }

  static readonly __hash__ = null;
}

/** Checks one element of a sequence of pairs. */
function pairAt(pair: unknown, at: number): readonly unknown[] {
  if (Array.isArray(pair) && pair.length === 2) return pair;
  if (typeof pair !== "string" && !(typeof pair === "object" && pair !== null && Symbol.iterator in pair)) {
    throw new TypeError(`cannot convert dictionary update sequence element #${at} to a sequence`);
  }
  const items = [...iterate(pair)];
  if (items.length !== 2) {
    throw new ValueError(`dictionary update sequence element #${at} has length ${items.length}; 2 is required`);
  }
  return items;
}
