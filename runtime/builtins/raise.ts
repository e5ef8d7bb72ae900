/** Raising and catching: what `throw` and `catch` need to behave as Python's `raise` and `except`. */
import {
  AttributeError,
  BaseException,
  MemoryError,
  NameError,
  RecursionError,
  RuntimeError,
  TypeError as PythonTypeError,
  UnboundLocalError,
} from "./exceptions.js";
import { FrozenInstanceError } from "./exceptions/frozen-instance.js";
import { isClass } from "./type-name.js";

/** JavaScript errors that were caught once keep their exception, so that catching again gives the same object. */
const translated = new WeakMap<Error, BaseException>();

/** Exceptions that have been raised: their traceback begins where that was, not where they are raised again. */
const raisedBefore = new WeakSet<BaseException>();

/** The exception that was caught last: what `traceback.print_exc()` and `sys.exc_info()` speak of. */
let caught: BaseException | null = null;

/** The exception being handled, as far as can be told: the one that was caught last. */
export function lastCaught(): BaseException | null {
  return caught;
}

/** What was thrown, as a Python exception: an error of JavaScript's own becomes the one that CPython raises there. */
export function exception(thrown: unknown): BaseException {
  return (caught = asException(thrown));
}

function asException(thrown: unknown): BaseException {
  if (thrown instanceof BaseException) {
    raisedBefore.add(thrown);
    return thrown;
  }
  if (!(thrown instanceof Error)) return new RuntimeError(String(thrown));
  let known = translated.get(thrown);
  if (known === undefined) {
    known = translate(thrown);
    if (thrown.stack !== undefined) known.stack = thrown.stack;
    translated.set(thrown, known);
  }
  return known;
}

function translate(error: Error): BaseException {
  const { message } = error;
  if (error instanceof RangeError) {
    if (message.startsWith("Maximum call stack")) return new RecursionError("maximum recursion depth exceeded");
    if (message.startsWith("Invalid ") || message.includes("allocation")) return new MemoryError();
  }
  if (error instanceof ReferenceError) {
    const name = /'([^']*)'|^(\S+) is not defined/.exec(message);
    if (name) return new NameError(`name '${name[1] ?? name[2]}' is not defined`);
  }
  if (error instanceof TypeError) {
    const attribute = /^Cannot (?:read|set) properties of (?:null|undefined) \((?:reading|setting) '(.*)'\)/.exec(
      message,
    );
    if (attribute) return new AttributeError(`'NoneType' object has no attribute '${attribute[1]}'`);
    return frozenInstance(message) ?? new PythonTypeError(message);
  }
  return new RuntimeError(`${error.name}: ${message}`);
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
  // JavaScript notes the stack when the exception is made, Python when it is raised.
  if (!raisedBefore.has(raised)) Error.captureStackTrace(raised, raise);
  const { context } = links;
  if (context !== undefined && context !== raised) raised.__context__ = context;
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

/** A bare `raise` where nothing is being handled. */
export function reraise(): BaseException {
  return new RuntimeError("No active exception to reraise");
}

/** The value of a variable, once it has one. @throws UnboundLocalError, or NameError for a global */
export function defined<T>(value: T | undefined, name: string, scope: "local" | "free" | "global" = "local"): T {
  if (value !== undefined) return value;
  if (scope === "global") return name_error(name);
  if (scope === "free")
    throw new NameError(
      `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
    );
  throw new UnboundLocalError(`cannot access local variable '${name}' where it is not associated with a value`);
}

/** What reading a name that nothing defines does. @throws NameError */
export function name_error(name: string): never {
  throw new NameError(`name '${name}' is not defined`);
}
