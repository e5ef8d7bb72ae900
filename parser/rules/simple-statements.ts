/** Simple statements (https://docs.python.org/3/reference/simple_stmts.html). */
import type * as ast from "../ast.js";
import { isSingleTarget, toTarget } from "../store.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { AUGMENTED } from "./operators.js";
import { tokenTable } from "./base.js";
import { PatternRules } from "./patterns.js";

export abstract class SimpleStatementRules extends PatternRules {
  // simple_stmts: simple_stmt (';' simple_stmt)* [';'] NEWLINE
  protected simpleStatements(body: ast.Statement[]): void {
    do body.push(this.simpleStatement());
    while (this.accept(t.SEMI) && !this.nextIs(t.NEWLINE));
    this.CONSUME(t.NEWLINE);
  }

  private simpleStatement(): ast.Statement {
    const token = this.LA(1) as Token;
    const rule = this.simpleStatementRules[token.tokenTypeIdx];
    if (rule !== undefined) return rule();
    if (token.tokenType === t.NAME && token.image === "type" && this.LA(2).tokenType === t.NAME) {
      return this.SUBRULE(this.typeAlias);
    }
    return this.SUBRULE(this.expressionStatement);
  }

  private readonly simpleStatementRules = tokenTable<() => ast.Statement>([
    [t.RETURN, () => this.SUBRULE(this.returnStatement)],
    [t.IMPORT, () => this.SUBRULE(this.importStatement)],
    [t.FROM, () => this.SUBRULE(this.importFrom)],
    [t.RAISE, () => this.SUBRULE(this.raiseStatement)],
    [t.DEL, () => this.SUBRULE(this.deleteStatement)],
    [t.ASSERT, () => this.SUBRULE(this.assertStatement)],
    [t.GLOBAL, () => this.SUBRULE(this.globalStatement)],
    [t.NONLOCAL, () => this.SUBRULE(this.nonlocalStatement)],
    [t.PASS, () => this.word("Pass")],
    [t.BREAK, () => this.word("Break")],
    [t.CONTINUE, () => this.word("Continue")],
  ]);

  private word(kind: "Pass" | "Break" | "Continue"): ast.Statement {
    const token = this.take();
    return { kind, start: token.startOffset, end: token.end };
  }

  // star_expressions and the statements that begin with them:
  // assignment: (star_targets '=')+ (yield_expr | star_expressions)
  //           | single_target ':' expression ['=' (yield_expr | star_expressions)]
  //           | single_target augassign (yield_expr | star_expressions)
  expressionStatement = this.RULE("expression_statement", (): ast.Statement => {
    const first = this.LA(1) as Token;
    const start = first.startOffset;
    const value = this.yieldOrStarExpressions();
    const next = this.LA(1) as Token;
    if (next.tokenType === t.EQUAL) return this.assignment(value, start);
    if (next.tokenType === t.COLON) return this.annotated(value, first);
    const op = AUGMENTED[next.tokenTypeIdx];
    if (op !== undefined) return this.augmented(value, start, op);
    return { kind: "Expr", value, start, end: this.lastEnd() };
  });

  private yieldOrStarExpressions(): ast.Expression {
    return this.nextIs(t.YIELD) ? this.SUBRULE(this.yieldExpression) : this.SUBRULE(this.starExpressions);
  }

  private assignment(first: ast.Expression, start: number): ast.Assign {
    const targets: ast.Expression[] = [];
    let value = first;
    while (this.accept(t.EQUAL)) {
      if (!toTarget(value, "Store")) this.reject();
      targets.push(value);
      value = this.yieldOrStarExpressions();
    }
    return { kind: "Assign", targets, value, start, end: this.lastEnd() };
  }

  private annotated(target: ast.Expression, first: Token): ast.AnnAssign {
    if (!isSingleTarget(target)) this.reject();
    this.take();
    const annotation = this.SUBRULE(this.expression);
    const value = this.accept(t.EQUAL) ? this.yieldOrStarExpressions() : null;
    const simple = target.kind === "Name" && first.tokenType === t.NAME ? 1 : 0;
    return { kind: "AnnAssign", target, annotation, value, simple, start: first.startOffset, end: this.lastEnd() };
  }

  private augmented(target: ast.Expression, start: number, op: ast.BinaryOperator): ast.AugAssign {
    if (!isSingleTarget(target)) this.reject();
    this.take();
    const value = this.yieldOrStarExpressions();
    return { kind: "AugAssign", target, op, value, start, end: this.lastEnd() };
  }

  // return_stmt: 'return' [star_expressions]
  returnStatement = this.RULE("return_stmt", (): ast.Return => {
    const start = this.CONSUME(t.RETURN).startOffset;
    const value = this.startsExpression() ? this.SUBRULE(this.starExpressions) : null;
    return { kind: "Return", value, start, end: this.lastEnd() };
  });

