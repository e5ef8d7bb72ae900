/**
 * Functions that a Python thread may leave in the middle. They are generators: a thread that must wait yields what it
 * waits for, and is resumed when that may have come. Their callers are such functions too (`yield* f(x)`); everybody
 * else calls the plain function that `threaded` makes of one, which runs the other threads until it is through.
 */
import { due, isRepeatable, tried, Unready, wholly, type WaitRequest } from "../kernel/attempt.js";
import { waitFor, WaitReason } from "../kernel/wait.js";
import { getattr } from "./attributes.js";
import { isBoundMethod } from "./bound-method.js";
import { call } from "./call.js";
import { eq } from "./compare.js";
import { Emitted } from "./emitted.js";
import { iterate } from "./iterate.js";
import { special } from "./protocol.js";
import { shareSignature } from "./signature.js";
import { stepwise } from "./stepwise.js";

export { due };

/** The steps of a function that gives a T. */
export type Threaded<T> = Generator<WaitRequest, T, unknown>;

type Steps<A extends unknown[], T> = (...args: A) => Threaded<T>;

/** The function that a call hands its steps to its caller instead of going them; see `calling`. */
let handedOver: CallableFunction | null = null;

/**
 * The plain function that goes all steps of one, always the same: what Python code means by the function's name. For a
 * method it also takes effect on the class, where whoever asks for the method finds it.
 */
export function threaded<A extends unknown[], T>(steps: Steps<A, T>): (...args: A) => T {
  if (stepwise.isPlain(steps)) return steps as unknown as (...args: A) => T;
  const known = stepwise.plainOf(steps) as ((...args: A) => T) | undefined;
  if (known !== undefined) return known;
  const plain = function (this: unknown, ...args: A): T {
    const going = Reflect.apply(steps, this, args) as Threaded<T>;
    if (handedOver !== plain) return drive(going);
    handedOver = null;
    return going as T;
  };
  for (const key of Reflect.ownKeys(steps)) {
    if (key === "prototype" || key === "length") continue;
    Object.defineProperty(plain, key, Object.getOwnPropertyDescriptor(steps, key)!);
  }
  shareSignature(plain, steps);
  stepwise.note(steps, plain);
  return plain;
}

/** For a method of the library that calls a function of the program: true where it is to give the steps of that call. */
export function handsOver(method: CallableFunction): boolean {
  if (handedOver !== method) return false;
  handedOver = null;
  return true;
}

/** Goes all steps of a call; what must wait meanwhile runs the other threads. */
export function drive<T>(steps: Threaded<T>): T {
  return wholly(() => {
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      waitFor(step.value);
    }
  });
}

const AT_ONCE: WaitRequest = {
  index: 0,
  expected: 0,
  waiters: 0,
  deadline: null,
  reason: WaitReason.none,
  holds: () => true,
};

/** Lets the other threads have their turn. */
export function* pause(): Threaded<void> {
  yield AT_ONCE;
}

/** A call of the library that may have to wait: `yield* blocking(() => lock.acquire())`. */
export function* blocking<A extends unknown[], T>(fn: (...args: A) => T, ...args: A): Threaded<T> {
  const attempt = tried(() => fn(...args));
  for (;;) {
    const outcome = attempt();
    if (!(outcome instanceof Unready)) {
      if (due()) yield AT_ONCE;
      return outcome;
    }
    yield outcome.request;
  }
}

/** The steps of a plain function, which it may not have: then all of it is one. */
export function steps<A extends unknown[], T>(plain: (...args: A) => T): Steps<A, T> {
  const own = stepwise.stepsOf(plain) as Steps<A, T> | undefined;
  if (own !== undefined) return own;
  return function* (this: unknown, ...args: A): Threaded<T> {
    return Reflect.apply(plain, this, args) as T;
  };
}

/** Mirrors `f(*args, **keywords)` for an `f` that isn't known, which may have steps. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as `call`
export function* calling(f: unknown, ...args: unknown[]): Threaded<any> {
  const plain = plainOf(f);
  if (plain === undefined) {
    const fn = isBoundMethod(f) ? f.__func__ : f;
    return typeof fn === "function" && isRepeatable(fn)
      ? yield* blocking(() => call(f, ...args) as unknown)
      : call(f, ...args);
  }
  handedOver = plain;
  let steps: Threaded<unknown>;
  try {
    steps = call(f, ...args) as Threaded<unknown>;
  } finally {
    handedOver = null;
  }
  return yield* steps;
}

/** The plain function, standing for one with steps, that a callable comes to; undefined for any other callable. */
function plainOf(f: unknown): CallableFunction | undefined {
  const fn = isBoundMethod(f) ? f.__func__ : typeof f === "function" ? f : special(f, "__call__");
  return stepwise.isPlain(fn) ? (fn as CallableFunction) : stepwise.plainOf(fn as CallableFunction);
}

