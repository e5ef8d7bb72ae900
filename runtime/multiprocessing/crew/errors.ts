/** Errors that a task's failure shows as in the process that asked for it. */
import { BaseException, Exception, RuntimeError } from "../../builtins/exceptions.js";
import { bytes } from "../../builtins/bytes.js";
import { repr, text } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { className } from "../../builtins/type-name.js";
import { dumps, loads } from "../../kernel/pickle.js";
import { registerModule } from "../../kernel/registry.js";
import { format_exception } from "../../kernel/traceback.js";

/** Stands as the cause of a task's exception: the traceback in the worker, as text. Mirrors pool.RemoteTraceback. */
export class RemoteTraceback extends Exception {
  constructor(...args: unknown[]) {
    super(...args);
    // It is never raised, so it has no traceback of its own.
    this.stack = "";
  }

  get tb(): unknown {
    return this.args[0];
  }

  override __str__(): string {
    return text(this.tb);
  }
}

/** A task's result can't be pickled. Mirrors pool.MaybeEncodingError. */
export class MaybeEncodingError extends Exception {
  get exc(): unknown {
    return this.args[0];
  }

  get value(): unknown {
    return this.args[1];
  }

  override __str__(): string {
    return `Error sending result: '${text(this.value)}'. Reason: '${text(this.exc)}'`;
  }

  override __repr__(): string {
    return `<${className(this.constructor)}: ${this.__str__()}>`;
  }
}

/** The error for a result that can't be sent, because of `reason`. */
export function encodingError(reason: BaseException, value: unknown): MaybeEncodingError {
  return new MaybeEncodingError(repr(reason), repr(value));
}

/** An exception whose class couldn't cross: its traceback as text. Mirrors managers.RemoteError. */
export class RemoteError extends Exception {
  override __str__(): string {
    const line = "-".repeat(75);
    return `\n${line}\n${text(this.args[0])}${line}`;
  }
}

/**
 * The process that ran a task ended before it answered. CPython has no such error: its Pool waits for ever, and its
 * executor breaks as a whole.
 */
export class WorkerLostError extends RuntimeError {}

registerModule("multiprocessing.pool", { RemoteTraceback, MaybeEncodingError, WorkerLostError });
registerModule("multiprocessing.managers", { RemoteError });

/** The parts of a failure that travel: the pickled exception (None if it can't be pickled), and its traceback. */
export type FailureParts = tuple<[bytes | null, string]>;

/** Takes an exception apart for the way to another process; this can't fail. */
export function failureParts(exception: BaseException): FailureParts {
  return tuple.of(picklableForm(exception), format_exception(exception).join(""));
}

/** The pickle of an exception, null if it or what it would be rebuilt to isn't an exception of its class. */
function picklableForm(exception: BaseException): bytes | null {
  try {
    const pickle = dumps(exception);
    return loads(pickle) instanceof BaseException ? bytes.wrap(pickle) : null;
  } catch {
    return null;
  }
}

/** A class of exceptions that stand for a traceback in another process, as the cause of what was raised there. */
export type TracebackClass = new (text: string) => BaseException;

/** An exception that is raised here now, wherever it was made: its traceback begins at the caller. */
export function raisedHere(exception: BaseException): BaseException {
  Error.captureStackTrace(exception, raisedHere);
  return exception;
}

/** Puts a failure together again, with the remote traceback as the exception's cause. */
export function rebuildFailure(parts: FailureParts, Cause: TracebackClass = RemoteTraceback): BaseException {
  const [pickle, traceback] = parts;
  if (pickle === null) return new RemoteError(traceback);
  let exception: unknown;
  try {
    exception = loads(pickle.data);
  } catch {
    return new RemoteError(traceback);
  }
  if (!(exception instanceof BaseException)) return new RemoteError(traceback);
  const cause = new Cause(`\n"""\n${traceback}"""`);
  // never raised, so it has no traceback of its own
  cause.stack = "";
  exception.__cause__ = cause;
  return exception;
}
