/** Roots, exponentials, logarithms and powers: computed with more digits until the rounding is certain. */
import { adjusted, compareValues, digitCount, finite, infinity, isInteger, isZero, type Num, ONE } from "./number.js";
import { absolute, tenTo, truncated } from "./number.js";
import { divide, invalid, nanOf, type Unary } from "./arithmetic.js";
import { etiny, fix, type Settings } from "./rounding.js";
import { Inexact, Rounded, type Status } from "./signals.js";

/** The whole square root of a whole number. */
function wholeRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}

export const sqrt: Unary = (a, settings, status) => {
  const nan = nanOf([a], settings, status);
  if (nan !== null) return nan;
  const half = Math.floor(a.exp / 2);
  if (isZero(a)) return fix(finite(a.sign, 0n, half), settings, status);
  if (a.sign === 1) return invalid(status);
  if (a.kind === "inf") return a;
  const isOdd = a.exp % 2 !== 0;
  const base = isOdd ? a.coef * 10n : a.coef;
  const digits = digitCount(a.coef);
  const shift = settings.prec + 1 - (isOdd ? (digits >> 1) + 1 : (digits + 1) >> 1);
  const divisor = shift >= 0 ? 1n : tenTo(-2 * shift);
  const scaled = shift >= 0 ? base * tenTo(2 * shift) : base / divisor;
  const root = wholeRoot(scaled);
  const isExact = base % divisor === 0n && root * root === scaled;
  const local: Settings = { ...settings, rounding: "ROUND_HALF_EVEN" };
  if (!isExact) return fix(finite(0, root % 5n === 0n ? root + 1n : root, half - shift), local, status);
  return fix(finite(0, shift >= 0 ? root / tenTo(shift) : root * tenTo(-shift), half), local, status);
};

// ------------------------------------------------------------------------------- numbers of a fixed scale

const logarithms = new Map<number, bigint>();

/** ln(10) * 10 ** places */
function lnTen(places: number): bigint {
  let found = logarithms.get(places);
  if (found === undefined) {
    // ln 10 = 46 artanh(1/31) + 34 artanh(1/49) + 20 artanh(1/161)
    const guard = places + 10;
    const parts = [46n * artanhInverse(31n, guard), 34n * artanhInverse(49n, guard), 20n * artanhInverse(161n, guard)];
    found = parts.reduce((sum, part) => sum + part) / tenTo(10);
    logarithms.set(places, found);
  }
  return found;
}

/** artanh(1 / n) * 10 ** places */
function artanhInverse(n: bigint, places: number): bigint {
  let power = tenTo(places) / n;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= n * n;
    sum += power / k;
  }
  return sum;
}

/** e ** (x / 10 ** places) * 10 ** places, for x of any sign that is not far from zero. */
function expFixed(x: bigint, places: number): bigint {
  const halvings = Math.ceil(Math.sqrt(places)) + 4;
  const guard = 10 + Math.ceil(halvings * 0.7);
  const scale = tenTo(places + guard);
  const small = (x * tenTo(guard)) >> BigInt(halvings);
  let [term, sum] = [scale, scale];
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    term = (term * small) / (scale * k);
    sum += term;
  }
  for (let count = 0; count < halvings; count++) sum = (sum * sum) / scale;
  return sum / tenTo(guard);
}

/** ln(y / 10 ** places) * 10 ** places, for y / 10 ** places between 0.1 and 10. */
function lnFixed(y: bigint, places: number): bigint {
  const guard = 10;
  const wide = places + guard;
  const target = y * tenTo(guard);
  const lead = Number(y / tenTo(Math.max(0, places - 17))) / 10 ** Math.min(places, 17);
  let guess = BigInt(Math.round(Math.log(lead) * 1e15)) * tenTo(Math.max(0, wide - 15));
  if (wide < 15) guess /= tenTo(15 - wide);
  for (let correct = 14; ; correct *= 3) {
    const power = expFixed(guess, wide);
    guess += (2n * (target - power) * tenTo(wide)) / (target + power);
    if (correct > wide) return guess / tenTo(guard);
  }
}

/** A value computed with more and more digits until the first `prec` are certain. */
function certain(prec: number, compute: (digits: number) => Num): Num {
  for (let extra = 4; ; extra += 8) {
    const value = compute(prec + extra);
    const surplus = digitCount(value.coef) - prec;
    if (surplus <= 1) continue;
    // a rest that is all zeros, all nines or near a half might be the error of the computation
    const unit = tenTo(surplus) / 2n;
    const rest = value.coef % unit;
    const margin = tenTo(Math.max(0, surplus - extra + 2));
    if (rest > margin && unit - rest > margin) return value;
  }
}

const inexactly = (value: Num, settings: Settings, status: Status): Num => {
  const result = fix(value, { ...settings, rounding: "ROUND_HALF_EVEN" }, status);
  for (const signal of [Inexact, Rounded]) status.add(signal);
  return result;
};

