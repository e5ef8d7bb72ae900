/**
 * Which exceptions are being handled: what `sys.exc_info()`, a bare `raise` and `__context__` speak of.
 * Mirrors the stack `exc_info` of a CPython thread.
 */
import type { BaseException } from "./exceptions/base.js";

/** Innermost last. */
const handling: BaseException[] = [];

/** The exception being handled, or null. Mirrors `sys.exception()`. */
export function currentlyHandled(): BaseException | null {
  return handling.at(-1) ?? null;
}

/** From here on the exception is being handled, until `stopHandling`. */
export function startHandling(exception: BaseException): void {
  handling.push(exception);
}

/** The exception's handler is left, and whatever was still being handled inside it. */
export function stopHandling(exception: BaseException): void {
  const at = handling.lastIndexOf(exception);
  if (at !== -1) handling.length = at;
}

/** Takes out what is being handled from an exception on (the outermost handler of a generator that pauses). */
export function pauseHandling(from: BaseException): BaseException[] {
  const at = handling.lastIndexOf(from);
  return at === -1 ? [] : handling.splice(at);
}

/** Puts back what `pauseHandling` gave. */
export function resumeHandling(paused: readonly BaseException[]): void {
  handling.push(...paused);
}
