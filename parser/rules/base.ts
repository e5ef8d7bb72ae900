/** What all grammar rules share: the parser's set-up, tokens ahead and behind, and how a rule gives up. */
import { EmbeddedActionsParser, type TokenType } from "../chevrotain.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";

/** Thrown by a rule that finds a token it has no use for. What is wrong is then for the diagnosis to say. */
export class Mismatch extends Error {}

/** A set of token kinds, as a table over their indices. */
export function tokenSet(...kinds: TokenType[]): Uint8Array {
  const set = new Uint8Array(Math.max(...t.VOCABULARY.map((kind) => kind.tokenTypeIdx!)) + 1);
  for (const kind of kinds) set[kind.tokenTypeIdx!] = 1;
  return set;
}

/** A token kind's value in a table, for the rules that choose by table. */
export function tokenTable<Value>(entries: readonly (readonly [TokenType, Value])[]): (Value | undefined)[] {
  const table: (Value | undefined)[] = new Array(Math.max(...t.VOCABULARY.map((kind) => kind.tokenTypeIdx!)) + 1);
  for (const [kind, value] of entries) table[kind.tokenTypeIdx!] = value;
  return table;
}

/**
 * Rules look at the next token themselves where the grammar is not LL(1) for Chevrotain (a trailing comma) or where a rule
 * is entered for every expression of a file. While Chevrotain records the grammar, `peek()` gives its end of file, so that
 * every such shortcut must be one that the end of file does not take.
 */
export abstract class BaseRules extends EmbeddedActionsParser {
  constructor(skipValidations: boolean) {
    super(t.VOCABULARY, { maxLookahead: 1, recoveryEnabled: false, skipValidations });
  }

  protected peek(): Token {
    return this.LA(1) as Token;
  }

  protected nextIs(kind: TokenType): boolean {
    return this.LA(1).tokenType === kind;
  }

  /** Takes the next token, whatever it is. */
  protected take(): Token {
    const token = this.LA(1) as Token;
    this.SKIP_TOKEN();
    return token;
  }

  /** Takes a token of this kind and tells whether there was one. */
  protected accept(kind: TokenType): boolean {
    if (this.LA(1).tokenType !== kind) return false;
    this.SKIP_TOKEN();
    return true;
  }

  /** Offset behind the last token that was taken. */
  protected lastEnd(): number {
    return (this.LA(0) as Token).end;
  }

  /** Offset behind the last token that was taken and is not white space: where a compound statement ends. */
  protected lastVisibleEnd(): number {
    for (let back = 0; ; back--) {
      const token = this.LA(back) as Token;
      const kind = token.tokenType;
      if (kind !== t.NEWLINE && kind !== t.INDENT && kind !== t.DEDENT) return token.end;
    }
  }

  protected reject(): never {
    throw new Mismatch();
  }
}
