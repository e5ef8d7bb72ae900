/** What the parser reports: plain records, never thrown past `parse`. */

import { KEYWORDS } from "./tokens.js";

export type ErrorType = "SyntaxError" | "IndentationError" | "TabError";

/** One error in a source file, worded as CPython words it. */
export interface SyntaxError {
  /** A stable word code, such as `syntax-unterminated-string-literal`. */
  code: string;
  message: string;
  /** UTF-16 offsets of the text at fault; `end` may equal `start`. */
  start: number;
  end: number;
  errorType: ErrorType;
}

/** Makes an error record. One wording has one code: its words without what varies (quoted text, numbers, advice). */
export function syntaxError(
  message: string,
  start: number,
  end: number,
  errorType: ErrorType = "SyntaxError",
): SyntaxError {
  return { code: codeOf(message), message, start, end: Math.max(start, end), errorType };
}

const PUNCTUATION: Readonly<Record<string, string>> = { ":": "colon", "=": "equal", "/": "slash", "*": "star" };

function codeOf(message: string): string {
  const words = message
    .replace(/ in file .* on line .*$|(?<=encoding( problem)?): .*$/, "")
    .replace(/\b([ft])-string/g, "$1string")
    .replace(/(\w)'(\w)/g, "$1$2")
    .replace(/[.;] .*$|, perhaps .*$/, "")
    .replace(/ \((?!unicode|value).*\)/, "")
    .replace(/(?<=future feature) \S+|(?<=repeated|repeated in class pattern): .*$/, "")
    .replace(/'([^']*)'|"[^"]*"/g, (_, quoted: string | undefined) => quotedWord(quoted ?? ""))
    .toLowerCase()
    .match(/[a-z]+/g);
  return ["syntax", ...(words ?? []).slice(0, 10)].join("-");
}

/** Keywords and punctuation in quotes belong to the wording; names and the like vary. */
function quotedWord(quoted: string): string {
  if (/^[()[\]{}]$/.test(quoted)) return "bracket";
  return PUNCTUATION[quoted] ?? (quoted.split(/[ *]/).every((word) => word === "" || KEYWORDS.has(word)) ? quoted : "");
}
