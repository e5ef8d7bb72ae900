/** The class `timedelta`. */
import { OverflowError, TypeError, ZeroDivisionError } from "../../builtins/exceptions.js";
import { hash } from "../../builtins/hash.js";
import { Float, type int, isIntLike, shrink } from "../../builtins/numbers.js";
import { truedivInts } from "../../builtins/operators/integers.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";

const MICROSECONDS = 1000000n;
const DAY = 86400n * MICROSECONDS;
const MOST_DAYS = 999999999n;

/** Microseconds of each unit, in the order of the constructor's parameters. */
const UNITS: [name: string, microseconds: bigint][] = [
  ["days", DAY],
  ["seconds", MICROSECONDS],
  ["microseconds", 1n],
  ["milliseconds", 1000n],
  ["minutes", 60n * MICROSECONDS],
  ["hours", 3600n * MICROSECONDS],
  ["weeks", 7n * DAY],
];

type Amount = number | bigint;

/** Mirrors `datetime.timedelta`: a span of time in whole microseconds. */
export class timedelta {
  static readonly resolution = timedelta.of(1n);
  static readonly max = timedelta.of(MOST_DAYS * DAY + DAY - 1n);
  static readonly min = timedelta.of(-MOST_DAYS * DAY);

  /** The whole span. */
  readonly #span: bigint;

  /** @throws TypeError for what is no number, OverflowError beyond 999,999,999 days */
  constructor(
    days: Amount = 0,
    seconds: Amount = 0,
    microseconds: Amount = 0,
    milliseconds: Amount = 0,
    minutes: Amount = 0,
    hours: Amount = 0,
    weeks: Amount = 0,
  ) {
    const amounts = [days, seconds, microseconds, milliseconds, minutes, hours, weeks];
    let whole = 0n;
    let fraction = 0;
    amounts.forEach((amount, at) => {
      const [name, unit] = UNITS[at];
      if (isIntLike(amount)) {
        whole += BigInt(amount) * unit;
      } else if (typeof amount === "number" || (amount as unknown) instanceof Float) {
        const [integral, rest] = splitFloat(Number(amount), unit);
        whole += integral;
        fraction += rest;
      } else {
        throw new TypeError(`unsupported type for timedelta ${name} component: ${typeName(amount)}`);
      }
    });
    this.#span = checked(plusHalfEven(whole, fraction));
  }

  /** A span of so many microseconds. */
  static of(microseconds: bigint): timedelta {
    return new timedelta(0, 0, shrink(microseconds));
  }

  /** The whole span in microseconds. */
  span(): bigint {
    return this.#span;
  }

