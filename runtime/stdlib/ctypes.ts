/**
 * Mirrors Lib/ctypes as far as shared memory needs it: the simple C types, arrays, structures and unions, without
 * pointers, functions and libraries. What has no fixed meaning in memory that several processes share (c_char_p) can't
 * be put there.
 */
import { libraryModule } from "./module.js";
import { CArray } from "./ctypes/arrays.js";
import * as simpleTypes from "./ctypes/simple.js";
import { c_char_p, c_wchar_p } from "./ctypes/pointers.js";
import { Structure, Union } from "./ctypes/structure.js";
import { type CClass, ctype, isCClass, requireCClass } from "./ctypes/types.js";
import * as self from "./ctypes.js";

export { c_char_p, c_wchar_p };
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

export { CArray as Array, create_string_buffer, create_unicode_buffer } from "./ctypes/arrays.js";
export { SimpleData as _SimpleCData } from "./ctypes/simple.js";
export { Structure, Union } from "./ctypes/structure.js";

/** The number of bytes that an instance or a type takes in memory. */
export function sizeof(obj_or_type: unknown): number {
  return typeOf(obj_or_type)[ctype].size;
}

/** What addresses of an instance or a type are multiples of. */
export function alignment(obj_or_type: unknown): number {
  return typeOf(obj_or_type)[ctype].alignment;
}

function typeOf(value: unknown): CClass {
  return isCClass(value) ? value : requireCClass((value as object | null)?.constructor);
}

libraryModule("ctypes", () => self, { ...simpleTypes, c_char_p, c_wchar_p, Array: CArray, Structure, Union });