/** x * 10 ** places as a whole number, rounded towards zero. */
function scaledTo(a: Num, places: number): bigint {
  return truncated(finite(a.sign, a.coef, a.exp + places));
}

export const exp: Unary = (a, settings, status) => {
  const nan = nanOf([a], settings, status);
  if (nan !== null) return nan;
  if (a.kind === "inf") return a.sign === 1 ? finite(0, 0n, 0) : a;
  if (isZero(a)) return ONE;
  const { prec, Emax } = settings;
  const place = adjusted(a);
  if (a.sign === 0 && place > digitCount(BigInt((Emax + 1) * 3)))
    return inexactly(finite(0, 1n, Emax + 1), settings, status);
  if (a.sign === 1 && place > digitCount(BigInt((1 - etiny(settings)) * 3))) {
    return inexactly(finite(0, 1n, etiny(settings) - 1), settings, status);
  }
  if (place < -prec) {
    const near = a.sign === 0 ? finite(0, tenTo(prec + 1) + 1n, -prec - 1) : finite(0, tenTo(prec + 1) - 1n, -prec - 1);
    return inexactly(near, settings, status);
  }
  return inexactly(
    certain(prec, (digits) => expDigits(a, digits)),
    settings,
    status,
  );
};

/** e ** a to so many digits: a = k ln 10 + r, so that it is 10 ** k * e ** r. */
function expDigits(a: Num, digits: number): Num {
  const places = digits + Math.max(0, adjusted(a)) + 3;
  const x = scaledTo(a, places);
  const ten = lnTen(places);
  const whole = x / ten - (x < 0n ? 1n : 0n);
  return finite(0, expFixed(x - whole * ten, places), Number(whole) - places);
}

/** ln(a) to so many digits, a positive and not one. */
function lnDigits(a: Num, digits: number): Num {
  const difference = compareValues(a, ONE) === 0 ? ONE : exactDifference(a);
  const lost = Math.max(0, -adjusted(difference)) + Math.max(0, digitCount(BigInt(Math.abs(adjusted(a)))));
  const places = digits + lost + 3;
  // between 1 and 10, or 0.1 and 1 where that is nearer
  const up = adjusted(a);
  const shift = up < 0 ? up + 1 : up;
  const logarithm = lnFixed(scaledTo(finite(0, a.coef, a.exp - shift), places), places) + BigInt(shift) * lnTen(places);
  return finite(logarithm < 0n ? 1 : 0, logarithm < 0n ? -logarithm : logarithm, -places);
}

/** |a - 1| */
function exactDifference(a: Num): Num {
  const least = Math.min(a.exp, 0);
  if (adjusted(a) > 1 || adjusted(a) < -1) return ONE;
  const value = a.coef * tenTo(a.exp - least) - tenTo(-least);
  return finite(0, value < 0n ? -value : value, least);
}

export const ln: Unary = (a, settings, status) => {
  const nan = nanOf([a], settings, status);
  if (nan !== null) return nan;
  if (isZero(a)) return infinity(1);
  if (a.sign === 1) return invalid(status);
  if (a.kind === "inf") return a;
  if (compareValues(a, ONE) === 0) return finite(0, 0n, 0);
  return inexactly(
    certain(settings.prec, (digits) => lnDigits(a, digits)),
    settings,
    status,
  );
};

export const log10: Unary = (a, settings, status) => {
  const nan = nanOf([a], settings, status);
  if (nan !== null) return nan;
  if (isZero(a)) return infinity(1);
  if (a.sign === 1) return invalid(status);
  if (a.kind === "inf") return a;
  if (/^10*$/.test(a.coef.toString())) {
    const place = adjusted(a);
    return fix(finite(place < 0 ? 1 : 0, BigInt(Math.abs(place)), 0), settings, status);
  }
  return inexactly(
    certain(settings.prec, (digits) => log10Digits(a, digits)),
    settings,
    status,
  );
};

function log10Digits(a: Num, digits: number): Num {
  const { sign, coef, exp } = lnDigits(a, digits + 3);
  const places = Math.max(-exp, digits + 3);
  const quotient = (coef * tenTo(exp + places) * tenTo(places)) / lnTen(places);
  return finite(sign, quotient, -places);
}

/** Mirrors `power(a, b)`. */
export function power(a: Num, b: Num, settings: Settings, status: Status): Num {
  const nan = nanOf([a, b], settings, status);
  if (nan !== null) return nan;
  if (isZero(b)) return isZero(a) ? invalid(status) : ONE;
  const isWhole = b.kind === "inf" || isInteger(b);
  const isOdd = b.kind === "finite" && isWhole && truncated(b) % 2n !== 0n;
  const sign = a.sign === 1 && isOdd ? 1 : 0;
  if (a.sign === 1 && !isZero(a) && (!isWhole || (b.kind === "inf" && a.kind !== "inf"))) return invalid(status);
  const base = absolute(a);
  if (isZero(base)) return b.sign === 0 ? finite(sign, 0n, 0) : infinity(sign);
  if (base.kind === "inf") return b.sign === 0 ? infinity(sign) : finite(sign, 0n, 0);
  const order = compareValues(base, ONE);
  if (order === 0) return powerOfOne(base, b, isWhole, sign, settings, status);
  if (b.kind === "inf") return (order === 1) === (b.sign === 0) ? infinity(sign) : finite(sign, 0n, 0);
  const size = Math.abs(Number(truncated(b))) * digitCount(base.coef);
  if (isWhole && size < 20_000) return wholePower(base, b, sign, settings, status);
  const bound = powerBound(base, b, settings, status, sign);
  if (bound !== null) return bound;
  return roundedPower(certainOrExact(base, b, sign, settings), settings, status);
}

