/** How a scanner of the lexer gives up: the only exception inside the lexer, caught by `Lexer.next`. */
import { syntaxError, type ErrorType, type SyntaxError } from "./errors.js";

export class LexicalError extends Error {
  readonly record: SyntaxError;
  /**
   * True for what CPython's tokenizer leaves to the parser to report when it comes to that token (bad indentation, end of
   * file): such an error gives way to a syntax error further up in the file, any other has precedence over it.
   */
  readonly reportedByParser: boolean;

  constructor(message: string, start: number, end: number, errorType: ErrorType = "SyntaxError", byParser = false) {
    super(message);
    this.record = syntaxError(message, start, end, errorType);
    this.reportedByParser = byParser;
  }
}
