/**
 * Decimal digits of floats, rounded half to even on the exact binary value as C's printf does.
 *
 * `toFixed` and `toExponential` work on the exact value too, but round ties away from zero and know at most 100 digits;
 * ties and longer texts are computed with big integers. All arguments are finite and not negative.
 */
import { floatRepr, padExponent } from "../number-text.js";

const MOST_DIGITS = 100;

/** `%.{precision}f` */
export function fixedDigits(x: number, precision: number): string {
  if (x < 1e21 && precision < MOST_DIGITS) {
    // a tie has one binary digit more after the point than there are decimal places
    const doubled = precision < 30 ? x * (2 << precision) : x * 2 ** (precision + 1);
    if (!Number.isInteger(doubled) || doubled % 2 === 0) {
      return x.toFixed(precision);
    }
  }
  const [numerator, denominator] = exactFraction(x);
  const digits = String(roundedQuotient(numerator * 10n ** BigInt(precision), denominator)).padStart(
    precision + 1,
    "0",
  );
  const point = digits.length - precision;
  return precision === 0 ? digits : digits.slice(0, point) + "." + digits.slice(point);
}

/** `%.{precision}e` */
export function exponentDigits(x: number, precision: number): string {
  if (precision < MOST_DIGITS && (x === 0 || !x.toExponential(precision + 1).includes("5e"))) {
    return padExponent(x.toExponential(precision));
  }
  if (x === 0) {
    return "0." + "0".repeat(precision) + "e+00";
  }
  const [digits, exponent] = significantDigits(x, precision + 1);
  const fraction = precision === 0 ? "" : "." + digits.slice(1);
  return padExponent(`${digits[0]}${fraction}e${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`);
}

/** The first `count` digits, correctly rounded, and the exponent of the first one. */
function significantDigits(x: number, count: number): [digits: string, exponent: number] {
  const [numerator, denominator] = exactFraction(x);
  let exponent = Number(x.toExponential(20).split("e")[1]);
  for (;;) {
    const shift = count - 1 - exponent;
    const scaled =
      shift >= 0
        ? roundedQuotient(numerator * 10n ** BigInt(shift), denominator)
        : roundedQuotient(numerator, denominator * 10n ** BigInt(-shift));
    const digits = String(scaled);
    if (digits.length === count) {
      return [digits, exponent];
    }
    // rounding made 9.99 a 10.0, or the estimate of the exponent was one too high
    exponent += digits.length - count;
  }
}

/** numerator / denominator, rounded half to even. */
function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}

/** A float as an exact fraction. */
function exactFraction(x: number): [numerator: bigint, denominator: bigint] {
  let shift = 0;
  let whole = x;
  while (!Number.isInteger(whole)) {
    // a power of two: no rounding; in steps, since 2 ** 1074 is infinite
    whole *= 2 ** 60;
    shift += 60;
  }
  return [BigInt(whole), 1n << BigInt(shift)];
}

/**
 * `%.{precision}g`: exponents only for very small and very large numbers.
 *
 * @param alternate keep trailing zeros (`#`)
 * @param addPoint the text has to look like a float (format() without a type): `1.0`, and exponents one digit earlier
 */
export function generalDigits(x: number, precision: number, alternate: boolean, addPoint: boolean): string {
  const count = precision === 0 ? 1 : precision;
  const [mantissa, exponentText] = exponentDigits(x, count - 1).split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= count - (addPoint ? 1 : 0)) {
    const kept = alternate ? withPoint(mantissa) : withoutZeros(mantissa);
    return `${kept}e${exponentText}`;
  }
  const places = count - 1 - exponent;
  const digits = fixedDigits(x, Math.max(0, places));
  if (alternate) {
    return withPoint(digits);
  }
  const short = withoutZeros(digits);
  return addPoint && !short.includes(".") ? short + ".0" : short;
}

/** The shortest digits that read back as the same float: `repr`. */
export function shortestDigits(x: number, alternate: boolean): string {
  const text = floatRepr(x);
  return alternate && !text.includes(".") ? text.replace("e", ".e") : text;
}

/** Digits without a fraction get a point (`#`). */
export function withPoint(digits: string): string {
  if (digits.includes(".")) {
    return digits;
  }
  return digits.includes("e") ? digits.replace("e", ".e") : digits + ".";
}

function withoutZeros(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}
