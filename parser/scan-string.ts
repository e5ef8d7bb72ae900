/** String literals without replacement fields: finds where one ends. */
import { LexicalError } from "./lexical-error.js";

const BACKSLASH = 92;
const NEWLINE = 10;

/** 3 when three of the quote at `at` stand in a row there, else 1. */
export function quoteSize(text: string, at: number): 1 | 3 {
  const quote = text.charCodeAt(at);
  return text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote ? 3 : 1;
}

export interface UnterminatedString {
  /** Where the text or, for a one-line string, the line ended. */
  stoppedAt: number;
  escapedQuote: boolean;
}

/** Offset behind the string whose opening quote is at `open`, or how it failed to end. */
export function scanString(text: string, open: number): number | UnterminatedString {
  const quote = text.charCodeAt(open);
  const size = quoteSize(text, open);
  let escapedQuote = false;
  for (let at = open + size; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (size === 1) return at + 1;
      if (quoteSize(text, at) === 3) return at + 3;
    } else if (code === BACKSLASH) {
      at++;
      if (text.charCodeAt(at) === quote) escapedQuote = true;
    } else if (code === NEWLINE && size === 1) {
      return { stoppedAt: at, escapedQuote };
    }
  }
  return { stoppedAt: text.length, escapedQuote };
}

/** CPython's error for a string literal that never ends; `line` is the line where the search for its end stopped. */
export function unterminatedString(
  text: string,
  start: number,
  open: number,
  line: number,
  escapedQuote: boolean,
): LexicalError {
  const kind = quoteSize(text, open) === 3 ? "triple-quoted string" : "string";
  const advice = escapedQuote && kind === "string" ? "; perhaps you escaped the end quote?" : "";
  return new LexicalError(`unterminated ${kind} literal (detected at line ${line})${advice}`, start, start + 1);
}