function powerOfOne(base: Num, b: Num, isWhole: boolean, sign: 0 | 1, settings: Settings, status: Status): Num {
  const { prec } = settings;
  if (isWhole && b.kind === "finite") {
    const times = b.sign === 1 ? 0n : truncated(b);
    const places = BigInt(base.exp) * times;
    if (places >= BigInt(1 - prec)) return finite(sign, tenTo(Number(-places)), Number(places));
    status.add(Rounded);
  } else for (const signal of [Inexact, Rounded]) status.add(signal);
  return finite(sign, tenTo(prec - 1), 1 - prec);
}

function wholePower(base: Num, b: Num, sign: 0 | 1, settings: Settings, status: Status): Num {
  const times = truncated(b);
  const count = times < 0n ? -times : times;
  const result = finite(sign, base.coef ** count, base.exp * Number(count));
  // as CPython does, first to a few digits more than wanted
  const extra = Math.max(0, adjusted(b) + 1) + 2 + b.sign;
  const wide: Settings = { ...settings, prec: settings.prec + extra, rounding: "ROUND_HALF_EVEN", clamp: 0 };
  const first = times < 0n ? divide(ONE, result, wide, status) : fix(result, wide, status);
  return fix(first.kind === "inf" ? finite(sign, 1n, settings.Emax + 1) : first, settings, status);
}

/** Unlike the logarithms, powers are rounded as the context says. */
function roundedPower(value: Num, settings: Settings, status: Status): Num {
  for (const signal of [Inexact, Rounded]) status.add(signal);
  return fix(value, settings, status);
}

/** What is surely too big or too small for the context; null for the rest. */
function powerBound(base: Num, b: Num, settings: Settings, status: Status, sign: 0 | 1): Num | null {
  const log = (adjusted(base) + Math.log10(leadOf(base))) * (b.sign === 1 ? -1 : 1) * leadOf(b) * 10 ** adjusted(b);
  if (log > settings.Emax + 2) return roundedPower(finite(sign, 1n, settings.Emax + 1), settings, status);
  if (log < etiny(settings) - 2) return roundedPower(finite(sign, 1n, etiny(settings) - 1), settings, status);
  return null;
}

/** The first digits of a number as a number from 1 to 10. */
function leadOf(a: Num): number {
  const digits = a.coef.toString();
  return Number(`${digits[0]}.${digits.slice(1, 17)}`);
}

function certainOrExact(base: Num, b: Num, sign: 0 | 1, { prec }: Settings): Num {
  const compute = (digits: number): Num => {
    const wide = digits + Math.max(0, adjusted(b)) + 6;
    const logarithm = lnDigits(base, wide);
    const product = finite(logarithm.sign === b.sign ? 0 : 1, logarithm.coef * b.coef, logarithm.exp + b.exp);
    return { ...expDigits(product, digits), sign };
  };
  // exact powers look the same with ever more digits
  const [value, check] = [compute(prec + 6), compute(prec + 40)];
  const rounded = roundTo(check, prec + 20);
  if (rounded.coef % tenTo(18) === 0n) return { ...rounded, coef: rounded.coef / tenTo(18), exp: rounded.exp + 18 };
  return digitCount(value.coef) > prec ? certain(prec, compute) : value;
}

function roundTo(a: Num, digits: number): Num {
  const surplus = digitCount(a.coef) - digits;
  return surplus <= 0 ? a : finite(a.sign, (a.coef + tenTo(surplus) / 2n) / tenTo(surplus), a.exp + surplus);
}

/** Mirrors `power(a, b, modulo)` of whole numbers. */
export function powerModulo(a: Num, b: Num, m: Num, settings: Settings, status: Status): Num {
  const nan = nanOf([a, b, m], settings, status);
  if (nan !== null) return nan;
  const fits = isInteger(a) && isInteger(b) && isInteger(m) && b.sign === 0 && !isZero(m);
  if (!fits || adjusted(m) >= settings.prec || (isZero(a) && isZero(b))) {
    return invalid(status);
  }
  const modulus = truncated(absolute(m));
  let [result, square] = [1n % modulus, truncated(absolute(a)) % modulus];
  for (let left = truncated(b); left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return finite(a.sign === 1 && truncated(b) % 2n !== 0n ? 1 : 0, result, 0);
}
