/** The class `WeakKeyDictionary`. */
import { dict } from "../../builtins/dict.js";
import { KeyError } from "../../builtins/exceptions.js";
import { addressOf } from "../../builtins/names.js";
import { tuple } from "../../builtins/tuple.js";
import { className } from "../../builtins/type-name.js";
import { registerInheritor } from "../../kernel/pickle/inheritors.js";
import { refresh } from "./collector.js";
import { entriesOf } from "../mapping-entries.js";
import { ref } from "./ref.js";

/** Mirrors `weakref.WeakKeyDictionary`: a mapping whose pairs go with their keys. */
export class WeakKeyDictionary<K = unknown, V = unknown> {
  readonly #values = new dict<ref<K>, V>();

  constructor(source: unknown = null) {
    if (source !== null) this.update(source);
  }

  /** The pairs that there are. */
  #live(): [K, V][] {
    refresh();
    const pairs: [K, V][] = [];
    for (const [reference, value] of [...this.#values.entries()]) {
      const key = reference.peek();
      if (key === null) this.#values.pop(reference);
      else pairs.push([key, value]);
    }
    return pairs;
  }

  __getitem__(key: K): V {
    const reference = new ref(key);
    if (!this.#values.__contains__(reference)) throw new KeyError(reference);
    return this.#values.__getitem__(reference);
  }

  __setitem__(key: K, value: V): void {
    this.#values.__setitem__(new ref(key), value);
  }

  __delitem__(key: K): void {
    this.#values.pop(new ref(key));
  }

  __contains__(key: K): boolean {
    return this.#values.__contains__(new ref(key));
  }

  __len__(): number {
    return this.#live().length;
  }

  *[Symbol.iterator](): IterableIterator<K> {
    yield* this.keys();
  }

  *keys(): IterableIterator<K> {
    for (const [key] of this.#live()) yield key;
  }

  *values(): IterableIterator<V> {
    for (const [, value] of this.#live()) yield value;
  }

  *items(): IterableIterator<tuple<[K, V]>> {
    for (const [key, value] of this.#live()) yield tuple.of(key, value);
  }

  /** Mirrors `keyrefs()`: the references to the keys. */
  keyrefs(): ref<K>[] {
    return this.#live().map(([key]) => new ref(key));
  }

  get(key: K, fallback: unknown = null): unknown {
    return this.#values.get(new ref(key), fallback);
  }

  /** @throws KeyError where there is no default */
  pop(key: K, ...fallback: unknown[]): unknown {
    return this.#values.pop(new ref(key), ...(fallback as [unknown]));
  }

  setdefault(key: K, fallback: V = null as V): V {
    return this.#values.setdefault(new ref(key), fallback);
  }

  update(source: unknown): void {
    for (const [key, value] of entriesOf(source)) this.__setitem__(key as K, value as V);
  }

  clear(): void {
    this.#values.clear();
  }

  copy(): WeakKeyDictionary<K, V> {
    return new WeakKeyDictionary<K, V>(new dict(this.#live()));
  }

  __repr__(): string {
    return `<${className(this.constructor)} at ${addressOf(this)}>`;
  }
}

registerInheritor(
  WeakKeyDictionary.prototype,
  (each) => [new dict(each.items())],
  "weak_key_dictionary",
  (items: Iterable<unknown>) => new WeakKeyDictionary(items),
);
