/** The class `Decimal`, the contexts' operations, and the current context. */
import { OverflowError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { type int, isFloat, isIntLike, shrink } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { tuple } from "../../builtins/tuple.js";
import { namedtuple, type NamedTuple } from "../collections/namedtuple.js";
import * as arithmetic from "./arithmetic.js";
import { Context, getcontext } from "./context-class.js";
import { numberOf } from "./convert.js";
import { formatNumber } from "./format.js";
import * as functions from "./functions.js";
import * as numbers from "./number.js";
import { finite, type Num } from "./number.js";
import { addMethod, BINARY, compareLoudly, compareQuietly, UNARY } from "./operations.js";
import { ordered } from "./ordering.js";
import { type Rounding, rescaled } from "./rounding.js";
import {
  binary,
  integral,
  made,
  type MaybeContext,
  operandOf,
  operate,
  operateBoth,
  required,
  unary,
} from "./running.js";
import type { Status } from "./signals.js";

export type DecimalTuple = NamedTuple<[number, tuple<number[]>, number | string]> & {
  readonly sign: number;
  readonly digits: tuple<number[]>;
  readonly exponent: number | string;
};
export const DecimalTuple = namedtuple("DecimalTuple", "sign digits exponent", { module: "decimal" });

const MODULUS = (1n << 61n) - 1n;
const INVERSE_OF_TEN = 2075258708292324556n;

type Operand = unknown;

/** Mirrors `decimal.Decimal`: an immutable decimal number of any length. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the prototype gets more below
export class Decimal extends object {
  declare private readonly number: Num;

  /** @throws TypeError, ValueError for what is no number; InvalidOperation for text that is none, if that is trapped */
  constructor(value?: unknown, context?: unknown);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a subclass that keeps its __init__ passes its arguments
  constructor(...args: any[]);
  constructor(...args: unknown[]) {
    super(...args);
  }

  override __init__(value: unknown = "0", context: unknown = null): void {
    if (context !== null && !(context instanceof Context)) throw new TypeError("optional argument must be a context");
    hold(this, value instanceof Decimal ? value.number : constructed(value, context ?? getcontext()));
  }

  /** A decimal of a number as it is. */
  static of(number: Num): Decimal {
    return hold(Object.create(Decimal.prototype) as Decimal, number);
  }

  static numberOf(value: Decimal): Num {
    return value.number;
  }

  /** Mirrors `Decimal.from_float(f)`. @throws TypeError */
  static from_float(f: unknown): Decimal {
    if (isIntLike(f)) return new this(f);
    if (!isFloat(f)) throw new TypeError("argument must be int or float");
    return Decimal.of(numbers.fromFloat(Number(f)));
  }

  // ------------------------------------------------------------------------------------------- operators

  __add__(other: Operand): unknown {
    return operate(arithmetic.add, this, other);
  }

  __radd__(other: Operand): unknown {
    return operate(arithmetic.add, other, this);
  }

  __sub__(other: Operand): unknown {
    return operate(arithmetic.subtract, this, other);
  }

  __rsub__(other: Operand): unknown {
    return operate(arithmetic.subtract, other, this);
  }

  __mul__(other: Operand): unknown {
    return operate(arithmetic.multiply, this, other);
  }

  __rmul__(other: Operand): unknown {
    return operate(arithmetic.multiply, other, this);
  }

  __truediv__(other: Operand): unknown {
    return operate(arithmetic.divide, this, other);
  }

  __rtruediv__(other: Operand): unknown {
    return operate(arithmetic.divide, other, this);
  }

  __floordiv__(other: Operand): unknown {
    return operate(arithmetic.divideInt, this, other);
  }

  __rfloordiv__(other: Operand): unknown {
    return operate(arithmetic.divideInt, other, this);
  }

  __mod__(other: Operand): unknown {
    return operate(arithmetic.remainder, this, other);
  }

  __rmod__(other: Operand): unknown {
    return operate(arithmetic.remainder, other, this);
  }

  __divmod__(other: Operand): unknown {
    return operateBoth(this, other);
  }

  __rdivmod__(other: Operand): unknown {
    return operateBoth(other, this);
  }

  __pow__(other: Operand, modulo: unknown = null): unknown {
    if (modulo === null) return operate(functions.power, this, other);
    const [b, m] = [operandOf(other), operandOf(modulo)];
    if (b === null || m === null) return NotImplemented;
    return made(getcontext(), (settings, status) => functions.powerModulo(this.number, b, m, settings, status));
  }

  __rpow__(other: Operand): unknown {
    return operate(functions.power, other, this);
  }

  __neg__(): Decimal {
    return unary(arithmetic.minus, this, null);
  }

  __pos__(): Decimal {
    return unary(arithmetic.plus, this, null);
  }

  __abs__(): Decimal {
    return unary(arithmetic.abs, this, null);
  }

  __bool__(): boolean {
    return !numbers.isZero(this.number);
  }

  override __eq__(other: unknown): unknown {
    return ordered(this, other, true, (order) => order === 0);
  }

  __lt__(other: unknown): unknown {
    return ordered(this, other, false, (order) => order < 0);
  }

  __le__(other: unknown): unknown {
    return ordered(this, other, false, (order) => order <= 0);
  }

  __gt__(other: unknown): unknown {
    return ordered(this, other, false, (order) => order > 0);
  }

  __ge__(other: unknown): unknown {
    return ordered(this, other, false, (order) => order >= 0);
  }

  /** That of the equal int or float. @throws TypeError for a signaling NaN */
  override __hash__(): int {
    const { kind, sign, coef, exp } = this.number;
    if (kind === "snan") throw new TypeError("Cannot hash a signaling NaN value");
    if (kind === "nan") return object.prototype.__hash__.call(this);
    if (kind === "inf") return sign === 1 ? -314159 : 314159;
    const power = powerModulo(exp >= 0 ? 10n : INVERSE_OF_TEN, BigInt(Math.abs(exp)));
    const value = ((coef % MODULUS) * power) % MODULUS;
    const signed = sign === 1 ? -value : value;
    return shrink(signed === -1n ? -2n : signed);
  }

  // ----------------------------------------------------------------------------------------- conversions

  /** @throws ValueError, OverflowError for NaN and infinities */
  __int__(): int {
    return shrink(numbers.truncated(checkFinite(this.number, "integer")));
  }

  __trunc__(): int {
    return this.__int__();
  }

  /** @throws ValueError for a signaling NaN */
  __float__(): number {
    const { kind } = this.number;
    if (kind === "snan") throw new ValueError("cannot convert signaling NaN to float");
    if (kind === "nan") return NaN;
    return Number(numbers.numberText(this.number, true));
  }

  __complex__(): number {
    return this.__float__();
  }

  __floor__(): int {
    return toInt(this.number, "ROUND_FLOOR");
  }

  __ceil__(): int {
    return toInt(this.number, "ROUND_CEILING");
  }

  /** Half to even: an int, or with a number of digits a Decimal. */
  __round__(ndigits: int | null = null): int | Decimal {
    if (ndigits === null || ndigits === undefined) return toInt(this.number, "ROUND_HALF_EVEN");
    const unit = finite(0, 1n, -Number(ndigits));
    return made(getcontext(), (settings, status) => arithmetic.quantize(this.number, unit, settings, status));
  }

  as_integer_ratio(): tuple<[int, int]> {
    return tuple.of(...numbers.ratioOf(checkFinite(this.number, "integer ratio")));
  }

  as_tuple(): InstanceType<typeof DecimalTuple> {
    const { kind, sign, coef, exp } = this.number;
    const digits = kind === "inf" ? [0] : coef === 0n && kind !== "finite" ? [] : Array.from(coef.toString(), Number);
    const exponent = { finite: exp, inf: "F", nan: "n", snan: "N" }[kind];
    return new DecimalTuple(sign, new tuple(digits), exponent) as InstanceType<typeof DecimalTuple>;
  }

  override __str__(): string {
    return numbers.numberText(this.number, getcontext().capitals === 1);
  }

  override __repr__(): string {
    return `Decimal('${this.__str__()}')`;
  }

  __format__(spec: string): string {
    const { rounding, capitals } = getcontext();
    if (spec === "") return this.__str__();
    return formatNumber(this.number, spec, rounding as Rounding, capitals === 1);
  }

  to_eng_string(context: MaybeContext = null): string {
    return numbers.numberText(this.number, (context ?? getcontext()).capitals === 1, true);
  }

  __reduce__(): tuple {
    return tuple.of(this.constructor, tuple.of(this.__str__()));
  }

  __copy__(): this {
    return this;
  }

  __deepcopy__(_memo: unknown): this {
    return this;
  }

  // -------------------------------------------------------------------------------------------- questions

  get real(): Decimal {
    return this;
  }

  get imag(): Decimal {
    return Decimal.of(numbers.ZERO);
  }

  conjugate(): Decimal {
    return this;
  }

  canonical(): Decimal {
    return this;
  }

  is_canonical(): boolean {
    return true;
  }

  radix(): Decimal {
    return Decimal.of(finite(0, 10n, 0));
  }

  adjusted(): int {
    return this.number.kind === "finite" ? numbers.adjusted(this.number) : 0;
  }

  is_finite(): boolean {
    return this.number.kind === "finite";
  }

  is_infinite(): boolean {
    return this.number.kind === "inf";
  }

  is_nan(): boolean {
    return numbers.isNan(this.number);
  }

  is_qnan(): boolean {
    return this.number.kind === "nan";
  }

  is_snan(): boolean {
    return this.number.kind === "snan";
  }

  is_signed(): boolean {
    return this.number.sign === 1;
  }

  is_zero(): boolean {
    return numbers.isZero(this.number);
  }

  is_normal(context: MaybeContext = null): boolean {
    const { Emin } = (context ?? getcontext()).settings();
    return this.is_finite() && !this.is_zero() && numbers.adjusted(this.number) >= Emin;
  }

  is_subnormal(context: MaybeContext = null): boolean {
    const { Emin } = (context ?? getcontext()).settings();
    return this.is_finite() && !this.is_zero() && numbers.adjusted(this.number) < Emin;
  }

  number_class(context: MaybeContext = null): string {
    const { kind } = this.number;
    if (numbers.isNan(this.number)) return kind === "nan" ? "NaN" : "sNaN";
    const size =
      kind === "inf" ? "Infinity" : this.is_zero() ? "Zero" : this.is_subnormal(context) ? "Subnormal" : "Normal";
    return (this.number.sign === 1 ? "-" : "+") + size;
  }

  same_quantum(other: Operand, _context: MaybeContext = null): boolean {
    const [a, b] = [this.number, required(other)];
    if (a.kind !== "finite" || b.kind !== "finite") {
      return (a.kind === "inf" && b.kind === "inf") || (numbers.isNan(a) && numbers.isNan(b));
    }
    return a.exp === b.exp;
  }

  // ------------------------------------------------------------------------------------------- operations

  copy_abs(): Decimal {
    return Decimal.of(numbers.absolute(this.number));
  }

  copy_negate(): Decimal {
    return Decimal.of(numbers.negated(this.number));
  }

  copy_sign(other: Operand, _context: MaybeContext = null): Decimal {
    return Decimal.of({ ...this.number, sign: required(other).sign });
  }

  /** @throws InvalidOperation when the result would have more digits than the context has */
  quantize(exp: Operand, rounding: string | null = null, context: MaybeContext = null): Decimal {
    const [a, b] = [this.number, required(exp)];
    return made(context, (settings, status) => arithmetic.quantize(a, b, settings, status), rounding);
  }

  to_integral_value(rounding: string | null = null, context: MaybeContext = null): Decimal {
    return integral(this.number, rounding, context, false);
  }

  to_integral(rounding: string | null = null, context: MaybeContext = null): Decimal {
    return integral(this.number, rounding, context, false);
  }

  to_integral_exact(rounding: string | null = null, context: MaybeContext = null): Decimal {
    return integral(this.number, rounding, context, true);
  }

  fma(other: Operand, third: Operand, context: MaybeContext = null): Decimal {
    const [b, c] = [required(other), required(third)];
    return made(context, (settings, status) => arithmetic.fma(this.number, b, c, settings, status));
  }

  compare(other: Operand, context: MaybeContext = null): Decimal {
    return binary(compareQuietly, this, other, context);
  }

  compare_signal(other: Operand, context: MaybeContext = null): Decimal {
    return binary(compareLoudly, this, other, context);
  }

  compare_total(other: Operand, _context: MaybeContext = null): Decimal {
    return Decimal.of(numbers.fromInt(arithmetic.compareTotal(this.number, required(other))));
  }

  compare_total_mag(other: Operand, _context: MaybeContext = null): Decimal {
    const [a, b] = [this.number, required(other)].map(numbers.absolute) as [Num, Num];
    return Decimal.of(numbers.fromInt(arithmetic.compareTotal(a, b)));
  }
}

