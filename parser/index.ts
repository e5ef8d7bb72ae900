/** Python source to syntax tree. */
import type { Module } from "./ast.js";
import { check } from "./check/index.js";
import { diagnose, tooComplex } from "./diagnosis/index.js";
import { syntaxError, type SyntaxError } from "./errors.js";
import { Lexer, tokenize } from "./lexer.js";
import { Mismatch } from "./rules/base.js";
import { repair, type Repaired } from "./repair.js";
import { PythonParser } from "./rules/statements.js";
import { LiteralMismatch } from "./rules/strings.js";
import type { SourceText } from "./source.js";
import { ERRORTOKEN, type Token } from "./tokens.js";

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
  /** The first is the one that CPython reports, the others follow in source order; empty when the program is right. */
  errors: SyntaxError[];
}

/** As many errors as one run reports in a file's grammar: each costs another reading. */
const MAXIMUM_ERRORS = 20;

let parser: PythonParser | undefined;

/**
 * Parses a whole file and checks it as CPython 3.13's `compile()` does: its errors, in its words and at its places.
 * Reports every independent error, not only the first.
 */
export function parse(source: SourceText): ParseResult {
  const { module, errors } = parseSyntax(source);
  if (module === null) return { module, errors };
  const misplaced = checkModule(module, source);
  return { module: misplaced.length === 0 ? module : null, errors: misplaced };
}

function checkModule(module: Module, source: SourceText): SyntaxError[] {
  try {
    return check(module, source);
  } catch (problem) {
    if (problem instanceof RangeError) return [tooComplex(0)];
    throw problem;
  }
}

/** As `parse`, without the checks that CPython's compiler makes behind its parser: what `ast.parse` takes, this takes. */
export function parseSyntax(source: SourceText): ParseResult {
  const first = readFile(source);
  if ("module" in first) return { module: first.module, errors: [] };
  const others: SyntaxError[] = [];
  const repairs: Repaired[] = [];
  let wrong: { error: SyntaxError; tokens: Token[] } = first;
  let text = source;
  while (others.length < MAXIMUM_ERRORS - 1) {
    const next = repair(text, wrong.tokens, wrong.error);
    if (next === null) break;
    repairs.push(next);
    text = next.source;
    const reading = readFile(text);
    if ("module" in reading) break;
    const { start } = reading.error;
    // An error where a repair was made is one of the repair, not of the program; one that is still there cannot be repaired.
    if (repairs.some((done) => start >= done.start && start < done.end)) break;
    if ([first.error, ...others].some((error) => error.start === start)) break;
    others.push(reading.error);
    wrong = reading;
  }
  const errors = [first.error, ...others.sort((a, b) => a.start - b.start)];
  return { module: null, errors };
}

type Reading = { module: Module } | { error: SyntaxError; tokens: Token[] };

function readFile(source: SourceText): Reading {
  const lexer = new Lexer(source);
  const tokens = tokenize(lexer);
  // Making it costs more than parsing a script; it holds nothing of a file that it has parsed.
  parser ??= new PythonParser();
  try {
    const body = parser.parseFile(tokens, source, lexer.comments);
    return { module: { kind: "Module", body, comments: lexer.comments, start: 0, end: source.text.length } };
  } catch (problem) {
    return { error: explain(problem, tokens, lexer, source), tokens };
  }
}

function explain(problem: unknown, tokens: Token[], lexer: Lexer, source: SourceText): SyntaxError {
  if (problem instanceof LiteralMismatch) {
    const isUnterminated = problem.token.tokenType === ERRORTOKEN;
    if (lexer.error !== null && (isUnterminated || !lexer.errorIsReportedByParser)) return lexer.error;
    return syntaxError(problem.message, problem.token.startOffset, problem.token.end);
  }
  if (problem instanceof RangeError) return tooComplex(0);
  if (!(problem instanceof Mismatch)) throw problem;
  return (
    diagnose(tokens, finishedStatements(tokens, lexer, source), lexer, source) ?? syntaxError("invalid syntax", 0, 0)
  );
}

/** Reads a wrong file once more, for what of it is right. */
function finishedStatements(tokens: Token[], lexer: Lexer, source: SourceText): Map<Token, Token> {
  const finished = new Map<Token, Token>();
  try {
    parser!.parseFile(tokens, source, lexer.comments, finished);
  } catch (problem) {
    if (!(problem instanceof Mismatch)) throw problem;
  }
  return finished;
}
