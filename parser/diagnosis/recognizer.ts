/**
 * The ground of the diagnosis: ordered choice with a memory, as CPython's own parser works, since which of its special
 * messages a wrong program gets depends on the order in which its rules are tried.
 *
 * Like CPython it reads a file twice: once to find how far the plain grammar comes, then once more with the rules for
 * common mistakes switched on, which report what they recognize by raising.
 */
import type { TokenType } from "../chevrotain.js";
import { syntaxError, type ErrorType, type SyntaxError } from "../errors.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { describe, invalidTarget, type Shape, type TargetUse } from "./shapes.js";

/** Ends the reading with an error. */
export class Raised extends Error {
  readonly record: SyntaxError;

  constructor(record: SyntaxError) {
    super(record.message);
    this.record = record;
  }
}

/** Anything with a place. */
export type Place = Token | Shape;

export function startOf(place: Place): number {
  return "startOffset" in place ? place.startOffset : place.start;
}

export abstract class Recognizer {
  /** Index of the next token. */
  protected mark = 0;
  /** How many tokens have been looked at: errors without a place of their own are put at the last of them. */
  protected fill = 0;
  /** True in the second reading, save inside `withoutInvalid`. */
  protected withInvalid = false;

  private readonly tokens: readonly Token[];
  private readonly lexicalError: SyntaxError | null;
  private readonly memory = new Map<string, Map<number, { result: unknown; mark: number }>>();

  private readonly finished: ReadonlyMap<Token, Token>;

  constructor(tokens: readonly Token[], finished: ReadonlyMap<Token, Token>, lexicalError: SyntaxError | null) {
    this.tokens = tokens;
    this.finished = finished;
    this.lexicalError = lexicalError;
  }

  /** Prepares the second reading. */
  restartWithInvalid(): void {
    this.mark = 0;
    this.withInvalid = true;
    this.memory.clear();
  }

  // ---------------------------------------------------------------------------------------- tokens

  /** The next token; raises the lexer's error where it gave up. */
  protected peek(): Token {
    const token = this.tokens[this.mark]!;
    if (this.mark >= this.fill) {
      this.fill = this.mark + 1;
      if (token.tokenType === t.ERRORTOKEN) throw new Raised(this.lexicalError!);
    }
    return token;
  }

  /** Takes the next token if it is of this kind. */
  protected expect(kind: TokenType): Token | null {
    const token = this.peek();
    if (token.tokenType !== kind) return null;
    this.mark++;
    return token;
  }

  protected nextIs(kind: TokenType): boolean {
    return this.peek().tokenType === kind;
  }

  protected nextIsOneOf(...kinds: TokenType[]): boolean {
    return kinds.includes(this.peek().tokenType);
  }

  protected expectOneOf(...kinds: TokenType[]): Token | null {
    const token = this.peek();
    if (!kinds.includes(token.tokenType)) return null;
    this.mark++;
    return token;
  }

  /** A soft keyword: a name with this text. */
  protected expectWord(word: string): Token | null {
    const token = this.peek();
    if (token.tokenType !== t.NAME || token.image !== word) return null;
    this.mark++;
    return token;
  }

  /** The token that must come here in any reading. */
  protected expectForced(kind: TokenType, text: string): Token {
    const token = this.peek();
    if (token.tokenType !== kind) this.raiseAt(token, `expected '${text}'`);
    this.mark++;
    return token;
  }

  /** Takes a whole statement if one that is known to be right begins here. */
  protected skipFinished(): boolean {
    const behind = this.finished.get(this.peek());
    if (behind === undefined) return false;
    this.mark = this.indexOf(behind);
    this.fill = Math.max(this.fill, this.mark);
    return true;
  }

