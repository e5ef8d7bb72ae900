/** `sys.getsizeof`: what objects take in memory of a 64-bit CPython 3.11. */
import { ByteString } from "../../builtins/bytes/byte-string.js";
import { bytearray } from "../../builtins/bytes.js";
import { complex } from "../../builtins/complex.js";
import { dict } from "../../builtins/dict.js";
import { isFloat, isIntLike } from "../../builtins/numbers.js";
import { special } from "../../builtins/protocol.js";
import { range } from "../../builtins/range.js";
import { frozenset, set } from "../../builtins/set.js";
import { strLength } from "../../builtins/str/code-points.js";
import { isTuple } from "../../builtins/tuple.js";

/** The size of an object itself, without what it refers to; containers count without room to grow. */
export function sizeOf(value: unknown): number {
  if (value === null) {
    return 16;
  }
  if (isIntLike(value)) {
    return value === 0 || value === false ? 28 : 24 + 4 * Math.max(1, Math.ceil(bitLength(BigInt(value)) / 30));
  }
  if (isFloat(value)) {
    return 24;
  }
  if (typeof value === "string") {
    return textSize(value);
  }
  return containerSize(value);
}

function bitLength(value: bigint): number {
  return (value < 0n ? -value : value).toString(2).length;
}

function textSize(text: string): number {
  const length = strLength(text);
  if (!/[^\0-\x7f]/.test(text)) {
    return 49 + length;
  }
  if (!/[^\0-\xff]/.test(text)) {
    return 73 + length;
  }
  return length === text.length ? 74 + 2 * length : 76 + 4 * length;
}

function containerSize(value: unknown): number {
  if (Array.isArray(value)) {
    return (isTuple(value) ? 40 : 56) + 8 * value.length;
  }
  if (value instanceof bytearray) {
    return 57 + value.data.length;
  }
  if (value instanceof ByteString) {
    return 33 + value.data.length;
  }
  if (value instanceof dict) {
    return value.__len__() === 0 ? 64 : dictSize(value.__len__());
  }
  if (value instanceof set || value instanceof frozenset) {
    return setSize(value.__len__());
  }
  if (value instanceof range) {
    return 48;
  }
  if (value instanceof complex) {
    return 32;
  }
  const own = special(value, "__sizeof__");
  if (own !== undefined) {
    return Number(own.call(value)) + 16;
  }
  return typeof value === "function" ? 152 : 56;
}

/** A table of 2 ** n places, of which two thirds may be used, with one to four bytes a place. */
function dictSize(count: number): number {
  let places = 8;
  while ((places * 2) / 3 < count) {
    places *= 2;
  }
  const indexBytes = places <= 128 ? 1 : places <= 32768 ? 2 : 4;
  return 64 + 32 + places * indexBytes + Math.floor((places * 2) / 3) * 24;
}

function setSize(count: number): number {
  let places = 8;
  while (places * 3 < count * 5) {
    places *= 4;
  }
  return places === 8 ? 216 : 200 + places * 16;
}
