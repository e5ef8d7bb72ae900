/** Which characters may stand in a name, and which can be printed. */
import { UNASSIGNED_RANGES } from "../unicode/data.js";

const IDENTIFIER_START = /^[\p{XID_Start}_]$/u;
const IDENTIFIER_PART = /^\p{XID_Continue}$/u;
const UNPRINTABLE = /[\p{C}\p{Z}]/u;

const A = 97;
const Z = 122;
const DIGIT_0 = 48;
const DIGIT_9 = 57;
const UNDERSCORE = 95;

export function isDigit(code: number): boolean {
  return code >= DIGIT_0 && code <= DIGIT_9;
}

/** True for every character of which CPython's tokenizer makes names: all beyond ASCII count until the name is verified. */
export function isNameStart(code: number): boolean {
  const lower = code | 32;
  return (lower >= A && lower <= Z) || code === UNDERSCORE || code >= 128;
}

export function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code);
}

/** First code points of the ranges that Unicode 15.1 does not assign, and behind each the last one. */
const UNASSIGNED = unpackRanges(UNASSIGNED_RANGES);

function unpackRanges(packed: string): Uint32Array {
  let last = 0;
  return Uint32Array.from(packed.split(" "), (distance) => (last += parseInt(distance, 16)));
}

/** True when CPython 3.13 does not know the character, though the Unicode version of this Node may. */
function isUnassigned(character: string): boolean {
  const code = character.codePointAt(0)!;
  let low = 0;
  let high = UNASSIGNED.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (UNASSIGNED[middle]! <= code) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1 || UNASSIGNED[low - 1] === code;
}

/** Offset of the first character of `name` that an identifier may not have there; -1 when there is none. */
export function badIdentifierCharacter(name: string): number {
  let at = 0;
  for (const character of name) {
    const allowed = at === 0 ? IDENTIFIER_START : IDENTIFIER_PART;
    if (!allowed.test(character) || isUnassigned(character)) return at;
    at += character.length;
  }
  return -1;
}

/** As Python's `str.isprintable` for one character. */
export function isPrintable(character: string): boolean {
  return character === " " || !(UNPRINTABLE.test(character) || isUnassigned(character));
}

/** As in `U+00E9`: at least four hexadecimal digits, capitals. */
export function codePointName(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
