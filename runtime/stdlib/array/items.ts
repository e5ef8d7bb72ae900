/** What the typecodes of the module array mean: sizes, ranges, and CPython's errors for items that don't fit. */
import { OverflowError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { tagged, type int } from "../../builtins/numbers.js";
import * as ctypes from "../ctypes.js";
import { toInteger, toReal } from "../ctypes/convert.js";
import type { SimpleType } from "../ctypes/simple.js";

export interface ItemType {
  readonly ctype: SimpleType;
  /** The item that a value becomes. Raises TypeError, OverflowError. */
  convert(value: unknown): unknown;
}

const C_LONG = 64n;

/** An integer within a range; larger than a C long is another error than larger than the type. */
function integer(ctype: SimpleType, bits: bigint, signed: boolean, name: string): ItemType {
  const least = signed ? -(2n ** (bits - 1n)) : 0n;
  const most = signed ? 2n ** (bits - 1n) - 1n : 2n ** bits - 1n;
  return {
    ctype,
    convert: (value) => {
      const item = toInteger(value);
      if (BigInt(item) < least || BigInt(item) > most) throw outOfRange(item, bits, signed, name);
      return item;
    },
  };
}

function outOfRange(item: int, bits: bigint, signed: boolean, name: string): OverflowError {
  const isWide = BigInt(item) >= 2n ** (C_LONG - 1n) || BigInt(item) < -(2n ** (C_LONG - 1n));
  if (name === "") {
    const text = signed
      ? "int too big to convert"
      : item < 0
        ? "can't convert negative int to unsigned"
        : "int too big to convert";
    return new OverflowError(text);
  }
  if (!signed && bits >= 32n) {
    if (item < 0) return new OverflowError("can't convert negative value to unsigned int");
    return new OverflowError(
      isWide ? "Python int too large to convert to C unsigned long" : `${name} is greater than maximum`,
    );
  }
  if (isWide) return new OverflowError("Python int too large to convert to C long");
  return new OverflowError(`${name} is ${item < 0 ? "less than minimum" : "greater than maximum"}`);
}

function real(ctype: SimpleType, round: (value: number) => number): ItemType {
  return { ctype, convert: (value) => tagged(round(toReal(value))) };
}

const TYPES: ReadonlyMap<unknown, ItemType> = new Map([
  ["b", integer(ctypes.c_byte, 8n, true, "signed char")],
  ["B", integer(ctypes.c_ubyte, 8n, false, "unsigned byte integer")],
  ["h", integer(ctypes.c_short, 16n, true, "signed short integer")],
  ["H", integer(ctypes.c_ushort, 16n, false, "unsigned short")],
  ["i", integer(ctypes.c_int, 32n, true, "signed integer")],
  ["I", integer(ctypes.c_uint, 32n, false, "unsigned int")],
  ["l", integer(ctypes.c_long, 64n, true, "signed long")],
  ["L", integer(ctypes.c_ulong, 64n, false, "unsigned long")],
  ["q", integer(ctypes.c_longlong, 64n, true, "")],
  ["Q", integer(ctypes.c_ulonglong, 64n, false, "")],
  ["f", real(ctypes.c_float, Math.fround)],
  ["d", real(ctypes.c_double, (value) => value)],
  ["u", { ctype: ctypes.c_wchar, convert: unicodeCharacter }],
]);

function unicodeCharacter(value: unknown): string {
  if (typeof value === "string" && [...value].length === 1) return value;
  throw new TypeError("array item must be unicode character");
}

/** What a typecode means. Raises ValueError for one that doesn't exist. */
export function itemType(typecode: unknown): ItemType {
  const type = TYPES.get(typecode);
  if (type !== undefined) return type;
  throw new ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
}
