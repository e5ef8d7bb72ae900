/** The simple C types: one number, character or truth value. */
import { bytes } from "../../builtins/bytes.js";
import type { BufferView } from "../../builtins/bytes/buffer.js";
import { TypeError } from "../../builtins/exceptions.js";
import { type int, shrink, tagged } from "../../builtins/numbers.js";
import { metaclass } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { truth } from "../../builtins/truth.js";
import { toByte, toCodePoint, toInteger, toReal } from "./convert.js";
import { bytesAt, type CClass, type CData, ctype, type CType, placeOf, typeMethods } from "./types.js";
import { isPlace, type Place, privatePlace, type Views } from "./views.js";

/** How a C type's values are read and written, by index into the views: byte offset divided by the type's size. */
export interface Element {
  readonly name: string;
  readonly size: number;
  /** The value, floats in tagged form. */
  read(views: Views, index: number): unknown;
  /** Converts as C does. Raises TypeError for a value of the wrong kind. */
  write(views: Views, index: number, value: unknown): void;
}

/** A class of simple C data, as `ctypes.c_int` is. */
export interface SimpleType extends CClass {
  new (value?: unknown): SimpleData;
  /** An instance whose value lies somewhere in memory that already exists. */
  at(place: Place): SimpleData;
  readonly element: Element;
}

/** Base of the simple C types. Mirrors `ctypes._SimpleCData`: `value`, truth, repr. */
export abstract class SimpleData<T = unknown> implements CData {
  abstract value: T;
  abstract readonly [placeOf]: Place;

  __bool__(): boolean {
    return truth(this.value);
  }

  __repr__(): string {
    return `${this.constructor.name}(${repr(this.value)})`;
  }
}

/**
 * Makes the class of a C type. Each has accessors of its own, so that the engine can compile `x.value` down to one
 * read of a typed array.
 */
