/** What all types of ctypes have in common: how much memory a value takes, and how it is read and written there. */
import { TypeError } from "../../builtins/exceptions.js";
import { isClass } from "../../builtins/type-name.js";
import type { Place } from "./views.js";

/** Under this key a class of ctypes says how its values lie in memory. */
export const ctype = Symbol("ctype");

export interface CType {
  readonly size: number;
  readonly alignment: number;
  /** What a field or an item of the type is read as: a plain value, or an object over the same memory. */
  get(place: Place): unknown;
  /** @throws TypeError for a value of another kind */
  set(place: Place, value: unknown): void;
}

/** A class of ctypes. */
export interface CClass {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what its __init__ takes
  new (...args: any[]): CData;
  readonly [ctype]: CType;
  readonly __name__: string;
  /** An object whose bytes lie somewhere in memory that already exists. */
  at(place: Place): CData;
}

/** An object of a ctypes class. */
export interface CData {
  readonly [placeOf]: Place;
}

/** Under this key an object of ctypes has the place of its bytes. */
export const placeOf = Symbol("place");

export function isCClass(value: unknown): value is CClass {
  return isClass(value) && ctype in value;
}

/** @throws TypeError for what is no class of ctypes */
export function requireCClass(value: unknown): CClass {
  if (isCClass(value)) return value;
  throw new TypeError("this type has no size");
}

/** The bytes of an object, not copied. */
export function bytesAt({ views, offset }: Place, size: number): Uint8Array {
  return views.u8.subarray(offset, offset + size);
}

/** What classes can do that are multiplied by a length; `arrays.ts` says what that gives. */
export interface ArrayMaker {
  __mul__(this: CClass, length: unknown): CClass;
  __rmul__(this: CClass, length: unknown): CClass;
}

/** The special methods of the classes themselves. */
export const typeMethods = {} as ArrayMaker;
