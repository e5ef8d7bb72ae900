/**
 * Exceptions without a stack. V8 takes microseconds to note one; code whose handlers don't look at it says so, by
 * `untraced(KeyError)` ahead of its `try` and `traced()` behind it.
 */
import type { AnyFunction } from "./protocol.js";

/** What the `try` statements that are being run take, the innermost last. */
const taken: (readonly AnyFunction[])[] = [];

/** From here on, until `traced()`, exceptions of these classes note no stack. */
export function untraced(...classes: readonly AnyFunction[]): void {
  taken.push(classes);
}

/** The end of the last `untraced()`. */
export function traced(): void {
  taken.pop();
}

/** True for a class of exceptions whose handler doesn't look where they came from. */
export function isUntraced(of: AnyFunction): boolean {
  for (const classes of taken) {
    for (const each of classes) if (each === of || isDerived(of, each)) return true;
  }
  return false;
}

function isDerived(of: AnyFunction, from: AnyFunction): boolean {
  return Object.prototype.isPrototypeOf.call(from.prototype as object, of.prototype as object);
}
