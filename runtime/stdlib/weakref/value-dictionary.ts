/** The class `WeakValueDictionary`. */
import { dict } from "../../builtins/dict.js";
import { KeyError, TypeError } from "../../builtins/exceptions.js";
import { isOptions } from "../../builtins/protocol.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { entriesOf } from "../mapping-entries.js";
import { ref } from "./ref.js";
import { live, WeakDictionary } from "./weak-dictionary.js";
import { isReferable } from "./referable.js";
import { registerInheritor } from "../../kernel/pickle/inheritors.js";
import { refresh, weak } from "./collector.js";

/** Mirrors `weakref.WeakValueDictionary`: a mapping whose pairs go with their values. */
export class WeakValueDictionary<K = unknown, V = unknown> extends WeakDictionary<K, V> {
  readonly #references = new dict<K, WeakRef<object>>();

  constructor(...sources: unknown[]) {
    super();
    this.update(...sources);
  }

  override [live](): [K, V][] {
    refresh();
    const pairs: [K, V][] = [];
    for (const [key, reference] of [...this.#references.entries()]) {
      const value = reference.deref() as V | undefined;
      if (value === undefined) this.#references.pop(key);
      else pairs.push([key, value]);
    }
    return pairs;
  }

  #find(key: K): V | undefined {
    refresh();
    return this.#references.get(key)?.deref() as V | undefined;
  }

  __getitem__(key: K): V {
    const value = this.#find(key);
    if (value === undefined) throw new KeyError(key);
    return value;
  }

  __setitem__(key: K, value: V): void {
    if (!isReferable(value)) throw new TypeError(`cannot create weak reference to '${typeName(value)}' object`);
    this.#references.__setitem__(key, weak(value));
  }

  __delitem__(key: K): void {
    this.__getitem__(key);
    this.#references.pop(key);
  }

  __contains__(key: K): boolean {
    return this.#find(key) !== undefined;
  }

  /** Mirrors `valuerefs()`: references to the values. */
  valuerefs(): ref<V>[] {
    return this[live]().map(([, value]) => new ref(value));
  }

  get(key: K, fallback: unknown = null): unknown {
    return this.#find(key) ?? fallback;
  }

  /** @throws KeyError where there is no default */
  pop(key: K, ...fallback: unknown[]): unknown {
    const value = this.#find(key);
    if (value === undefined && fallback.length === 0) throw new KeyError(key);
    if (value !== undefined) this.#references.pop(key);
    return value ?? fallback[0];
  }

  popitem(): tuple<[K, V]> {
    const last = this[live]().at(-1);
    if (last === undefined) throw new KeyError("popitem(): dictionary is empty");
    this.#references.pop(last[0]);
    return tuple.of(...last);
  }

  setdefault(key: K, fallback: V): V {
    const value = this.#find(key);
    if (value !== undefined) return value;
    this.__setitem__(key, fallback);
    return fallback;
  }

  update(...sources: unknown[]): void {
    const last = sources.at(-1);
    const [given, keywords] = isOptions(last) ? [sources.slice(0, -1), last] : [sources, {}];
    for (const source of given) {
      if (source === null || source === undefined) continue;
      for (const [key, value] of entriesOf(source)) this.__setitem__(key as K, value as V);
    }
    for (const [key, value] of Object.entries(keywords)) this.__setitem__(key as K, value as V);
  }

  clear(): void {
    this.#references.clear();
  }

  copy(): WeakValueDictionary<K, V> {
    return new WeakValueDictionary<K, V>(new dict(this[live]()));
  }
}

registerInheritor(
  WeakValueDictionary.prototype,
  (each) => [new dict(each.items())],
  "weak_value_dictionary",
  (items: Iterable<unknown>) => new WeakValueDictionary(items),
);
