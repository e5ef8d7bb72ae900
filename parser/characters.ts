/** Which characters may stand in a name, and which can be printed. */

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

/** Offset of the first character of `name` that an identifier may not have there; -1 when there is none. */
export function badIdentifierCharacter(name: string): number {
  let at = 0;
  for (const character of name) {
    const allowed = at === 0 ? IDENTIFIER_START : IDENTIFIER_PART;
    if (!allowed.test(character)) return at;
    at += character.length;
  }
  return -1;
}

/** As Python's `str.isprintable` for one character. */
export function isPrintable(character: string): boolean {
  return character === " " || !UNPRINTABLE.test(character);
}

/** As in `U+00E9`: at least four hexadecimal digits, capitals. */
export function codePointName(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
