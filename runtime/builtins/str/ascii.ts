/** What a single ASCII character is, from a table: scripts that look into text do it character by character. */

/** The kinds of a character, as bits. */
export const UPPER_CASE = 1;
export const LOWER_CASE = 2;
export const DIGIT = 4;
export const WHITE_SPACE = 8;
export const LETTER = UPPER_CASE | LOWER_CASE;

const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code >= 0x41 && code <= 0x5a) return UPPER_CASE;
  if (code >= 0x61 && code <= 0x7a) return LOWER_CASE;
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  return code === 0x20 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31) ? WHITE_SPACE : 0;
});

/** True for a string of one ASCII character of one of the kinds, `undefined` for any other string than of one such character. */
export function isAsciiChar(s: string, kinds: number): boolean | undefined {
  if (s.length !== 1) return undefined;
  const kind = KINDS[s.charCodeAt(0)];
  return kind === undefined ? undefined : (kind & kinds) !== 0;
}
