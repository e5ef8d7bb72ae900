/** Makes instances of classes that are built at run time, on which `__init__` has not run. */
import { call } from "../call.js";
import { BaseException } from "../exceptions.js";
import { type Class, mroOf } from "../mro.js";
import { object } from "../object.js";
import { list } from "../list.js";
import { INITIALISE } from "../protocol.js";
import { refuseAbstract } from "./abstract.js";
import { isBuilt } from "./model.js";
import { VALUE } from "./native-value.js";
import { valueClass } from "./value-classes.js";

type Keywords = Record<string, unknown>;

/**
 * Mirrors `object.__new__(cls)` and that of the builtin class that `cls` is derived from.
 *
 * @throws TypeError for an abstract class
 */
export function allocate(cls: Class, args: readonly unknown[], keywords: Keywords): object {
  refuseAbstract(cls);
  const native = nativeBase(cls);
  const own = (native as { [ALLOCATE]?: (cls: Class, args: readonly unknown[]) => object })[ALLOCATE];
  if (own !== undefined) return own(cls, args);
  const holder = valueClass(native);
  if (holder !== undefined) return holdValue(cls, native, args, keywords);
  if (native === object || isPlainLibraryClass(native)) return Object.create(cls.prototype as object) as object;
  return Object.setPrototypeOf(constructNative(native, args, keywords), cls.prototype as object) as object;
}

/** The nearest class of the order that the runtime has not built. */
export function nativeBase(cls: Class): Class {
  return mroOf(cls).find((level) => !isBuilt(level) && !isMixin(level)) ?? object;
}

/** Classes of the runtime that add nothing to an instance: `ABC`, `Generic`. */
function isMixin(cls: Class): boolean {
  return isPlainLibraryClass(cls);
}

function isPlainLibraryClass(cls: Class): boolean {
  return cls !== object && Object.hasOwn(cls, PLAIN);
}

/** Under this key a class of the runtime has the function that makes instances of the classes derived from it. */
export const ALLOCATE = Symbol("allocate");

/** Marks a class of the runtime whose instances need no construction. */
export const PLAIN = Symbol("plain");

function holdValue(cls: Class, native: unknown, args: readonly unknown[], keywords: Keywords): object {
  const made = Object.create(cls.prototype as object) as object;
  const value: unknown = call(native, ...args, ...(Object.keys(keywords).length > 0 ? [keywords] : []));
  return Object.defineProperty(made, VALUE, { value });
}

/** An instance of the native class itself, whose constructor must not call methods that a subclass overrides. */
function constructNative(native: Class, args: readonly unknown[], keywords: Keywords): object {
  const initialises = "__init__" in (native.prototype as object) || INITIALISE in native;
  const options = Object.keys(keywords).length > 0 ? [keywords] : [];
  const given = initialises ? [] : [...args, ...options];
  if (native === (list as unknown)) return [];
  const Shim = function (): void {} as unknown as Class;
  Object.setPrototypeOf(Shim, native);
  const nothing = { value: (): void => {}, writable: true, configurable: true };
  Shim.prototype = Object.create(native.prototype as object, initialises ? { __init__: nothing } : {}) as object;
  const made = Reflect.construct(native, given, Shim) as object;
  if (made instanceof BaseException) made.args = args;
  return made;
}
