/** Functions of `math` on ints. */
import { asIndex } from "../../builtins/as-index.js";
import { TypeError, ValueError, OverflowError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { type int, intFromNumber, isFloat, shrink } from "../../builtins/numbers.js";
import { mul } from "../../builtins/operators.js";
import { special } from "../../builtins/protocol.js";
import { typeName } from "../../builtins/type-name.js";
import { realArgument } from "../real-argument.js";
import { integerRoot } from "../../libm/integer-root.js";

/** A float rounded by one of JavaScript's functions, as an int. */
function rounded(value: unknown, method: string, round: (x: number) => number): int {
  if (typeof value === "bigint") {
    return value;
  }
  const own = special(value, method);
  if (own !== undefined) {
    return own.call(value) as int;
  }
  const x = realArgument(value);
  if (Number.isNaN(x)) {
    throw new ValueError("cannot convert float NaN to integer");
  }
  if (!Number.isFinite(x)) {
    throw new OverflowError("cannot convert float infinity to integer");
  }
  return intFromNumber(round(x));
}

/** The largest int that isn't greater. @throws TypeError, ValueError, OverflowError */
export function floor(x: number | bigint): int {
  return rounded(x, "__floor__", Math.floor);
}

/** The smallest int that isn't less. @throws TypeError, ValueError, OverflowError */
export function ceil(x: number | bigint): int {
  return rounded(x, "__ceil__", Math.ceil);
}

/** Without the fraction. @throws TypeError, ValueError, OverflowError */
export function trunc(x: number | bigint): int {
  const plain = typeof x === "number" || typeof x === "bigint" || typeof x === "boolean" || isFloat(x);
  if (!plain && special(x, "__trunc__") === undefined) {
    throw new TypeError(`type ${typeName(x)} doesn't define __trunc__ method`);
  }
  return rounded(x, "__trunc__", Math.trunc);
}

function big(value: unknown): bigint {
  return BigInt(asIndex(value));
}

/** The greatest common divisor, 0 of nothing. */
export function gcd(...integers: int[]): int {
  return shrink(integers.reduce((divisor: bigint, value) => commonDivisor(divisor, big(value)), 0n));
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) {
    [x, y] = [y, x % y];
  }
  return x < 0n ? -x : x;
}

/** The least common multiple, 1 of nothing. */
export function lcm(...integers: int[]): int {
  const multiple = integers.reduce((product: bigint, value) => {
    const factor = big(value);
    return product === 0n || factor === 0n ? 0n : (product / commonDivisor(product, factor)) * factor;
  }, 1n);
  return shrink(multiple < 0n ? -multiple : multiple);
}

/** @throws ValueError for a negative int */
export function factorial(n: int): int {
  const count = asIndex(n);
  if (count < 0) {
    throw new ValueError("factorial() not defined for negative values");
  }
  return shrink(product(1n, BigInt(count)));
}

/** low * (low + 1) * ... * high, halves first so that big factors meet big ones. */
function product(low: bigint, high: bigint): bigint {
  if (low > high) {
    return 1n;
  }
  if (high - low < 16n) {
    let result = low;
    for (let factor = low + 1n; factor <= high; factor += 1n) {
      result *= factor;
    }
    return result;
  }
  const middle = (low + high) >> 1n;
  return product(low, middle) * product(middle + 1n, high);
}

function requireCounts(n: bigint, k: bigint): void {
  if (n < 0n) {
    throw new ValueError("n must be a non-negative integer");
  }
  if (k < 0n) {
    throw new ValueError("k must be a non-negative integer");
  }
}

/** How many ways there are to choose k of n. @throws ValueError for negative ints */
export function comb(n: int, k: int): int {
  const [count, chosen] = [big(n), big(k)];
  requireCounts(count, chosen);
  if (chosen > count) {
    return 0;
  }
  const few = chosen > count - chosen ? count - chosen : chosen;
  return shrink(product(count - few + 1n, count) / product(1n, few));
}

/** How many ways there are to put k of n in a row. @throws ValueError for negative ints */
export function perm(n: int, k: int | null = null): int {
  if (k === null) {
    return factorial(n);
  }
  const [count, chosen] = [big(n), big(k)];
  requireCounts(count, chosen);
  return chosen > count ? 0 : shrink(product(count - chosen + 1n, count));
}

/** The integer part of the square root. @throws ValueError for a negative int */
export function isqrt(n: int): int {
  const value = big(n);
  if (value < 0n) {
    throw new ValueError("isqrt() argument must be nonnegative");
  }
  return shrink(integerRoot(value));
}

/** The product of all items; `start` times that. Any type that can be multiplied. */
export function prod(iterable: Iterable<unknown>, { start = 1 }: { start?: unknown } = {}): number {
  let result = start;
  for (const factor of iterate<unknown>(iterable)) {
    result = mul(result, factor);
  }
  return result as number;
}
