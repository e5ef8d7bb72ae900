/** Decimal numbers as such: parts, text, order. */
import { shrink } from "../../builtins/numbers.js";

export type Kind = "finite" | "inf" | "nan" | "snan";

/** (-1) ** sign * coef * 10 ** exp; for a NaN, `coef` is its payload. */
export interface Num {
  readonly sign: 0 | 1;
  readonly kind: Kind;
  readonly coef: bigint;
  readonly exp: number;
}

export const finite = (sign: 0 | 1, coef: bigint, exp: number): Num => ({ sign, kind: "finite", coef, exp });
export const infinity = (sign: 0 | 1): Num => ({ sign, kind: "inf", coef: 0n, exp: 0 });
export const NAN: Num = { sign: 0, kind: "nan", coef: 0n, exp: 0 };
export const ZERO = finite(0, 0n, 0);
export const ONE = finite(0, 1n, 0);

export const isNan = ({ kind }: Num): boolean => kind === "nan" || kind === "snan";
export const isFinite = ({ kind }: Num): boolean => kind === "finite";
export const isZero = ({ kind, coef }: Num): boolean => kind === "finite" && coef === 0n;
export const negated = (a: Num): Num => ({ ...a, sign: a.sign === 0 ? 1 : 0 });
export const absolute = (a: Num): Num => ({ ...a, sign: 0 });
export const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

const powers: bigint[] = [1n];

/** 10 ** n */
export function tenTo(n: number): bigint {
  if (n > 2000) return 10n ** BigInt(n);
  while (powers.length <= n) powers.push(powers[powers.length - 1]! * 10n);
  return powers[n]!;
}

/** The number of decimal digits; 1 for zero. */
export const digitCount = (coef: bigint): number => coef.toString().length;

/** The exponent of the first digit. */
export const adjusted = (a: Num): number => a.exp + digitCount(a.coef) - 1;

/** True for a finite number without a fraction. */
export function isInteger(a: Num): boolean {
  if (a.kind !== "finite") return false;
  if (a.exp >= 0 || a.coef === 0n) return true;
  return -a.exp < digitCount(a.coef) && a.coef % tenTo(-a.exp) === 0n;
}

/** The whole part of a finite number. */
export function truncated(a: Num): bigint {
  const whole = a.exp >= 0 ? a.coef * tenTo(a.exp) : -a.exp > digitCount(a.coef) ? 0n : a.coef / tenTo(-a.exp);
  return a.sign === 1 ? -whole : whole;
}

/** -1, 0 or 1, as a is less than, equal to or greater than b; neither is a NaN. */
export function compareValues(a: Num, b: Num): -1 | 0 | 1 {
  const zeroSign = (x: Num): number => (isZero(x) ? 0 : x.sign === 1 ? -1 : 1);
  const [s, t] = [zeroSign(a), zeroSign(b)];
  if (s !== t) return s < t ? -1 : 1;
  if (s === 0) return 0;
  const bySize = compareSizes(a, b);
  return (s > 0 ? bySize : -bySize) as -1 | 0 | 1;
}

function compareSizes(a: Num, b: Num): -1 | 0 | 1 {
  if (a.kind === "inf" || b.kind === "inf") return a.kind === b.kind ? 0 : a.kind === "inf" ? 1 : -1;
  const [m, n] = [adjusted(a), adjusted(b)];
  if (m !== n) return m < n ? -1 : 1;
  const exp = Math.min(a.exp, b.exp);
  const [x, y] = [a.coef * tenTo(a.exp - exp), b.coef * tenTo(b.exp - exp)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** As CPython's `str`, or in engineering notation. */
export function numberText(a: Num, capitals: boolean, isEngineering = false): string {
  const sign = a.sign === 1 ? "-" : "";
  if (a.kind === "inf") return `${sign}Infinity`;
  if (a.kind !== "finite") return `${sign}${a.kind === "nan" ? "NaN" : "sNaN"}${a.coef === 0n ? "" : a.coef}`;
  const digits = a.coef.toString();
  const left = a.exp + digits.length;
  const point = pointPlace(a, digits, left, isEngineering);
  const [whole, fraction] = splitAt(digits, point);
  const exponent = left - point;
  const tail = exponent === 0 ? "" : `${capitals ? "E" : "e"}${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}${tail}`;
}

function pointPlace(a: Num, digits: string, left: number, isEngineering: boolean): number {
  if (a.exp <= 0 && left > -6) return left;
  if (!isEngineering) return 1;
  const modulo = (value: number): number => ((value % 3) + 3) % 3;
  return digits === "0" ? modulo(left + 1) - 1 : modulo(left - 1) + 1;
}

/** Digits before and after a decimal point that may lie outside of them. */
export function splitAt(digits: string, point: number): [whole: string, fraction: string] {
  if (point <= 0) return ["0", "0".repeat(-point) + digits];
  if (point >= digits.length) return [digits + "0".repeat(point - digits.length), ""];
  return [digits.slice(0, point), digits.slice(point)];
}

const PATTERN = /^([-+])?(?:(?=\d|\.\d)(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?|inf(?:inity)?|(s?)nan(\d*))$/i;

/** A number from its text, without spaces around it; null for what is none. */
export function parseNumber(text: string): Num | null {
  const ascii = text.replaceAll("_", "").replace(/\p{Nd}/gu, digitOf);
  const match = PATTERN.exec(ascii);
  if (match === null) return null;
  const [, mark, whole, fraction = "", exponent = "0", signals, payload] = match;
  const sign = mark === "-" ? 1 : 0;
  if (payload !== undefined) {
    return { sign, kind: signals === "" ? "nan" : "snan", coef: BigInt(payload || "0"), exp: 0 };
  }
  if (whole === undefined) return infinity(sign);
  return finite(sign, BigInt(whole + fraction), Number(exponent) - fraction.length);
}

/** The ASCII digit of a decimal digit of any script: each script's ten stand in a row. */
function digitOf(char: string): string {
  const code = char.codePointAt(0)!;
  if (code < 128) return char;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
  return String(code - zero);
}

/** The number of an int. */
export function fromInt(value: number | bigint | boolean): Num {
  const exact = BigInt(value);
  return finite(exact < 0n ? 1 : 0, magnitude(exact), 0);
}

/** The exact number of a float. */
export function fromFloat(value: number): Num {
  if (Number.isNaN(value)) return NAN;
  const sign = value < 0 || Object.is(value, -0) ? 1 : 0;
  if (!Number.isFinite(value)) return infinity(sign);
  let [whole, halvings] = [Math.abs(value), 0];
  while (!Number.isInteger(whole)) [whole, halvings] = [whole * 2, halvings + 1];
  return finite(sign, BigInt(whole) * 5n ** BigInt(halvings), -halvings);
}

/** Numerator and denominator of a finite number in lowest terms. */
export function ratioOf(a: Num): [number | bigint, number | bigint] {
  const signed = a.sign === 1 ? -a.coef : a.coef;
  if (a.exp >= 0) return [shrink(signed * tenTo(a.exp)), 1];
  const denominator = tenTo(-a.exp);
  let [x, y] = [magnitude(signed), denominator];
  while (y !== 0n) [x, y] = [y, x % y];
  return [shrink(signed / x), shrink(denominator / x)];
}