/** Mirrors `obj.name(*args, **keywords)` for a method that isn't known, which may have steps. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as `callmethod`
export function callingmethod(obj: unknown, name: string, ...args: unknown[]): Threaded<any> {
  return calling(getattr(obj, name), ...args);
}

// ------------------------------------------------------------------------------------- comprehensions that wait

/** A generator that waits for Ys and gives an R: a function with steps, or a coroutine. */
type Waiting<Y, R> = Generator<Y, R, unknown>;

/** `items.map(…)` with steps. */
export function* mapped<T, R, Y>(items: Iterable<T>, fn: (item: T) => Waiting<Y, R>): Waiting<Y, R[]> {
  const results: R[] = [];
  for (const item of items) results.push(yield* fn(item));
  return results;
}

/** `items.flatMap(…)` with steps. */
export function* flat_mapped<T, R, Y>(items: Iterable<T>, fn: (item: T) => Waiting<Y, readonly R[]>): Waiting<Y, R[]> {
  const results: R[] = [];
  for (const item of items) results.push(...(yield* fn(item)));
  return results;
}

/** `items.filter(…)` with steps. */
export function* filtered<T, Y>(items: Iterable<T>, fn: (item: T) => Waiting<Y, unknown>): Waiting<Y, T[]> {
  const results: T[] = [];
  for (const item of items) if (yield* fn(item)) results.push(item);
  return results;
}

// ---------------------------------------------------------------------------------------- generators that wait

declare const element: unique symbol;

/** The steps of a generator that gives Ts: what it waits for, and what it gives, wrapped. */
export type ThreadedGenerator<T> = Generator<unknown, void, unknown> & { readonly [element]?: T };

/** The state of a loop through a generator that waits. */
export class SteppingIteration<T> {
  declare value: T;
  readonly #steps: ThreadedGenerator<T>;

  constructor(steps: ThreadedGenerator<T>) {
    this.#steps = steps;
  }

  /** Takes the next element; false when there is none. */
  *next(): Threaded<boolean> {
    for (;;) {
      const step = this.#steps.next(null);
      if (step.done === true) return false;
      if (step.value instanceof Emitted) {
        this.value = step.value.value as T;
        return true;
      }
      yield step.value as WaitRequest;
    }
  }
}

/** Mirrors `iter(f, end)` in a loop of a function with steps. */
export function calling_iteration<T>(fn: (() => T) | unknown, end: unknown): { value: T; next(): Threaded<boolean> } {
  return {
    value: null as T,
    *next() {
      this.value = (yield* calling(fn)) as T;
      return !eq(this.value, end);
    },
  };
}

/** Begins a loop, in a function with steps, through something of the library that may have to wait for what comes next. */
export function blocking_iteration<T>(items: Iterable<T>): { value: T; next(): Threaded<boolean> } {
  const iterator = iterate<T>(items)[Symbol.iterator]();
  return {
    value: null as T,
    *next() {
      const result = yield* blocking(() => iterator.next());
      this.value = result.value as T;
      return result.done !== true;
    },
  };
}

/** Begins a loop, in a function with steps, through a generator that waits. */
export function stepping_iteration<T>(steps: ThreadedGenerator<T>): SteppingIteration<T> {
  return new SteppingIteration(steps);
}

/** The plain generator function for everybody else: what must wait in it runs the other threads. */
export function threaded_generator<A extends unknown[], T>(
  steps: (...args: A) => ThreadedGenerator<T>,
): (...args: A) => Generator<T> {
  const known = stepwise.plainOf(steps) as ((...args: A) => Generator<T>) | undefined;
  if (known !== undefined) return known;
  const plain = function (this: unknown, ...args: A): Generator<T> {
    return given(Reflect.apply(steps, this, args) as ThreadedGenerator<T>);
  };
  for (const key of Reflect.ownKeys(steps)) {
    if (key === "prototype" || key === "length") continue;
    Object.defineProperty(plain, key, Object.getOwnPropertyDescriptor(steps, key)!);
  }
  shareSignature(plain, steps);
  stepwise.notePlain(steps, plain);
  return plain;
}

/** What a generator that waits gives, as Python's generator of it. */
function* given<T>(steps: ThreadedGenerator<T>): Generator<T, unknown, unknown> {
  let step: IteratorResult<unknown, unknown> = wholly(() => steps.next(null));
  try {
    while (step.done !== true) {
      if (step.value instanceof Emitted) {
        let sent: unknown;
        try {
          sent = yield step.value.value as T;
        } catch (error) {
          step = wholly(() => steps.throw(error));
          continue;
        }
        step = wholly(() => steps.next(sent));
      } else {
        waitFor(step.value as WaitRequest);
        step = wholly(() => steps.next(null));
      }
    }
    return step.value;
  } finally {
    steps.return();
  }
}
