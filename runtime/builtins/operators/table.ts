/** The binary operators over the kinds of values that the language itself knows. */
import { tagged } from "../numbers.js";
import type { BinaryOperator } from "./binary.js";
import { floordivFloats, modFloats, powFloats, truedivFloats } from "./floats.js";
import * as ints from "./integers.js";
import { concatenate, formatPercent, repeat, unite } from "./sequences.js";

const addFloats = (a: number, b: number): number => tagged(a + b);
const subFloats = (a: number, b: number): number => tagged(a - b);
const mulFloats = (a: number, b: number): number => tagged(a * b);

/** Raised to a negative power, an int is a float. */
const powAny = (a: Parameters<typeof ints.powInts>[0], b: Parameters<typeof ints.powInts>[1]): unknown =>
  b < 0 ? powFloats(Number(a), Number(b)) : ints.powInts(a, b);

export const OPERATORS = {
  add: { symbol: "+", name: "add", int: ints.addInts, float: addFloats, sequence: concatenate },
  sub: { symbol: "-", name: "sub", int: ints.subInts, float: subFloats },
  mul: { symbol: "*", name: "mul", int: ints.mulInts, float: mulFloats, sequence: repeat },
  truediv: { symbol: "/", name: "truediv", int: ints.truedivInts, float: truedivFloats },
  floordiv: { symbol: "//", name: "floordiv", int: ints.floordivInts, float: floordivFloats },
  mod: { symbol: "%", name: "mod", int: ints.modInts, float: modFloats, sequence: formatPercent },
  pow: { symbol: "**", name: "pow", int: powAny, float: powFloats },
  matmul: { symbol: "@", name: "matmul" },
  lshift: { symbol: "<<", name: "lshift", int: ints.lshiftInts },
  rshift: { symbol: ">>", name: "rshift", int: ints.rshiftInts },
  and: { symbol: "&", name: "and", int: ints.andInts, bool: (a, b) => a && b },
  or: { symbol: "|", name: "or", int: ints.orInts, bool: (a, b) => a || b, sequence: unite },
  xor: { symbol: "^", name: "xor", int: ints.xorInts, bool: (a, b) => a !== b },
} satisfies Record<string, BinaryOperator>;
