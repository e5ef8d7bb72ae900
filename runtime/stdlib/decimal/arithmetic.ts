/** The operations on decimal numbers, each rounded to a context and with a status. Mirrors libmpdec. */
import { absolute, adjusted, compareValues, digitCount, finite, infinity, isNan, isZero } from "./number.js";
import { NAN, negated, type Num, tenTo, truncated } from "./number.js";
import { etiny, etop, fix, rescaled, type Rounding, type Settings } from "./rounding.js";
import { Clamped, DivisionByZero, DivisionImpossible, DivisionUndefined, Inexact } from "./signals.js";
import { InvalidOperation, Overflow, Rounded, type Status, Subnormal, Underflow } from "./signals.js";

export type Unary = (a: Num, settings: Settings, status: Status) => Num;
export type Binary = (a: Num, b: Num, settings: Settings, status: Status) => Num;

/** The NaN that operands with a NaN among them give; null when there is none. */
export function nanOf(operands: readonly Num[], settings: Settings, status: Status): Num | null {
  const signaling = operands.find(({ kind }) => kind === "snan");
  if (signaling !== undefined) status.add(InvalidOperation);
  const found = signaling ?? operands.find(isNan);
  return found === undefined ? null : fix({ ...found, kind: "nan" }, settings, status);
}

/** The result of an operation that has none. */
export function invalid(status: Status, condition = InvalidOperation): Num {
  status.add(condition);
  return NAN;
}

export const plus: Unary = (a, settings, status) => {
  const positive = isZero(a) && settings.rounding !== "ROUND_FLOOR" ? absolute(a) : a;
  return nanOf([a], settings, status) ?? fix(positive, settings, status);
};

export const minus: Unary = (a, settings, status) => nanOf([a], settings, status) ?? plus(negated(a), settings, status);

export const abs: Unary = (a, settings, status) =>
  nanOf([a], settings, status) ?? (a.sign === 1 ? minus(a, settings, status) : plus(a, settings, status));

export const add: Binary = (a, b, settings, status) => {
  const nan = nanOf([a, b], settings, status);
  if (nan !== null) return nan;
  if (a.kind === "inf" || b.kind === "inf") {
    if (a.kind === b.kind && a.sign !== b.sign) return invalid(status);
    return a.kind === "inf" ? a : b;
  }
  return fix(exactSum(a, b, settings), settings, status);
};

/** A sum that rounds as the exact one does. */
function exactSum(a: Num, b: Num, { prec, rounding }: Settings): Num {
  const exp = Math.min(a.exp, b.exp);
  const zeroSign = a.sign === b.sign ? a.sign : rounding === "ROUND_FLOOR" ? 1 : 0;
  if (a.coef === 0n && b.coef === 0n) return finite(zeroSign, 0n, exp);
  if (a.coef === 0n || b.coef === 0n) {
    const other = a.coef === 0n ? b : a;
    return rescaled(other, Math.max(exp, other.exp - prec - 1), rounding);
  }
  const [high, low] = a.exp < b.exp ? [b, a] : [a, b];
  // a number far below the other's last digit only has to leave a trace
  const least = high.exp + Math.min(-1, digitCount(high.coef) - prec - 2);
  const small = adjusted(low) < least ? finite(low.sign, 1n, least) : low;
  const signed = (x: Num): bigint => (x.sign === 1 ? -x.coef : x.coef) * tenTo(x.exp - small.exp);
  const sum = signed(high) + signed(small);
  if (sum === 0n) return finite(zeroSign, 0n, exp);
  return finite(sum < 0n ? 1 : 0, sum < 0n ? -sum : sum, small.exp);
}

export const subtract: Binary = (a, b, settings, status) =>
  nanOf([a, b], settings, status) ?? add(a, negated(b), settings, status);

export const multiply: Binary = (a, b, settings, status) => {
  const nan = nanOf([a, b], settings, status);
  if (nan !== null) return nan;
  const sign = signOf(a, b);
  if (a.kind === "inf" || b.kind === "inf") return isZero(a) || isZero(b) ? invalid(status) : infinity(sign);
  return fix(finite(sign, a.coef * b.coef, a.exp + b.exp), settings, status);
};

const signOf = (a: Num, b: Num): 0 | 1 => (a.sign === b.sign ? 0 : 1);

