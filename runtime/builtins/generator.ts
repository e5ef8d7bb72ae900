/** Python's methods of generators on JavaScript's generator objects. */
import { BaseException, GeneratorExit, RuntimeError, StopIteration, TypeError } from "./exceptions.js";
import { print_exception } from "../kernel/traceback.js";
import { exception, inject, isExceptionClass, raise, raised_by_generator } from "./raise.js";
import { repr } from "./repr.js";
import { started } from "./resumable.js";
import { tuple } from "./tuple.js";
import { typeName } from "./type-name.js";

type AnyGenerator = Generator<unknown, unknown, unknown>;

/** True for the object that a generator function returns. */
export function isGenerator(value: unknown): value is AnyGenerator {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === "Generator"
  );
}

// JavaScript's own iterators take no exceptions: one that is thrown into `yield* items` is raised there, as in Python.
const iterators = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object;
Object.defineProperty(iterators, "throw", {
  value(error: unknown): never {
    throw error;
  },
  writable: true,
  configurable: true,
});

/** Advances a generator. Raises StopIteration with its return value; its own StopIteration becomes RuntimeError. */
function advance(generator: AnyGenerator, step: () => IteratorResult<unknown>): unknown {
  started.add(generator);
  let result: IteratorResult<unknown>;
  try {
    result = step();
  } catch (error) {
    throw raised_by_generator(error);
  }
  if (result.done !== true) return result.value;
  throw result.value === undefined || result.value === null ? new StopIteration() : new StopIteration(result.value);
}

/** Mirrors `generator.send(value)`. */
export function send(generator: AnyGenerator, value: unknown): unknown {
  if (value !== null && !started.has(generator)) {
    throw new TypeError("can't send non-None value to a just-started generator");
  }
  return advance(generator, () => generator.next(value));
}

/** Mirrors `next(generator)`. */
export function nextOf(generator: AnyGenerator): unknown {
  return advance(generator, () => generator.next(null));
}

/**
 * Mirrors `generator.throw(exception)`; a class stands for an instance of it.
 *
 * @throws TypeError "exceptions must be classes or instances deriving from BaseException, not int", and what the
 * generator raises
 */
export function throwInto(generator: AnyGenerator, error: unknown, value: unknown = null): unknown {
  const raised = thrownIn(error, value);
  return advance(generator, () => throwing(generator, raised));
}

function thrownIn(error: unknown, value: unknown): BaseException {
  if (value instanceof BaseException) return raise(value);
  if (!isExceptionClass(error) && !(error instanceof BaseException)) {
    throw new TypeError(`exceptions must be classes or instances deriving from BaseException, not ${typeName(error)}`);
  }
  if (value === null || error instanceof BaseException) return raise(error);
  return raise(value instanceof tuple ? new error(...value) : new error(value));
}

/** `generator.throw`, also where the generator has delegated to something that has no such method. */
function throwing(generator: AnyGenerator, raised: BaseException): IteratorResult<unknown> {
  const before = inject(raised);
  try {
    return generator.throw(raised);
  } catch (error) {
    throw error instanceof BaseException ? error : exception(error);
  } finally {
    inject(before);
  }
}

/** Mirrors `generator.close()`: GeneratorExit where it waits, so that `except` and `finally` blocks run. */
export function close(generator: AnyGenerator): void {
  if (!started.has(generator)) {
    generator.return(null);
    return;
  }
  raiseExit(generator);
}

/** @throws RuntimeError for a generator that goes on */
function raiseExit(generator: AnyGenerator): void {
  try {
    if (throwing(generator, new GeneratorExit()).done === true) return;
  } catch (error) {
    if (error instanceof GeneratorExit) return;
    throw raised_by_generator(error);
  }
  throw new RuntimeError("generator ignored GeneratorExit");
}

/** Says that generators of a function may catch GeneratorExit, so that a loop that leaves one raises that in it. */
export function catches_exit<F extends CallableFunction>(fn: F): F {
  Object.defineProperty(fn.prototype, "return", { value: leave, writable: true, configurable: true });
  return fn;
}

/** The end of a generator that nobody has any more: what it raises is shown, and goes nowhere. */
function leave(this: AnyGenerator, value: unknown): IteratorResult<unknown> {
  try {
    raiseExit(this);
  } catch (error) {
    print_exception(exception(error), `Exception ignored in: ${repr(this)}\n`);
  }
  return { done: true, value };
}

/** The methods by their Python names, as functions of the generator. */
export const generatorMethods: Record<string, (generator: AnyGenerator, ...args: unknown[]) => unknown> = {
  send: (generator, value) => send(generator, value),
  throw: (generator, error, value = null) => throwInto(generator, error, value),
  close: (generator) => close(generator),
  __next__: nextOf,
  __iter__: (generator) => generator,
};
