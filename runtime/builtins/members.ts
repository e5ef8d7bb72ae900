/** What getattr needs to know of JavaScript's own prototypes. */
import type { AnyFunction } from "./protocol.js";
import { propertyName } from "./reserved.js";

/** What a search answers when there is no such attribute (no Python value is this symbol). */
export const ABSENT = Symbol("absent");

/** Prototypes whose properties are JavaScript's, not Python's. */
const FOREIGN = new Set<unknown>([
  null,
  Object.prototype,
  Function.prototype,
  Array.prototype,
  Array,
  Error.prototype,
  Error,
]);

/** True where a search along a prototype chain ends. */
export function isForeign(level: object | null): boolean {
  return FOREIGN.has(level);
}

/** The class whose prototype holds the method `name` of an object: this very function, where it is known. */
export function ownerOf(obj: object, name: string, fn?: unknown): AnyFunction | undefined {
  const key = propertyName(name);
  for (let level = obj; !isForeign(level); level = Object.getPrototypeOf(level) as object) {
    const own = Object.getOwnPropertyDescriptor(level, key);
    if (own === undefined || (fn !== undefined && own.value !== fn)) continue;
    return typeof level === "function" ? level : (level.constructor as AnyFunction);
  }
  return undefined;
}
