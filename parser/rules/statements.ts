/** Compound statements and the file (https://docs.python.org/3/reference/compound_stmts.html). */
import type * as ast from "../ast.js";
import type { SourceText } from "../source.js";
import { toTarget } from "../store.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { PRIMARY } from "./operators.js";
import { tokenSet, tokenTable } from "./base.js";
import { SimpleStatementRules } from "./simple-statements.js";

/** The tokens that can begin the subject of a match statement, so that `match` before them may be the soft keyword. */
export const SUBJECT_START = tokenSet(
  ...[t.NAME, t.NUMBER, t.STRING, t.FSTRING_START, t.TSTRING_START, t.LPAR, t.LSQB, t.LBRACE, t.MINUS, t.PLUS],
  ...[t.TILDE, t.NOT, t.LAMBDA, t.AWAIT, t.NONE, t.TRUE, t.FALSE, t.ELLIPSIS, t.STAR],
);

/** A statement of which the last token is not known yet. */
type Open<S> = S extends ast.Statement ? Omit<S, "end"> : never;

export class PythonParser extends SimpleStatementRules {
  constructor(skipValidations = true) {
    super(skipValidations);
    this.performSelfAnalysis();
  }

  private finished: Map<Token, Token> | null = null;

  /**
   * The statements of a whole file. Throws Mismatch, LiteralMismatch or one of Chevrotain's exceptions when it is wrong.
   * Notes in `finished`, if given, for each statement that was read whole the token behind it, by its first token.
   */
  parseFile(
    tokens: Token[],
    source: SourceText,
    comments: readonly ast.Comment[],
    finished: Map<Token, Token> | null = null,
  ): ast.Statement[] {
    this.source = source;
    this.comments = comments;
    this.finished = finished;
    this.input = tokens;
    try {
      const body = this.file();
      if (this.errors.length > 0) this.reject();
      return body;
    } finally {
      // The parser outlives the file; what it read should not.
      this.input = [];
      this.comments = [];
      this.finished = null;
    }
  }

  // file: statement* ENDMARKER
  file = this.RULE("file", (): ast.Statement[] => {
    const body: ast.Statement[] = [];
    while (!this.RECORDING_PHASE && !this.nextIs(t.ENDMARKER)) this.statement(body);
    this.CONSUME(t.ENDMARKER);
    return body;
  });

  // block: NEWLINE INDENT statement+ DEDENT | simple_stmts
  block = this.RULE("block", (): ast.Statement[] => {
    const body: ast.Statement[] = [];
    this.CONSUME(t.COLON);
    if (!this.accept(t.NEWLINE)) {
      if (!this.RECORDING_PHASE) this.simpleStatements(body);
      return body;
    }
    this.CONSUME(t.INDENT);
    do this.statement(body);
    while (!this.accept(t.DEDENT));
    return body;
  });

  // statement: compound_stmt | simple_stmts
  private statement(body: ast.Statement[]): void {
    const token = this.LA(1) as Token;
    const rule = this.compoundStatements[token.tokenTypeIdx];
    if (rule !== undefined) body.push(rule());
    else if (token.tokenType === t.NAME && token.image === "match" && this.beginsMatch()) {
      body.push(this.SUBRULE(this.matchStatement));
    } else this.simpleStatements(body);
    this.finished?.set(token, this.peek());
  }

  private readonly compoundStatements = tokenTable<() => ast.Statement>([
    [t.IF, () => this.SUBRULE(this.ifStatement)],
    [t.DEF, () => this.SUBRULE(this.functionDef, { ARGS: [[], null] })],
    [t.FOR, () => this.SUBRULE(this.forStatement, { ARGS: [null] })],
    [t.WITH, () => this.SUBRULE(this.withStatement, { ARGS: [null] })],
    [t.TRY, () => this.SUBRULE(this.tryStatement)],
    [t.CLASS, () => this.SUBRULE(this.classDef, { ARGS: [[]] })],
    [t.WHILE, () => this.SUBRULE(this.whileStatement)],
    [t.AT, () => this.SUBRULE(this.decorated)],
    [t.ASYNC, () => this.asynchronous([])],
  ]);

