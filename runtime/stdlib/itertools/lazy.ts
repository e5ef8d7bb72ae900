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

const classes = new Map<string, typeof Lazy>();

/** An iterator of the class that Python knows under the name, `itertools.count`. */
export function lazy<T>(name: string, generator: Iterator<T>): Lazy<T> {
  let of = classes.get(name);
  if (of === undefined) classes.set(name, (of = classNamed(name)));
  return new of(generator);
}

function classNamed(name: string): typeof Lazy {
  const made = class<T> extends Lazy<T> {};
  return Object.defineProperties(made, {
    name: { value: name },
    __module__: { value: "itertools" },
    __tp_name__: { value: `itertools.${name}` },
  });
}
