/** Raising and catching: what `throw` and `catch` need to behave as Python's `raise` and `except`. */
import {
  AttributeError,
  BaseException,
  MemoryError,
  NameError,
  RecursionError,
  RuntimeError,
  StopIteration,
  TypeError as PythonTypeError,
  UnboundLocalError,
  ValueError,
} from "./exceptions.js";
import { linkContext, noteRaised, slotsOf } from "./exceptions/base.js";
import { FrozenInstanceError } from "./exceptions/frozen-instance.js";
import { currentlyHandled, pauseHandling, resumeHandling, startHandling, stopHandling } from "./handling.js";
import { frames } from "../kernel/frames.js";
import { tuple } from "./tuple.js";
import { isinstance } from "./type.js";
import { isClass } from "./type-name.js";
import { isUntraced } from "./untraced.js";

/** JavaScript errors that were caught once keep their exception, so that catching again gives the same object. */
const translated = new WeakMap<Error, BaseException>();

/** What was thrown, as a Python exception: an error of JavaScript's own becomes the one that CPython raises there. */
export function exception(thrown: unknown): BaseException {
  const caught = asException(thrown);
  noteRaised(caught);
  return caught;
}

/** `exception` for a handler in which other code may ask what is being handled; `handled` ends it. */
export function handle(thrown: unknown): BaseException {
  const caught = exception(thrown);
  startHandling(caught);
  return caught;
}

/** True when `except types` takes the exception. @throws TypeError for what is no class of exceptions, or tuple of such */
export function is_caught(exception: BaseException, types: unknown): boolean {
  const classes: unknown[] = types instanceof tuple ? [...types] : [types];
  if (!classes.every(isExceptionClass)) {
    const message = "catching classes that do not inherit from BaseException is not allowed";
    throw raise(new PythonTypeError(message), { context: exception });
  }
  return classes.some((each) => isinstance(exception, each as never));
}

/** True for `BaseException` and the classes derived from it. */
export function isExceptionClass(value: unknown): value is new (...args: unknown[]) => BaseException {
  return value === BaseException || (isClass(value) && value.prototype instanceof BaseException);
}

/** The end of what `handle` began, however its block is left. */
export function handled(caught: BaseException): void {
  stopHandling(caught);
}

/** The exception, if any, because of which a `finally` block runs: that is being handled in the block. */
export class Unwinding {
  #thrown: BaseException | null = null;

  /** Notes that the block runs because of what was thrown. */
  by(thrown: unknown): BaseException {
    return (this.#thrown = handle(thrown));
  }

  /** The end of the block. */
  end(): void {
    if (this.#thrown !== null) stopHandling(this.#thrown);
  }

  /** The exception, while the block runs because of one. */
  get exception(): BaseException | null {
    return this.#thrown;
  }
}

/** What a `yield` stands in: the outermost handler (by its exception) or `finally` block around it. */
type Around = BaseException | Unwinding;

/** `yield value` in a handler or `finally` block: what is handled there is not while the generator waits. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- anything may be sent
export function* aside<T>(around: Around, value: T): Generator<T, any, unknown> {
  const paused = pause(around);
  try {
    return yield value;
  } finally {
    resumeHandling(paused);
  }
}

/** `aside` for `yield from`. */
export function* aside_from<T, R>(around: Around, values: Iterable<T, R, unknown>): Generator<T, R, unknown> {
  const paused = pause(around);
  try {
    return yield* values;
  } finally {
    resumeHandling(paused);
  }
}

function pause(around: Around): BaseException[] {
  const from = around instanceof Unwinding ? around.exception : around;
  return from === null ? [] : pauseHandling(from);
}

function asException(thrown: unknown): BaseException {
  if (thrown instanceof BaseException) return thrown;
  if (!(thrown instanceof Error)) return new RuntimeError(String(thrown));
  let known = translated.get(thrown);
  if (known === undefined) {
    known = translate(thrown);
    if (thrown.stack !== undefined) known.stack = thrown.stack;
    translated.set(thrown, known);
  }
  return known;
}

/** JavaScript's complaint, raised in a generator's place, about an iterator that can't be told of an exception. */
const NO_THROW = "The iterator does not provide a 'throw' method.";

/** What is being thrown into a generator: Python raises it where `yield from` waits for an iterator that can't take it. */
let injected: BaseException | null = null;

/** Notes what is about to be thrown into a generator. Returns what was before. */
export function inject(error: BaseException | null): BaseException | null {
  const before = injected;
  injected = error;
  return before;
}

function translate(error: Error): BaseException {
  const { message } = error;
  if (error instanceof RangeError) {
    if (message.startsWith("Maximum call stack")) return tooDeep(error);
    if (message.startsWith("Invalid ") || message.includes("allocation")) return new MemoryError();
  }
  if (error instanceof ReferenceError) {
    const name = /'([^']*)'|^(\S+) is not defined/.exec(message);
    if (name) return unassigned((name[1] ?? name[2])!, error.stack);
  }
  if (error instanceof TypeError) {
    if (injected !== null && message === NO_THROW) return injected;
    if (message === "Generator is already running") return new ValueError("generator already executing");
    const attribute = /^Cannot (?:read|set) properties of (?:null|undefined) \((?:reading|setting) '(.*)'\)/.exec(
      message,
    );
    if (attribute) return new AttributeError(`'NoneType' object has no attribute '${attribute[1]}'`);
    return frozenInstance(message) ?? new PythonTypeError(message);
  }
  return new RuntimeError(`${error.name}: ${message}`);
}