  /** The statement with its end: that of the last token that is no white space. */
  private closed<S extends ast.Statement>(statement: Open<S>): S {
    return { ...statement, end: this.lastVisibleEnd() } as unknown as S;
  }

  // decorated: ('@' named_expression NEWLINE)+ (class_def | function_def)
  decorated = this.RULE("decorated", (): ast.Statement => {
    const decorators: ast.Expression[] = [];
    this.CONSUME(t.AT);
    do {
      decorators.push(this.namedExpression());
      this.CONSUME(t.NEWLINE);
    } while (this.accept(t.AT));
    if (this.nextIs(t.CLASS)) return this.SUBRULE(this.classDef, { ARGS: [decorators] });
    if (this.nextIs(t.ASYNC)) return this.asynchronous(decorators);
    return this.SUBRULE(this.functionDef, { ARGS: [decorators, null] });
  });

  private asynchronous(decorators: ast.Expression[]): ast.Statement {
    const start = this.take().startOffset;
    if (this.nextIs(t.DEF)) return this.SUBRULE(this.functionDef, { ARGS: [decorators, start] });
    if (decorators.length > 0) this.reject();
    if (this.nextIs(t.FOR)) return this.SUBRULE(this.forStatement, { ARGS: [start] });
    return this.SUBRULE(this.withStatement, { ARGS: [start] });
  }

  // class_def: 'class' NAME [type_params] ['(' [arguments] ')'] block
  classDef = this.RULE("class_def", (decorator_list: ast.Expression[]): ast.ClassDef => {
    const start = this.CONSUME(t.CLASS).startOffset;
    const name = this.CONSUME(t.NAME).image;
    const type_params = this.typeParameters();
    const { args, keywords } = this.nextIs(t.LPAR) ? this.SUBRULE(this.callArguments) : { args: [], keywords: [] };
    const body = this.SUBRULE(this.block);
    return this.closed({ kind: "ClassDef", name, bases: args, keywords, body, decorator_list, type_params, start });
  });

  // function_def: ['async'] 'def' NAME [type_params] '(' [parameters] ')' ['->' expression] block
  functionDef = this.RULE(
    "function_def",
    (decorator_list: ast.Expression[], asyncStart: number | null): ast.FunctionDef | ast.AsyncFunctionDef => {
      const kind = asyncStart === null ? "FunctionDef" : "AsyncFunctionDef";
      const start = asyncStart ?? this.peek().startOffset;
      this.CONSUME(t.DEF);
      const name = this.CONSUME(t.NAME).image;
      const type_params = this.typeParameters();
      this.CONSUME(t.LPAR);
      const args = this.RECORDING_PHASE ? (null as never) : this.parameters(t.RPAR, true);
      this.CONSUME(t.RPAR);
      const returns = this.accept(t.RARROW) ? this.SUBRULE(this.expression) : null;
      const body = this.SUBRULE(this.block);
      return this.closed({ kind, name, args, body, decorator_list, returns, type_params, start });
    },
  );

  // if_stmt: 'if' named_expression block ('elif' named_expression block)* ['else' block]
  ifStatement = this.RULE("if_stmt", (): ast.If => {
    const start = this.CONSUME(t.IF).startOffset;
    const test = this.namedExpression();
    const first = { test, body: this.SUBRULE(this.block), start };
    const others: (typeof first)[] = [];
    while (this.nextIs(t.ELIF)) {
      const { startOffset } = this.take();
      others.push({ start: startOffset, test: this.namedExpression(), body: this.SUBRULE1(this.block) });
    }
    let orelse = this.elseBlock();
    const end = this.lastVisibleEnd();
    for (const branch of others.reverse())
      orelse = [{ kind: "If", test: branch.test, body: branch.body, orelse, start: branch.start, end }];
    return { kind: "If", test: first.test, body: first.body, orelse, start: first.start, end };
  });

  // else_block: 'else' block
  private elseBlock(): ast.Statement[] {
    return this.accept(t.ELSE) ? this.SUBRULE(this.block) : [];
  }

