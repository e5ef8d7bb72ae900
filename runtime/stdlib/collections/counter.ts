/** The class `Counter`. */
import { getattr } from "../../builtins/attributes.js";
import { call } from "../../builtins/call.js";
import { ge, gt, le, lt } from "../../builtins/compare.js";
import { dict, type DictSource } from "../../builtins/dict.js";
import { NotImplementedError } from "../../builtins/exceptions.js";
import { sorted, sum } from "../../builtins/functions/aggregates.js";
import { iterate } from "../../builtins/iterate.js";
import { add, getitem, neg, sub } from "../../builtins/operators.js";
import { INITIALISE, NotImplemented, isOptions } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { asCount } from "../../builtins/as-index.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import type { int } from "../../builtins/numbers.js";

/** What counts are made from: things to count, or counts by thing. */
type Source<T> = Iterable<T> | dict<T, number> | Record<string, number> | null;

/** What `other.items()` gives. @throws AttributeError for what has none */
function itemsOf<T>(other: unknown): Iterable<readonly [T, unknown]> {
  return iterate<readonly [T, unknown]>(call(getattr(other, "items")));
}

/** Mirrors `collections.Counter`: how often things occur; a missing thing occurs 0 times. */
export class Counter<T> extends dict<T, number> {
  constructor(iterable?: Source<T>, options?: Record<string, number>) {
    super();
    this.update(iterable, options);
  }

  static override [INITIALISE](self: dict, ...args: []): void {
    Counter.prototype.update.apply(self as Counter<unknown>, args);
  }

  static override fromkeys(): never {
    throw new NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.");
  }

  __missing__(_key: T): number {
    return 0;
  }

  /** Adds counts. */
  override update(iterable?: Source<T> | DictSource<T, number>, options?: Record<string, number>): void {
    const source = iterable as Source<T>;
    // An empty counter takes over a mapping's counts as they are, numbers or not.
    const counts = this.__len__() === 0 ? countsOf<T>(source) : null;
    for (const [key, count] of counts ?? []) super.__setitem__(key, count);
    this.#combine(counts === null ? source : null, options, (old, by) => add(by, old) as number);
  }

  /** Takes counts away; they may become negative. */
  subtract(iterable?: Source<T>, options?: Record<string, number>): void {
    this.#combine(iterable, options, (old, by) => sub(old, by) as number);
  }

