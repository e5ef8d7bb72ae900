/** The class `Fraction`. */
import { ge, gt, le, lt } from "../../builtins/compare.js";
import { TypeError, ZeroDivisionError } from "../../builtins/exceptions.js";
import { hash } from "../../builtins/hash.js";
import { type int, isFloat, isIntLike, shrink } from "../../builtins/numbers.js";
import { divmod } from "../../builtins/functions/numbers.js";
import { pow } from "../../builtins/operators.js";
import { floordivFloats, modFloats, powFloats, truedivFloats } from "../../builtins/operators/floats.js";
import { truedivInts } from "../../builtins/operators/integers.js";
import { tagged } from "../../builtins/numbers.js";
import { NotImplemented, special } from "../../builtins/protocol.js";
import { tuple } from "../../builtins/tuple.js";
import { floatRatio, parseRatio, type Ratio } from "./parse.js";

const MODULUS = (1n << 61n) - 1n;

type Exact = (a: Ratio, b: Ratio) => unknown;
type Inexact = (a: number, b: number) => unknown;

/** Mirrors `fractions.Fraction`: an exact ratio of ints in lowest terms. */
export class Fraction {
  readonly #numerator: bigint;
  readonly #denominator: bigint;

  /** @throws TypeError, ValueError, ZeroDivisionError with CPython's texts */
  constructor(numerator: unknown = 0, denominator: unknown = null) {
    const [top, bottom] = denominator === null ? ratioOf(numerator) : quotientOf(numerator, denominator);
    if (bottom === 0n) {
      throw new ZeroDivisionError(`Fraction(${top}, 0)`);
    }
    const divisor = commonDivisor(top, bottom) * (bottom < 0n ? -1n : 1n);
    this.#numerator = top / divisor;
    this.#denominator = bottom / divisor;
  }

  static of([numerator, denominator]: Ratio): Fraction {
    return new Fraction(shrink(numerator), shrink(denominator));
  }

  static from_float(f: unknown): Fraction {
    return new Fraction(f);
  }

  static from_decimal(dec: unknown): Fraction {
    return new Fraction(dec);
  }

