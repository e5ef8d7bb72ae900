/**
 * Python's binary and unary operators by the names of its `operator` module, for operands whose types aren't known at
 * conversion or for which JavaScript's operators differ. Each tries two numbers first; all else is in operators/.
 */
import { type Dynamic } from "./dynamic.js";
import type { complex } from "./complex.js";
import { TypeError, ZeroDivisionError } from "./exceptions.js";
import { type int, Float, isFloat, isIntLike, isReal, shrink, tagged } from "./numbers.js";
import { binary } from "./operators/binary.js";
import { powMod } from "./operators/integers.js";
import { remainderOfProduct } from "./operators/modular.js";
import { OPERATORS } from "./operators/table.js";
import { NotImplemented, special } from "./protocol.js";
import type { frozenset, set } from "./set.js";
import type { dict } from "./dict.js";
import type { tuple } from "./tuple.js";
import { typeName } from "./type-name.js";

export {
  iadd,
  iand,
  ifloordiv,
  ilshift,
  imatmul,
  imod,
  imul,
  ior,
  ipow,
  irshift,
  isub,
  itruediv,
  ixor,
} from "./operators/in-place.js";
export { contains } from "./operators/contains.js";
export { at, delitem, getitem, put, setitem } from "./operators/subscript.js";
export { is_ } from "./operators/identity.js";
export { len } from "./operators/len.js";

/** Mirrors `a + b`. */
export function add(a: number, b: number): number;
export function add(a: int, b: int): int;
export function add(a: string, b: string): string;
export function add<T, U>(a: T[], b: U[]): (T | U)[];
export function add<A extends readonly unknown[], B extends readonly unknown[]>(
  a: tuple<A>,
  b: tuple<B>,
): tuple<[...A, ...B]>;
export function add(a: unknown, b: unknown): Dynamic;
export function add(a: unknown, b: unknown): unknown {
  if (typeof a === "number" && typeof b === "number") {
    const result = a + b;
    if (fitsWord(result) && fitsWord(a) && fitsWord(b)) return result;
    // A fraction comes from floats only, and ints whose result is safe are exact; else the slow path decides.
    if (!Number.isInteger(result)) return result;
    if (Number.isInteger(a) && Number.isInteger(b) && Math.abs(result) <= Number.MAX_SAFE_INTEGER) return result;
  }
  return binary(OPERATORS.add, a, b);
}

/** Mirrors `a - b`. */
export function sub(a: number, b: number): number;
export function sub(a: int, b: int): int;
export function sub<T>(a: set<T>, b: set<unknown> | frozenset<unknown>): set<T>;
export function sub<T>(a: frozenset<T>, b: set<unknown> | frozenset<unknown>): frozenset<T>;
export function sub(a: unknown, b: unknown): Dynamic;
export function sub(a: unknown, b: unknown): unknown {
  if (typeof a === "number" && typeof b === "number") {
    const result = a - b;
    if (fitsWord(result) && fitsWord(a) && fitsWord(b)) return result;
    // A fraction comes from floats only, and ints whose result is safe are exact; else the slow path decides.
    if (!Number.isInteger(result)) return result;
    if (Number.isInteger(a) && Number.isInteger(b) && Math.abs(result) <= Number.MAX_SAFE_INTEGER) return result;
  }
  return binary(OPERATORS.sub, a, b);
}

/** Mirrors `a * b`. */
export function mul(a: number, b: number): number;
export function mul(a: int, b: int): int;
export function mul(a: string, b: int): string;
export function mul(a: int, b: string): string;
export function mul<T>(a: T[], b: int): T[];
export function mul<T>(a: int, b: T[]): T[];
export function mul(a: unknown, b: unknown): Dynamic;
export function mul(a: unknown, b: unknown): unknown {
  if (typeof a === "number" && typeof b === "number") {
    const result = a * b;
    if (fitsWord(result) && fitsWord(a) && fitsWord(b)) return result + 0;
    // A fraction comes from floats only, and ints whose result is safe are exact; else the slow path decides.
    if (!Number.isInteger(result)) return result;
    if (Number.isInteger(a) && Number.isInteger(b) && Math.abs(result) <= Number.MAX_SAFE_INTEGER) return result + 0;
  }
  return binary(OPERATORS.mul, a, b);
}

/** Mirrors `a / b`: a float in tagged form. Raises ZeroDivisionError. */
export function truediv(a: int, b: int): number;
export function truediv(a: unknown, b: unknown): Dynamic;
export function truediv(a: unknown, b: unknown): unknown {
  // A number that is whole is an int here, which has no -0.
  if (typeof a === "number" && typeof b === "number" && b !== 0) return tagged((a + 0) / b);
  return binary(OPERATORS.truediv, a, b);
}