  // raise_stmt: 'raise' [expression ['from' expression]]
  raiseStatement = this.RULE("raise_stmt", (): ast.Raise => {
    const start = this.CONSUME(t.RAISE).startOffset;
    const exc = this.startsExpression() ? this.SUBRULE(this.expression) : null;
    const cause = exc !== null && this.accept(t.FROM) ? this.SUBRULE1(this.expression) : null;
    return { kind: "Raise", exc, cause, start, end: this.lastEnd() };
  });

  // assert_stmt: 'assert' expression [',' expression]
  assertStatement = this.RULE("assert_stmt", (): ast.Assert => {
    const start = this.CONSUME(t.ASSERT).startOffset;
    const test = this.SUBRULE(this.expression);
    const msg = this.accept(t.COMMA) ? this.SUBRULE1(this.expression) : null;
    return { kind: "Assert", test, msg, start, end: this.lastEnd() };
  });

  // del_stmt: 'del' del_target (',' del_target)* [',']
  deleteStatement = this.RULE("del_stmt", (): ast.Delete => {
    const start = this.CONSUME(t.DEL).startOffset;
    const targets = [this.deleteTarget()];
    while (this.accept(t.COMMA) && this.startsExpression()) targets.push(this.deleteTarget());
    return { kind: "Delete", targets, start, end: this.lastEnd() };
  });

  private deleteTarget(): ast.Expression {
    const target = this.targetExpression();
    if (!this.RECORDING_PHASE && !toTarget(target, "Del")) this.reject();
    return target;
  }

  // global_stmt: 'global' NAME (',' NAME)*
  globalStatement = this.RULE("global_stmt", (): ast.Global => {
    const start = this.CONSUME(t.GLOBAL).startOffset;
    return { kind: "Global", names: this.names(), start, end: this.lastEnd() };
  });

  // nonlocal_stmt: 'nonlocal' NAME (',' NAME)*
  nonlocalStatement = this.RULE("nonlocal_stmt", (): ast.Nonlocal => {
    const start = this.CONSUME(t.NONLOCAL).startOffset;
    return { kind: "Nonlocal", names: this.names(), start, end: this.lastEnd() };
  });

  private names(): string[] {
    const names = [this.CONSUME(t.NAME).image];
    while (this.accept(t.COMMA)) names.push(this.CONSUME1(t.NAME).image);
    return names;
  }

  // import_name: 'import' dotted_name ['as' NAME] (',' dotted_name ['as' NAME])*
  importStatement = this.RULE("import_stmt", (): ast.Import => {
    const start = this.CONSUME(t.IMPORT).startOffset;
    const names = [this.alias(this.peek().startOffset, this.dottedName())];
    while (this.accept(t.COMMA)) names.push(this.alias(this.peek().startOffset, this.dottedName()));
    return { kind: "Import", names, start, end: this.lastEnd() };
  });

  // dotted_name: NAME ('.' NAME)*
  private dottedName(): string {
    let name = this.CONSUME(t.NAME).image;
    while (this.accept(t.DOT)) name += `.${this.CONSUME1(t.NAME).image}`;
    return name;
  }

  private alias(start: number, name: string): ast.Alias {
    const asname = this.accept(t.AS) ? this.CONSUME(t.NAME).image : null;
    return { kind: "alias", name, asname, start, end: this.lastEnd() };
  }

  // import_from: 'from' ('.' | '...')* [dotted_name] 'import' ('*' | '(' aliases [','] ')' | aliases)
  importFrom = this.RULE("import_from", (): ast.ImportFrom => {
    const start = this.CONSUME(t.FROM).startOffset;
    let level = 0;
    while (this.nextIs(t.DOT) || this.nextIs(t.ELLIPSIS)) level += this.take().image.length;
    const module = level > 0 && this.nextIs(t.IMPORT) ? null : this.dottedName();
    this.CONSUME(t.IMPORT);
    const names = this.importedNames();
    return { kind: "ImportFrom", module, names, level, start, end: this.lastEnd() };
  });

  private importedNames(): ast.Alias[] {
    const first = this.peek();
    if (this.accept(t.STAR)) {
      return [{ kind: "alias", name: "*", asname: null, start: first.startOffset, end: first.end }];
    }
    const isParenthesized = this.accept(t.LPAR);
    const names = [this.importedName()];
    while (this.accept(t.COMMA)) {
      if (isParenthesized && this.nextIs(t.RPAR)) break;
      names.push(this.importedName());
    }
    if (isParenthesized) this.CONSUME(t.RPAR);
    return names;
  }

  private importedName(): ast.Alias {
    const name = this.CONSUME2(t.NAME);
    return this.alias(name.startOffset, name.image);
  }

  // type_alias: 'type' NAME [type_params] '=' expression
  typeAlias = this.RULE("type_alias", (): ast.TypeAlias => {
    const start = this.CONSUME(t.NAME).startOffset;
    const token = this.CONSUME1(t.NAME) as Token;
    const name: ast.Name = { kind: "Name", id: token.image, ctx: "Store", start: token.startOffset, end: token.end };
    const type_params = this.typeParameters();
    this.CONSUME(t.EQUAL);
    const value = this.SUBRULE(this.expression);
    return { kind: "TypeAlias", name, type_params, value, start, end: this.lastEnd() };
  });
}