export const divide: Binary = (a, b, settings, status) => {
  const nan = nanOf([a, b], settings, status);
  if (nan !== null) return nan;
  const sign = signOf(a, b);
  if (a.kind === "inf") return b.kind === "inf" ? invalid(status) : infinity(sign);
  if (b.kind === "inf") {
    status.add(Clamped);
    return finite(sign, 0n, etiny(settings));
  }
  if (b.coef === 0n) {
    status.add(a.coef === 0n ? DivisionUndefined : DivisionByZero);
    return a.coef === 0n ? NAN : infinity(sign);
  }
  if (a.coef === 0n) return fix(finite(sign, 0n, a.exp - b.exp), settings, status);
  const shift = digitCount(b.coef) - digitCount(a.coef) + settings.prec + 1;
  const [x, y] = shift >= 0 ? [a.coef * tenTo(shift), b.coef] : [a.coef, b.coef * tenTo(-shift)];
  let [coef, exp] = [x / y, a.exp - b.exp - shift];
  // a last digit of 0 or 5 would be taken for an exact result or a tie
  if (x % y !== 0n) coef += coef % 5n === 0n ? 1n : 0n;
  else for (; exp < a.exp - b.exp && coef % 10n === 0n; exp++) coef /= 10n;
  return fix(finite(sign, coef, exp), settings, status);
};

/** Whole quotient and remainder of finite numbers, b not zero; null when the quotient has too many digits. */
function divideWhole(a: Num, b: Num, { prec, rounding }: Settings): [Num, Num] | null {
  const sign = signOf(a, b);
  const exp = b.kind === "inf" ? a.exp : Math.min(a.exp, b.exp);
  const difference = b.kind === "inf" ? -2 : adjusted(a) - adjusted(b);
  if (a.coef === 0n || difference <= -2) return [finite(sign, 0n, 0), rescaled(a, exp, rounding)];
  if (difference > prec) return null;
  const [x, y] = [a.coef * tenTo(Math.max(0, a.exp - b.exp)), b.coef * tenTo(Math.max(0, b.exp - a.exp))];
  return x / y < tenTo(prec) ? [finite(sign, x / y, 0), finite(a.sign, x % y, exp)] : null;
}

/** Mirrors `divmod`. */
export function divideBoth(a: Num, b: Num, settings: Settings, status: Status): [Num, Num] {
  const nan = nanOf([a, b], settings, status);
  if (nan !== null) return [nan, nan];
  if (a.kind === "inf") {
    status.add(InvalidOperation);
    return [b.kind === "inf" ? NAN : infinity(signOf(a, b)), NAN];
  }
  if (isZero(b)) {
    if (isZero(a)) return [invalid(status, DivisionUndefined), NAN];
    status.add(DivisionByZero);
    return [infinity(signOf(a, b)), invalid(status)];
  }
  const parts = divideWhole(a, b, settings);
  if (parts === null) return [invalid(status, DivisionImpossible), NAN];
  return [fix(parts[0], settings, status), fix(parts[1], settings, status)];
}

export const divideInt: Binary = (a, b, settings, status) => {
  const nan = nanOf([a, b], settings, status);
  if (nan !== null) return nan;
  const sign = signOf(a, b);
  if (a.kind === "inf") return b.kind === "inf" ? invalid(status) : infinity(sign);
  if (isZero(b)) {
    status.add(isZero(a) ? DivisionUndefined : DivisionByZero);
    return isZero(a) ? NAN : infinity(sign);
  }
  const parts = divideWhole(a, b, settings);
  return parts === null ? invalid(status, DivisionImpossible) : fix(parts[0], settings, status);
};

export const remainder: Binary = (a, b, settings, status) => {
  const nan = nanOf([a, b], settings, status);
  if (nan !== null) return nan;
  if (a.kind === "inf") return invalid(status);
  if (isZero(b)) return invalid(status, isZero(a) ? DivisionUndefined : InvalidOperation);
  const parts = divideWhole(a, b, settings);
  return parts === null ? invalid(status, DivisionImpossible) : fix(parts[1], settings, status);
};

