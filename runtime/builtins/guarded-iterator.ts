import { RuntimeError } from "./exceptions.js";

/** Anything whose size can be watched while it is iterated. */
interface Sized {
  readonly size: number;
}

/**
 * An iterator over a table that raises RuntimeError if the table's size changes on the way, as CPython's dict and set
 * iterators do. `make` turns the table's own item into what the iterator gives.
 */
export class GuardedIterator<S, T> implements IterableIterator<T> {
  readonly #table: Sized;
  readonly #items: Iterator<S>;
  readonly #make: (item: S) => T;
  readonly #what: string;
  readonly #size: number;
  readonly #name: string;

  constructor(table: Sized, items: Iterator<S>, make: (item: S) => T, what: "dictionary" | "Set", name: string) {
    this.#table = table;
    this.#items = items;
    this.#make = make;
    this.#what = what;
    this.#size = table.size;
    this.#name = name;
  }

  next(): IteratorResult<T> {
    if (this.#table.size !== this.#size) throw new RuntimeError(`${this.#what} changed size during iteration`);
    const step = this.#items.next();
    return step.done === true ? { done: true, value: undefined } : { done: false, value: this.#make(step.value) };
  }

  [Symbol.iterator](): this {
    return this;
  }

  /** The class name that Python shows. */
  get [Symbol.toStringTag](): string {
    return this.#name;
  }
}
// For Python these are of several classes, by what they iterate over.
Object.defineProperty(GuardedIterator.prototype, "constructor", { value: Object });
