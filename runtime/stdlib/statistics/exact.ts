/** Exact sums of numbers of mixed types: fractions of big integers, turned back into the type of the data at the end. */
import { AttributeError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { type int, isIntLike, shrink, tagged } from "../../builtins/numbers.js";
import { percentFloat } from "../../builtins/format/percent-numbers.js";
import { truedivInts } from "../../builtins/operators/integers.js";
import { isFloat } from "../../builtins/numbers.js";
import { special } from "../../builtins/protocol.js";
import { integerRoot } from "../../libm/integer-root.js";
import { className, typeName } from "../../builtins/type-name.js";

/** Mirrors `statistics.StatisticsError`. */
export class StatisticsError extends ValueError {}

/** A class of numbers of the library, such as Fraction or Decimal. */
type NumberClass = new (numerator: int, denominator?: int) => { __truediv__(other: unknown): unknown };

/** The type that a result gets: that of the data. Whole results of int data are ints, others floats. */
export type Kind = "int" | "float" | NumberClass;

/** An exact value; with denominator 0 it is an infinity or nan, kept in `special`. */
export interface Exact {
  numerator: bigint;
  denominator: bigint;
  special: number;
}

interface Total extends Exact {
  kind: Kind;
  count: number;
}

const ZERO: Exact = { numerator: 0n, denominator: 1n, special: 0 };

/** A number as an exact fraction. @throws TypeError "can't convert type 'str' to numerator/denominator" */
export function exactOf(value: unknown): Exact {
  if (isIntLike(value)) {
    return { numerator: BigInt(value), denominator: 1n, special: 0 };
  }
  if (isFloat(value)) {
    return exactFloat(Number(value));
  }
  const method = special(value, "as_integer_ratio");
  if (method === undefined) {
    throw new TypeError(`can't convert type '${typeName(value)}' to numerator/denominator`);
  }
  const finite = special(value, "is_finite");
  if (finite !== undefined && finite.call(value) === false) {
    return { numerator: 0n, denominator: 0n, special: percentFloat(value) ?? NaN };
  }
  const [numerator, denominator] = method.call(value) as [int, int];
  return { numerator: BigInt(numerator), denominator: BigInt(denominator), special: 0 };
}

function exactFloat(x: number): Exact {
  if (!Number.isFinite(x)) {
    return { numerator: 0n, denominator: 0n, special: x };
  }
  let [whole, shift] = [x, 0];
  while (!Number.isInteger(whole)) {
    whole *= 2 ** 60;
    shift += 60;
  }
  return { numerator: BigInt(whole), denominator: 1n << BigInt(shift), special: 0 };
}

export function add(a: Exact, b: Exact): Exact {
  if (a.denominator === 0n || b.denominator === 0n) {
    return { numerator: 0n, denominator: 0n, special: a.special + b.special };
  }
  if (a.denominator === b.denominator) {
    return { ...a, numerator: a.numerator + b.numerator };
  }
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
    special: 0,
  };
}

export function divide(a: Exact, by: number): Exact {
  return { ...a, denominator: a.denominator * BigInt(by) };
}

/** The sum of the data, and how many there are. */
export function exactSum(data: Iterable<unknown>): Total {
  const sum = new Accumulator();
  for (const value of iterate<unknown>(data)) {
    sum.put(value);
  }
  return { ...sum.total(), kind: sum.kind, count: sum.count };
}

/** Adds up numbers by denominator, so that few fractions have to be brought together in the end. */
export class Accumulator {
  kind: Kind = "int";
  count = 0;
  private readonly sums = new Map<bigint, bigint>();
  private special: Exact | null = null;

  put(value: unknown): Exact {
    const exact = exactOf(value);
    this.kind = commonKind(this.kind, value);
    this.count += 1;
    this.putExact(exact);
    return exact;
  }

  putExact(exact: Exact): void {
    if (exact.denominator === 0n) {
      this.special = this.special === null ? exact : add(this.special, exact);
    } else {
      this.sums.set(exact.denominator, (this.sums.get(exact.denominator) ?? 0n) + exact.numerator);
    }
  }

  total(): Exact {
    if (this.special !== null) {
      return this.special;
    }
    let [numerator, denominator] = [0n, 1n];
    for (const [d, n] of this.sums) {
      if (denominator % d === 0n) {
        numerator += n * (denominator / d);
      } else {
        [numerator, denominator] = [numerator * d + n * denominator, denominator * d];
      }
    }
    return { ...ZERO, numerator, denominator };
  }
}

/** @throws TypeError "don't know how to coerce Decimal and float" */
function commonKind(kind: Kind, value: unknown): Kind {
  if (isIntLike(value)) {
    return kind;
  }
  const own: Kind = isFloat(value) ? "float" : ((value as object).constructor as unknown as NumberClass);
  if (kind === "int" || kind === own) {
    return own;
  }
  const names = [kind, own].map((one) => (one === "float" ? "float" : className(one as never)));
  if (names.includes("Fraction") && names.includes("float")) {
    return "float";
  }
  throw new TypeError(`don't know how to coerce ${names[0]} and ${names[1]}`);
}

/** An exact value as a number of the data's type, in tagged form. */
export function convert({ numerator, denominator, special: infinite }: Exact, kind: Kind): number {
  if (denominator === 0n) {
    return tagged(infinite);
  }
  if (kind === "int") {
    return (
      numerator % denominator === 0n ? shrink(numerator / denominator) : quotient(numerator, denominator)
    ) as number;
  }
  if (kind === "float") {
    return quotient(numerator, denominator);
  }
  const [top, bottom] = [shrink(numerator), shrink(denominator)];
  const made =
    className(kind as never) === "Decimal" ? new kind(top).__truediv__(new kind(bottom)) : new kind(top, bottom);
  return made as number;
}

/** The nearest float, tagged. */
function quotient(numerator: bigint, denominator: bigint): number {
  return tagged(Number(truedivInts(shrink(numerator), shrink(denominator))));
}

/** The nearest float, raw. */
export function toFloat(value: Exact): number {
  return Number(convert(value, "float"));
}

/**
 * The square root of a fraction as a raw float, rounded once.
 *
 * @throws AttributeError for infinite data, as CPython does
 */
export function rootOf({ numerator, denominator }: Exact): number {
  if (denominator === 0n) {
    throw new AttributeError("'float' object has no attribute 'numerator'");
  }
  if (numerator === 0n) {
    return 0;
  }
  // a root of 109 bits or more with a sticky last bit rounds like the exact one
  const bits = (value: bigint) => value.toString(2).length;
  const shift = Math.floor((bits(numerator) - bits(denominator) - 109) / 2);
  const [top, bottom] =
    shift >= 0 ? [numerator, denominator << BigInt(2 * shift)] : [numerator << BigInt(-2 * shift), denominator];
  const floor = integerRoot(top / bottom);
  const sticky = floor * floor * bottom === top ? floor : floor | 1n;
  return shift >= 0
    ? toFloat({ numerator: sticky << BigInt(shift), denominator: 1n, special: 0 })
    : toFloat({ numerator: sticky, denominator: 1n << BigInt(-shift), special: 0 });
}
