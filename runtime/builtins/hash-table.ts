import { isBoundMethod } from "./bound-method.js";
import { equal } from "./compare.js";
import { hashCode, hashesByIdentity } from "./hash.js";
import { Float } from "./numbers.js";
import { checkHeap } from "../kernel/heap.js";

/** So often may a table change before it is asked whether the heap has room for a larger one. */
const CHANGES_PER_CHECK = 1 << 16;

/** What `find` answers when a key is absent (no Python value is this symbol). */
export const ABSENT = Symbol("absent");

/** True for a key that a Map finds by itself: text, int, non-integral float, None, an object that equals only itself. */
function isSimple(key: unknown): boolean {
  switch (typeof key) {
    case "boolean":
      return false;
    case "object":
      return key === null || hashesByIdentity(key);
    case "function":
      return !isBoundMethod(key);
    default:
      return true;
  }
}

/** What dict asks of its table. */
export interface Table<K, V> {
  readonly size: number;
  /** The pairs in order. */
  readonly entries: Map<K, V>;
  get(key: K): V | undefined;
  has(key: K): boolean;
  find(key: K): K | typeof ABSENT;
  set(key: K, value: V): void;
  delete(key: K): boolean;
  popLast(): [K, V] | undefined;
  clear(): void;
}

/** The keys of one hash code. */
interface Bucket<K> {
  readonly key: K;
  readonly next: Bucket<K> | undefined;
}

function without<K>(bucket: Bucket<K>, key: K): Bucket<K> | undefined {
  let kept: Bucket<K> | undefined;
  for (let node: Bucket<K> | undefined = bucket; node !== undefined; node = node.next) {
    if (node.key !== key) kept = { key: node.key, next: kept };
  }
  return kept;
}

/**
 * The table behind dict and set: Python's key equality (`1 == 1.0 == True`, tuples by value, `__eq__` and `__hash__`)
 * in insertion order. Simple keys cost one Map look-up. Other keys are in the same Map, under the object that was
 * inserted first; `buckets` leads from a hash code to those objects.
 */
export class HashTable<K, V> implements Table<K, V> {
  readonly entries = new Map<K, V>();
  #buckets: Map<number, Bucket<K>> | null = null;
  #complexKeys = 0;
  /** Counts what may change the order of the keys; see popLast. */
  #changes = 0;
  #listed: K[] = [];
  #listedFor = -1;

  get size(): number {
    return this.entries.size;
  }

  /** The value of a key, `undefined` if absent. Raises TypeError for an unhashable key. */
  get(key: K): V | undefined {
    const value = this.entries.get(key);
    if (value !== undefined) return value;
    const kind = typeof key;
    if (this.#buckets === null && (kind === "string" || kind === "number")) return undefined;
    const found = this.#findComplex(key, hashCode(key));
    return found === ABSENT ? undefined : this.entries.get(found);
  }

  has(key: K): boolean {
    return this.find(key) !== ABSENT;
  }

  /** The key object in the table that equals `key`, or ABSENT. */
  find(key: K): K | typeof ABSENT {
    if (this.entries.has(key)) return key;
    const kind = typeof key;
    if (this.#buckets === null && (kind === "string" || kind === "number")) return ABSENT;
    return this.#findComplex(key, hashCode(key));
  }

  /**
   * Sets a key's value; an equal key that is there already stays the key, as in Python. `known` is the key's hash code,
   * where that has been asked for.
   */
  set(key: K, value: V, known?: number): void {
    if (++this.#changes % CHANGES_PER_CHECK === 0) checkHeap(this.entries.size);
    const kind = typeof key;
    if (this.#buckets === null && (kind === "string" || kind === "number")) {
      this.entries.set(key, value);
      return;
    }
    if (this.entries.has(key)) {
      this.entries.set(key, value);
      return;
    }
    const code = known ?? hashCode(key);
    const found = this.#findComplex(key, code);
    this.entries.set(found === ABSENT ? key : found, value);
    if (found === ABSENT && !isSimple(key)) this.#remember(key, code);
  }

  /** Removes a key; false if it was absent. */
  delete(key: K): boolean {
    return this.take(key) !== ABSENT;
  }

  /** Removes a key, whose hash is asked for once; returns the key object of the table, or ABSENT. */
  take(key: K): K | typeof ABSENT {
    if (this.#buckets === null || (isSimple(key) && this.entries.has(key))) {
      const simple = this.find(key);
      if (simple !== ABSENT) this.#drop(simple);
      return simple;
    }
    const code = hashCode(key);
    const found = this.entries.has(key) ? key : this.#findComplex(key, code);
    if (found === ABSENT) return ABSENT;
    this.#drop(found);
    if (!isSimple(found)) this.#forget(found, code);
    return found;
  }

  #drop(found: K): void {
    this.#changes++;
    this.entries.delete(found);
  }

  /**
   * Removes and returns the pair that was inserted last, `undefined` if there is none. A Map can't be walked backwards,
   * so the keys are listed once, and the list serves until something else changes the table.
   */
  popLast(): [K, V] | undefined {
    if (this.#listedFor !== this.#changes) {
      this.#listed = [...this.entries.keys()];
    }
    if (this.#listed.length === 0) return undefined;
    const key = this.#listed.pop() as K;
    const value = this.entries.get(key) as V;
    this.delete(key);
    this.#listedFor = this.#changes;
    return [key, value];
  }

  clear(): void {
    this.#changes++;
    this.entries.clear();
    this.#buckets = null;
    this.#complexKeys = 0;
  }

  #remember(key: K, code: number): void {
    const buckets = (this.#buckets ??= new Map());
    buckets.set(code, { key, next: buckets.get(code) });
    this.#complexKeys++;
  }

  #forget(key: K, code: number): void {
    const buckets = this.#buckets;
    const kept = buckets?.get(code) && without(buckets.get(code)!, key);
    if (kept === undefined) buckets?.delete(code);
    else buckets?.set(code, kept);
    if (--this.#complexKeys === 0) this.#buckets = null;
  }

  #findComplex(key: K, code: number): K | typeof ABSENT {
    if (typeof key === "boolean" || key instanceof Float) {
      const number = Number(key) as K;
      if (this.entries.has(number)) return number;
      if (Math.abs(Number(key)) > Number.MAX_SAFE_INTEGER) {
        const big = BigInt(Number(key)) as K;
        if (this.entries.has(big)) return big;
      }
    }
    for (let node = this.#buckets?.get(code); node !== undefined; node = node.next) {
      if (equal(node.key, key)) return node.key;
    }
    return this.#mayEqualSimpleKeys(key) ? this.#scanSimpleKeys(key, code) : ABSENT;
  }

  /** Only an object with an `__eq__` of its own can equal a string or a number that is in the table. */
  #mayEqualSimpleKeys(key: K): boolean {
    if (this.entries.size === this.#complexKeys || typeof key !== "object" || key === null) return false;
    return !Array.isArray(key) && !(key instanceof Float) && !hashesByIdentity(key);
  }

  #scanSimpleKeys(key: K, code: number): K | typeof ABSENT {
    for (const candidate of this.entries.keys()) {
      if (isSimple(candidate) && hashCode(candidate) === code && equal(candidate, key)) return candidate;
    }
    return ABSENT;
  }
}
