/** Python's `iter()` and `next()`, and what they give. */
import { type Dynamic } from "./dynamic.js";
import { StopIteration, TypeError } from "./exceptions.js";
import { caller } from "./call.js";
import { callable } from "./functions/objects.js";
import { equal } from "./compare.js";
import { isGenerator, nextOf } from "./generator.js";
import { iterate, iteratorName } from "./iterate.js";
import { object } from "./object.js";
import { special } from "./protocol.js";
import { nameIterators } from "./tags.js";
import { typeName } from "./type-name.js";

/** Mirrors `iter(iterable)` and `iter(callable, sentinel)`. Raises TypeError. */
export function iter<T>(iterable: Iterable<T>): IterableIterator<T>;
export function iter<T>(callable: () => T | null, sentinel: null): IterableIterator<T>;
export function iter<T>(callable: () => T, sentinel: unknown): IterableIterator<T>;
export function iter(value: unknown): IterableIterator<unknown>;
export function iter(value: unknown, sentinel?: unknown): IterableIterator<unknown> {
  if (sentinel !== undefined && !callable(value)) throw new TypeError("iter(v, w): v must be callable");
  if (sentinel !== undefined) return untilSentinel(caller<[], unknown>(value), sentinel);
  // An iterator of the program's own class stays the object that it is.
  const made = special(value, "__iter__")?.call(value);
  if (special(made, "__next__") !== undefined) return made as IterableIterator<unknown>;
  return named(value, iterate<unknown>(value)[Symbol.iterator]() as IterableIterator<unknown>);
}

/** Tuples have the iterators of lists in JavaScript, all strings one kind. */
function named<T>(values: unknown, iterator: IterableIterator<T>): IterableIterator<T> {
  const name = iteratorName(values);
  return name === undefined ? iterator : Object.defineProperty(iterator, Symbol.toStringTag, { value: name });
}

function* untilSentinel(produce: () => unknown, sentinel: unknown): IterableIterator<unknown> {
  for (;;) {
    const value = produce();
    if (equal(value, sentinel)) return;
    yield value;
  }
}

nameIterators(untilSentinel, "callable_iterator");

/** Mirrors `next(iterator[, default])`. Raises StopIteration, with a generator's return value. */
export function next<T>(iterator: Iterator<T>): T;
export function next<T, D>(iterator: Iterator<T>, fallback: D): T | D;
export function next(iterator: unknown): Dynamic;
export function next(iterator: unknown, fallback: unknown): Dynamic;
export function next(iterator: unknown, fallback?: unknown): unknown {
  const method = special(iterator, "__next__");
  if (method !== undefined) return nextByMethod(() => method.call(iterator), fallback);
  if (isGenerator(iterator)) return nextByMethod(() => nextOf(iterator), fallback);
  const step = special(iterator, "next");
  if (step === undefined) throw new TypeError(`'${typeName(iterator)}' object is not an iterator`);
  const { done, value } = step.call(iterator) as IteratorResult<unknown>;
  if (done !== true) return value;
  if (fallback !== undefined) return fallback;
  throw value === undefined || value === null ? new StopIteration() : new StopIteration(value);
}

function nextByMethod(advance: () => unknown, fallback: unknown): unknown {
  try {
    return advance();
  } catch (error) {
    if (fallback !== undefined && error instanceof StopIteration) return fallback;
    throw error;
  }
}

/** Python's methods of the iterators that JavaScript or the runtime makes, which have only JavaScript's own. */
export function iteratorMethod(value: unknown, name: string): ((iterator: never) => unknown) | undefined {
  if (name !== "__next__" && name !== "__iter__") return undefined;
  if (value instanceof object || special(value, "next") === undefined || special(value, name) !== undefined) return;
  return name === "__next__" ? next : (iterator) => iterator;
}
