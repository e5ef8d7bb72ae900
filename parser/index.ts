/** Python source to syntax tree. */
import type { Module } from "./ast.js";
import { diagnose } from "./diagnosis/index.js";
import { syntaxError, type SyntaxError } from "./errors.js";
import { Lexer, tokenize } from "./lexer.js";
import { Mismatch } from "./rules/base.js";
import { PythonParser } from "./rules/statements.js";
import { LiteralMismatch } from "./rules/strings.js";
import type { SourceText } from "./source.js";

export * from "./ast.js";
export { decodeSource } from "./decode.js";
export type { Reader } from "./decode.js";
export type { ErrorType, SyntaxError } from "./errors.js";
export { SourceText } from "./source.js";
export type { Position } from "./source.js";
export { assertNever, children, forEachChild, walk } from "./walk.js";
export type { Visitor } from "./walk.js";

export interface ParseResult {
  /** null when there are errors. */
  module: Module | null;
  /** In source order; empty when the program is right. */
  errors: SyntaxError[];
}

let parser: PythonParser | undefined;

/** Parses a whole file. Reports what CPython 3.13's `compile()` would, in its words, and every independent error, not only the first. */
export function parse(source: SourceText): ParseResult {
  const lexer = new Lexer(source);
  const tokens = tokenize(lexer);
  // Making it costs more than parsing a script; it holds nothing of a file that it has parsed.
  parser ??= new PythonParser();
  try {
    const body = parser.parseFile(tokens, source, lexer.comments);
    return {
      module: { kind: "Module", body, comments: lexer.comments, start: 0, end: source.text.length },
      errors: [],
    };
  } catch (problem) {
    if (problem instanceof LiteralMismatch) {
      return { module: null, errors: [syntaxError(problem.message, problem.token.startOffset, problem.token.end)] };
    }
    if (!(problem instanceof Mismatch)) throw problem;
    const error = diagnose(tokens, lexer, source) ?? syntaxError("invalid syntax", 0, 0);
    return { module: null, errors: [error] };
  }
}
