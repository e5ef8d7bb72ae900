/** How a binary operator finds its implementation. Mirrors binary_op1 and ternary_op of Objects/abstract.c. */
import { isHolder, plain } from "../classes/native-value.js";
import { isStrictSubclass } from "../compare.js";
import { OverflowError, TypeError } from "../exceptions.js";
import { Float, type int, isReal } from "../numbers.js";
import { NotImplemented, special } from "../protocol.js";
import { typeName } from "../type-name.js";

/** One operator over all kinds of values. */
export interface BinaryOperator {
  /** As error messages show it. */
  symbol: string;
  /** `add` for `__add__`, `__radd__`, `__iadd__`. */
  name: string;
  /** On two ints or bools. */
  int?: (a: int, b: int) => unknown;
  /** On two bools, where the result is a bool. */
  bool?: (a: boolean, b: boolean) => boolean;
  /** On two reals of which one at least is a float. */
  float?: (a: number, b: number) => unknown;
  /** On strings, lists and tuples, after the special methods; `NotImplemented` if it does not apply. */
  sequence?: (a: unknown, b: unknown) => unknown;
}

/** The float nearest to an int. Raises OverflowError beyond the range of floats. */
export function intToFloat(value: int): number {
  const result = Number(value);
  if (Number.isFinite(result)) return result;
  throw new OverflowError("int too large to convert to float");
}

function isFloatOperand(value: unknown): boolean {
  return typeof value === "number" ? !Number.isInteger(value) : value instanceof Float;
}

function floatOperand(value: unknown): number {
  // A number that is whole is an int here, which has no -0.
  return typeof value === "bigint" ? intToFloat(value) : value instanceof Float ? value.value : Number(value) + 0;
}

function intOperand(value: unknown): int {
  return typeof value === "boolean" ? Number(value) : (value as int);
}

/** Applies an operator to any two values. Raises TypeError: unsupported operand type(s) for +: 'int' and 'str'. */
export function binary(operator: BinaryOperator, a: unknown, b: unknown): unknown {
  const result = tryBinary(operator, a, b);
  if (result !== NotImplemented) return result;
  throw unsupported(operator.symbol === "**" ? "** or pow()" : operator.symbol, a, b);
}

/** As `binary` for `a op= b`: an `__iadd__` of `a` goes first. */
export function inPlace(operator: BinaryOperator, a: unknown, b: unknown): unknown {
  const method = special(a, `__i${operator.name}__`);
  if (method !== undefined) {
    const result = method.call(a, b);
    if (result !== NotImplemented) return result;
  }
  const result = tryBinary(operator, a, b);
  if (result !== NotImplemented) return result;
  throw unsupported(`${operator.symbol}=`, a, b);
}

function unsupported(symbol: string, a: unknown, b: unknown): TypeError {
  return new TypeError(`unsupported operand type(s) for ${symbol}: '${typeName(a)}' and '${typeName(b)}'`);
}

function tryBinary(operator: BinaryOperator, a: unknown, b: unknown): unknown {
  if (isReal(a) && isReal(b)) {
    if (isFloatOperand(a) || isFloatOperand(b)) {
      return operator.float === undefined ? NotImplemented : operator.float(floatOperand(a), floatOperand(b));
    }
    if (typeof a === "boolean" && typeof b === "boolean" && operator.bool !== undefined) return operator.bool(a, b);
    return operator.int === undefined ? NotImplemented : operator.int(intOperand(a), intOperand(b));
  }
  const result = bySpecialMethods(operator, a, b);
  if (result !== NotImplemented) return result;
  if (isHolder(a) !== isHolder(b) && isReal(plain(a)) && isReal(plain(b)))
    return tryBinary(operator, plain(a), plain(b));
  return operator.sequence === undefined ? result : operator.sequence(a, b);
}

function bySpecialMethods(operator: BinaryOperator, a: unknown, b: unknown): unknown {
  const left = special(a, `__${operator.name}__`);
  const right = special(b, `__r${operator.name}__`);
  const rightFirst = right !== undefined && isStrictSubclass(b, a);
  if (rightFirst) {
    const result = right.call(b, a);
    if (result !== NotImplemented) return result;
  }
  if (left !== undefined) {
    const result = left.call(a, b);
    if (result !== NotImplemented) return result;
  }
  // Two values of one class: the reflected method would answer the same question again.
  if (right === undefined || rightFirst || sameClass(a, b)) return NotImplemented;
  return right.call(b, a);
}

function sameClass(a: unknown, b: unknown): boolean {
  return typeof a === "object" && a !== null && Object.getPrototypeOf(a) === Object.getPrototypeOf(b);
}
