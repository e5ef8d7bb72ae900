/**
 * Says what is wrong with a file that the grammar does not take, in CPython's words and at CPython's place.
 *
 * It knows the grammar a second time, as CPython's own parser has it: ordered choices with the rules for common mistakes
 * among them, builds no tree, and reads only the statement that is wrong. The rules in ../rules are made to be fast on right
 * programs, and looking one token ahead they cannot say what CPython would have tried first.
 */
import { syntaxError, type SyntaxError } from "../errors.js";
import type { Lexer } from "../lexer.js";
import type { SourceText } from "../source.js";
import { SUBJECT_START } from "../rules/statements.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { Raised } from "./recognizer.js";
import { StatementDiagnosis } from "./statements.js";

class Diagnosis extends StatementDiagnosis {
  private readonly source: SourceText;
  /** For each token: how many brackets are open behind it. */
  private readonly depths: Uint16Array;

  constructor(tokens: readonly Token[], finished: ReadonlyMap<Token, Token>, lexer: Lexer, source: SourceText) {
    super(tokens, finished, lexer.error);
    this.source = source;
    this.depths = bracketDepths(tokens);
  }

  protected override isInBrackets(): boolean {
    return this.depths[this.lastTakenIndex()]! > 0;
  }

  protected override lineOf(offset: number): number {
    return this.source.position(offset).line;
  }

  lastToken(): Token {
    return this.lastFetched();
  }
}

function bracketDepths(tokens: readonly Token[]): Uint16Array {
  const depths = new Uint16Array(tokens.length);
  let depth = 0;
  tokens.forEach((token, i) => {
    const kind = token.tokenType;
    if (kind === t.LPAR || kind === t.LSQB || kind === t.LBRACE) depth++;
    else if (kind === t.RPAR || kind === t.RSQB || kind === t.RBRACE) depth--;
    depths[i] = depth;
  });
  return depths;
}

/**
 * The error that CPython reports for these tokens, which are no program; null when they turn out to be one.
 * `finished` holds the statements that are known to be right, by first token, with the token behind. They are read again
 * only where CPython's second reading finds fault with them all the same: `match (x)` may be a call, but it lacks a colon.
 */
export function diagnose(
  tokens: readonly Token[],
  finished: ReadonlyMap<Token, Token>,
  lexer: Lexer,
  source: SourceText,
): SyntaxError | null {
  const diagnosis = new Diagnosis(tokens, mayHoldMatch(tokens) ? new Map() : finished, lexer, source);
  try {
    if (diagnosis.file()) return null;
    const last = diagnosis.lastToken();
    const raised = secondReading(diagnosis);
    if (raised === null && (last.tokenType === t.INDENT || last.tokenType === t.DEDENT)) {
      return unexpectedIndentation(last, diagnosis.lastToken());
    }
    return (
      lexicalError(lexer, diagnosis, source) ?? raised ?? syntaxError("invalid syntax", last.startOffset, last.end)
    );
  } catch (problem) {
    if (problem instanceof RangeError) return tooComplex(diagnosis.lastToken().startOffset);
    if (!(problem instanceof Raised)) throw problem;
    return problem.record === lexer.error ? problem.record : (lexicalError(lexer, diagnosis, source) ?? problem.record);
  }
}

/** Whether a line begins with a `match` that could begin a match statement. */
function mayHoldMatch(tokens: readonly Token[]): boolean {
  return tokens.some((token, i) => {
    if (token.image !== "match" || SUBJECT_START[tokens[i + 1]!.tokenTypeIdx] !== 1) return false;
    const before = tokens[i - 1]?.tokenType;
    return before === undefined || before === t.NEWLINE || before === t.INDENT || before === t.DEDENT;
  });
}

/** What the rules for common mistakes report. */
function secondReading(diagnosis: Diagnosis): SyntaxError | null {
  try {
    diagnosis.restartWithInvalid();
    diagnosis.file();
    return null;
  } catch (problem) {
    if (problem instanceof Raised) return problem.record;
    throw problem;
  }
}

function unexpectedIndentation(first: Token, place: Token): SyntaxError {
  const message = first.tokenType === t.INDENT ? "unexpected indent" : "unexpected unindent";
  return syntaxError(message, place.startOffset, place.end, "IndentationError");
}

/** An error of the lexer's, anywhere in the file, that has precedence over what the grammar has to say. */
function lexicalError(lexer: Lexer, diagnosis: Diagnosis, source: SourceText): SyntaxError | null {
  if (lexer.error !== null && !lexer.errorIsReportedByParser) return lexer.error;
  return neverClosed(lexer, diagnosis, source);
}

/** The JavaScript stack ran out while reading what begins at `offset`; CPython's own runs out on such a program too. */
export function tooComplex(offset: number): SyntaxError {
  return syntaxError("Parser stack overflowed - Python source too complex to parse", offset, offset);
}

/** A bracket that is open where the lexer stopped is at fault when it stands on an earlier line than where the parser stopped. */
function neverClosed(lexer: Lexer, diagnosis: Diagnosis, source: SourceText): SyntaxError | null {
  if (lexer.error === null || lexer.errorIsInFString || lexer.openBrackets.length === 0) return null;
  const open = lexer.neverClosed().record;
  const stoppedAt = source.position(diagnosis.lastToken().startOffset).line;
  return stoppedAt > source.position(open.start).line ? open : null;
}
