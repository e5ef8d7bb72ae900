/**
 * Mirrors the module `traceback` as far as printing goes. Differs: no marks under the failing part of a line; `limit` is
 * ignored; what is printed without an exception being named is the one caught last.
 */
import { BaseException } from "../builtins/exceptions.js";
import { streams } from "../builtins/io/standard.js";
import { callmethod } from "../builtins/call-method.js";
import { lastCaught } from "../builtins/raise.js";
import { isOptions } from "../builtins/protocol.js";
import {
  format_exception as formatException,
  format_exception_only as formatLast,
  format_frames,
  frames,
} from "../kernel/traceback.js";
import { libraryModule } from "./module.js";
import * as self from "./traceback.js";

function write(file: unknown, text: string): void {
  if (file === null || file === undefined) {
    streams.stderr.write(text);
  } else {
    callmethod(file, "write", text);
  }
}

/** The lines of a text, each with its end. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n/g) ?? [];
}

/** The text that print_exc prints: the exception being handled, from the function on that handles it. */
export function format_exc(_limit: unknown = null, _chain: unknown = true): string {
  const handled = lastCaught();
  return handled === null ? "NoneType: None\n" : formatException(handled, new Error().stack);
}

/** Prints the exception being handled, on standard error unless a file is given. */
export function print_exc(_limit: unknown = null, file: unknown = null, _chain: unknown = true): void {
  write(file, format_exc());
}

/** The exception among the arguments `(exc)` or `(type, value, traceback)`. */
function exceptionOf(args: unknown[]): BaseException | null {
  return (args.find((arg) => arg instanceof BaseException) as BaseException | undefined) ?? null;
}

/** The lines of an exception's traceback: `format_exception(exc)` or `format_exception(type, value, traceback)`. */
export function format_exception(...args: unknown[]): string[] {
  const exception = exceptionOf(args);
  return exception === null ? ["NoneType: None\n"] : linesOf(formatException(exception, new Error().stack));
}

/** Prints an exception's traceback. */
export function print_exception(...args: unknown[]): void {
  const options = isOptions(args.at(-1)) ? (args.pop() as { file?: unknown }) : {};
  write(options.file, format_exception(...args).join(""));
}

/** The last lines: the class, the text and the notes. */
export function format_exception_only(...args: unknown[]): string[] {
  const exception = exceptionOf(args);
  return exception === null ? ["NoneType: None\n"] : linesOf(formatLast(exception));
}

/** The lines of the stack at this place, the caller's last. */
export function format_stack(): string[] {
  return frames(new Error().stack).map((frame) => format_frames([frame]));
}

/** Prints the stack at this place. */
export function print_stack(_f: unknown = null, _limit: unknown = null, file: unknown = null): void {
  write(file, format_stack().join(""));
}

libraryModule("traceback", () => self);
