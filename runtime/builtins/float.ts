import { bytearray, bytes } from "./bytes.js";
import { OverflowError, TypeError, ValueError } from "./exceptions.js";
import { nativeClass, notSubclassable } from "./native-class.js";
import { parseFloatText, parseHexFloat } from "./number-parse.js";
import { floatHex } from "./number-text.js";
import { Float, type int, intFromNumber, isFloat, shrink, tagged } from "./numbers.js";
import { intToFloat } from "./operators/binary.js";
import { truncated } from "./truncate.js";
import { special } from "./protocol.js";
import { givesRawFloats, taggedResult } from "./raw-floats.js";
import { repr } from "./repr.js";
import { numberFunctions } from "./special-functions.js";
import { tuple } from "./tuple.js";
import { typeName } from "./type-name.js";

/** The type of a Python float. */
export type float = number;

/**
 * Mirrors `float(x)`: the tagged form. Also what converted code calls to give a raw float its tag. Raises ValueError,
 * TypeError, OverflowError.
 */
function construct(x: unknown = 0): number {
  if (new.target !== undefined) throw notSubclassable("float");
  if (typeof x === "number") return tagged(x);
  return x instanceof Float ? (x as unknown as number) : tagged(toFloat(x));
}

/** The raw float that `float(x)` stands for. */
function toFloat(x: unknown): number {
  switch (typeof x) {
    case "bigint":
      return intToFloat(x);
    case "boolean":
      return Number(x);
    case "string":
      return parseFloatText(x, repr(x));
  }
  if (x instanceof bytes || x instanceof bytearray) return parseFloatText(x.decode("latin-1"), repr(x));
  const method = special(x, "__float__");
  if (method !== undefined) return fromMethod(taggedResult(method, method.call(x)), x);
  const index = special(x, "__index__");
  if (index !== undefined) return intToFloat(index.call(x) as int);
  throw new TypeError(`float() argument must be a string or a real number, not '${typeName(x)}'`);
}

function fromMethod(result: unknown, owner: unknown): number {
  if (isFloat(result)) return Number(result);
  throw new TypeError(`${typeName(owner)}.__float__ returned non-float (type ${typeName(result)})`);
}

/** Mirrors `float.is_integer`. */
function is_integer(x: number): boolean {
  return Number.isInteger(Number(x));
}

/** Mirrors `float.hex`. */
function hex(x: number): string {
  return floatHex(Number(x));
}

/** Mirrors `float.fromhex`. */
function fromhex(text: unknown): number {
  if (typeof text !== "string") throw new TypeError("bad argument type for built-in operation");
  return parseHexFloat(text);
}

/** Mirrors `float.conjugate`. */
function conjugate(x: number): number {
  return construct(x);
}

/** Mirrors `float.as_integer_ratio`. Raises OverflowError, ValueError. */
function as_integer_ratio(x: number): tuple<[int, int]> {
  let top = Number(x);
  if (Number.isNaN(top)) throw new ValueError("cannot convert NaN to integer ratio");
  if (!Number.isFinite(top)) throw new OverflowError("cannot convert Infinity to integer ratio");
  let exponent = 0n;
  while (!Number.isInteger(top)) {
    top *= 2;
    exponent++;
  }
  return tuple.of(intFromNumber(top), shrink(1n << exponent));
}

const methods = {
  ...numberFunctions(),
  __int__: (x: number): int => truncated(Number(x)),
  __trunc__: (x: number): int => truncated(Number(x)),
  __floor__: (x: number): int => truncated(Math.floor(Number(x))),
  __ceil__: (x: number): int => truncated(Math.ceil(Number(x))),
  __float__: construct,
  is_integer,
  hex,
  fromhex,
  conjugate,
  as_integer_ratio,
};

/** Mirrors the class `float`: `float(x)`, and its methods as functions of the number, `float.hex(x)`. */
export const float = nativeClass("float", construct, methods, isFloat);
givesRawFloats(float, ["fromhex"]);
