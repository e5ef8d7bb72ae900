import { codeOfHash } from "./hash.js";
import { ABSENT, HashTable } from "./hash-table.js";
import { SetOrder, askHash, hasFixedHash } from "./set-order.js";

/**
 * The items of a set, in CPython's order where that is the same in every run (see set-order.ts), else in the order of
 * insertion. The order is worked out when it is first asked for; until then a set is no more than its hash table.
 */
export class SetTable<T> {
  #table = new HashTable<T, true>();
  /** Null as long as nobody asked; false when no item has a fixed hash. */
  #order: SetOrder<T> | null | false = null;

  get size(): number {
    return this.#table.size;
  }

  has(item: T): boolean {
    return this.#table.has(item);
  }

  add(item: T): void {
    if (this.#order instanceof SetOrder) this.#addInOrder(item, this.#order);
    else this.#put(item);
    if (this.#order === false && hasFixedHash(item)) this.#order = null;
  }

  #put(item: T): void {
    const hashed = askHash(item);
    this.#table.set(item, true, hashed === undefined ? undefined : codeOfHash(hashed));
  }

  #addInOrder(item: T, order: SetOrder<T>): void {
    const { size } = this.#table;
    this.#put(item);
    if (this.#table.size === size) return;
    order.add(item);
  }

  /** Removes an item; false if it was absent. */
  delete(item: T): boolean {
    // What is removed leaves a mark in CPython's table, which an order worked out later would not have.
    const order = this.#settle();
    const found = this.#table.take(item);
    if (found === ABSENT) return false;
    if (order) order.remove(found);
    return true;
  }

  /** Adds the items of another set as CPython merges two tables. */
  merge(other: SetTable<T>): void {
    const order = this.#settle();
    const others = other.#settle();
    if (order && others) order.merge(others, (item) => !this.#table.has(item));
    else this.#order = null;
    for (const item of other.#table.entries.keys()) this.#table.set(item, true);
  }

  /** Becomes another table, which nobody uses any more. */
  take(other: SetTable<T>): void {
    this.#table = other.#table;
    this.#order = other.#order;
  }

  /** Frees the slots of removed items where there are many. */
  tidy(): void {
    if (this.#order) this.#order.tidy();
  }

  clear(): void {
    this.#table.clear();
    this.#order = null;
  }

  /** Removes and returns the item whose turn it is, `undefined` if there is none. */
  pop(): T | undefined {
    if (this.size === 0) return undefined;
    const order = this.#settle();
    const item = order ? order.first() : (this.#table.entries.keys().next().value as T);
    this.delete(item);
    return item;
  }

  /** The items; changing the set on the way is the caller's to notice. */
  items(): IterableIterator<T> {
    return (this.#settle() || this.#table.entries.keys())[Symbol.iterator]() as IterableIterator<T>;
  }

  /** The order, worked out if that has not been done; false if there is none. */
  #settle(): SetOrder<T> | false {
    if (this.#order === null) this.#order = this.#workOut();
    return this.#order;
  }

  #workOut(): SetOrder<T> | false {
    const items = [...this.#table.entries.keys()];
    if (items.length > 0 && !items.some(hasFixedHash)) return false;
    const order = new SetOrder<T>();
    for (const item of items) order.add(item);
    return order;
  }
}
