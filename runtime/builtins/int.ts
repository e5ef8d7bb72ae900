import { asIndex, asSize } from "./as-index.js";
import { bytearray, bytes } from "./bytes.js";
import { bytesFrom } from "./bytes/construct.js";
import { OverflowError, TypeError, ValueError } from "./exceptions.js";
import { isIterable } from "./iterate.js";
import { nativeClass, notSubclassable } from "./native-class.js";
import { parseInteger } from "./number-parse.js";
import { Float, type int as Int, isIntLike, shrink, tagged } from "./numbers.js";
import { special } from "./protocol.js";
import { repr } from "./repr.js";
import { requireStr } from "./str/arguments.js";
import { integerFunctions } from "./special-functions.js";
import { truncated } from "./truncate.js";
import { truth } from "./truth.js";
import { tuple } from "./tuple.js";
import { typeName } from "./type-name.js";

/** The type of a Python int. */
export type int = Int;

/** Mirrors `int(x)` and `int(text, base)`. Raises ValueError, TypeError, OverflowError. */
function construct(x?: unknown, base?: Int): Int {
  if (new.target !== undefined) throw notSubclassable("int");
  if (base !== undefined) return parseWithBase(x, Number(asIndex(base)));
  if (x === undefined) return 0;
  switch (typeof x) {
    case "number":
      // A raw float may be integral and leave the safe range.
      return Number.isSafeInteger(x) ? x + 0 : truncated(x);
    case "bigint":
      return x;
    case "boolean":
      return Number(x);
    case "string":
      return parseInteger(x, 10, repr(x));
    default:
      return fromObject(x);
  }
}

function parseWithBase(x: unknown, base: number): Int {
  const source = x instanceof bytes || x instanceof bytearray ? x.decode("latin-1") : x;
  if (source === undefined) throw new TypeError("int() missing string argument");
  if (base !== 0 && (base < 2 || base > 36)) throw new ValueError("int() base must be >= 2 and <= 36, or 0");
  if (typeof source !== "string") throw new TypeError("int() can't convert non-string with explicit base");
  return parseInteger(source, base, shown(x));
}

/** Text that is no number, as errors show it: the bytes of a bytearray. */
function shown(x: unknown): string {
  return repr(x instanceof bytearray ? new bytes(x) : x);
}

function fromObject(x: unknown): Int {
  if (x instanceof Float) return truncated(x.value);
  if (x instanceof bytes || x instanceof bytearray) return parseInteger(x.decode("latin-1"), 10, shown(x));
  const method = special(x, "__int__") ?? special(x, "__index__") ?? special(x, "__trunc__");
  if (method === undefined) {
    throw new TypeError(`int() argument must be a string, a bytes-like object or a real number, not '${typeName(x)}'`);
  }
  const result = method.call(x);
  if (isIntLike(result)) return typeof result === "boolean" ? Number(result) : result;
  throw new TypeError(`__int__ returned non-int (type ${typeName(result)})`);
}

function magnitude(n: Int): bigint {
  const big = BigInt(n);
  return big < 0n ? -big : big;
}

/** Mirrors `int.bit_length`. */
function bit_length(n: Int): number {
  return Number(n) === 0 ? 0 : magnitude(n).toString(2).length;
}

/** Mirrors `int.bit_count`: the ones in the binary form of the absolute value. */
function bit_count(n: Int): number {
  return magnitude(n).toString(2).replaceAll("0", "").length;
}

/** Mirrors `int.conjugate`. */
function conjugate(n: Int): Int {
  return construct(n);
}

/** Mirrors `int.as_integer_ratio`. */
function as_integer_ratio(n: Int): tuple<[Int, Int]> {
  return tuple.of(construct(n), 1);
}

interface ByteOptions {
  signed?: unknown;
}

/** Mirrors `int.to_bytes(length=1, byteorder="big", *, signed=False)`. Raises OverflowError, ValueError. */
function to_bytes(n: Int, length: Int = 1, byteorder = "big", { signed = false }: ByteOptions = {}): bytes {
  const size = asSize(length);
  const isBig = isBigEndian(byteorder, "to_bytes");
  if (size < 0) throw new ValueError("length argument must be non-negative");
  const isSigned = truth(signed);
  const value = BigInt(n);
  if (value < 0n && !isSigned) throw new OverflowError("can't convert negative int to unsigned");
  const bits = BigInt(size * 8);
  const high = isSigned && size > 0 ? 1n << (bits - 1n) : 1n << bits;
  if (value >= high || (isSigned && value < -high)) throw new OverflowError("int too big to convert");
  const data = new Uint8Array(size);
  let left = BigInt.asUintN(size * 8, value);
  for (let at = size - 1; at >= 0; at--, left >>= 8n) data[at] = Number(left & 255n);
  return bytes.wrap(isBig ? data : data.reverse());
}

/** Mirrors `int.from_bytes(bytes, byteorder="big", *, signed=False)`. */
function from_bytes(source: unknown, byteorder = "big", { signed = false }: ByteOptions = {}): Int {
  if (source === undefined) throw new TypeError("from_bytes() missing required argument 'bytes' (pos 1)");
  const isBig = isBigEndian(byteorder, "from_bytes");
  if (typeof source === "string" || !isIterable(source)) {
    throw new TypeError(`cannot convert '${typeName(source)}' object to bytes`);
  }
  const data = bytesFrom(source, undefined, undefined, "bytes");
  let value = 0n;
  for (const byte of isBig ? data : data.reverse()) value = (value << 8n) | BigInt(byte);
  return shrink(truth(signed) ? BigInt.asIntN(data.length * 8, value) : value);
}

/** @throws TypeError, ValueError for anything else than the two byte orders */
function isBigEndian(byteorder: string, method: string): boolean {
  const order = requireStr(byteorder, `${method}() argument 'byteorder' must be str`);
  if (order === "big" || order === "little") return order === "big";
  throw new ValueError("byteorder must be either 'little' or 'big'");
}

const methods = {
  ...integerFunctions(),
  __int__: (n: Int): Int => construct(n),
  __float__: (n: Int): number => tagged(Number(n)),
  bit_length,
  bit_count,
  conjugate,
  as_integer_ratio,
  to_bytes,
  from_bytes,
};

/** Mirrors the class `int`: `int(x)`, and its methods as functions of the number, `int.bit_length(n)`. */
export const int = nativeClass("int", construct, methods, isIntLike);

/** The type of a Python bool. */
export type bool = boolean;

/** Mirrors the class `bool`: `bool(x)` is the truth value. */
export const bool = nativeClass("bool", (x: unknown = false): boolean => truth(x), methods, isBool);

function isBool(value: unknown): boolean {
  return typeof value === "boolean";
}
