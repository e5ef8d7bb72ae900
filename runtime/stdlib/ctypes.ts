/**
 * Mirrors Lib/ctypes as far as shared memory needs it: the simple C types, without pointers, functions and libraries.
 * The types without a fixed meaning in memory that several processes share (c_char_p, py_object) don't exist here.
 */
import { TypeError } from "../builtins/exceptions.js";
import { isClass } from "../builtins/type-name.js";
import { CArray } from "./ctypes/arrays.js";
import { SimpleData, type SimpleType } from "./ctypes/simple.js";

export {
  c_bool,
  c_byte,
  c_char,
  c_double,
  c_float,
  c_int,
  c_int16,
  c_int32,
  c_int64,
  c_int8,
  c_long,
  c_longlong,
  c_short,
  c_size_t,
  c_ssize_t,
  c_ubyte,
  c_uint,
  c_uint16,
  c_uint32,
  c_uint64,
  c_uint8,
  c_ulong,
  c_ulonglong,
  c_ushort,
  c_wchar,
} from "./ctypes/simple.js";

export { SimpleData as _SimpleCData } from "./ctypes/simple.js";

/** The number of bytes that an instance or a type takes in memory. */
export function sizeof(value: unknown): number {
  if (value instanceof CArray) return value._type_.element.size * value._length_;
  if (value instanceof SimpleData) return (value.constructor as unknown as SimpleType).element.size;
  if (isClass(value) && "element" in value) return (value as unknown as SimpleType).element.size;
  throw new TypeError("this type has no size");
}