  get days(): number {
    return Number(floorDiv(this.#span, DAY));
  }

  get seconds(): number {
    return Number(floorMod(this.#span, DAY) / MICROSECONDS);
  }

  get microseconds(): number {
    return Number(floorMod(this.#span, MICROSECONDS));
  }

  total_seconds(): number {
    return Number(truedivInts(shrink(this.#span), 1000000));
  }

  __add__(other: unknown): unknown {
    return other instanceof timedelta ? timedelta.of(this.#span + other.#span) : NotImplemented;
  }

  __radd__(other: unknown): unknown {
    return this.__add__(other);
  }

  __sub__(other: unknown): unknown {
    return other instanceof timedelta ? timedelta.of(this.#span - other.#span) : NotImplemented;
  }

  __neg__(): timedelta {
    return timedelta.of(-this.#span);
  }

  __pos__(): timedelta {
    return this;
  }

  __abs__(): timedelta {
    return this.#span < 0n ? this.__neg__() : this;
  }

  __mul__(factor: unknown): unknown {
    if (isIntLike(factor)) {
      return timedelta.of(this.#span * BigInt(factor));
    }
    if (typeof factor !== "number" && !(factor instanceof Float)) {
      return NotImplemented;
    }
    const [numerator, denominator] = ratioOf(Number(factor));
    return timedelta.of(divideHalfEven(this.#span * numerator, denominator));
  }

  __rmul__(factor: unknown): unknown {
    return this.__mul__(factor);
  }

  __truediv__(divisor: unknown): unknown {
    if (divisor instanceof timedelta) {
      return truedivInts(shrink(this.#span), shrink(divisor.#span));
    }
    if (isIntLike(divisor)) {
      return timedelta.of(divideHalfEven(this.#span, requireNonZero(BigInt(divisor))));
    }
    if (typeof divisor !== "number" && !((divisor as unknown) instanceof Float)) {
      return NotImplemented;
    }
    const [numerator, denominator] = ratioOf(Number(divisor));
    return timedelta.of(divideHalfEven(this.#span * denominator, requireNonZero(numerator)));
  }

  __floordiv__(divisor: unknown): unknown {
    if (divisor instanceof timedelta) {
      return shrink(floorDiv(this.#span, requireNonZero(divisor.#span)));
    }
    return isIntLike(divisor) ? timedelta.of(floorDiv(this.#span, requireNonZero(BigInt(divisor)))) : NotImplemented;
  }

  __mod__(divisor: unknown): unknown {
    return divisor instanceof timedelta
      ? timedelta.of(floorMod(this.#span, requireNonZero(divisor.#span)))
      : NotImplemented;
  }

  __divmod__(divisor: unknown): unknown {
    return divisor instanceof timedelta ? tuple.of(this.__floordiv__(divisor), this.__mod__(divisor)) : NotImplemented;
  }

  __eq__(other: unknown): unknown {
    return other instanceof timedelta ? this.#span === other.#span : NotImplemented;
  }

  __lt__(other: unknown): unknown {
    return other instanceof timedelta ? this.#span < other.#span : NotImplemented;
  }

  __le__(other: unknown): unknown {
    return other instanceof timedelta ? this.#span <= other.#span : NotImplemented;
  }

  __gt__(other: unknown): unknown {
    return other instanceof timedelta ? this.#span > other.#span : NotImplemented;
  }

  __ge__(other: unknown): unknown {
    return other instanceof timedelta ? this.#span >= other.#span : NotImplemented;
  }

  __hash__(): int {
    return hash(tuple.of(this.days, this.seconds, this.microseconds));
  }

  __bool__(): boolean {
    return this.#span !== 0n;
  }

  __str__(): string {
    const { days, seconds, microseconds } = this;
    const two = (value: number) => String(value).padStart(2, "0");
    const clock = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    const dayText = days === 0 ? "" : `${days} day${Math.abs(days) === 1 ? "" : "s"}, `;
    return dayText + clock + (microseconds === 0 ? "" : "." + String(microseconds).padStart(6, "0"));
  }

  __reduce__(): tuple {
    return tuple.of(timedelta, tuple.of(this.days, this.seconds, this.microseconds));
  }

  __repr__(): string {
    const parts = (["days", "seconds", "microseconds"] as const).filter((name) => this[name] !== 0);
    const shown = parts.map((name) => `${name}=${this[name]}`).join(", ");
    return `datetime.timedelta(${shown === "" ? "0" : shown})`;
  }
}

function checked(span: bigint): bigint {
  const days = floorDiv(span, DAY);
  if (days > MOST_DAYS || days < -MOST_DAYS) {
    throw new OverflowError(
      days > 2n ** 31n || days < -(2n ** 31n)
        ? "Python int too large to convert to C int"
        : `days=${days}; must have magnitude <= 999999999`,
    );
  }
  return span;
}

function requireNonZero(value: bigint): bigint {
  if (value === 0n) {
    throw new ZeroDivisionError("integer division or modulo by zero");
  }
  return value;
}

export function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

export function floorMod(a: bigint, b: bigint): bigint {
  return a - floorDiv(a, b) * b;
}

function divideHalfEven(a: bigint, b: bigint): bigint {
  const floor = floorDiv(a, b);
  const twice = (a - floor * b) * 2n;
  const size = b < 0n ? -b : b;
  const rest = twice < 0n ? -twice : twice;
  return rest > size || (rest === size && floor % 2n !== 0n) ? floor + 1n : floor;
}

/** whole + fraction, rounded half to even. */
function plusHalfEven(whole: bigint, fraction: number): bigint {
  const floor = Math.floor(fraction);
  const below = whole + BigInt(floor);
  const rest = fraction - floor;
  return rest > 0.5 || (rest === 0.5 && below % 2n !== 0n) ? below + 1n : below;
}

/** A number of units in microseconds: the whole ones, and what is left. */
function splitFloat(amount: number, unit: bigint): [whole: bigint, rest: number] {
  const integral = Math.trunc(amount);
  const rest = (amount - integral) * Number(unit);
  const wholeRest = Math.trunc(rest);
  return [BigInt(integral) * unit + BigInt(wholeRest), rest - wholeRest];
}

function ratioOf(x: number): [numerator: bigint, denominator: bigint] {
  let [whole, shift] = [x, 0n];
  while (!Number.isInteger(whole)) {
    whole *= 2;
    shift += 1n;
  }
  return [BigInt(whole), 1n << shift];
}
