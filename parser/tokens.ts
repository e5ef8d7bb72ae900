/** The kinds of token, named as in CPython's `token` module, and the token itself. */
import { createToken, Lexer, type IToken, type TokenType } from "./chevrotain.js";

const kind = (name: string): TokenType => createToken({ name, pattern: Lexer.NA });

export const ENDMARKER = kind("ENDMARKER");
export const NAME = kind("NAME");
export const NUMBER = kind("NUMBER");
export const STRING = kind("STRING");
export const NEWLINE = kind("NEWLINE");
export const INDENT = kind("INDENT");
export const DEDENT = kind("DEDENT");
export const FSTRING_START = kind("FSTRING_START");
export const FSTRING_MIDDLE = kind("FSTRING_MIDDLE");
export const FSTRING_END = kind("FSTRING_END");
export const TSTRING_START = kind("TSTRING_START");
export const TSTRING_MIDDLE = kind("TSTRING_MIDDLE");
export const TSTRING_END = kind("TSTRING_END");
/** A printable character that begins no token (`$`, `?`). */
export const OP = kind("OP");
/** Stands where the lexer gave up; the lexer holds the error. */
export const ERRORTOKEN = kind("ERRORTOKEN");

export const LPAR = kind("LPAR");
export const RPAR = kind("RPAR");
export const LSQB = kind("LSQB");
export const RSQB = kind("RSQB");
export const LBRACE = kind("LBRACE");
export const RBRACE = kind("RBRACE");
export const COLON = kind("COLON");
export const COMMA = kind("COMMA");
export const SEMI = kind("SEMI");
export const DOT = kind("DOT");
export const ELLIPSIS = kind("ELLIPSIS");
export const EQUAL = kind("EQUAL");
export const COLONEQUAL = kind("COLONEQUAL");
export const RARROW = kind("RARROW");
export const EXCLAMATION = kind("EXCLAMATION");
export const AT = kind("AT");
export const PLUS = kind("PLUS");
export const MINUS = kind("MINUS");
export const STAR = kind("STAR");
export const SLASH = kind("SLASH");
export const DOUBLESLASH = kind("DOUBLESLASH");
export const PERCENT = kind("PERCENT");
export const DOUBLESTAR = kind("DOUBLESTAR");
export const LEFTSHIFT = kind("LEFTSHIFT");
export const RIGHTSHIFT = kind("RIGHTSHIFT");
export const VBAR = kind("VBAR");
export const AMPER = kind("AMPER");
export const CIRCUMFLEX = kind("CIRCUMFLEX");
export const TILDE = kind("TILDE");
export const LESS = kind("LESS");
export const GREATER = kind("GREATER");
export const EQEQUAL = kind("EQEQUAL");
/** `!=`, and `<>`, which only the flufl mode of CPython takes. */
export const NOTEQUAL = kind("NOTEQUAL");
export const LESSEQUAL = kind("LESSEQUAL");
export const GREATEREQUAL = kind("GREATEREQUAL");
export const PLUSEQUAL = kind("PLUSEQUAL");
export const MINEQUAL = kind("MINEQUAL");
export const STAREQUAL = kind("STAREQUAL");
export const SLASHEQUAL = kind("SLASHEQUAL");
export const PERCENTEQUAL = kind("PERCENTEQUAL");
export const AMPEREQUAL = kind("AMPEREQUAL");
export const VBAREQUAL = kind("VBAREQUAL");
export const CIRCUMFLEXEQUAL = kind("CIRCUMFLEXEQUAL");
export const LEFTSHIFTEQUAL = kind("LEFTSHIFTEQUAL");
export const RIGHTSHIFTEQUAL = kind("RIGHTSHIFTEQUAL");
export const DOUBLESTAREQUAL = kind("DOUBLESTAREQUAL");
export const DOUBLESLASHEQUAL = kind("DOUBLESLASHEQUAL");
export const ATEQUAL = kind("ATEQUAL");

