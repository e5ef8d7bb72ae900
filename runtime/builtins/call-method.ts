/** Calls of methods of what isn't known at conversion. */
import { getattr } from "./attributes.js";
import { bindMethod, isBoundMethod } from "./bound-method.js";
import { callWith, splitKeywords } from "./call.js";

/**
 * Mirrors `obj.name(*args, **keywords)` on anything, keywords as a trailing options object. Raises AttributeError,
 * TypeError.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the result of an unknown method may be anything
export function callmethod(obj: unknown, name: string, ...args: unknown[]): any {
  const [positional, keywords] = splitKeywords(args);
  return callWith(getattr(obj, name), positional, keywords);
}

/** Mirrors `obj.name` as a value: a method that remembers its object. Raises AttributeError. */
export function bound(obj: object, name: string): (...args: never[]) => unknown {
  const fn = (obj as Record<string, unknown>)[name];
  return typeof fn === "function" && !isBoundMethod(fn) ? bindMethod(obj, fn) : getattr(obj, name);
}
