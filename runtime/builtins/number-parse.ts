/** Text to numbers, with CPython's grammar and error texts: `int(text, base)`, `float(text)`, `complex(text)`, `float.fromhex()`. */
import { OverflowError, ValueError } from "./exceptions.js";
import { shrink, type int } from "./numbers.js";
import { exceedsLimit, get_int_max_str_digits } from "./number-text.js";
import { strLength, substring } from "./str/code-points.js";
import { strRepr } from "./str/repr.js";
import { digitValue, stripSpace } from "./str/characters.js";

/** CPython shows no more of a text that is no number. */
const SHOWN_LITERAL = 200;
const DECIMAL = /^([+-]?)(\d+(?:_\d+)*)$/;
const FLOAT = /^[+-]?(?:(?:\d+(?:_\d+)*)?\.\d+(?:_\d+)*|\d+(?:_\d+)*\.?)(?:e[+-]?\d+(?:_\d+)*)?$/i;
const SPECIAL_FLOAT = /^([+-]?)(inf|infinity|nan)$/i;
const HEX_FLOAT = /^([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?$/i;
const BASE_PREFIXES: Record<string, number> = { b: 2, o: 8, x: 16 };

/**
 * `int(text, base)`.
 *
 * @param shown the value as the error message shows it, when it isn't `repr(text)` (bytes).
 * @throws ValueError "invalid literal for int() with base 10: 'x'", and for more digits than the limit.
 */
export function parseInteger(text: string, base = 10, shown?: string): int {
  const trimmed = asciiDigits(stripSpace(text));
  if (base === 10) {
    const match = DECIMAL.exec(trimmed);
    if (match) {
      return decimal(match[1], match[2]);
    }
    // CPython counts digits before it looks at what follows them.
    checkLimit(/^[-+]?((?:_?\d)*)/.exec(trimmed)![1]!.replaceAll("_", "").length);
  } else if (base !== 0 && (base < 2 || base > 36)) {
    throw new ValueError("int() base must be >= 2 and <= 36, or 0");
  } else {
    const value = parseInBase(trimmed, base);
    if (value !== null) {
      return value;
    }
  }
  const whole = shown ?? strRepr(text);
  const literal = substring(whole, 0, Math.min(SHOWN_LITERAL, strLength(whole)));
  throw new ValueError(`invalid literal for int() with base ${base}: ${literal}`);
}

function decimal(sign: string, digits: string): int {
  const plain = digits.includes("_") ? digits.replaceAll("_", "") : digits;
  checkLimit(plain.length);
  return signed(sign, plain.length < 16 ? Number(plain) : shrink(BigInt(plain)));
}

function checkLimit(digits: number): void {
  if (!exceedsLimit(digits)) return;
  throw new ValueError(
    `Exceeds the limit (${get_int_max_str_digits()} digits) for integer string conversion: value has ${digits} digits; ` +
      "use sys.set_int_max_str_digits() to increase the limit",
  );
}

function signed(sign: string, value: int): int {
  return sign === "-" && value !== 0 ? -value : value;
}

/** A literal in a base other than 10 (0: as in Python source), or null when it isn't one. */
function parseInBase(text: string, base: number): int | null {
  const sign = text[0] === "-" || text[0] === "+" ? text[0] : "";
  let digits = text.slice(sign.length).toLowerCase();
  const prefix = digits[0] === "0" ? BASE_PREFIXES[digits[1]] : undefined;
  if (prefix !== undefined && (base === 0 || base === prefix)) {
    digits = digits.slice(digits[2] === "_" ? 3 : 2);
    base = prefix;
  } else if (base === 0) {
    if (!/^(?:0+(?:_0+)*|[1-9]\d*(?:_\d+)*)$/.test(digits)) {
      return null;
    }
    return decimal(sign, digits);
  }
  if (digits === "" || /^_|__|_$/.test(digits)) {
    return null;
  }
  let value = 0n;
  const wide = BigInt(base);
  const plain = digits.replaceAll("_", "");
  const isPowerOfTwo = (base & (base - 1)) === 0;
  if (!isPowerOfTwo) checkLimit(plain.length);
  for (const char of plain) {
    const digit = parseInt(char, 36);
    if (!(digit < base)) {
      return null;
    }
    value = value * wide + BigInt(digit);
  }
  return signed(sign, shrink(value));
}

/**
 * `float(text)` as a raw number.
 *
 * @param shown the value as the error message shows it, when it isn't `repr(text)` (bytes).
 * @throws ValueError "could not convert string to float: 'x'".
 */
export function parseFloatText(text: string, shown?: string): number {
  const value = readFloat(asciiDigits(stripSpace(text)));
  if (value === null) {
    throw new ValueError(`could not convert string to float: ${shown ?? strRepr(text)}`);
  }
  return value;
}

function readFloat(text: string): number | null {
  if (FLOAT.test(text)) {
    return Number(text.includes("_") ? text.replaceAll("_", "") : text);
  }
  const special = SPECIAL_FLOAT.exec(text);
  if (special === null) {
    return null;
  }
  const value = special[2].toLowerCase() === "nan" ? NaN : Infinity;
  return special[1] === "-" ? -value : value;
}

/**
 * `complex(text)` as [real, imaginary].
 *
 * @throws ValueError "complex() arg is a malformed string".
 */
export function parseComplex(text: string): [re: number, im: number] {
  let trimmed = asciiDigits(stripSpace(text));
  if (trimmed.startsWith("(") && trimmed.endsWith(")")) {
    trimmed = stripSpace(trimmed.slice(1, -1));
  }
  const parts = splitComplex(trimmed);
  if (parts === null) {
    throw new ValueError("complex() arg is a malformed string");
  }
  return parts;
}

function splitComplex(text: string): [number, number] | null {
  if (!/j$/i.test(text)) {
    const re = readFloat(text);
    return re === null ? null : [re, 0];
  }
  const body = text.slice(0, -1);
  // the sign that starts the imaginary part: the last one that doesn't belong to an exponent
  const split = Math.max(lastPartSign(body, "+"), lastPartSign(body, "-"));
  const re = split > 0 ? readFloat(body.slice(0, split)) : 0;
  const tail = split > 0 ? body.slice(split) : body;
  const im = /^[+-]?$/.test(tail) ? Number(tail + "1") : readFloat(tail);
  return re === null || im === null ? null : [re, im];
}

function lastPartSign(text: string, sign: string): number {
  let at = text.lastIndexOf(sign);
  while (at > 0 && /[eE]/.test(text[at - 1])) {
    at = text.lastIndexOf(sign, at - 1);
  }
  return at;
}

/**
 * `float.fromhex(text)` as a raw number, rounded half to even as C's strtod does.
 *
 * @throws ValueError, OverflowError with CPython's texts.
 */
export function parseHexFloat(text: string): number {
  const trimmed = stripSpace(text);
  const special = SPECIAL_FLOAT.exec(trimmed);
  if (special !== null) {
    return readFloat(trimmed) as number;
  }
  const match = HEX_FLOAT.exec(trimmed);
  const digits = match === null ? "" : match[2] + (match[3] ?? "");
  if (match === null || digits === "") {
    throw new ValueError("invalid hexadecimal floating-point string");
  }
  const exponent = Number(match[4] ?? 0) - 4 * (match[3] ?? "").length;
  const value = scaled(BigInt("0x" + digits), exponent);
  if (value === Infinity) {
    throw new OverflowError("hexadecimal value too large to represent as a float");
  }
  return match[1] === "-" ? -value : value;
}

/** mantissa * 2**exponent as the nearest float. */
function scaled(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) {
    return 0;
  }
  const length = mantissa.toString(2).length;
  const top = length + exponent;
  if (top > 1024 || top < -1080) {
    return top > 0 ? Infinity : 0;
  }
  // bits that a float has no room for (fewer than 53 remain when the result is subnormal) are rounded here, once
  const excess = Math.max(length - 53, -1074 - exponent);
  if (excess > 0) {
    const shift = BigInt(excess);
    const half = 1n << (shift - 1n);
    const rest = mantissa & ((1n << shift) - 1n);
    mantissa >>= shift;
    if (rest > half || (rest === half && (mantissa & 1n) === 1n)) {
      mantissa += 1n;
    }
    exponent += excess;
  }
  const low = Math.max(exponent, -1000);
  return Number(mantissa) * 2 ** low * 2 ** (exponent - low);
}

/** Decimal digits of other scripts, which int() and float() accept, as ASCII ones. */
function asciiDigits(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : text.replace(/\p{Nd}/gu, (char) => String(digitValue(char)));
}
