/** The raw parts of complex numbers, and what the functions of `cmath` give for infinite and undefined ones. */
import { complex } from "../../builtins/complex.js";
import { OverflowError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { special } from "../../builtins/protocol.js";
import { typeName } from "../../builtins/type-name.js";
import { realArgument } from "../real-argument.js";

/** What the functions take: numbers, and what has `__complex__` or `__float__`. */
export type Numeric = complex | number | bigint | boolean;

/** A complex number as two raw floats. */
export interface Parts {
  re: number;
  im: number;
}

/** @throws TypeError "must be real number, not str" */
export function partsOf(value: unknown): Parts {
  if (value instanceof complex) {
    return { re: Number(value.real), im: Number(value.imag) };
  }
  const method = special(value, "__complex__");
  if (method === undefined) {
    return { re: realArgument(value), im: 0 };
  }
  const result: unknown = method.call(value);
  if (result instanceof complex) {
    return partsOf(result);
  }
  throw new TypeError(`__complex__ returned non-complex (type ${typeName(result)})`);
}

export function isFinitePair({ re, im }: Parts): boolean {
  return Number.isFinite(re) && Number.isFinite(im);
}

/** @throws ValueError "math domain error" */
export function domainError(): never {
  throw new ValueError("math domain error");
}

/** The result of a finite argument. @throws OverflowError "math range error" when it isn't finite itself */
export function inRange(re: number, im: number): complex {
  if (Number.isFinite(re) && Number.isFinite(im)) {
    return new complex(re, im);
  }
  throw new OverflowError("math range error");
}

export function copysign(size: number, sign: number): number {
  const isNegative = sign < 0 || Object.is(sign, -0);
  return isNegative ? -Math.abs(size) : Math.abs(size);
}

const VALUES: Readonly<Record<string, number>> = {
  i: Infinity,
  n: NaN,
  o: 1,
  z: 0,
  p: Math.PI,
  h: Math.PI / 2,
  q: Math.PI / 4,
  t: 0.75 * Math.PI,
};

/** The column of -inf, a negative number, -0, 0, a positive number, inf, nan. */
function kind(x: number): number {
  if (Number.isNaN(x)) {
    return 6;
  }
  const size = x === 0 ? 0 : Number.isFinite(x) ? 1 : 2;
  return copysign(1, x) < 0 ? 2 - size : 3 + size;
}

/**
 * The results for arguments that aren't finite, as annex G of the C standard has them: a row for each kind of real
 * part, a column for each of the imaginary part; in each place the two parts by their letters, capitals being negative,
 * and `!!` where the function is undefined.
 */
export function specialValues(rows: readonly string[]): (z: Parts) => complex {
  const table = rows.map((row) => row.split(" "));
  return ({ re, im }) => {
    const [first, second] = table[kind(re)]![kind(im)]!;
    return first === "!" ? domainError() : new complex(valueOf(first!), valueOf(second!));
  };
}

function valueOf(letter: string): number {
  const small = letter.toLowerCase();
  return letter === small ? VALUES[small]! : -VALUES[small]!;
}
