/**
 * Python's lexical analysis (https://docs.python.org/3/reference/lexical_analysis.html): text to tokens, one at a time.
 *
 * Mirrors CPython's tokenizer, its order of checks included, since that order decides which error a wrong file gets.
 * Differs: knows t-strings (3.14) as well; keeps comments; columns count UTF-16 units.
 */
import type { Comment } from "./ast.js";
import { CLASSES, CLOSING, DIGIT, NAME_PART, OPENING, OPERATORS_BY_FIRST, QUOTE } from "./character-classes.js";
import { badIdentifierCharacter, codePointName, isDigit, isPrintable } from "./characters.js";
import type { SyntaxError } from "./errors.js";
import { FStringFrame, scanMiddle } from "./fstring-frame.js";
import { addTab, IndentationStack, type Width } from "./indentation.js";
import { LexicalError } from "./lexical-error.js";
import { scanNumber } from "./scan-number.js";
import { scanString, unterminatedString } from "./scan-string.js";
import type { SourceText } from "./source.js";
import * as t from "./tokens.js";
import { Token } from "./tokens.js";
import { badByteMessage, hasBadBytes } from "./utf8.js";
import type { TokenType } from "./chevrotain.js";

const MAXIMUM_BRACKETS = 200;
const MAXIMUM_NESTED_FSTRINGS = 150;

const TAB = 9;
const NEWLINE = 10;
const FORM_FEED = 12;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const DOT = 46;
const COLON = 58;
const BACKSLASH = 92;
const RBRACE = 125;

const STRING_PREFIXES = new Set(["r", "u", "b", "br", "rb"]);
const FSTRING_PREFIXES = new Set(["f", "fr", "rf", "t", "tr", "rt"]);

export class Lexer {
  /** Every comment met so far. */
  readonly comments: Comment[] = [];
  /** Set when the lexer gives up; all tokens from then on are ERRORTOKENs. */
  error: SyntaxError | null = null;
  /** See LexicalError.reportedByParser. */
  errorIsReportedByParser = false;
  /** True for an error in the text of an f-string or of an expression in it. */
  errorIsInFString = false;
  /** Offsets of the brackets that are open. */
  readonly openBrackets: number[] = [];

  private readonly source: SourceText;
  private readonly text: string;
  private at = 0;
  private atLineStart = true;
  private readonly indentation = new IndentationStack();
  /** Indents (positive) or dedents (negative) still to be returned. */
  private pending = 0;
  private readonly frames: FStringFrame[] = [];
  private frame: FStringFrame | null = null;
  private lastWasNewline = true;

  constructor(source: SourceText) {
    this.source = source;
    this.text = source.text;
  }

  /** The next token; ENDMARKER for ever at the end of the file, ERRORTOKEN for ever behind an error. */
  next(): Token {
    if (this.error !== null) return this.token(t.ERRORTOKEN, this.at, this.at);
    try {
      return this.frame !== null && this.frame.inText ? this.nextInFString(this.frame) : this.nextInCode();
    } catch (problem) {
      if (!(problem instanceof LexicalError)) throw problem;
      this.error = problem.record;
      // CPython's tokenizer also keeps silent inside f-strings until the parser comes there.
      this.errorIsInFString = this.frame !== null;
      this.errorIsReportedByParser = problem.reportedByParser || this.errorIsInFString;
      return this.token(t.ERRORTOKEN, problem.record.start, problem.record.end);
    }
  }

  private token(type: TokenType, start: number, end: number): Token {
    return new Token(type, this.text.slice(start, end), start, end);
  }

  // ------------------------------------------------------------------------------------------ code

  private nextInCode(): Token {
    const text = this.text;
    let commentStart = -1;
    for (;;) {
      if (this.atLineStart) this.readIndentation();
      if (this.pending !== 0) return this.pendingIndent();
      let at = this.at;
      let code = text.charCodeAt(at);
      while (code === SPACE || code === TAB || code === FORM_FEED) code = text.charCodeAt(++at);
      this.at = at;
      if (code < 128) {
        switch (CLASSES[code]) {
          case NAME_PART:
            return this.name(at);
          case DIGIT:
            return this.number(at);
          case QUOTE:
            return this.string(at, at);
          case OPENING:
            return this.openBracket(at);
          case CLOSING:
            return this.closeBracket(at, code);
        }
        if (code === HASH) {
          this.comment(at);
          commentStart = at;
        } else if (code === NEWLINE) {
          this.at = at + 1;
          this.atLineStart = true;
          if (this.openBrackets.length === 0) return this.newline(commentStart === -1 ? at : commentStart);
        } else if (code === BACKSLASH) {
          this.continueLine(at);
        } else if (code === DOT && isDigit(text.charCodeAt(at + 1))) {
          return this.number(at);
        } else {
          return this.operator(at, code);
        }
      } else if (at >= text.length) {
        return this.endOfFile();
      } else {
        return this.name(at);
      }
    }
  }