  /** Tokens are in the order of their places, of which some share one. */
  private indexOf(token: Token): number {
    let low = 0;
    let high = this.tokens.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tokens[middle]!.startOffset < token.startOffset) low = middle + 1;
      else high = middle;
    }
    return this.tokens.indexOf(token, low);
  }

  protected lastTaken(): Token {
    return this.tokens[this.mark - 1]!;
  }

  protected lastFetched(): Token {
    return this.tokens[this.fill - 1]!;
  }

  /** Whether a bracket is open behind the token that was taken last. */
  protected abstract isInBrackets(): boolean;

  /** Index of the token that was taken last. */
  protected lastTakenIndex(): number {
    return this.mark - 1;
  }

  // ----------------------------------------------------------------------------------------- rules

  /** Runs an alternative; takes back what it read when it fails. */
  protected attempt<R>(alternative: () => R | null): R | null {
    const mark = this.mark;
    const result = alternative();
    if (result === null) this.mark = mark;
    return result;
  }

  /** Whether the alternative would succeed here. */
  protected ahead(alternative: () => unknown): boolean {
    const mark = this.mark;
    const result = alternative();
    this.mark = mark;
    return result !== null;
  }

  protected many<R>(element: () => R | null): R[] {
    const found: R[] = [];
    for (;;) {
      const mark = this.mark;
      const next = element();
      if (next === null || this.mark === mark) {
        this.mark = mark;
        return found;
      }
      found.push(next);
    }
  }

  protected some<R>(element: () => R | null): R[] | null {
    const found = this.many(element);
    return found.length > 0 ? found : null;
  }

  /** element (',' element)*, without a trailing comma. */
  protected separated<R>(element: () => R | null, separator: TokenType = t.COMMA): R[] | null {
    const first = this.attempt(element);
    if (first === null) return null;
    return [first, ...this.many(() => this.attempt(() => this.expect(separator) && element()))];
  }

  /** The result of a rule at this place, from memory if it has been tried here. */
  protected memo<R>(rule: string, body: () => R | null): R | null {
    let places = this.memory.get(rule);
    if (places === undefined) this.memory.set(rule, (places = new Map()));
    const known = places.get(this.mark);
    if (known !== undefined) {
      this.mark = known.mark;
      return known.result as R | null;
    }
    const from = this.mark;
    const result = this.attempt(body);
    places.set(from, { result, mark: this.mark });
    return result;
  }

  /** Tries a rule for a mistake, in the second reading only. It never succeeds: it raises or it does not apply. */
  protected invalid(rule: () => unknown): void {
    if (!this.withInvalid) return;
    const mark = this.mark;
    rule();
    this.mark = mark;
  }

  protected withoutInvalid<R>(rule: () => R): R {
    const before = this.withInvalid;
    this.withInvalid = false;
    try {
      return rule();
    } finally {
      this.withInvalid = before;
    }
  }

  // ---------------------------------------------------------------------------------------- errors

  /** At the token looked at last. */
  protected raise(message: string, errorType: ErrorType = "SyntaxError"): never {
    this.raiseAt(this.lastFetched(), message, errorType);
  }

  protected raiseIndentation(message: string): never {
    this.raise(message, "IndentationError");
  }

  protected raiseAt(place: Place, message: string, errorType: ErrorType = "SyntaxError"): never {
    throw new Raised(syntaxError(message, startOf(place), place.end, errorType));
  }

  protected raiseRange(first: Place, last: Place, message: string): never {
    throw new Raised(syntaxError(message, startOf(first), last.end));
  }

  /** From `place` to the last character looked at, exclusive: CPython leaves that character out. */
  protected raiseFrom(place: Place, message: string): never {
    throw new Raised(syntaxError(message, startOf(place), this.lastFetched().end - 1));
  }

  protected raiseAtNext(message: string): never {
    this.raiseAt(this.peek(), message);
  }

  /** Raises when `expression` is no target; does nothing when it is one. */
  protected raiseInvalidTarget(use: TargetUse, expression: Shape): void {
    const invalid = invalidTarget(expression, use);
    if (invalid === null) return;
    const verb = use === "delete" ? "delete" : "assign to";
    this.raiseAt(invalid, `cannot ${verb} ${describe(invalid)}`);
  }
}
