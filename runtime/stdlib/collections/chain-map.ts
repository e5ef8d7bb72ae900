/** The class `ChainMap`. */
import { dict } from "../../builtins/dict.js";
import { KeyError } from "../../builtins/exceptions.js";
import { contains, delitem, getitem, setitem } from "../../builtins/operators.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";

/** Mirrors `collections.ChainMap`: several mappings looked through in turn; changes go to the first. */
export class ChainMap<K, V> implements Iterable<K> {
  readonly maps: dict<K, V>[];

  constructor(...maps: dict<K, V>[]) {
    this.maps = maps.length === 0 ? [new dict<K, V>()] : maps;
  }

  /** All keys, those of the last mapping first, as CPython orders them. */
  *[Symbol.iterator](): IterableIterator<K> {
    yield* this.#merged().keys();
  }

  #merged(): dict<K, V> {
    const merged = new dict<K, V>();
    for (const map of [...this.maps].reverse()) {
      merged.update(map);
    }
    return merged;
  }

  __getitem__(key: K): V {
    const found = this.maps.find((map) => contains(map, key));
    return found === undefined ? this.__missing__(key) : (getitem(found as unknown, key) as V);
  }

  __missing__(key: K): V {
    throw new KeyError(key);
  }

  get(key: K, fallback: unknown = null): unknown {
    return this.__contains__(key) ? this.__getitem__(key) : fallback;
  }

  __contains__(key: unknown): boolean {
    return this.maps.some((map) => contains(map, key));
  }

  __len__(): number {
    return this.#merged().__len__();
  }

  keys(): Iterable<K> {
    return this.#merged().keys();
  }

  values(): Iterable<V> {
    return this.#merged().values();
  }

  items(): Iterable<tuple<[K, V]>> {
    return this.#merged().items();
  }

  __setitem__(key: K, value: V): void {
    setitem(this.maps[0] as never, key as never, value as never);
  }

  /** @throws KeyError when the first mapping doesn't have it */
  __delitem__(key: K): void {
    this.#requireFirst(key);
    delitem(this.maps[0] as never, key as never);
  }

  pop(key: K, ...fallback: V[]): V {
    if (fallback.length === 0) {
      this.#requireFirst(key);
    }
    return this.maps[0].pop(key, ...(fallback as [V]));
  }

  #requireFirst(key: K): void {
    if (!contains(this.maps[0], key)) {
      throw new KeyError(`Key not found in the first mapping: ${repr(key)}`);
    }
  }

  clear(): void {
    this.maps[0].clear();
  }

  update(other: dict<K, V>): void {
    this.maps[0].update(other);
  }

  new_child(m: dict<K, V> | null = null): ChainMap<K, V> {
    return new ChainMap<K, V>(m ?? new dict<K, V>(), ...this.maps);
  }

  get parents(): ChainMap<K, V> {
    return new ChainMap<K, V>(...this.maps.slice(1));
  }

  copy(): ChainMap<K, V> {
    return new ChainMap<K, V>(this.maps[0].copy(), ...this.maps.slice(1));
  }

  __eq__(other: unknown): unknown {
    return this.#merged().__eq__(other instanceof ChainMap ? new dict(other as never) : other);
  }

  __reduce__(): tuple {
    return tuple.of(this.constructor, new tuple(this.maps));
  }

  __repr__(): string {
    return `${typeName(this)}(${this.maps.map(repr).join(", ")})`;
  }
}