  // while_stmt: 'while' named_expression block [else_block]
  whileStatement = this.RULE("while_stmt", (): ast.While => {
    const start = this.CONSUME(t.WHILE).startOffset;
    const test = this.namedExpression();
    const body = this.SUBRULE(this.block);
    return this.closed({ kind: "While", test, body, orelse: this.elseBlock(), start });
  });

  // for_stmt: ['async'] 'for' star_targets 'in' star_expressions block [else_block]
  forStatement = this.RULE("for_stmt", (asyncStart: number | null): ast.For | ast.AsyncFor => {
    const kind = asyncStart === null ? "For" : "AsyncFor";
    const start = asyncStart ?? this.peek().startOffset;
    this.CONSUME(t.FOR);
    const target = this.RECORDING_PHASE ? (null as never) : this.starTargets();
    this.CONSUME(t.IN);
    const iter = this.SUBRULE(this.starExpressions);
    const body = this.SUBRULE(this.block);
    return this.closed({ kind, target, iter, body, orelse: this.elseBlock(), start });
  });

  // with_stmt: ['async'] 'with' ('(' with_item (',' with_item)* [','] ')' | with_item (',' with_item)*) block
  withStatement = this.RULE("with_stmt", (asyncStart: number | null): ast.With | ast.AsyncWith => {
    const kind = asyncStart === null ? "With" : "AsyncWith";
    const start = asyncStart ?? this.peek().startOffset;
    this.CONSUME(t.WITH);
    const items = this.RECORDING_PHASE ? [] : this.withItems();
    const body = this.SUBRULE(this.block);
    return this.closed({ kind, items, body, start });
  });

  private withItems(): ast.WithItem[] {
    const isParenthesized = this.nextIs(t.LPAR) && this.parenthesisHoldsItems();
    if (isParenthesized) this.take();
    const items = [this.withItem()];
    while (this.accept(t.COMMA)) {
      if (isParenthesized && this.nextIs(t.RPAR)) break;
      items.push(this.withItem());
    }
    if (isParenthesized) this.CONSUME(t.RPAR);
    return items;
  }

  /**
   * Whether the parenthesis behind `with` is the statement's own and not that of an expression: its partner is followed by
   * the colon, and nothing directly inside makes it a tuple, a generator, a group with `:=` or a `yield`.
   */
  private parenthesisHoldsItems(): boolean {
    let depth = 0;
    let onlyItems = this.LA(2).tokenType !== t.RPAR && this.LA(2).tokenType !== t.YIELD;
    let lambdas = 0;
    for (let ahead = 1; ; ahead++) {
      const kind = this.LA(ahead).tokenType;
      if (kind === t.LPAR || kind === t.LSQB || kind === t.LBRACE) depth++;
      else if (kind === t.RPAR || kind === t.RSQB || kind === t.RBRACE) depth--;
      else if (kind === t.NEWLINE || kind === t.ENDMARKER || kind === t.ERRORTOKEN) return false;
      if (depth === 0) return onlyItems && this.LA(ahead + 1).tokenType === t.COLON;
      if (depth > 1) continue;
      if (kind === t.LAMBDA) lambdas++;
      else if (kind === t.COLON) lambdas--;
      const previous = this.LA(ahead - 1).tokenType;
      const opensElement = ahead > 1 && (previous === t.COMMA || (previous === t.LPAR && ahead === 2));
      const isStarred = kind === t.STAR && opensElement && lambdas === 0;
      if (kind === t.COLONEQUAL || isStarred || kind === t.FOR) onlyItems = false;
    }
  }

  // with_item: expression ['as' star_target]
  private withItem(): ast.WithItem {
    const start = this.peek().startOffset;
    const context_expr = this.SUBRULE(this.expression);
    const optional_vars = this.accept(t.AS) ? this.withTarget() : null;
    return { kind: "withitem", context_expr, optional_vars, start, end: this.lastEnd() };
  }

  private withTarget(): ast.Expression {
    const start = this.peek().startOffset;
    const isStarred = this.accept(t.STAR);
    const value = this.binary(PRIMARY);
    const target: ast.Expression = isStarred
      ? { kind: "Starred", value, ctx: "Store", start, end: this.lastEnd() }
      : value;
    if (!toTarget(target, "Store")) this.reject();
    return target;
  }

