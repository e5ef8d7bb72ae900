/** What the parser reports: plain records, never thrown past `parse`. */

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

function codeOf(message: string): string {
  const words = message
    .replace(/^(f|t)-string: /, "$1string ")
    .replace(/[.;,] .*$/, "")
    .replace(/ \((?!unicode|value).*\)/, "")
    .replace(/'[^']*'|"[^"]*"/g, "")
    .toLowerCase()
    .match(/[a-z]+/g);
  return ["syntax", ...(words ?? []).slice(0, 8)].join("-");
}
