/**
 * Number literals (https://docs.python.org/3/reference/lexical_analysis.html#numeric-literals): finds where one ends.
 * Mirrors the states of CPython's tokenizer, since its errors depend on the character at which it stops.
 */
import { isDigit, isNamePart } from "./characters.js";
import { LexicalError } from "./lexical-error.js";

const UNDERSCORE = 95;
const DOT = 46;
const ZERO = 48;

/** Offset behind the number that starts at `start` with a digit, or with a dot before a digit. */
export function scanNumber(text: string, start: number): number {
  if (text.charCodeAt(start) === DOT) return scanFraction(text, start + 1);
  if (text.charCodeAt(start) !== ZERO) return scanPointAndExponent(text, scanDigits(text, start));
  switch (text.charCodeAt(start + 1) | 32) {
    case 120:
      return scanRadix(text, start, "hexadecimal", isHexadecimalDigit);
    case 111:
      return scanRadix(text, start, "octal", (code) => code >= 48 && code < 56);
    case 98:
      return scanRadix(text, start, "binary", (code) => code === 48 || code === 49);
    default:
      return scanAfterZero(text, start);
  }
}

function scanRadix(text: string, start: number, name: string, allowed: (code: number) => boolean): number {
  let at = start + 2;
  do {
    if (text.charCodeAt(at) === UNDERSCORE) at++;
    if (!allowed(text.charCodeAt(at))) {
      rejectDigit(text, at, name);
      throw new LexicalError(`invalid ${name} literal`, at - 1, at);
    }
    while (allowed(text.charCodeAt(at))) at++;
  } while (text.charCodeAt(at) === UNDERSCORE);
  rejectDigit(text, at, name);
  return verifyEnd(text, at, name);
}

function rejectDigit(text: string, at: number, name: string): void {
  if (isDigit(text.charCodeAt(at)))
    throw new LexicalError(`invalid digit '${text[at]}' in ${name} literal`, at, at + 1);
}

/** `0`, `00`, `0.5`, `09e1`, `0j`; and `012`, which is an error. */
function scanAfterZero(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    if (text.charCodeAt(at) === UNDERSCORE) {
      at++;
      if (!isDigit(text.charCodeAt(at))) throw new LexicalError("invalid decimal literal", at - 1, at);
    }
    if (text.charCodeAt(at) !== ZERO) break;
    at++;
  }
  const zerosEnd = at;
  const nonzero = isDigit(text.charCodeAt(at));
  if (nonzero) at = scanDigits(text, at);
  const next = text.charCodeAt(at);
  const isFloat = next === DOT || (next | 32) === 101 || (next | 32) === 106;
  if (nonzero && !isFloat) {
    const message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
    throw new LexicalError(message, start, zerosEnd);
  }
  return scanPointAndExponent(text, at);
}

/** Digits with single underscores between them. */
function scanDigits(text: string, start: number): number {
  let at = start;
  for (;;) {
    while (isDigit(text.charCodeAt(at))) at++;
    if (text.charCodeAt(at) !== UNDERSCORE) return at;
    at++;
    if (!isDigit(text.charCodeAt(at))) throw new LexicalError("invalid decimal literal", at - 1, at);
  }
}

function scanPointAndExponent(text: string, at: number): number {
  return text.charCodeAt(at) === DOT ? scanFraction(text, at + 1) : scanExponent(text, at);
}

function scanFraction(text: string, at: number): number {
  return scanExponent(text, isDigit(text.charCodeAt(at)) ? scanDigits(text, at) : at);
}

function scanExponent(text: string, start: number): number {
  let at = start;
  if ((text.charCodeAt(at) | 32) === 101) {
    at++;
    const sign = text.charCodeAt(at);
    if (sign === 43 || sign === 45) {
      at++;
      if (!isDigit(text.charCodeAt(at))) throw new LexicalError("invalid decimal literal", at - 1, at);
    } else if (!isDigit(sign)) {
      return verifyEnd(text, start, "decimal");
    }
    at = scanDigits(text, at);
  }
  if ((text.charCodeAt(at) | 32) === 106) return verifyEnd(text, at + 1, "imaginary");
  return verifyEnd(text, at, "decimal");
}

function isHexadecimalDigit(code: number): boolean {
  return isDigit(code) || ((code | 32) >= 97 && (code | 32) <= 102);
}

/** A keyword that may follow at once, as in `1if x else 2`. */
const KEYWORD_BEHIND = /(?:and|else|for|or|not)(?![\w\x80-\uffff])|i[fns]/y;

function verifyEnd(text: string, at: number, name: string): number {
  const code = text.charCodeAt(at);
  if (!(code < 128) || !isNamePart(code)) return at;
  KEYWORD_BEHIND.lastIndex = at;
  if (KEYWORD_BEHIND.test(text)) return at;
  throw new LexicalError(`invalid ${name} literal`, at - 1, at);
}
