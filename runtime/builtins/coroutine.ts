/**
 * Coroutines and asynchronous generators. A call of an `async def` makes a JavaScript generator of what it waits for:
 * futures, and None for a turn of the event loop. What an asynchronous generator gives is wrapped, to be told from that.
 */
import type { Dynamic } from "./dynamic.js";
import { bindMethod } from "./bound-method.js";
import {
  AttributeError,
  BaseException,
  GeneratorExit,
  RuntimeError,
  StopAsyncIteration,
  TypeError,
} from "./exceptions.js";
import { Emitted } from "./emitted.js";
import { close, isGenerator, send, throwInto } from "./generator.js";
import { makerName } from "./generator-facts.js";
import { iterate } from "./iterate.js";
import { special, type SpecialMethod } from "./protocol.js";
import { exception, handle, handled, inject, raise } from "./raise.js";
import { call } from "./call.js";
import { started } from "./resumable.js";
import { requireLibrary } from "../kernel/library.js";
import { truth } from "./truth.js";
import { typeName } from "./type-name.js";

/** What a call of an `async def` gives. */
export type Coroutine<T = unknown> = Generator<unknown, T, unknown>;

declare const element: unique symbol;

/** What a call of an `async def` with `yield` in it gives. */
export type AsyncGenerator<T = unknown> = Generator<unknown, void, unknown> & { readonly [element]?: T };

const generatorPrototype = Object.getPrototypeOf(Object.getPrototypeOf((function* () {})())) as object;

function prototypeNamed(tag: string): object {
  return Object.create(generatorPrototype, { [Symbol.toStringTag]: { value: tag } }) as object;
}

const coroutinePrototype = prototypeNamed("Coroutine");
const asyncGeneratorPrototype = prototypeNamed("AsyncGenerator");
const coroutineFunctions = new WeakSet();

/** Says that calls of a function make coroutines. */
export function coroutine<F extends CallableFunction>(fn: F): F {
  Object.setPrototypeOf(fn.prototype, coroutinePrototype);
  coroutineFunctions.add(fn);
  return fn;
}

/** Says that calls of a function make asynchronous generators. */
export function async_generator<F extends CallableFunction>(fn: F): F {
  Object.setPrototypeOf(fn.prototype, asyncGeneratorPrototype);
  return fn;
}

export const isCoroutine = (value: unknown): value is Coroutine =>
  typeof value === "object" && value !== null && coroutinePrototype.isPrototypeOf(value);

export const isAsyncGenerator = (value: unknown): value is AsyncGenerator =>
  typeof value === "object" && value !== null && asyncGeneratorPrototype.isPrototypeOf(value);

export const isCoroutineFunction = (value: unknown): boolean =>
  typeof value === "function" &&
  (coroutineFunctions.has(value) || isCoroutineFunction((value as { __func__?: unknown }).__func__));

/** Goes on in a coroutine, with an exception or without. */
export function resume(steps: Coroutine, raised: BaseException | null): IteratorResult<unknown> {
  if (raised === null) return steps.next(null);
  const before = inject(raised);
  try {
    return steps.throw(raised);
  } finally {
    inject(before);
  }
}

/** Coroutines that somebody has waited for. */
const taken = new WeakSet<Coroutine>();

/** Takes a coroutine to run it, which can be done once. @throws RuntimeError "cannot reuse already awaited coroutine" */
export function take(steps: Coroutine): void {
  if (taken.has(steps)) throw new RuntimeError("cannot reuse already awaited coroutine");
  taken.add(steps);
}

/** Mirrors `await value`. @throws TypeError "object int can't be used in 'await' expression" */
export function awaiting<T>(value: Coroutine<T>): Coroutine<T>;
export function awaiting<T>(value: { __await__(): Coroutine<T> }): Coroutine<T>;
export function awaiting(value: unknown): Coroutine<Dynamic>;
export function* awaiting(value: unknown): Coroutine<unknown> {
  if (isCoroutine(value)) {
    take(value);
    return (yield* value) ?? null;
  }
  const method = special(value, "__await__");
  if (method === undefined) throw new TypeError(`object ${typeName(value)} can't be used in 'await' expression`);
  const steps: unknown = method.call(value);
  const inner = isCoroutine(steps) || isGenerator(steps) ? steps : iterate(steps);
  return (yield* inner as Coroutine) ?? null;
}