export const remainderNear: Binary = (a, b, settings, status) => {
  const nan = nanOf([a, b], settings, status);
  if (nan !== null) return nan;
  if (a.kind === "inf") return invalid(status);
  if (isZero(b)) return invalid(status, isZero(a) ? DivisionUndefined : InvalidOperation);
  if (b.kind === "inf") return fix(a, settings, status);
  const exp = Math.min(a.exp, b.exp);
  if (a.coef === 0n) return fix(finite(a.sign, 0n, exp), settings, status);
  const difference = adjusted(a) - adjusted(b);
  if (difference >= settings.prec + 1) return invalid(status, DivisionImpossible);
  if (difference <= -2) return fix(rescaled(a, exp, settings.rounding), settings, status);
  const [x, y] = [a.coef * tenTo(a.exp - exp), b.coef * tenTo(b.exp - exp)];
  const [quotient, rest] = [x / y, x % y];
  const isUp = 2n * rest + (quotient & 1n) > y;
  if (quotient + (isUp ? 1n : 0n) >= tenTo(settings.prec)) return invalid(status, DivisionImpossible);
  const signed = isUp ? rest - y : rest;
  const sign = signed < 0n ? (a.sign === 0 ? 1 : 0) : a.sign;
  return fix(finite(sign, signed < 0n ? -signed : signed, exp), settings, status);
};

/** a * b + c, rounded once. */
export function fma(a: Num, b: Num, c: Num, settings: Settings, status: Status): Num {
  const nan = nanOf([a, b, c], settings, status);
  if (nan !== null) return nan;
  if (a.kind === "inf" || b.kind === "inf") {
    return isZero(a) || isZero(b) ? invalid(status) : add(infinity(signOf(a, b)), c, settings, status);
  }
  return add(finite(signOf(a, b), a.coef * b.coef, a.exp + b.exp), c, settings, status);
}

export const quantize: Binary = (a, b, settings, status) => {
  const nan = nanOf([a, b], settings, status);
  if (nan !== null) return nan;
  if (a.kind === "inf" || b.kind === "inf") return a.kind === b.kind ? a : invalid(status);
  const { Emax, Emin, prec, rounding } = settings;
  if (b.exp < etiny(settings) || b.exp > Emax) return invalid(status);
  if (a.coef === 0n) return fix(finite(a.sign, 0n, b.exp), settings, status);
  if (adjusted(a) > Emax || adjusted(a) - b.exp + 1 > prec) return invalid(status);
  const result = rescaled(a, b.exp, rounding);
  if (adjusted(result) > Emax || digitCount(result.coef) > prec) return invalid(status);
  if (result.coef !== 0n && adjusted(result) < Emin) status.add(Subnormal);
  if (result.exp > a.exp) {
    if (compareValues(result, a) !== 0) status.add(Inexact);
    status.add(Rounded);
  }
  return fix(result, settings, status);
};

/** The nearest integer; the status says whether it is exact if `isExact`. */
export function toIntegral(a: Num, rounding: Rounding, isExact: boolean, settings: Settings, status: Status): Num {
  const nan = nanOf([a], settings, status);
  if (nan !== null) return nan;
  if (a.kind === "inf" || a.exp >= 0) return a;
  const result = rescaled(a, 0, rounding);
  if (isExact) {
    if (compareValues(result, a) !== 0) status.add(Inexact);
    status.add(Rounded);
  }
  return result;
}

export const normalize: Unary = (a, settings, status) => {
  const nan = nanOf([a], settings, status);
  if (nan !== null) return nan;
  const fixed = fix(a, settings, status);
  if (fixed.kind === "inf") return fixed;
  if (fixed.coef === 0n) return finite(fixed.sign, 0n, 0);
  const most = settings.clamp === 1 ? etop(settings) : settings.Emax;
  let { coef, exp } = fixed;
  for (; coef % 10n === 0n && exp < most; exp++) coef /= 10n;
  return finite(fixed.sign, coef, exp);
};

/** The larger or smaller of two numbers, by value or by size; a quiet NaN gives way to a number. */
export function extreme(wanted: 1 | -1, bySize: boolean): Binary {
  return (a, b, settings, status) => {
    if (isNan(a) !== isNan(b) && a.kind !== "snan" && b.kind !== "snan") {
      return fix(isNan(a) ? b : a, settings, status);
    }
    const nan = nanOf([a, b], settings, status);
    if (nan !== null) return nan;
    const order = (bySize && compareValues(absolute(a), absolute(b))) || compareValues(a, b) || compareTotal(a, b);
    return fix(order === -wanted ? b : a, settings, status);
  };
}

/** Mirrors `compare_total`: an order of all numbers and NaNs by their representation. */
export function compareTotal(a: Num, b: Num): -1 | 0 | 1 {
  if (a.sign !== b.sign) return a.sign === 1 ? -1 : 1;
  const direction = a.sign === 1 ? -1 : 1;
  const ranks = { finite: 0, inf: 0, snan: 1, nan: 2 };
  const difference =
    ranks[a.kind] - ranks[b.kind] ||
    (isNan(a) ? Number(a.coef > b.coef) - Number(a.coef < b.coef) : compareValues(a, b) * direction) ||
    a.exp - b.exp;
  return (Math.sign(difference) * direction || 0) as -1 | 0 | 1;
}

