/** The lexer's state inside one f-string or t-string, which it needs to know text from code (PEP 701). */
import { LexicalError } from "./lexical-error.js";
import { quoteSize } from "./scan-string.js";

const BACKSLASH = 92;
const NEWLINE = 10;
const LBRACE = 123;
const RBRACE = 125;
const CAPITAL_N = 78;
/** Levels of replacement fields within replacement fields of one literal: the field, and a field in its format spec. */
const MAXIMUM_FIELD_NESTING = 3;

export class FStringFrame {
  readonly start: number;
  readonly quote: number;
  readonly size: 1 | 3;
  readonly isRaw: boolean;
  readonly isTemplate: boolean;
  /** True while the next character belongs to the literal's text (a format spec's too), not to an expression. */
  inText = true;
  inFormatSpec = false;
  /** Brackets open since the literal's start, its own braces included. */
  openBrackets = 0;
  /** The value of `openBrackets` outside the innermost replacement field; -1 when there is none. */
  fieldDepth = -1;

  constructor(text: string, start: number, open: number) {
    const prefix = text.slice(start, open).toLowerCase();
    this.start = start;
    this.quote = text.charCodeAt(open);
    this.size = quoteSize(text, open);
    this.isRaw = prefix.includes("r");
    this.isTemplate = prefix.includes("t");
  }

  get letter(): "f" | "t" {
    return this.isTemplate ? "t" : "f";
  }

  /** True when the literal's closing quote is at `at`. */
  endsAt(text: string, at: number): boolean {
    return text.charCodeAt(at) === this.quote && (this.size === 1 || quoteSize(text, at) === 3);
  }

  /** Goes from text to the expression of the replacement field whose brace is at `at`. */
  enterField(at: number): void {
    this.fieldDepth++;
    if (this.fieldDepth >= MAXIMUM_FIELD_NESTING) {
      throw new LexicalError(`${this.letter}-string: expressions nested too deeply`, at - 1, at);
    }
    this.inText = false;
    this.inFormatSpec = false;
  }

  /** Goes back to text behind the brace that closes a replacement field. */
  leaveField(): void {
    this.fieldDepth--;
    this.inText = true;
    this.inFormatSpec = false;
  }

  enterFormatSpec(): void {
    this.inText = true;
    this.inFormatSpec = true;
  }
}

export interface Middle {
  /** Offset behind the token's text. */
  end: number;
  /** Offset where the next token starts: one more than `end` behind a doubled brace. */
  next: number;
}

/**
 * Finds the end of the run of text at `from`. The run ends before a brace that opens or closes a field, in the middle of
 * a doubled brace, behind a `\N{...}` escape, before the closing quote, and before a line end in a format spec.
 * Returns null when the literal never ends.
 */
export function scanMiddle(text: string, from: number, frame: FStringFrame): Middle | { unterminatedAt: number } {
  const inFormatSpec = frame.inFormatSpec && frame.fieldDepth >= 0;
  let inNamedEscape = false;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE && frame.size === 1) {
      if (!inFormatSpec) return { unterminatedAt: at };
      frame.inText = false;
      frame.inFormatSpec = false;
      return { end: at, next: at };
    }
    if (code === frame.quote && frame.endsAt(text, at)) return { end: at, next: at };
    if (code === LBRACE) {
      if (text.charCodeAt(at + 1) === LBRACE && !inFormatSpec) return { end: at + 1, next: at + 2 };
      frame.enterField(at);
      return { end: at, next: at };
    }
    if (code === RBRACE) {
      if (inNamedEscape) return { end: at + 1, next: at + 1 };
      if (text.charCodeAt(at + 1) === RBRACE && !inFormatSpec && frame.openBrackets === 0) {
        return { end: at + 1, next: at + 2 };
      }
      frame.inText = false;
      frame.inFormatSpec = false;
      return { end: at, next: at };
    }
    if (code === BACKSLASH) {
      const escaped = text.charCodeAt(at + 1);
      if (escaped === LBRACE || escaped === RBRACE) continue;
      at++;
      if (!frame.isRaw && escaped === CAPITAL_N && text.charCodeAt(at + 1) === LBRACE) {
        inNamedEscape = true;
        at++;
      }
    }
  }
  return { unterminatedAt: text.length };
}