// ------------------------------------------------------------------------------------------- asynchronous iteration

/** The state of an `async for`. */
export class AsyncIteration<T> {
  declare value: T;
  readonly #next: () => unknown;

  constructor(next: () => unknown) {
    this.#next = next;
  }

  /** Takes the next element; false when there is none. */
  *next(): Coroutine<boolean> {
    try {
      this.value = (yield* awaiting(this.#next())) as T;
      return true;
    } catch (error) {
      if (exception(error) instanceof StopAsyncIteration) return false;
      throw error;
    }
  }
}

/** Begins an `async for`. @throws TypeError for what can't be gone through so */
export function async_iteration<T = Dynamic>(items: AsyncGenerator<T> | object): AsyncIteration<T> {
  const iterator = asyncIterator(items, (kind) => `'async for' requires an object with __aiter__ method, got ${kind}`);
  if (isAsyncGenerator(iterator)) return new AsyncIteration(() => asyncGeneratorMethods.__anext__!(iterator));
  const next = special(iterator, "__anext__");
  if (next === undefined) {
    throw new TypeError(
      `'async for' received an object from __aiter__ that does not implement __anext__: ${typeName(iterator)}`,
    );
  }
  return new AsyncIteration(() => next.call(iterator));
}

function asyncIterator(items: unknown, complaint: (kind: string) => string): unknown {
  if (isAsyncGenerator(items)) return items;
  const method = special(items, "__aiter__");
  if (method === undefined) throw new TypeError(complaint(typeName(items)));
  return method.call(items);
}

/** Mirrors `aiter(async_iterable)`. @throws TypeError "'list' object is not an async iterable" */
export function aiter(items: unknown): Dynamic {
  return asyncIterator(items, (kind) => `'${kind}' object is not an async iterable`);
}

/** Mirrors `anext(async_iterator, default)`. @throws TypeError "'list' object is not an async iterator" */
export function anext(iterator: unknown, ...otherwise: [] | [unknown]): Coroutine<Dynamic> {
  const method = isAsyncGenerator(iterator) ? undefined : special(iterator, "__anext__");
  if (method === undefined && !isAsyncGenerator(iterator))
    throw new TypeError(`'${typeName(iterator)}' object is not an async iterator`);
  const next =
    method === undefined ? asyncGeneratorMethods.__anext__!(iterator as AsyncGenerator) : method.call(iterator);
  return (otherwise.length === 0 ? next : nextOrElse(next, otherwise[0])) as Coroutine<Dynamic>;
}

const nextOrElse = coroutine(function* anext(next: unknown, otherwise: unknown): Coroutine<unknown> {
  try {
    return yield* awaiting(next);
  } catch (error) {
    if (exception(error) instanceof StopAsyncIteration) return otherwise;
    throw error;
  }
});

/**
 * What a statement makes and drops, so that nobody can wait for it. Warns as CPython does when it lets go of it.
 * Differs: it is not said of a coroutine that a variable held.
 */
export function unawaited(made: Coroutine): void {
  const { warn_unawaited } = requireLibrary("warnings") as typeof import("../stdlib/warnings.js");
  warn_unawaited(`coroutine '${makerName(made)}' was never awaited`);
}

/** All elements of what `async for` goes through. */
export function* async_list<T = Dynamic>(items: AsyncGenerator<T> | object): Coroutine<T[]> {
  const results: T[] = [];
  for (const step = async_iteration<T>(items); yield* step.next();) results.push(step.value);
  return results;
}

/** Goes on in an asynchronous generator until it gives something. @throws StopAsyncIteration at its end */
function* untilEmitted(first: () => IteratorResult<unknown>, steps: AsyncGenerator): Coroutine<unknown> {
  let step = first();
  while (step.done !== true) {
    if (step.value instanceof Emitted) return step.value.value;
    let failure: unknown = null;
    try {
      yield step.value;
    } catch (error) {
      failure = error;
    }
    step = failure === null ? steps.next(null) : resume(steps as Coroutine, exception(failure));
  }
  throw new StopAsyncIteration();
}
coroutine(untilEmitted);

const closing = coroutine(function* (steps: AsyncGenerator): Coroutine<null> {
  try {
    yield* untilEmitted(() => resume(steps as Coroutine, raise(new GeneratorExit())), steps);
  } catch (error) {
    const raised = exception(error);
    if (raised instanceof GeneratorExit || raised instanceof StopAsyncIteration) return null;
    throw error;
  }
  throw new RuntimeError("async generator ignored GeneratorExit");
});

/** Methods of asynchronous generators by their Python names. */
export const asyncGeneratorMethods: Record<string, (steps: AsyncGenerator, ...args: unknown[]) => unknown> = {
  __aiter__: (steps) => steps,
  __anext__: (steps) => untilEmitted(() => steps.next(null), steps),
  asend: (steps, value) => untilEmitted(() => steps.next(value), steps),
  athrow: (steps, error) =>
    untilEmitted(() => resume(steps as Coroutine, raise(error instanceof BaseException ? error : call(error))), steps),
  aclose: (steps) => closing(steps),
};

/** Coroutines that came to their ends by hand. */
const ended = new WeakSet<Coroutine>();

/** One step of a coroutine that no loop runs: what it raises is its end. */
function byHand(steps: Coroutine, step: () => unknown): unknown {
  if (ended.has(steps)) throw new RuntimeError("cannot reuse already awaited coroutine");
  try {
    return step();
  } catch (error) {
    if (started.has(steps)) ended.add(steps);
    throw error;
  }
}

/** Methods of coroutines by their Python names. */
export const coroutineMethods: Record<string, (steps: Coroutine, ...args: unknown[]) => unknown> = {
  send: (steps, value) => byHand(steps, () => send(steps as never, value)),
  throw: (steps, error, value = null) => byHand(steps, () => throwInto(steps as never, error, value)),
  close(steps) {
    close(steps as never);
    ended.add(steps);
  },
  __await__: (steps) => steps,
};

/** As methods in JavaScript too, but for those whose names mean something else there. */
function defineMethods<S>(prototype: object, methods: Record<string, (steps: S, ...args: unknown[]) => unknown>): void {
  for (const [name, method] of Object.entries(methods)) {
    if (name === "throw") continue;
    const value = function (this: S, ...args: unknown[]): unknown {
      return method(this, ...args);
    };
    Object.defineProperty(prototype, name, { value, configurable: true });
  }
}
defineMethods(coroutinePrototype, coroutineMethods);
defineMethods(asyncGeneratorPrototype, asyncGeneratorMethods);

// --------------------------------------------------------------------------------------------------- async with

/** A manager that has been entered by `async with`. */
interface AsyncEntered {
  readonly value: Dynamic;
  exit(error: unknown): Coroutine<boolean>;
  close(): Coroutine<void>;
}

/** As `enter`, for `async with`. */
export function* async_enter(manager: unknown): Coroutine<AsyncEntered> {
  const leave = method(manager, "__aexit__", true);
  const value: unknown = yield* awaiting(method(manager, "__aenter__", false).call(manager));
  const leaving = bindMethod(manager, leave as unknown as CallableFunction);
  let left = false;
  return {
    value,
    *exit(error) {
      left = true;
      const raised = handle(error);
      try {
        return truth(yield* awaiting(leaving(raised.constructor, raised, raised.__traceback__)));
      } finally {
        handled(raised);
      }
    },
    *close() {
      if (!left) yield* awaiting(leaving(null, null, null));
    },
  };
}

function method(manager: unknown, name: string, missesExit: boolean): SpecialMethod {
  const found = special(manager, name);
  if (found !== undefined) return found;
  if (manager === undefined) throw new AttributeError(name);
  const suffix = missesExit && special(manager, "__aenter__") ? " (missed __aexit__ method)" : "";
  throw new TypeError(
    `'${typeName(manager)}' object does not support the asynchronous context manager protocol${suffix}`,
  );
}
