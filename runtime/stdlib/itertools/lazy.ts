/** Iterators made by generators that a `for` loop may leave and another go on with. */
import { TypeError } from "../../builtins/exceptions.js";
import { markLibrary } from "../../builtins/names.js";
import { defaultRepr } from "../../builtins/repr.js";
import type { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";

/** Shows only the `next` of a generator: JavaScript's `break` would close the generator itself, Python's doesn't. */
export class Lazy<T> implements IterableIterator<T> {
  readonly #generator: Iterator<T>;
  readonly #text: (() => string) | undefined;
  readonly #remake: (() => tuple) | undefined;

  /**
   * @param text the repr of an iterator that shows what it gives
   * @param remake what pickle writes of one that can be made anew: a function and its arguments
   */
  constructor(generator: Iterator<T>, text?: () => string, remake?: () => tuple) {
    this.#generator = generator;
    this.#text = text;
    this.#remake = remake;
  }

  /** @throws TypeError for an iterator whose place can't be told */
  __reduce__(): tuple {
    if (this.#remake === undefined) throw new TypeError(`cannot pickle '${typeName(this)}' object`);
    return this.#remake();
  }

  next(): IteratorResult<T> {
    return this.#generator.next();
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this;
  }

  __repr__(): string {
    return this.#text === undefined ? defaultRepr(this) : this.#text();
  }
}

const classes = new Map<string, typeof Lazy>();

/** An iterator of the class that Python knows under the name, `itertools.count`. */
export function lazy<T>(name: string, generator: Iterator<T>, text?: () => string, remake?: () => tuple): Lazy<T> {
  let of = classes.get(name);
  if (of === undefined) classes.set(name, (of = classNamed(name)));
  return new of(generator, text, remake);
}

function classNamed(name: string): typeof Lazy {
  const made = class<T> extends Lazy<T> {};
  markLibrary({ made });
  return Object.defineProperties(made, {
    name: { value: name },
    __module__: { value: "itertools" },
    __tp_name__: { value: `itertools.${name}` },
  });
}