  #combine(
    source: Source<T> | undefined,
    options: Record<string, number> | undefined,
    change: (old: number, by: number) => number,
  ): void {
    const counts = countsOf<T>(source);
    if (counts === null) {
      for (const key of iterate<T>(source as Iterable<T>)) {
        this.__setitem__(key, change(this.get(key, 0), 1));
      }
    } else {
      for (const [key, by] of counts) {
        this.__setitem__(key, change(this.get(key, 0), by));
      }
    }
    for (const [key, by] of Object.entries(options ?? {})) {
      this.__setitem__(key as T, change(this.get(key as T, 0), by));
    }
  }

  /** (thing, count) for the n things that occur most often, or for all. */
  most_common(n: int | null = null): tuple<[T, number]>[] {
    const items = sorted([...this.items()], { key: ([, count]) => count, reverse: true });
    return n === null ? items : items.slice(0, Math.max(0, asCount(n)));
  }

  *elements(): IterableIterator<T> {
    for (const [key, count] of [...this.entries()]) {
      for (let left = asCount(count); left > 0; left -= 1) {
        yield key;
      }
    }
  }

  total(): number {
    return sum(this.values()) as number;
  }

  override copy(): Counter<T> {
    return new Counter<T>(this);
  }

  override __delitem__(key: T): void {
    if (this.__contains__(key)) {
      super.__delitem__(key);
    }
  }

  /** A new counter with the positive ones of the counts that `choose` makes of two. */
  #merged(other: unknown, choose: (a: number, b: number) => unknown): unknown {
    if (!(other instanceof Counter)) {
      return NotImplemented;
    }
    const others = other as Counter<T>;
    const merged = new Counter<T>();
    for (const key of new Set([...this.keys(), ...others.keys()])) {
      const count = choose(this.get(key, 0), others.get(key, 0)) as number;
      if (gt(count, 0)) {
        merged.__setitem__(key, count);
      }
    }
    return merged;
  }

  __add__(other: unknown): unknown {
    return this.#merged(other, (a, b) => add(a, b));
  }

  __sub__(other: unknown): unknown {
    return this.#merged(other, (a, b) => sub(a, b));
  }

  __and__(other: unknown): unknown {
    return this.#merged(other, (a, b) => (lt(a, b) ? a : b));
  }

  override __or__(other: unknown): unknown {
    // as CPython comes to the dict's operator in the end
    if (other instanceof dict && !(other instanceof Counter))
      return new dict<unknown, unknown>(this.items()).__or__(other);
    return this.#merged(other, (a, b) => (lt(a, b) ? b : a));
  }

  __iadd__(other: unknown): this {
    return this.#changed(itemsOf<T>(other), (own, others) => add(own, others));
  }

  __isub__(other: unknown): this {
    return this.#changed(itemsOf<T>(other), (own, others) => sub(own, others));
  }

  __iand__(other: unknown): this {
    const others = [...this.keys()].map((key): [T, unknown] => [key, getitem(other, key)]);
    return this.#changed(others, (own, count) => (lt(count, own) ? count : own));
  }

  override __ior__(other: unknown): this {
    return this.#changed(itemsOf<T>(other), (own, count) => (gt(count, own) ? count : own));
  }

  /** Gives each of the things what `choose` makes of its own and its other count; only positive counts stay. */
  #changed(others: Iterable<readonly [T, unknown]>, choose: (own: number, count: unknown) => unknown): this {
    for (const [key, count] of others) this.__setitem__(key, choose(this.get(key, 0), count) as number);
    for (const [key, count] of [...this.entries()]) if (!gt(count, 0)) this.__delitem__(key);
    return this;
  }

  __pos__(): unknown {
    return this.__add__(new Counter<T>());
  }

  __neg__(): unknown {
    return this.#merged(new Counter<T>(), (a) => neg(a));
  }

  override __eq__(other: unknown): unknown {
    return other instanceof Counter
      ? this.#compared(other, (a, b) => a === b || Number(a) === Number(b))
      : super.__eq__(other);
  }

  __le__(other: unknown): unknown {
    return this.#compared(other, le);
  }

  __lt__(other: unknown): unknown {
    return other instanceof Counter ? this.__le__(other) === true && this.__eq__(other) !== true : NotImplemented;
  }

  __ge__(other: unknown): unknown {
    return this.#compared(other, ge);
  }

  __gt__(other: unknown): unknown {
    return other instanceof Counter ? this.__ge__(other) === true && this.__eq__(other) !== true : NotImplemented;
  }

  #compared(other: unknown, holds: (a: unknown, b: unknown) => boolean): unknown {
    if (!(other instanceof Counter)) {
      return NotImplemented;
    }
    const others = other as Counter<T>;
    return [...this.keys(), ...others.keys()].every((key) => holds(this.get(key, 0), others.get(key, 0)));
  }

  __reduce__(): tuple {
    return tuple.of(this.constructor, tuple.of(new dict<T, number>(this)));
  }

  override __repr__(): string {
    if (this.__len__() === 0) {
      return `${typeName(this)}()`;
    }
    const items = this.most_common().map(([key, count]) => `${repr(key)}: ${repr(count)}`);
    return `${typeName(this)}({${items.join(", ")}})`;
  }
}

function countsOf<T>(source: Source<T> | undefined): Iterable<[T, number]> | null {
  if (source === undefined || source === null) {
    return [];
  }
  if (source instanceof dict) {
    return [...source.entries()];
  }
  if (isOptions(source)) {
    return Object.entries(source) as [T, number][];
  }
  return null;
}