  // try_stmt: 'try' block (except_block+ [else_block] [finally_block] | finally_block)
  tryStatement = this.RULE("try_stmt", (): ast.Try | ast.TryStar => {
    const start = this.CONSUME(t.TRY).startOffset;
    const body = this.SUBRULE(this.block);
    const handlers: ast.ExceptHandler[] = [];
    const isStar = this.nextIs(t.EXCEPT) && this.LA(2).tokenType === t.STAR;
    while (this.nextIs(t.EXCEPT)) handlers.push(this.SUBRULE(this.exceptHandler, { ARGS: [isStar] }));
    const orelse = handlers.length > 0 ? this.elseBlock() : [];
    const hasFinally = this.accept(t.FINALLY);
    if (!this.RECORDING_PHASE && !hasFinally && handlers.length === 0) this.reject();
    const finalbody = hasFinally ? this.SUBRULE1(this.block) : [];
    return this.closed({ kind: isStar ? "TryStar" : "Try", body, handlers, orelse, finalbody, start });
  });

  // except_block: 'except' ['*'] [expression (',' expression)* ['as' NAME]] block
  exceptHandler = this.RULE("except_block", (isStar: boolean): ast.ExceptHandler => {
    const start = this.CONSUME(t.EXCEPT).startOffset;
    if (isStar !== this.accept(t.STAR) && !this.RECORDING_PHASE) this.reject();
    const type = !isStar && this.nextIs(t.COLON) ? null : this.exceptionTypes();
    const name = type !== null && this.accept(t.AS) ? this.CONSUME(t.NAME).image : null;
    const body = this.SUBRULE(this.block);
    return { kind: "ExceptHandler", type, name, body, start, end: this.lastVisibleEnd() };
  });

  /** One expression, or since Python 3.14 several without parentheses, which then have no name. */
  private exceptionTypes(): ast.Expression {
    const start = this.peek().startOffset;
    const first = this.SUBRULE(this.expression);
    if (!this.nextIs(t.COMMA)) return first;
    const elts = [first];
    while (this.accept(t.COMMA) && !this.nextIs(t.COLON)) elts.push(this.SUBRULE1(this.expression));
    if (this.nextIs(t.AS)) this.reject();
    return { kind: "Tuple", elts, ctx: "Load", start, end: this.lastEnd() };
  }

  /** `match` begins a match statement when a subject can follow and the logical line ends with a colon. */
  private beginsMatch(): boolean {
    if (SUBJECT_START[this.LA(2).tokenTypeIdx] !== 1) return false;
    for (let ahead = 2; ; ahead++) {
      const kind = this.LA(ahead).tokenType;
      if (kind === t.NEWLINE) return this.LA(ahead - 1).tokenType === t.COLON;
      if (kind === t.ENDMARKER || kind === t.ERRORTOKEN) return false;
    }
  }

  // match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT
  matchStatement = this.RULE("match_stmt", (): ast.Match => {
    const start = this.CONSUME(t.NAME).startOffset;
    const subject = this.subjectExpression();
    this.CONSUME(t.COLON);
    this.CONSUME(t.NEWLINE);
    this.CONSUME(t.INDENT);
    const cases: ast.MatchCase[] = [];
    do cases.push(this.SUBRULE(this.caseBlock));
    while (!this.RECORDING_PHASE && !this.accept(t.DEDENT));
    return this.closed({ kind: "Match", subject, cases, start });
  });

  // case_block: "case" patterns ['if' named_expression] block
  caseBlock = this.RULE("case_block", (): ast.MatchCase => {
    const word = this.CONSUME(t.NAME);
    if (!this.RECORDING_PHASE && word.image !== "case") this.reject();
    const pattern = this.patterns();
    const guard = this.accept(t.IF) ? this.namedExpression() : null;
    const body = this.SUBRULE(this.block);
    return { kind: "match_case", pattern, guard, body, start: word.startOffset, end: this.lastVisibleEnd() };
  });
}