export const FALSE = kind("False");
export const NONE = kind("None");
export const TRUE = kind("True");
export const AND = kind("and");
export const AS = kind("as");
export const ASSERT = kind("assert");
export const ASYNC = kind("async");
export const AWAIT = kind("await");
export const BREAK = kind("break");
export const CLASS = kind("class");
export const CONTINUE = kind("continue");
export const DEF = kind("def");
export const DEL = kind("del");
export const ELIF = kind("elif");
export const ELSE = kind("else");
export const EXCEPT = kind("except");
export const FINALLY = kind("finally");
export const FOR = kind("for");
export const FROM = kind("from");
export const GLOBAL = kind("global");
export const IF = kind("if");
export const IMPORT = kind("import");
export const IN = kind("in");
export const IS = kind("is");
export const LAMBDA = kind("lambda");
export const NONLOCAL = kind("nonlocal");
export const NOT = kind("not");
export const OR = kind("or");
export const PASS = kind("pass");
export const RAISE = kind("raise");
export const RETURN = kind("return");
export const TRY = kind("try");
export const WHILE = kind("while");
export const WITH = kind("with");
export const YIELD = kind("yield");

const KEYWORD_KINDS = [
  ...[FALSE, NONE, TRUE, AND, AS, ASSERT, ASYNC, AWAIT, BREAK, CLASS, CONTINUE, DEF, DEL, ELIF, ELSE, EXCEPT, FINALLY],
  ...[FOR, FROM, GLOBAL, IF, IMPORT, IN, IS, LAMBDA, NONLOCAL, NOT, OR, PASS, RAISE, RETURN, TRY, WHILE, WITH, YIELD],
];

/** The kinds of the reserved words, by their text. `match`, `case`, `type` and `_` are names, soft keywords by place. */
export const KEYWORDS: ReadonlyMap<string, TokenType> = new Map(KEYWORD_KINDS.map((type) => [type.name, type]));

/** The kinds of the operators and delimiters, by their text. */
export const OPERATORS: ReadonlyMap<string, TokenType> = new Map([
  ...pairs("( ) [ ] { }", LPAR, RPAR, LSQB, RSQB, LBRACE, RBRACE),
  ...pairs(": , ; . ... = := -> !", COLON, COMMA, SEMI, DOT, ELLIPSIS, EQUAL, COLONEQUAL, RARROW, EXCLAMATION),
  ...pairs("@ + - * / // % **", AT, PLUS, MINUS, STAR, SLASH, DOUBLESLASH, PERCENT, DOUBLESTAR),
  ...pairs("<< >> | & ^ ~", LEFTSHIFT, RIGHTSHIFT, VBAR, AMPER, CIRCUMFLEX, TILDE),
  ...pairs("< > == != <> <= >=", LESS, GREATER, EQEQUAL, NOTEQUAL, NOTEQUAL, LESSEQUAL, GREATEREQUAL),
  ...pairs("+= -= *= /= %= @=", PLUSEQUAL, MINEQUAL, STAREQUAL, SLASHEQUAL, PERCENTEQUAL, ATEQUAL),
  ...pairs("&= |= ^= <<= >>=", AMPEREQUAL, VBAREQUAL, CIRCUMFLEXEQUAL, LEFTSHIFTEQUAL, RIGHTSHIFTEQUAL),
  ...pairs("**= //=", DOUBLESTAREQUAL, DOUBLESLASHEQUAL),
]);

function pairs(texts: string, ...kinds: TokenType[]): [string, TokenType][] {
  return texts.split(" ").map((text, i) => [text, kinds[i]!]);
}

/** All kinds, for Chevrotain. */
export const VOCABULARY: TokenType[] = [
  ...[ENDMARKER, NAME, NUMBER, STRING, NEWLINE, INDENT, DEDENT, OP, ERRORTOKEN],
  ...[FSTRING_START, FSTRING_MIDDLE, FSTRING_END, TSTRING_START, TSTRING_MIDDLE, TSTRING_END],
  ...new Set(OPERATORS.values()),
  ...KEYWORD_KINDS,
];

/** A token as Chevrotain wants it, with an exclusive end. */
export class Token implements IToken {
  readonly image: string;
  readonly startOffset: number;
  readonly end: number;
  readonly tokenTypeIdx: number;
  readonly tokenType: TokenType;

  constructor(type: TokenType, image: string, start: number, end: number) {
    this.image = image;
    this.startOffset = start;
    this.end = end;
    this.tokenTypeIdx = type.tokenTypeIdx!;
    this.tokenType = type;
  }
}