Object.defineProperty(Decimal, "__tp_name__", { value: "decimal.Decimal" });

type UnaryMethods = { [name in keyof typeof UNARY]: (context?: MaybeContext) => Decimal };
type BinaryMethods = { [name in keyof typeof BINARY]: (other: Operand, context?: MaybeContext) => Decimal };
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the prototype gets them below
export interface Decimal extends UnaryMethods, BinaryMethods {}

for (const [name, operation] of Object.entries(UNARY)) {
  const method = function (this: Decimal, context: MaybeContext = null): Decimal {
    return unary(operation, this, context);
  };
  addMethod(Decimal.prototype, name, method);
}
for (const [name, operation] of Object.entries(BINARY)) {
  const method = function (this: Decimal, other: Operand, context: MaybeContext = null): Decimal {
    return binary(operation, this, other, context);
  };
  addMethod(Decimal.prototype, name, method);
}

function hold(decimal: Decimal, number: Num): Decimal {
  Object.defineProperty(decimal, "number", { value: number });
  return decimal;
}

function constructed(value: unknown, context: Context): Num {
  const status: Status = new Set();
  const number = numberOf(value, status);
  context.note(status);
  return number;
}

function checkFinite(a: Num, what: string): Num {
  if (numbers.isNan(a)) throw new ValueError(`cannot convert NaN to ${what}`);
  if (a.kind === "inf") throw new OverflowError(`cannot convert Infinity to ${what}`);
  return a;
}

function toInt(a: Num, rounding: Rounding): int {
  const number = checkFinite(a, "integer");
  return shrink(numbers.truncated(number.exp >= 0 ? number : rescaled(number, 0, rounding)));
}

function powerModulo(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % MODULUS;
    square = (square * square) % MODULUS;
  }
  return result;
}
