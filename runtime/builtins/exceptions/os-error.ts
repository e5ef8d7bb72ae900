import { repr, text } from "../repr.js";
import { Exception, defineFields, slotsOf } from "./base.js";

/**
 * Mirrors `OSError(errno, strerror[, filename[, winerror[, filename2]]])`: with an errno that has a class of its own
 * (FileNotFoundError for ENOENT, ...) constructing `OSError` gives an instance of that class.
 */
export class OSError extends Exception {
  declare errno: number | null;
  declare strerror: string | null;
  declare filename: unknown;
  declare filename2: unknown;

  constructor(...args: unknown[]) {
    super(...args);
    const Subclass = new.target === OSError && args.length >= 2 ? subclassOf(args[0]) : undefined;
    if (Subclass !== undefined) return new Subclass(...args);
  }

  override __init__(...args: unknown[]): void {
    super.__init__(...args);
    const fields = slotsOf(this).fields;
    const detailed = args.length >= 2 && args.length <= 5;
    [fields.errno, fields.strerror] = detailed ? [args[0], args[1]] : [null, null];
    fields.filename = (detailed ? args[2] : null) ?? null;
    fields.filename2 = (detailed ? args[4] : null) ?? null;
    if (detailed && fields.filename !== null) this.args = args.slice(0, 2);
  }

  override __str__(): string {
    const { errno, strerror, filename, filename2 } = this;
    if (errno === null) return super.__str__();
    const reason = `[Errno ${text(errno)}] ${text(strerror)}`;
    if (filename === null) return reason;
    return filename2 === null ? `${reason}: ${repr(filename)}` : `${reason}: ${repr(filename)} -> ${repr(filename2)}`;
  }
}
defineFields(OSError, ["errno", "strerror", "filename", "filename2"]);

/** Mirrors `BlockingIOError`: a third argument is the number of characters written, not a file name. */
export class BlockingIOError extends OSError {
  declare characters_written: number;

  override __init__(...args: unknown[]): void {
    super.__init__(...args);
    if (typeof args[2] !== "number") return;
    this.args = args;
    this.characters_written = args[2];
    this.filename = null;
  }
}
defineFields(BlockingIOError, ["characters_written"]);

export class ChildProcessError extends OSError {}
export class ConnectionError extends OSError {}
export class BrokenPipeError extends ConnectionError {}
export class ConnectionAbortedError extends ConnectionError {}
export class ConnectionRefusedError extends ConnectionError {}
export class ConnectionResetError extends ConnectionError {}
export class FileExistsError extends OSError {}
export class FileNotFoundError extends OSError {}
export class InterruptedError extends OSError {}
export class IsADirectoryError extends OSError {}
export class NotADirectoryError extends OSError {}
export class PermissionError extends OSError {}
export class ProcessLookupError extends OSError {}
export class TimeoutError extends OSError {}

/** Linux's numbers of the errors that have a class of their own. */
function subclassOf(errno: unknown): typeof OSError | undefined {
  switch (errno) {
    case 1: // EPERM
    case 13: // EACCES
      return PermissionError;
    case 2: // ENOENT
      return FileNotFoundError;
    case 3: // ESRCH
      return ProcessLookupError;
    case 4: // EINTR
      return InterruptedError;
    case 10: // ECHILD
      return ChildProcessError;
    case 11: // EAGAIN, EWOULDBLOCK
    case 114: // EALREADY
    case 115: // EINPROGRESS
      return BlockingIOError;
    case 17: // EEXIST
      return FileExistsError;
    case 20: // ENOTDIR
      return NotADirectoryError;
    case 21: // EISDIR
      return IsADirectoryError;
    case 32: // EPIPE
    case 108: // ESHUTDOWN
      return BrokenPipeError;
    case 103: // ECONNABORTED
      return ConnectionAbortedError;
    case 104: // ECONNRESET
      return ConnectionResetError;
    case 110: // ETIMEDOUT
      return TimeoutError;
    case 111: // ECONNREFUSED
      return ConnectionRefusedError;
    default:
      return undefined;
  }
}

/** Python's `EnvironmentError` and `IOError` are other names of `OSError`. */
export { OSError as EnvironmentError, OSError as IOError };
