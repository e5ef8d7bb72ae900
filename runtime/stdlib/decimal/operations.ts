/** The operations by their names, for the methods of decimals and of contexts. */
import * as arithmetic from "./arithmetic.js";
import type { Unary } from "./arithmetic.js";
import * as functions from "./functions.js";
import * as numbers from "./number.js";
import type { Num } from "./number.js";
import type { Settings } from "./rounding.js";
import { InvalidOperation, type Status } from "./signals.js";

export function compareQuietly(a: Num, b: Num, settings: Settings, status: Status): Num {
  return arithmetic.nanOf([a, b], settings, status) ?? numbers.fromInt(numbers.compareValues(a, b));
}

export function compareLoudly(a: Num, b: Num, settings: Settings, status: Status): Num {
  if (numbers.isNan(a) || numbers.isNan(b)) status.add(InvalidOperation);
  return compareQuietly(a, b, settings, status);
}

/** The operations that take a context as their last argument, by arity. */
export const UNARY = {
  normalize: arithmetic.normalize,
  sqrt: functions.sqrt,
  exp: functions.exp,
  ln: functions.ln,
  log10: functions.log10,
  logb: arithmetic.logb,
  logical_invert: arithmetic.logicalInvert,
  next_minus: ((a, settings, status) => arithmetic.next(a, -1, settings, status)) as Unary,
  next_plus: ((a, settings, status) => arithmetic.next(a, 1, settings, status)) as Unary,
};
export const BINARY = {
  max: arithmetic.extreme(1, false),
  max_mag: arithmetic.extreme(1, true),
  min: arithmetic.extreme(-1, false),
  min_mag: arithmetic.extreme(-1, true),
  remainder_near: arithmetic.remainderNear,
  next_toward: arithmetic.nextToward,
  scaleb: arithmetic.scaleb,
  shift: arithmetic.shiftDigits(false),
  rotate: arithmetic.shiftDigits(true),
  logical_and: arithmetic.logical((x, y) => x === "1" && y === "1"),
  logical_or: arithmetic.logical((x, y) => x === "1" || y === "1"),
  logical_xor: arithmetic.logical((x, y) => x !== y),
};

/** The operations of a context on decimals and ints. */
export const CONTEXT_UNARY = { ...UNARY, abs: arithmetic.abs, minus: arithmetic.minus, plus: arithmetic.plus };
export const CONTEXT_BINARY = {
  ...BINARY,
  add: arithmetic.add,
  subtract: arithmetic.subtract,
  multiply: arithmetic.multiply,
  divide: arithmetic.divide,
  divide_int: arithmetic.divideInt,
  remainder: arithmetic.remainder,
  quantize: arithmetic.quantize,
  compare: compareQuietly,
  compare_signal: compareLoudly,
};

/** Puts a method on a class. */
export function addMethod(owner: object, name: string, method: CallableFunction): void {
  Object.defineProperty(method, "name", { value: name });
  Object.defineProperty(owner, name, { value: method, writable: true, configurable: true });
}