/** CPython says where it noticed, if that is not a call of the script's own functions. */
function tooDeep({ stack }: Error): RecursionError {
  // No regular expressions: there is no room left to compile one.
  const isRepr = stack?.split("\n", 12).some((site) => site.startsWith("    at repr (")) === true;
  const place = isRepr ? " while getting the repr of an object" : "";
  return new RecursionError(`maximum recursion depth exceeded${place}`);
}

/** A variable that JavaScript found without a value: one of a function around the place, or of the module. */
function unassigned(name: string, stack: string | undefined): NameError {
  const isLocal = frames(stack).at(-1)?.code?.locals.includes(name) === true;
  return isLocal ? unassignedFree(name) : missingName(name);
}

/** The frozen instances of dataclasses are JavaScript's frozen objects, whose errors name the field. */
function frozenInstance(message: string): FrozenInstanceError | null {
  const assigned = /^Cannot (?:assign to read only|add|redefine|define) property:? '?(\w+)'?/.exec(message);
  if (assigned) return new FrozenInstanceError(`cannot assign to field '${assigned[1]}'`);
  const deleted = /^Cannot delete property '(\w+)'/.exec(message);
  return deleted ? new FrozenInstanceError(`cannot delete field '${deleted[1]}'`) : null;
}

/**
 * Makes what `raise value from cause` throws: a class is called, an instance taken as it is.
 *
 * @param links `cause`: the exception (or None) behind `from`; `context`: the exception being handled
 * @throws TypeError (by returning it) "exceptions must derive from BaseException"
 */
export function raise(value: unknown, links: { cause?: unknown; context?: BaseException } = {}): BaseException {
  const raised = instantiate(value) ?? new PythonTypeError("exceptions must derive from BaseException");
  const slots = slotsOf(raised);
  const before = slots.raised ? raised.stack : undefined;
  // JavaScript notes the stack when the exception is made, Python when it is raised.
  if (!isUntraced(raised.constructor)) Error.captureStackTrace(raised, raise);
  if (slots.raised && slots.hasTraceback) {
    slots.raisedAt = [{ stack: before, since: raised.stack }, ...slots.raisedAt];
  }
  slots.raised = slots.hasTraceback = true;
  linkContext(raised, links.context ?? currentlyHandled());
  if (links.cause !== undefined) {
    const cause = links.cause === null ? null : instantiate(links.cause);
    if (cause === undefined) return new PythonTypeError("exception causes must derive from BaseException");
    raised.__cause__ = cause;
  }
  return raised;
}

function instantiate(value: unknown): BaseException | undefined {
  if (value instanceof BaseException) return value;
  if (isClass(value) && value.prototype instanceof BaseException) return new value() as BaseException;
  return (value as unknown) === BaseException ? new BaseException() : undefined;
}

/** A bare `raise` that stands in no handler: it raises what is being handled by whoever called. */
export function reraise(): BaseException {
  const again = currentlyHandled();
  if (again === null) return new RuntimeError("No active exception to reraise");
  const slots = slotsOf(again);
  const { stack } = again;
  // The function that raises again leaves no frame of its own.
  dropOwnFrame(again, reraise);
  slots.raisedAt = [{ stack, since: again.stack }, ...slots.raisedAt];
  return again;
}

/**
 * What a thread or task failed with leaves it: its traceback begins there, not at who happened to let it run. Called where
 * that is caught.
 */
export function leave(raised: BaseException): BaseException {
  const { stack } = raised;
  const since = new Error().stack;
  const slots = slotsOf(raised);
  const isOwn = slots.hasTraceback && frames(stack).length > frames(since).length;
  if (isOwn) slots.raisedAt = [{ stack, since }, ...slots.raisedAt];
  raised.stack = "";
  return raised;
}

/** What is thrown into a coroutine where it waits is raised there. */
export function raisedWhereAwaited(thrown: unknown): unknown {
  if (thrown instanceof BaseException) Error.captureStackTrace(thrown, raisedWhereAwaited);
  return thrown;
}

/** Has the exception raised by the caller of the function that called `raiser`. */
export function dropOwnFrame(error: BaseException, raiser: CallableFunction): void {
  Error.captureStackTrace(error, raiser);
  error.stack = error.stack?.replace(/^ {4}at .*\n?/m, "");
}

/**
 * What leaves a generator whose body raised `thrown`: a StopIteration becomes RuntimeError, raised where the generator was
 * advanced. Mirrors gen_send_ex2 of Objects/genobject.c.
 */
export function raised_by_generator(thrown: unknown): unknown {
  if (!(thrown instanceof StopIteration)) return thrown;
  noteRaised(thrown);
  const error = new RuntimeError("generator raised StopIteration");
  error.__cause__ = error.__context__ = thrown;
  slotsOf(error).raised = true;
  dropOwnFrame(error, raised_by_generator);
  return error;
}

/** The value of a variable, once it has one. @throws UnboundLocalError, or NameError for a global */
export function defined<T>(value: T | undefined, name: string, scope: "local" | "free" | "global" = "local"): T {
  if (value !== undefined) return value;
  if (scope === "global") return name_error(name);
  if (scope === "free") throw unassignedFree(name);
  throw new UnboundLocalError(`cannot access local variable '${name}' where it is not associated with a value`);
}

/** What reading a name that nothing defines does. @throws NameError */
export function name_error(name: string): never {
  throw missingName(name);
}

function unassignedFree(name: string): NameError {
  const message = `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`;
  return new NameError(message, { name });
}

function missingName(name: string): NameError {
  return new NameError(`name '${name}' is not defined`, { name });
}