  /** Reads white space at a line's start; skips blank lines, which have no tokens. */
  private readIndentation(): void {
    const text = this.text;
    for (;;) {
      const lineStart = this.at;
      const width = this.readWidth();
      const code = text.charCodeAt(this.at);
      if (code === HASH) this.comment(this.at);
      if (text.charCodeAt(this.at) === NEWLINE) {
        this.at++;
        continue;
      }
      this.atLineStart = false;
      if (this.openBrackets.length > 0) return;
      const isLast = this.at >= text.length;
      const lineEnd = isLast ? this.at : text.indexOf("\n", this.at);
      const indent = isLast ? { column: 0, alternative: 0 } : width;
      this.pending = this.indentation.take(indent, lineStart, lineEnd === -1 ? text.length : lineEnd);
      return;
    }
  }

  private readWidth(): Width {
    const width: Width = { column: 0, alternative: 0 };
    let continued = 0;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === SPACE) {
        width.column++;
        width.alternative++;
      } else if (code === TAB) {
        addTab(width);
      } else if (code === FORM_FEED) {
        width.column = width.alternative = 0;
      } else if (code === BACKSLASH) {
        // The white space before the first backslash decides, whatever the continuation lines begin with.
        continued ||= width.column;
        this.continueLine(this.at);
        continue;
      } else {
        return continued > 0 ? { column: continued, alternative: continued } : width;
      }
      this.at++;
    }
  }

  private pendingIndent(): Token {
    const type = this.pending > 0 ? t.INDENT : t.DEDENT;
    this.pending += this.pending > 0 ? -1 : 1;
    // An error at white space is placed before the first character that is none.
    const at = type === t.INDENT ? this.at - 1 : this.at < this.text.length ? this.at : this.lastPlace();
    return new Token(type, "", at, at);
  }

  private comment(start: number): void {
    const lineEnd = this.text.indexOf("\n", start);
    const end = lineEnd === -1 ? this.text.length : lineEnd;
    const lineStart = this.text.lastIndexOf("\n", start - 1) + 1;
    const ownLine = start === 0 || this.text.slice(lineStart, start).trim() === "";
    this.comments.push({ start, end, text: this.text.slice(start, end), ownLine });
    this.at = end;
  }

  /** The end of a logical line, which begins with the comment on it if there is one. */
  private newline(start: number): Token {
    this.lastWasNewline = true;
    return new Token(t.NEWLINE, "", start, this.at - 1);
  }

  private continueLine(at: number): void {
    const next = at + 1;
    if (next < this.text.length && this.text.charCodeAt(next) !== NEWLINE) {
      const message = "unexpected character after line continuation character";
      throw new LexicalError(message, next, next + 1, "SyntaxError", true);
    }
    this.at = next + 1;
    if (this.at >= this.text.length) {
      this.at = this.text.length;
      if (this.openBrackets.length > 0) throw this.neverClosed();
      throw new LexicalError("unexpected EOF while parsing", next, next, "SyntaxError", true);
    }
  }

  /** At the end of the text: a NEWLINE when the last line has none, a DEDENT for each open block, ENDMARKER. */
  private endOfFile(): Token {
    const end = this.text.length;
    if (this.openBrackets.length > 0) throw this.neverClosed();
    if (!this.lastWasNewline) {
      this.lastWasNewline = true;
      this.atLineStart = true;
      return new Token(t.NEWLINE, "", end, end);
    }
    return new Token(t.ENDMARKER, "", this.lastPlace(), this.lastPlace());
  }

  /** Where an error at the end of the file is placed: on its last line, not on the empty one behind it. */
  private lastPlace(): number {
    return this.text.endsWith("\n") ? this.text.length - 1 : this.text.length;
  }

  /** CPython's error for the innermost bracket that is open at the end of the file. */
  neverClosed(): LexicalError {
    const open = this.openBrackets[this.openBrackets.length - 1]!;
    return new LexicalError(`'${this.text[open]}' was never closed`, open, open + 1, "SyntaxError", true);
  }

  // ---------------------------------------------------------------------------------------- tokens

  private name(start: number): Token {
    const text = this.text;
    let end = start;
    let code = text.charCodeAt(end);
    let isAscii = true;
    for (;;) {
      if (code >= 128) isAscii = false;
      else if (!(code < 128) || (CLASSES[code] !== NAME_PART && CLASSES[code] !== DIGIT)) break;
      code = text.charCodeAt(++end);
    }
    if ((code === SINGLE_QUOTE || code === DOUBLE_QUOTE) && end - start <= 2) {
      const prefix = text.slice(start, end).toLowerCase();
      if (STRING_PREFIXES.has(prefix)) return this.string(start, end);
      if (FSTRING_PREFIXES.has(prefix)) return this.startFString(start, end);
    }
    const name = text.slice(start, end);
    this.at = end;
    this.lastWasNewline = false;
    if (isAscii) return new Token(t.KEYWORDS.get(name) ?? t.NAME, name, start, end);
    this.verifyIdentifier(name, start);
    // Normalized here, but never a keyword: CPython looks keywords up before it normalizes.
    return new Token(t.NAME, name.normalize("NFKC"), start, end);
  }

  private verifyIdentifier(name: string, start: number): void {
    if (hasBadBytes(name)) throw new LexicalError(badByteMessage(name), start, start + name.length);
    const bad = badIdentifierCharacter(name);
    if (bad === -1) return;
    const character = String.fromCodePoint(name.codePointAt(bad)!);
    const point = codePointName(character.codePointAt(0)!);
    const message = isPrintable(character)
      ? `invalid character '${character}' (${point})`
      : `invalid non-printable character ${point}`;
    throw new LexicalError(message, start + bad, start + bad + character.length);
  }

  private number(start: number): Token {
    this.at = scanNumber(this.text, start);
    this.lastWasNewline = false;
    return this.token(t.NUMBER, start, this.at);
  }

  private string(start: number, open: number): Token {
    const end = scanString(this.text, open);
    if (typeof end !== "number") throw this.unterminated(start, open, end.stoppedAt, end.escapedQuote);
    this.at = end;
    this.lastWasNewline = false;
    return this.token(t.STRING, start, end);
  }

  private unterminated(start: number, open: number, stoppedAt: number, escapedQuote: boolean): LexicalError {
    const frame = this.frame;
    // In a replacement field a quote like the literal's own was meant to end the literal.
    if (frame !== null && frame.endsAt(this.text, open) && (frame.size === 3 || !this.isTripleQuoted(open))) {
      return new LexicalError(`${frame.letter}-string: expecting '}'`, start, start + 1);
    }
    return unterminatedString(this.text, start, open, this.lastLine(stoppedAt), escapedQuote);
  }

  private isTripleQuoted(open: number): boolean {
    const quote = this.text[open]!;
    return this.text.startsWith(quote.repeat(3), open);
  }

  /** The line of an offset, where the end of a text that ends with a line end belongs to its last line. */
  private lastLine(offset: number): number {
    const atEnd = offset === this.text.length && this.text.endsWith("\n");
    return this.source.position(atEnd ? offset - 1 : offset).line;
  }

  private operator(start: number, code: number): Token {
    this.lastWasNewline = false;
    const frame = this.frame;
    if (frame !== null && code === COLON && frame.openBrackets - 1 === frame.fieldDepth) {
      frame.enterFormatSpec();
      this.at = start + 1;
      return new Token(t.COLON, ":", start, this.at);
    }
    const choices = OPERATORS_BY_FIRST[code];
    if (choices !== undefined) {
      for (const { text, type } of choices) {
        if (text.length > 1 && !this.text.startsWith(text, start)) continue;
        this.at = start + text.length;
        return new Token(type, text, start, this.at);
      }
    }
    const character = this.text[start]!;
    this.at = start + 1;
    if (!isPrintable(character)) {
      throw new LexicalError(`invalid non-printable character ${codePointName(code)}`, start, this.at);
    }
    return new Token(t.OP, character, start, this.at);
  }

  private openBracket(start: number): Token {
    if (this.openBrackets.length >= MAXIMUM_BRACKETS) {
      throw new LexicalError("too many nested parentheses", start, start + 1);
    }
    this.lastWasNewline = false;
    this.openBrackets.push(start);
    if (this.frame !== null) this.frame.openBrackets++;
    this.at = start + 1;
    const { text, type } = OPERATORS_BY_FIRST[this.text.charCodeAt(start)]![0]!;
    return new Token(type, text, start, this.at);
  }

  private closeBracket(start: number, code: number): Token {
    const { text, type } = OPERATORS_BY_FIRST[code]![0]!;
    const frame = this.frame;
    this.at = start + 1;
    if (frame !== null && frame.openBrackets === 0 && code === RBRACE) {
      throw new LexicalError(`${frame.letter}-string: single '}' is not allowed`, start, this.at);
    }
    if (this.openBrackets.length === 0) throw new LexicalError(`unmatched '${text}'`, start, this.at);
    const open = this.openBrackets.pop()!;
    if (!isPair(this.text[open]!, text)) throw this.mismatch(open, start, text);
    if (frame !== null) this.closeInFString(frame, start, code);
    return new Token(type, text, start, this.at);
  }

  private closeInFString(frame: FStringFrame, start: number, code: number): void {
    frame.openBrackets--;
    if (frame.openBrackets < 0) {
      throw new LexicalError(`${frame.letter}-string: unmatched '${this.text[start]}'`, start, this.at);
    }
    if (code === RBRACE && frame.openBrackets === frame.fieldDepth) frame.leaveField();
  }

  private mismatch(open: number, start: number, closing: string): LexicalError {
    const opening = this.text[open]!;
    const frame = this.frame;
    if (frame !== null && opening === "{" && frame.openBrackets - 1 === frame.fieldDepth) {
      return new LexicalError(`${frame.letter}-string: unmatched '${closing}'`, start, this.at);
    }
    const line = this.source.position(open).line;
    const where = line === this.source.position(start).line ? "" : ` on line ${line}`;
    const message = `closing parenthesis '${closing}' does not match opening parenthesis '${opening}'${where}`;
    return new LexicalError(message, start, this.at);
  }

  // ------------------------------------------------------------------------------------- f-strings

  private startFString(start: number, open: number): Token {
    this.lastWasNewline = false;
    const frame = new FStringFrame(this.text, start, open);
    this.at = open + frame.size;
    if (this.frames.length + 2 > MAXIMUM_NESTED_FSTRINGS) {
      throw new LexicalError("too many nested f-strings", this.at - 1, this.at);
    }
    this.frames.push(frame);
    this.frame = frame;
    return this.token(frame.isTemplate ? t.TSTRING_START : t.FSTRING_START, start, this.at);
  }

  private nextInFString(frame: FStringFrame): Token {
    const start = this.at;
    if (this.text[start] === "{" && this.text[start + 1] !== "{") {
      frame.enterField(start);
      return this.nextInCode();
    }
    if (frame.endsAt(this.text, start)) {
      this.at = start + frame.size;
      this.frames.pop();
      this.frame = this.frames[this.frames.length - 1] ?? null;
      return this.token(frame.isTemplate ? t.TSTRING_END : t.FSTRING_END, start, this.at);
    }
    const middle = scanMiddle(this.text, start, frame);
    if ("unterminatedAt" in middle) throw this.unterminatedFString(frame, middle.unterminatedAt);
    this.at = middle.next;
    const type = frame.isTemplate ? t.TSTRING_MIDDLE : t.FSTRING_MIDDLE;
    return new Token(type, this.text.slice(start, middle.end), start, middle.next);
  }

  private unterminatedFString(frame: FStringFrame, stoppedAt: number): LexicalError {
    const kind = `${frame.size === 3 ? "triple-quoted " : ""}${frame.letter}-string`;
    const message = `unterminated ${kind} literal (detected at line ${this.lastLine(stoppedAt)})`;
    return new LexicalError(message, frame.start, frame.start + 1);
  }
}

function isPair(opening: string, closing: string): boolean {
  return (
    (opening === "(" && closing === ")") || (opening === "[" && closing === "]") || (opening === "{" && closing === "}")
  );
}

/** All tokens of a source, up to and with ENDMARKER or the first ERRORTOKEN. */
export function tokenize(lexer: Lexer): Token[] {
  const tokens: Token[] = [];
  for (;;) {
    const token = lexer.next();
    tokens.push(token);
    if (token.tokenType === t.ENDMARKER || token.tokenType === t.ERRORTOKEN) return tokens;
  }
}
