/** What the parser reports: plain records, never thrown past `parse`. */

export type ErrorType = "SyntaxError" | "IndentationError" | "TabError";

/** One error in a source file, worded as CPython words it. */
export interface SyntaxError {
  /** A stable word code, such as `syntax-unterminated-string`. */
  code: string;
  message: string;
  /** UTF-16 offsets of the text at fault; `end` may equal `start`. */
  start: number;
  end: number;
  errorType: ErrorType;
}
