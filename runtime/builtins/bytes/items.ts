/** Reading and writing single items of a memory block by struct format character, in the machine's byte order. */
import { TypeError, ValueError } from "../exceptions.js";
import { Float, shrink, tagged, type int } from "../numbers.js";
import { toIndex } from "../as-index.js";
import { typeName } from "../type-name.js";

export interface ItemCodec {
  size: number;
  read(view: DataView, at: number): unknown;
  write(view: DataView, at: number, value: unknown): void;
}

function integers(size: 1 | 2 | 4, signed: boolean, format: string): ItemCodec {
  const low = signed ? -(2 ** (8 * size - 1)) : 0;
  const high = 2 ** (8 * size) + low - 1;
  const name = `${signed ? "Int" : "Uint"}${size * 8}` as "Int8" | "Uint8" | "Int16" | "Uint16" | "Int32" | "Uint32";
  return {
    size,
    read: (view, at) => view[`get${name}`](at, true),
    write: (view, at, value) => view[`set${name}`](at, Number(inRange(value, low, high, format)), true),
  };
}

function wideIntegers(signed: boolean, format: string): ItemCodec {
  const low = signed ? -(2n ** 63n) : 0n;
  const high = signed ? 2n ** 63n - 1n : 2n ** 64n - 1n;
  return {
    size: 8,
    read: (view, at) => shrink(signed ? view.getBigInt64(at, true) : view.getBigUint64(at, true)),
    write: (view, at, value) => view.setBigInt64(at, BigInt(inRange(value, low, high, format)), true),
  };
}

function inRange(value: unknown, low: int, high: int, format: string): int {
  const index = toIndex(value);
  if (index === undefined) {
    throw new TypeError(`memoryview: invalid type for format '${format}'`);
  }
  if (index < low || index > high) {
    throw new ValueError(`memoryview: invalid value for format '${format}'`);
  }
  return index;
}

function floats(size: 4 | 8, format: string): ItemCodec {
  return {
    size,
    read: (view, at) => tagged(size === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true)),
    write: (view, at, value) => {
      if (typeof value !== "number" && typeof value !== "bigint" && !(value instanceof Float)) {
        throw new TypeError(`memoryview: invalid type for format '${format}' (${typeName(value)})`);
      }
      view[size === 4 ? "setFloat32" : "setFloat64"](at, Number(value), true);
    },
  };
}

export const ITEM_CODECS: Readonly<Record<string, ItemCodec>> = {
  b: integers(1, true, "b"),
  B: integers(1, false, "B"),
  h: integers(2, true, "h"),
  H: integers(2, false, "H"),
  i: integers(4, true, "i"),
  I: integers(4, false, "I"),
  l: wideIntegers(true, "l"),
  L: wideIntegers(false, "L"),
  q: wideIntegers(true, "q"),
  Q: wideIntegers(false, "Q"),
  n: wideIntegers(true, "n"),
  N: wideIntegers(false, "N"),
  f: floats(4, "f"),
  d: floats(8, "d"),
};
