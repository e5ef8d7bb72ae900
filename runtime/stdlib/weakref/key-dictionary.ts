/** The class `WeakKeyDictionary`. */
import { dict } from "../../builtins/dict.js";
import { KeyError } from "../../builtins/exceptions.js";
import { registerInheritor } from "../../kernel/pickle/inheritors.js";
import { refresh } from "./collector.js";
import { entriesOf } from "../mapping-entries.js";
import { ref } from "./ref.js";
import { live, WeakDictionary } from "./weak-dictionary.js";

/** Mirrors `weakref.WeakKeyDictionary`: a mapping whose pairs go with their keys. */
export class WeakKeyDictionary<K = unknown, V = unknown> extends WeakDictionary<K, V> {
  readonly #values = new dict<ref<K>, V>();

  constructor(source: unknown = null) {
    super();
    this.update(source);
  }

  override [live](): [K, V][] {
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

  /** Mirrors `keyrefs()`: the references to the keys. */
  keyrefs(): ref<K>[] {
    return this[live]().map(([key]) => new ref(key));
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

  update(source: unknown = null): void {
    if (source === null) return;
    for (const [key, value] of entriesOf(source)) this.__setitem__(key as K, value as V);
  }

  clear(): void {
    this.#values.clear();
  }

  copy(): WeakKeyDictionary<K, V> {
    return new WeakKeyDictionary<K, V>(new dict(this[live]()));
  }
}

registerInheritor(
  WeakKeyDictionary.prototype,
  (each) => [new dict(each.items())],
  "weak_key_dictionary",
  (items: Iterable<unknown>) => new WeakKeyDictionary(items),
);
