/** Iterators made by generators that a `for` loop may leave and another go on with. */

/** Shows only the `next` of a generator: JavaScript's `break` would close the generator itself, Python's doesn't. */
export class Lazy<T> implements IterableIterator<T> {
  readonly #generator: Iterator<T>;

  constructor(generator: Iterator<T>) {
    this.#generator = generator;
  }

  next(): IteratorResult<T> {
    return this.#generator.next();
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this;
  }
}
