/** The class `WeakSet`. */
import { KeyError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { set } from "../../builtins/set.js";
import { registerInheritor } from "../../kernel/pickle/inheritors.js";
import { refresh } from "./collector.js";
import { ref } from "./ref.js";
import { isReferable } from "./referable.js";

/** Mirrors `weakref.WeakSet`: a set of objects that go when nobody else has them. */
export class WeakSet<T = unknown> {
  readonly #references = new set<ref<T>>();

  constructor(data: unknown = null) {
    if (data !== null) this.update(data);
  }

  #live(): T[] {
    refresh();
    const found: T[] = [];
    for (const reference of [...this.#references]) {
      const item = reference.peek();
      if (item === null) this.#references.discard(reference);
      else found.push(item);
    }
    return found;
  }

  add(item: T): void {
    this.#references.add(new ref(item));
  }

  discard(item: T): void {
    this.#references.discard(new ref(item));
  }

  /** @throws KeyError */
  remove(item: T): void {
    const reference = new ref(item);
    if (!this.#references.__contains__(reference)) throw new KeyError(reference);
    this.#references.discard(reference);
  }

  /** @throws KeyError when there is none */
  pop(): T {
    const item = this.#live().at(-1);
    if (item === undefined) throw new KeyError("pop from empty WeakSet");
    this.discard(item);
    return item;
  }

  clear(): void {
    this.#references.clear();
  }

  update(other: unknown): void {
    for (const item of iterate<T>(other)) this.add(item);
  }

  __contains__(item: T): boolean {
    return isReferable(item) && this.#references.__contains__(new ref(item));
  }

  __len__(): number {
    return this.#live().length;
  }

  *[Symbol.iterator](): IterableIterator<T> {
    yield* this.#live();
  }

  copy(): WeakSet<T> {
    return new WeakSet<T>(this);
  }

  union(other: unknown): WeakSet<T> {
    const made = this.copy();
    made.update(other);
    return made;
  }

  difference(other: unknown): WeakSet<T> {
    const others = new set(iterate<T>(other));
    return new WeakSet<T>(this.#live().filter((item) => !others.__contains__(item)));
  }

  intersection(other: unknown): WeakSet<T> {
    const others = new set(iterate<T>(other));
    return new WeakSet<T>(this.#live().filter((item) => others.__contains__(item)));
  }

  symmetric_difference(other: unknown): WeakSet<T> {
    const own = new set(this.#live());
    const others = [...iterate<T>(other)].filter((item) => !own.__contains__(item));
    return new WeakSet<T>([...this.difference(other), ...others]);
  }

  issubset(other: unknown): boolean {
    return new set(this.#live()).issubset(iterate<T>(other));
  }

  issuperset(other: unknown): boolean {
    return new set(this.#live()).issuperset(iterate<T>(other));
  }

  isdisjoint(other: unknown): boolean {
    return new set(this.#live()).isdisjoint(iterate<T>(other));
  }

  __eq__(other: unknown): unknown {
    return other instanceof WeakSet ? new set(this.#live()).__eq__(new set(other)) : NotImplemented;
  }

  __or__(other: unknown): WeakSet<T> {
    return this.union(other);
  }

  __and__(other: unknown): WeakSet<T> {
    return this.intersection(other);
  }

  __sub__(other: unknown): WeakSet<T> {
    return this.difference(other);
  }

  __xor__(other: unknown): WeakSet<T> {
    return this.symmetric_difference(other);
  }

  __repr__(): string {
    return repr(new set(this.#live().map((item) => new ref(item))));
  }
}

registerInheritor(
  WeakSet.prototype,
  (each) => [[...each]],
  "weak_set",
  (items: Iterable<unknown>) => new WeakSet(items),
);