/** `a / b` of ints: a raw float, rounded once. Raises ZeroDivisionError, OverflowError. */
export function ratio(a: int, b: int): number {
  return typeof a === "number" && typeof b === "number" && b !== 0 ? a / b : Number(truediv(a, b));
}

/** `a / b` of floats in raw form. Raises ZeroDivisionError. */
export function divide(a: number, b: number): number {
  const quotient = a / b;
  // A boxed zero equals no number: look at what came out first.
  if (!Number.isFinite(quotient) && Number(b) === 0) throw new ZeroDivisionError("float division by zero");
  return quotient;
}

/** Mirrors `a // b`, rounded down. Raises ZeroDivisionError. */
export function floordiv(a: number, b: number): number;
export function floordiv(a: int, b: int): int;
export function floordiv(a: unknown, b: unknown): Dynamic;
export function floordiv(a: unknown, b: unknown): unknown {
  if (isSmall(a) && isSmall(b) && b !== 0) return Math.floor(a / b) + 0;
  if (typeof a === "number" && typeof b === "number" && isExactQuotient(a, b)) return Math.floor(a / b);
  return binary(OPERATORS.floordiv, a, b);
}

/**
 * True for ints of which `Math.floor(a / b)` is the quotient rounded down: below 2 ** 51 no quotient is so near to the next
 * int that the division rounds up to it.
 */
function isExactQuotient(a: number, b: number): boolean {
  return b > 0 && Math.abs(a) < 2 ** 51 && Number.isInteger(a) && Number.isInteger(b);
}

/** Mirrors `a % b`: the sign is the divisor's; on a string, printf-style formatting. Raises ZeroDivisionError. */
export function mod(a: string, b: unknown): string;
export function mod(a: number, b: number): number;
export function mod(a: int, b: int): int;
export function mod(a: unknown, b: unknown): Dynamic;
export function mod(a: unknown, b: unknown): unknown {
  // JavaScript's own % calls out of the machine code for numbers beyond 32 bits.
  if (typeof a === "number" && typeof b === "number" && isExactQuotient(a, b)) return a - Math.floor(a / b) * b;
  return binary(OPERATORS.mod, a, b);
}

/** Mirrors `(a * b + c) % m` of ints. Raises ZeroDivisionError. */
export function muladdmod(a: number, b: number, c: number, m: number): number;
export function muladdmod(a: int, b: int, c: int, m: int): int;
export function muladdmod(a: int, b: int, c: int, m: int): int {
  return remainderOfProduct(a, b, c, m) ?? mod(add(mul(a, b), c), m);
}

/** Mirrors `a @ b`. */
export function matmul(a: unknown, b: unknown): Dynamic;
export function matmul(a: unknown, b: unknown): unknown {
  return binary(OPERATORS.matmul, a, b);
}

/** Mirrors `a << b`. Raises ValueError for a negative count. */
export function lshift(a: int, b: int): int;
export function lshift(a: unknown, b: unknown): Dynamic;
export function lshift(a: unknown, b: unknown): unknown {
  return binary(OPERATORS.lshift, a, b);
}

/** Mirrors `a >> b`. Raises ValueError for a negative count. */
export function rshift(a: number, b: number): number;
export function rshift(a: int, b: int): int;
export function rshift(a: unknown, b: unknown): Dynamic;
export function rshift(a: unknown, b: unknown): unknown {
  if (isSmall(a) && isSmall(b) && b >= 0) return b > 31 ? (a < 0 ? -1 : 0) : a >> b;
  return binary(OPERATORS.rshift, a, b);
}

/** Mirrors `a & b`. */
export function and_(a: boolean, b: boolean): boolean;
export function and_(a: number, b: number): number;
export function and_(a: int, b: int): int;
export function and_<T>(a: set<T>, b: set<unknown> | frozenset<unknown>): set<T>;
export function and_<T>(a: frozenset<T>, b: set<unknown> | frozenset<unknown>): frozenset<T>;
export function and_(a: unknown, b: unknown): Dynamic;
export function and_(a: unknown, b: unknown): unknown {
  if (isSmall(a) && isSmall(b)) return a & b;
  return binary(OPERATORS.and, a, b);
}

