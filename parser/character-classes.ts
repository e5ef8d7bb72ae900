/** The tables by which the lexer knows from a character what begins there. */
import type { TokenType } from "./chevrotain.js";
import { OPERATORS } from "./tokens.js";

/** What a character may begin; 0 for all others. */
export const NAME_PART = 1;
export const DIGIT = 2;
export const QUOTE = 3;
export const OPENING = 4;
export const CLOSING = 5;

export const CLASSES = new Uint8Array(128);
for (const letter of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") CLASSES[letter.charCodeAt(0)] = NAME_PART;
for (const digit of "0123456789") CLASSES[digit.charCodeAt(0)] = DIGIT;
for (const quote of "'\"") CLASSES[quote.charCodeAt(0)] = QUOTE;
for (const bracket of "([{") CLASSES[bracket.charCodeAt(0)] = OPENING;
for (const bracket of ")]}") CLASSES[bracket.charCodeAt(0)] = CLOSING;

/** The operators that begin with a character, longest first, so that the first that fits is right. */
export const OPERATORS_BY_FIRST: { text: string; type: TokenType }[][] = [];
for (const [text, type] of [...OPERATORS].sort(([a], [b]) => b.length - a.length)) {
  (OPERATORS_BY_FIRST[text.charCodeAt(0)] ??= []).push({ text, type });
}