function simpleType(element: Element): SimpleType {
  const { size } = element;
  const made = class extends SimpleData {
    static readonly element = element;
    static readonly [ctype] = ctypeOf(element);
    static readonly [metaclass] = typeMethods;
    static override readonly __name__ = element.name;
    readonly #views: Views;
    readonly #index: number;

    constructor(...args: unknown[]) {
      super();
      const [value, place = privatePlace(size)] = args as [unknown, Place?];
      if (args.length > 2 || (args.length === 2 && !isPlace(place))) {
        throw new TypeError(`__init__ expected at most 1 argument, got ${args.length}`);
      }
      this.#views = place.views;
      this.#index = place.offset / size;
      if (value !== undefined) this.value = value;
    }

    static at(place: Place): SimpleData {
      return new made(undefined, place);
    }

    get value(): unknown {
      return element.read(this.#views, this.#index);
    }

    set value(value: unknown) {
      element.write(this.#views, this.#index, value);
    }

    get [placeOf](): Place {
      return { views: this.#views, offset: this.#index * size };
    }

    __buffer__(): BufferView {
      return { data: bytesAt(this[placeOf], size), format: "B", itemsize: 1, readonly: false };
    }
  };
  Object.defineProperty(made, "name", { value: element.name });
  return made as unknown as SimpleType;
}

/** As a field or an item; one that isn't aligned, as in a packed structure, goes by a copy of its bytes. */
function ctypeOf(element: Element): CType {
  const { size } = element;
  return {
    size,
    alignment: size,
    get: (place) => {
      if (place.offset % size === 0) return element.read(place.views, place.offset / size);
      const copy = privatePlace(size);
      bytesAt(copy, size).set(bytesAt(place, size));
      return element.read(copy.views, 0);
    },
    set: (place, given) => {
      const value = given instanceof SimpleData ? given.value : given;
      if (place.offset % size === 0) return element.write(place.views, place.offset / size, value);
      const copy = privatePlace(size);
      element.write(copy.views, 0, value);
      bytesAt(place, size).set(bytesAt(copy, size));
    },
  };
}

type SmallView = "i8" | "u8" | "i16" | "u16" | "i32" | "u32";

/** An integer of up to 32 bits: the typed array itself wraps numbers, a bigint is cut to 32 bits first. */
function smallInteger(name: string, size: number, view: SmallView): SimpleType {
  return simpleType({
    name,
    size,
    read: (views, index) => views[view][index],
    write: (views, index, value) => {
      const int = toInteger(value);
      views[view][index] = typeof int === "number" ? int : Number(BigInt.asIntN(32, int));
    },
  });
}

function largeInteger(name: string, view: "i64" | "u64"): SimpleType {
  return simpleType({
    name,
    size: 8,
    read: (views, index) => shrink(views[view][index]!),
    write: (views, index, value) => {
      views[view][index] = BigInt(toInteger(value));
    },
  });
}

function real(name: string, size: number, view: "f32" | "f64"): SimpleType {
  return simpleType({
    name,
    size,
    read: (views, index) => tagged(views[view][index]!),
    write: (views, index, value) => {
      views[view][index] = toReal(value);
    },
  });
}

export const c_byte = smallInteger("c_byte", 1, "i8");
export const c_ubyte = smallInteger("c_ubyte", 1, "u8");
export const c_short = smallInteger("c_short", 2, "i16");
export const c_ushort = smallInteger("c_ushort", 2, "u16");
export const c_int = smallInteger("c_int", 4, "i32");
export const c_uint = smallInteger("c_uint", 4, "u32");
export const c_long = largeInteger("c_long", "i64");
export const c_ulong = largeInteger("c_ulong", "u64");
export const c_float = real("c_float", 4, "f32");
export const c_double = real("c_double", 8, "f64");

export const c_bool = simpleType({
  name: "c_bool",
  size: 1,
  read: (views, index) => views.u8[index] !== 0,
  write: (views, index, value) => {
    views.u8[index] = truth(value) ? 1 : 0;
  },
});

export const c_char = simpleType({
  name: "c_char",
  size: 1,
  read: (views, index) => new bytes([views.u8[index]!]),
  write: (views, index, value) => {
    views.u8[index] = toByte(value);
  },
});

export const c_wchar = simpleType({
  name: "c_wchar",
  size: 4,
  read: (views, index) => String.fromCodePoint(views.u32[index]!),
  write: (views, index, value) => {
    views.u32[index] = toCodePoint(value);
  },
});

// the other names of the same types, where long has 64 bits
export const c_longlong = c_long;
export const c_ulonglong = c_ulong;
export const c_int8 = c_byte;
export const c_uint8 = c_ubyte;
export const c_int16 = c_short;
export const c_uint16 = c_ushort;
export const c_int32 = c_int;
export const c_uint32 = c_uint;
export const c_int64 = c_long;
export const c_uint64 = c_ulong;
export const c_size_t = c_ulong;
export const c_ssize_t = c_long;

/** The types of their instances. */
export type c_byte = SimpleData<number>;
export type c_ubyte = SimpleData<number>;
export type c_short = SimpleData<number>;
export type c_ushort = SimpleData<number>;
export type c_int = SimpleData<number>;
export type c_uint = SimpleData<number>;
export type c_long = SimpleData<int>;
export type c_ulong = SimpleData<int>;
export type c_longlong = SimpleData<int>;
export type c_ulonglong = SimpleData<int>;
export type c_int8 = SimpleData<number>;
export type c_uint8 = SimpleData<number>;
export type c_int16 = SimpleData<number>;
export type c_uint16 = SimpleData<number>;
export type c_int32 = SimpleData<number>;
export type c_uint32 = SimpleData<number>;
export type c_int64 = SimpleData<int>;
export type c_uint64 = SimpleData<int>;
export type c_size_t = SimpleData<int>;
export type c_ssize_t = SimpleData<int>;
export type c_float = SimpleData<number>;
export type c_double = SimpleData<number>;
export type c_bool = SimpleData<boolean>;
export type c_char = SimpleData<bytes>;
export type c_wchar = SimpleData<string>;
