/** Mirrors the module `functools`. */
import { makeGeneric } from "../builtins/generic-alias.js";
import { call } from "../builtins/call.js";
import { TypeError } from "../builtins/exceptions.js";
import { resumable } from "../builtins/resumable.js";
import { isIterable } from "../builtins/iterate.js";
import { CacheInfo } from "./functools/cache.js";
import { partial } from "./functools/partial.js";
import { partialmethod } from "./functools/partialmethod.js";
import { libraryModule, nativeClasses } from "./module.js";
import * as self from "./functools.js";

export { cache, type CacheInfo as _CacheInfo, lru_cache } from "./functools/cache.js";
export { cmp_to_key, total_ordering } from "./functools/comparison.js";
export { singledispatch, singledispatchmethod } from "./functools/dispatch.js";
export { partial, partialmethod };
export { update_wrapper, wraps, WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES } from "./functools/wraps.js";

/** Applies a function of two arguments to the items from the left. @throws TypeError for no items and no initial */
export function reduce<T>(function_: (result: T, item: T) => T, iterable: Iterable<T>): T;
export function reduce<T, R>(function_: (result: R, item: T) => R, iterable: Iterable<T>, initial: R): R;
export function reduce(function_: unknown, iterable: Iterable<unknown>, initial?: unknown): unknown {
  if (!isIterable(iterable)) {
    throw new TypeError("reduce() arg 2 must support iteration");
  }
  let result = initial;
  for (const item of resumable(iterable)) {
    result = result === undefined ? item : call(function_, result, item);
  }
  if (result === undefined) {
    throw new TypeError("reduce() of empty iterable with no initial value");
  }
  return result;
}

/** The decorator for a method that is computed once for each object and then kept as an attribute. */
export class cached_property {
  readonly func: (this: unknown, self: unknown) => unknown;
  attrname: string | null = null;

  constructor(func: (this: unknown, self: unknown) => unknown) {
    this.func = func;
  }

  __set_name__(_owner: unknown, name: string): void {
    this.attrname = name;
  }

  __get__(instance: object | null, _owner?: unknown): unknown {
    if (instance === null) {
      return this;
    }
    const value = this.func.call(instance, instance);
    Object.defineProperty(instance, this.attrname ?? this.func.name, {
      value,
      writable: true,
      configurable: true,
      enumerable: true,
    });
    return value;
  }
}

nativeClasses("functools", { partial });
makeGeneric(cached_property, partial, partialmethod);
libraryModule("functools", () => self, { cached_property, CacheInfo, partial, partialmethod });
