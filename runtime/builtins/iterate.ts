/** Iteration: from Python's protocol to JavaScript's and back. */
import { AttributeError, GeneratorExit, IndexError, StopIteration, TypeError } from "./exceptions.js";
import { isTuple } from "./tuple.js";
import { type SpecialMethod, special } from "./protocol.js";
import { nameIterators } from "./tags.js";
import { typeName } from "./type-name.js";

/** True if `iter(x)` would work. */
export function isIterable(value: unknown): value is Iterable<unknown> {
  if (typeof value === "string") return true;
  if (typeof value === "function") return special(value, "__iter__") !== undefined;
  if (typeof value !== "object" || value === null) return false;
  if (special(value, "__iter__") !== undefined || special(value, "__getitem__") !== undefined) return true;
  // Class `object` has a Symbol.iterator that needs one of the methods above.
  const method = (value as Partial<Iterable<unknown>>)[Symbol.iterator];
  return method !== undefined && method !== iterateByProtocol;
}

/** A JavaScript iterable over any Python iterable. Raises TypeError: 'int' object is not iterable. */
export function iterate<T>(value: unknown): Iterable<T> {
  if (Array.isArray(value) || typeof value === "string") return value as unknown as Iterable<T>;
  if (isIterable(value)) return value as Iterable<T>;
  throw new TypeError(`'${typeName(value)}' object is not iterable`);
}

/** A Python iterator object (with `__next__`) seen as a JavaScript one. */
class ProtocolIterator<T> implements IterableIterator<T> {
  readonly #iterator: unknown;
  readonly #next: SpecialMethod;

  constructor(iterator: unknown, next: SpecialMethod) {
    this.#iterator = iterator;
    this.#next = next;
  }

  /** @param sent what `send` passes to a generator that has delegated to the iterator */
  next(sent: unknown = null): IteratorResult<T> {
    if (sent === null) return step(() => this.#next.call(this.#iterator));
    const send = this.#method("send");
    if (send === undefined) throw new AttributeError(`'${typeName(this.#iterator)}' object has no attribute 'send'`);
    return step(() => send(sent));
  }

  /** Called where a generator that has delegated to the iterator is to raise. Mirrors gen_throw of Objects/genobject.c. */
  throw(error: unknown): IteratorResult<T> {
    const isExit = error instanceof GeneratorExit;
    if (isExit) this.#method("close")?.();
    const method = isExit ? undefined : this.#method("throw");
    if (method === undefined) throw error;
    return step(() => method(error));
  }

  #method(name: string): ((...args: unknown[]) => unknown) | undefined {
    const method = (this.#iterator as Record<string, CallableFunction | undefined>)[name];
    return method && ((...args) => Reflect.apply(method, this.#iterator, args) as unknown);
  }

  [Symbol.iterator](): this {
    return this;
  }
}

/** An iterator that can't be sent anything, in `yield from` of a generator that may be. */
class DelegatedIterator<T> implements IterableIterator<T> {
  readonly #iterator: Iterator<T>;
  readonly #kind: () => string;

  constructor(iterator: Iterator<T>, kind: () => string) {
    this.#iterator = iterator;
    this.#kind = kind;
  }

  next(sent: unknown = null): IteratorResult<T> {
    if (sent !== null) throw new AttributeError(`'${this.#kind()}' object has no attribute 'send'`);
    return this.#iterator.next();
  }

  /** Raises what is thrown into the generator. */
  throw(error: unknown): never {
    throw error;
  }

  [Symbol.iterator](): this {
    return this;
  }
}

/** What a generator that may be sent values delegates to by `yield from`. */
export function delegated<T>(values: Iterable<T>): Iterable<T> {
  const iterator = values[Symbol.iterator]();
  if (iterator instanceof ProtocolIterator || typeName(iterator) === "generator")
    return iterator as IterableIterator<T>;
  return new DelegatedIterator(iterator, () => iteratorName(values) ?? typeName(iterator));
}

/** The class name that Python gives to an iterator over the values where JavaScript has none of its own for it. */
export function iteratorName(values: unknown): string | undefined {
  if (isTuple(values)) return "tuple_iterator";
  const isAscii = typeof values === "string" && /^[\x00-\x7f]*$/.test(values);
  return isAscii ? "str_ascii_iterator" : undefined;
}

/** What a step of Python's protocol gives, as JavaScript has it. */
function step<T>(advance: () => unknown): IteratorResult<T> {
  try {
    return { done: false, value: advance() as T };
  } catch (error) {
    if (error instanceof StopIteration) return { done: true, value: error.value };
    throw error;
  }
}

/** Iterates over an object that has `__getitem__` only: indices from 0 until IndexError. */
function* bySubscript<T>(value: unknown, getitem: SpecialMethod): IterableIterator<T> {
  for (let at = 0; ; at++) {
    let item: T;
    try {
      item = getitem.call(value, at) as T;
    } catch (error) {
      if (error instanceof IndexError) return;
      throw error;
    }
    yield item;
  }
}

nameIterators(bySubscript, "iterator");

/** The `[Symbol.iterator]` of class `object`: follows `__iter__`, else `__getitem__`. */
export function iterateByProtocol<T>(this: unknown): IterableIterator<T> {
  const iter = special(this, "__iter__");
  if (iter !== undefined) return fromIter<T>(iter.call(this));
  const getitem = special(this, "__getitem__");
  if (getitem !== undefined) return bySubscript<T>(this, getitem);
  throw new TypeError(`'${typeName(this)}' object is not iterable`);
}

/** The JavaScript iterator for what an `__iter__` returned. */
function fromIter<T>(iterator: unknown): IterableIterator<T> {
  const next = special(iterator, "__next__");
  if (next !== undefined) return new ProtocolIterator<T>(iterator, next);
  if (special(iterator, "next") !== undefined) return iterator as IterableIterator<T>;
  throw new TypeError(`iter() returned non-iterator of type '${typeName(iterator)}'`);
}
