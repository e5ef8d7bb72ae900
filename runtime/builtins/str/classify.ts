/** str methods that ask what the characters are: isdigit, isalpha, isidentifier, ... */
import { DIGIT, isAsciiChar, LETTER, WHITE_SPACE } from "./ascii.js";
import {
  IDENTIFIER,
  ONLY_ALPHANUMERICS,
  ONLY_DECIMALS,
  ONLY_DIGITS,
  ONLY_LETTERS,
  ONLY_NUMERICS,
  ONLY_SPACE,
  UNPRINTABLE,
} from "./characters.js";

export function isalpha(s: string): boolean {
  return isAsciiChar(s, LETTER) ?? ONLY_LETTERS.test(s);
}

export function isalnum(s: string): boolean {
  return isAsciiChar(s, LETTER | DIGIT) ?? ONLY_ALPHANUMERICS.test(s);
}

export function isascii(s: string): boolean {
  return /^[\0-\x7f]*$/.test(s);
}

export function isdecimal(s: string): boolean {
  return isAsciiChar(s, DIGIT) ?? ONLY_DECIMALS.test(s);
}

export function isdigit(s: string): boolean {
  return isAsciiChar(s, DIGIT) ?? ONLY_DIGITS.test(s);
}

export function isnumeric(s: string): boolean {
  return isAsciiChar(s, DIGIT) ?? ONLY_NUMERICS.test(s);
}

export function isspace(s: string): boolean {
  return isAsciiChar(s, WHITE_SPACE) ?? ONLY_SPACE.test(s);
}

export function isprintable(s: string): boolean {
  return !UNPRINTABLE.test(s);
}

/** Whether the string could be a name; keywords count, as in CPython. */
export function isidentifier(s: string): boolean {
  return IDENTIFIER.test(s);
}
