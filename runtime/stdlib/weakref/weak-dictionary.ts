/** What the two dictionaries of weak references have in common: they show the pairs that still are there. */
import { addressOf } from "../../builtins/names.js";
import { tuple } from "../../builtins/tuple.js";
import { className } from "../../builtins/type-name.js";

/** The pairs that there are; no attribute that a script could see. */
export const live = Symbol("live pairs");

export abstract class WeakDictionary<K, V> {
  abstract [live](): [K, V][];

  __len__(): number {
    return this[live]().length;
  }

  *[Symbol.iterator](): IterableIterator<K> {
    yield* this.keys();
  }

  *keys(): IterableIterator<K> {
    for (const [key] of this[live]()) yield key;
  }

  *values(): IterableIterator<V> {
    for (const [, value] of this[live]()) yield value;
  }

  *items(): IterableIterator<tuple<[K, V]>> {
    for (const [key, value] of this[live]()) yield tuple.of(key, value);
  }

  __repr__(): string {
    return `<${className(this.constructor)} at ${addressOf(this)}>`;
  }
}