  get numerator(): int {
    return shrink(this.#numerator);
  }

  get denominator(): int {
    return shrink(this.#denominator);
  }

  get real(): Fraction {
    return this;
  }

  get imag(): int {
    return 0;
  }

  conjugate(): Fraction {
    return this;
  }

  as_integer_ratio(): tuple<[int, int]> {
    return tuple.of(this.numerator, this.denominator);
  }

  /** The nearest fraction with a denominator of at most so much. */
  limit_denominator(max_denominator: int = 1000000): Fraction {
    const limit = BigInt(max_denominator);
    if (this.#denominator <= limit) {
      return this;
    }
    let [p0, q0, p1, q1] = [0n, 1n, 1n, 0n];
    let [n, d] = [this.#numerator, this.#denominator];
    for (;;) {
      const a = floorDiv(n, d);
      const q2 = q0 + a * q1;
      if (q2 > limit) {
        break;
      }
      [p0, q0, p1, q1] = [p1, q1, p0 + a * p1, q2];
      [n, d] = [d, n - a * d];
    }
    const k = (limit - q0) / q1;
    const [low, high] = [Fraction.of([p0 + k * p1, q0 + k * q1]), Fraction.of([p1, q1])];
    const distance = (other: Fraction) => (other.__sub__(this) as Fraction).__abs__();
    return distance(high).__le__(distance(low)) === true ? high : low;
  }

  #ratio(): Ratio {
    return [this.#numerator, this.#denominator];
  }

  /** An operation with another number: exact with ints and fractions, in floats with floats. */
  #with(other: unknown, swapped: boolean, exact: Exact, inexact: Inexact): unknown {
    if (isFloat(other)) {
      const [a, b] = [this.__float__(), Number(other)];
      return swapped ? inexact(b, a) : inexact(a, b);
    }
    const ratio = other instanceof Fraction ? other.#ratio() : isIntLike(other) ? ([BigInt(other), 1n] as Ratio) : null;
    if (ratio === null) {
      return NotImplemented;
    }
    return swapped ? exact(ratio, this.#ratio()) : exact(this.#ratio(), ratio);
  }

  __add__(other: unknown): unknown {
    return this.#with(
      other,
      false,
      ([a, b], [c, d]) => Fraction.of([a * d + c * b, b * d]),
      (x, y) => tagged(x + y),
    );
  }

  __radd__(other: unknown): unknown {
    return this.__add__(other);
  }

  __sub__(other: unknown): unknown {
    return this.#with(other, false, difference, (x, y) => tagged(x - y));
  }

  __rsub__(other: unknown): unknown {
    return this.#with(other, true, difference, (x, y) => tagged(x - y));
  }

  __mul__(other: unknown): unknown {
    return this.#with(
      other,
      false,
      ([a, b], [c, d]) => Fraction.of([a * c, b * d]),
      (x, y) => tagged(x * y),
    );
  }

  __rmul__(other: unknown): unknown {
    return this.__mul__(other);
  }

  __truediv__(other: unknown): unknown {
    return this.#with(other, false, quotient, truedivFloats);
  }

  __rtruediv__(other: unknown): unknown {
    return this.#with(other, true, quotient, truedivFloats);
  }

  __floordiv__(other: unknown): unknown {
    return this.#with(other, false, wholeQuotient, floordivFloats);
  }

  __rfloordiv__(other: unknown): unknown {
    return this.#with(other, true, wholeQuotient, floordivFloats);
  }

  __mod__(other: unknown): unknown {
    return this.#with(other, false, rest, modFloats);
  }

  __rmod__(other: unknown): unknown {
    return this.#with(other, true, rest, modFloats);
  }

  __divmod__(other: unknown): unknown {
    return this.#with(other, false, wholeAndRest, divmodFloats);
  }

  __rdivmod__(other: unknown): unknown {
    return this.#with(other, true, wholeAndRest, divmodFloats);
  }

  __pow__(exponent: unknown): unknown {
    const power = exponent instanceof Fraction && exponent.#denominator === 1n ? exponent.numerator : exponent;
    if (isIntLike(power)) {
      const count = BigInt(power);
      const [n, d] = this.#ratio();
      if (count >= 0n) {
        return Fraction.of([n ** count, d ** count]);
      }
      if (n === 0n) {
        throw new ZeroDivisionError(`Fraction(${d ** -count}, 0)`);
      }
      return Fraction.of([d ** -count, n ** -count]);
    }
    return isFloat(power) || power instanceof Fraction
      ? powFloats(this.__float__(), Number(toFloat(power)))
      : NotImplemented;
  }

  __rpow__(base: unknown): unknown {
    return this.#denominator === 1n ? pow(base, this.numerator) : powFloats(Number(toFloat(base)), this.__float__());
  }

  __neg__(): Fraction {
    return Fraction.of([-this.#numerator, this.#denominator]);
  }

  __pos__(): Fraction {
    return this;
  }

  __abs__(): Fraction {
    return this.#numerator < 0n ? this.__neg__() : this;
  }

  __float__(): number {
    return Number(truedivInts(this.numerator, this.denominator));
  }

  __trunc__(): int {
    return shrink(this.#numerator / this.#denominator);
  }

  __int__(): int {
    return this.__trunc__();
  }

  __floor__(): int {
    return shrink(floorDiv(this.#numerator, this.#denominator));
  }

  __ceil__(): int {
    return shrink(-floorDiv(-this.#numerator, this.#denominator));
  }

  /** Half to even: an int, or with a number of digits a fraction. */
  __round__(ndigits: int | null = null): int | Fraction {
    if (ndigits === null || ndigits === undefined) {
      return shrink(roundRatio(this.#numerator, this.#denominator));
    }
    const places = Number(ndigits);
    const scale = 10n ** BigInt(Math.abs(places));
    return places > 0
      ? Fraction.of([roundRatio(this.#numerator * scale, this.#denominator), scale])
      : Fraction.of([roundRatio(this.#numerator, this.#denominator * scale) * scale, 1n]);
  }

  __bool__(): boolean {
    return this.#numerator !== 0n;
  }

  __eq__(other: unknown): unknown {
    return this.#with(
      other,
      false,
      ([a, b], [c, d]) => a * d === c * b,
      (x, y) => x === y,
    );
  }

  __lt__(other: unknown): unknown {
    return this.#with(other, false, ([a, b], [c, d]) => lt(a * d - c * b, 0), lt);
  }

  __le__(other: unknown): unknown {
    return this.#with(other, false, ([a, b], [c, d]) => le(a * d - c * b, 0), le);
  }

  __gt__(other: unknown): unknown {
    return this.#with(other, false, ([a, b], [c, d]) => gt(a * d - c * b, 0), gt);
  }

  __ge__(other: unknown): unknown {
    return this.#with(other, false, ([a, b], [c, d]) => ge(a * d - c * b, 0), ge);
  }

  /** That of the equal int or float. */
  __hash__(): int {
    if (this.#denominator === 1n) {
      return hash(this.numerator);
    }
    const size = this.#numerator < 0n ? -this.#numerator : this.#numerator;
    const inverse = powerModulo(this.#denominator, MODULUS - 2n);
    const value = this.#denominator % MODULUS === 0n ? 314159n : ((size % MODULUS) * inverse) % MODULUS;
    return shrink(this.#numerator < 0n ? (value === 1n ? -2n : -value) : value);
  }

  __str__(): string {
    return this.#denominator === 1n ? String(this.#numerator) : `${this.#numerator}/${this.#denominator}`;
  }

  __reduce__(): tuple {
    return tuple.of(Fraction, tuple.of(this.numerator, this.denominator));
  }

  __repr__(): string {
    return `Fraction(${this.#numerator}, ${this.#denominator})`;
  }
}

const difference: Exact = ([a, b], [c, d]) => Fraction.of([a * d - c * b, b * d]);
const quotient: Exact = ([a, b], [c, d]) => {
  if (c === 0n) {
    // CPython has cancelled common factors before it notices
    const sign = a < 0n ? -1n : a > 0n ? 1n : 0n;
    throw new ZeroDivisionError(`Fraction(${(sign * d) / commonDivisor(b, d)}, 0)`);
  }
  return Fraction.of([a * d, b * c]);
};
const wholeQuotient: Exact = ([a, b], [c, d]) => shrink(floorDiv(a * d, nonZero(b * c)));
const divmodFloats: Inexact = (x, y) => divmod(tagged(x), tagged(y));
const wholeAndRest: Exact = (a, b) => tuple.of(wholeQuotient(a, b), rest(a, b));
const rest: Exact = ([a, b], [c, d]) => {
  const whole = floorDiv(a * d, nonZero(b * c, "integer modulo by zero"));
  return Fraction.of([a * d - whole * c * b, b * d]);
};

function nonZero(value: bigint, problem = "integer division or modulo by zero"): bigint {
  if (value === 0n) {
    throw new ZeroDivisionError(problem);
  }
  return value;
}

/** A number or text as a ratio. @throws TypeError, ValueError */
function ratioOf(value: unknown): Ratio {
  if (isIntLike(value)) {
    return [BigInt(value), 1n];
  }
  if (isFloat(value)) {
    return floatRatio(Number(value));
  }
  if (typeof value === "string") {
    return parseRatio(value);
  }
  const method = special(value, "as_integer_ratio");
  if (method === undefined) {
    throw new TypeError("argument should be a string or a Rational instance");
  }
  const [numerator, denominator] = method.call(value) as [int, int];
  return [BigInt(numerator), BigInt(denominator)];
}

/** Two ints or fractions as one ratio. @throws TypeError */
function quotientOf(numerator: unknown, denominator: unknown): Ratio {
  const [top, bottom] = [numerator, denominator].map((value) => {
    if (!isIntLike(value) && !(value instanceof Fraction)) {
      throw new TypeError("both arguments should be Rational instances");
    }
    return ratioOf(value);
  });
  return [top[0] * bottom[1], top[1] * bottom[0]];
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) {
    [x, y] = [y, x % y];
  }
  return x;
}

function floorDiv(a: bigint, b: bigint): bigint {
  const whole = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? whole - 1n : whole;
}

function roundRatio(numerator: bigint, denominator: bigint): bigint {
  const floor = floorDiv(numerator, denominator);
  const twice = (numerator - floor * denominator) * 2n;
  return twice > denominator || (twice === denominator && floor % 2n !== 0n) ? floor + 1n : floor;
}

function powerModulo(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base % MODULUS];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) {
      result = (result * square) % MODULUS;
    }
    square = (square * square) % MODULUS;
  }
  return result;
}

function toFloat(value: unknown): unknown {
  return value instanceof Fraction ? value.__float__() : value;
}