/** The number next to another one, up or down. */
export function next(a: Num, direction: 1 | -1, settings: Settings, status: Status): Num {
  const nan = nanOf([a], settings, status);
  if (nan !== null) return nan;
  const { prec, Emax } = settings;
  if (a.kind === "inf") {
    const isInward = (a.sign === 0) === (direction === -1);
    return isInward ? finite(a.sign, tenTo(prec) - 1n, Emax - prec + 1) : a;
  }
  const quiet: Status = new Set();
  const local: Settings = { ...settings, rounding: direction === 1 ? "ROUND_CEILING" : "ROUND_FLOOR" };
  const fixed = fix(a, local, quiet);
  if (compareValues(fixed, a) !== 0) return fixed;
  return add(a, finite(direction === 1 ? 0 : 1, 1n, etiny(settings) - 1), local, quiet);
}

/** Mirrors `next_toward`. */
export const nextToward: Binary = (a, b, settings, status) => {
  const nan = nanOf([a, b], settings, status);
  if (nan !== null) return nan;
  const order = compareValues(a, b);
  if (order === 0) return { ...a, sign: b.sign };
  const result = next(a, order === -1 ? 1 : -1, settings, status);
  if (result.kind === "inf") for (const signal of [Overflow, Inexact, Rounded]) status.add(signal);
  else if (adjusted(result) < settings.Emin) {
    for (const signal of [Underflow, Subnormal, Inexact, Rounded]) status.add(signal);
    if (result.coef === 0n) status.add(Clamped);
  }
  return result;
};

export const logb: Unary = (a, settings, status) => {
  const nan = nanOf([a], settings, status);
  if (nan !== null) return nan;
  if (a.kind === "inf") return infinity(0);
  if (a.coef === 0n) {
    status.add(DivisionByZero);
    return infinity(1);
  }
  const place = adjusted(a);
  return fix(finite(place < 0 ? 1 : 0, BigInt(Math.abs(place)), 0), settings, status);
};

export const scaleb: Binary = (a, b, settings, status) => {
  const nan = nanOf([a, b], settings, status);
  if (nan !== null) return nan;
  const limit = 2 * (settings.Emax + settings.prec);
  if (b.kind !== "finite" || b.exp !== 0) return invalid(status);
  const places = Number(truncated(b));
  if (Math.abs(places) > limit) return invalid(status);
  return a.kind === "inf" ? a : fix(finite(a.sign, a.coef, a.exp + places), settings, status);
};

/** Moves the digits of a coefficient of `prec` digits; those pushed out come in again if `isRotation`. */
export function shiftDigits(isRotation: boolean): Binary {
  return (a, b, settings, status) => {
    const nan = nanOf([a, b], settings, status);
    if (nan !== null) return nan;
    const { prec } = settings;
    if (b.kind !== "finite" || b.exp !== 0 || b.coef > BigInt(prec)) return invalid(status);
    if (a.kind === "inf") return a;
    const places = Number(truncated(b));
    const digits = a.coef.toString().padStart(prec, "0").slice(-prec);
    const moved = digits.slice(places) + digits.slice(0, places);
    const cut = places >= 0 ? digits.slice(places) + "0".repeat(places) : digits.slice(0, places);
    return finite(a.sign, BigInt(isRotation ? moved : cut || "0"), a.exp);
  };
}

/** `logical_and` and the like, on coefficients of zeros and ones. */
export function logical(combine: (x: string, y: string) => boolean): Binary {
  return (a, b, { prec }, status) => {
    const isLogical = (x: Num) =>
      x.kind === "finite" && x.sign === 0 && x.exp === 0 && /^[01]+$/.test(x.coef.toString());
    if (!isLogical(a) || !isLogical(b)) return invalid(status);
    const [x, y] = [a, b].map(({ coef }) => coef.toString().padStart(prec, "0").slice(-prec)) as [string, string];
    return finite(0, BigInt(Array.from(x, (digit, at) => Number(combine(digit, y[at]!))).join("")), 0);
  };
}

/** `logical_invert` */
export const logicalInvert: Unary = (a, settings, status) => {
  const ones = finite(0, (tenTo(settings.prec) - 1n) / 9n, 0);
  return logical((x, y) => x !== y)(a, ones, settings, status);
};