/** Mirrors `a | b`. */
export function or_(a: boolean, b: boolean): boolean;
export function or_(a: number, b: number): number;
export function or_(a: int, b: int): int;
export function or_<T, U>(a: set<T>, b: set<U> | frozenset<U>): set<T | U>;
export function or_<T, U>(a: frozenset<T>, b: set<U> | frozenset<U>): frozenset<T | U>;
export function or_<K, V, L, W>(a: dict<K, V>, b: dict<L, W>): dict<K | L, V | W>;
export function or_(a: unknown, b: unknown): Dynamic;
export function or_(a: unknown, b: unknown): unknown {
  if (isSmall(a) && isSmall(b)) return a | b;
  return binary(OPERATORS.or, a, b);
}

/** Mirrors `a ^ b`. */
export function xor(a: boolean, b: boolean): boolean;
export function xor(a: number, b: number): number;
export function xor(a: int, b: int): int;
export function xor<T, U>(a: set<T>, b: set<U> | frozenset<U>): set<T | U>;
export function xor<T, U>(a: frozenset<T>, b: set<U> | frozenset<U>): frozenset<T | U>;
export function xor(a: unknown, b: unknown): Dynamic;
export function xor(a: unknown, b: unknown): unknown {
  if (isSmall(a) && isSmall(b)) return a ^ b;
  return binary(OPERATORS.xor, a, b);
}

/** True for an int that fits 32 bits, on which JavaScript's integer operators are exact. */
function isSmall(value: unknown): value is number {
  return typeof value === "number" && fitsWord(value);
}

/** V8 knows this of most numbers without looking at them. */
function fitsWord(value: number): boolean {
  return (value | 0) === value;
}

/** The operator of `base ** exponent`, with the third argument of `pow()`. */
export function pow(base: int, exponent: int): number;
export function pow(base: unknown, exponent: unknown): Dynamic;
export function pow(base: unknown, exponent: unknown, modulus: unknown): Dynamic;
export function pow(base: unknown, exponent: unknown, modulus: unknown = null): unknown {
  return modulus === null ? binary(OPERATORS.pow, base, exponent) : powWithModulus(base, exponent, modulus);
}

function powWithModulus(base: unknown, exponent: unknown, modulus: unknown): unknown {
  if (isIntLike(base) && isIntLike(exponent) && isIntLike(modulus)) {
    return powMod(plainInt(base), plainInt(exponent), plainInt(modulus));
  }
  const method = special(base, "__pow__");
  if (method !== undefined) {
    const result = method.call(base, exponent, modulus);
    if (result !== NotImplemented) return result;
  }
  if ([base, exponent, modulus].some(isFloat)) {
    throw new TypeError("pow() 3rd argument not allowed unless all arguments are integers");
  }
  const types = [base, exponent, modulus].map((operand) => `'${typeName(operand)}'`).join(", ");
  throw new TypeError(`unsupported operand type(s) for ** or pow(): ${types}`);
}

function plainInt(value: int | boolean): int {
  return typeof value === "boolean" ? Number(value) : value;
}

function unary(value: unknown, method: string, symbol: string): unknown {
  const found = special(value, method);
  if (found !== undefined) return found.call(value);
  throw new TypeError(`bad operand type for ${symbol}: '${typeName(value)}'`);
}

/** Mirrors `-a`. */
export function neg(a: number): number;
export function neg(a: int): int;
export function neg(a: complex): complex;
export function neg(a: unknown): Dynamic;
export function neg(a: unknown): unknown {
  if (typeof a === "number") return Number.isInteger(a) ? 0 - a : -a;
  if (typeof a === "bigint") return -a;
  if (typeof a === "boolean") return 0 - Number(a);
  return a instanceof Float ? tagged(-a.value) : unary(a, "__neg__", "unary -");
}

/** Mirrors `+a`. */
export function pos(a: number): number;
export function pos(a: int): int;
export function pos(a: unknown): Dynamic;
export function pos(a: unknown): unknown {
  if (typeof a === "boolean") return Number(a);
  return isReal(a) ? a : unary(a, "__pos__", "unary +");
}

/** Mirrors `~a`. */
export function invert(a: number): number;
export function invert(a: int): int;
export function invert(a: unknown): Dynamic;
export function invert(a: unknown): unknown {
  if (typeof a === "boolean") return ~Number(a);
  if (typeof a === "number" && Number.isInteger(a)) return -1 - a < -Number.MAX_SAFE_INTEGER ? ~BigInt(a) : -1 - a;
  return typeof a === "bigint" ? shrink(~a) : unary(a, "__invert__", "unary ~");
}
