/** Iterators that loops leave to whoever holds them. */
import { iterate } from "./iterate.js";

/** Generators that Python code has advanced: `send` of a value to any other is an error. */
export const started = new WeakSet<object>();

/** A generator as an iterator that no loop closes. */
class OpenIterator<T> implements IterableIterator<T> {
  readonly #generator: Iterator<T>;

  constructor(generator: Iterator<T>) {
    this.#generator = generator;
  }

  next(): IteratorResult<T> {
    return this.#generator.next();
  }

  [Symbol.iterator](): this {
    return this;
  }
}

/**
 * What a loop goes through that may be left early and must not close what it has not made: the rest of a generator stays
 * there for whoever has it.
 *
 * @throws TypeError 'int' object is not iterable
 */
export function resumable<T>(values: Iterable<T>): Iterable<T>;
export function resumable(values: unknown): Iterable<unknown>;
export function resumable(values: unknown): Iterable<unknown> {
  const items = iterate<unknown>(values);
  const isOpen = typeof (items as Partial<Iterator<unknown>>).return === "function";
  if (!isOpen) return items;
  started.add(items);
  return new OpenIterator(items as unknown as Iterator<unknown>);
}
