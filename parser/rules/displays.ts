/** Displays in brackets, comprehensions and targets (https://docs.python.org/3/reference/expressions.html#atoms). */
import type * as ast from "../ast.js";
import type { ParserMethod } from "../chevrotain.js";
import { toTarget } from "../store.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { PRIMARY, STAR_OPERAND } from "./operators.js";
import { tokenSet } from "./base.js";
import { StringRules } from "./strings.js";

/** The tokens that begin a star_named_expression or yield_expr: where a list goes on behind a comma. */
export const EXPRESSION_START = tokenSet(
  ...[t.NAME, t.NUMBER, t.STRING, t.FSTRING_START, t.TSTRING_START, t.LPAR, t.LSQB, t.LBRACE, t.MINUS, t.PLUS],
  ...[t.TILDE, t.NOT, t.LAMBDA, t.AWAIT, t.NONE, t.TRUE, t.FALSE, t.ELLIPSIS, t.STAR, t.YIELD],
);

export abstract class DisplayRules extends StringRules {
  abstract expression: ParserMethod<[], ast.Expression>;
  protected abstract namedExpression(): ast.Expression;
  protected abstract binary(tightness: number): ast.Expression;

  protected startsExpression(): boolean {
    return EXPRESSION_START[this.LA(1).tokenTypeIdx] === 1;
  }

  protected starred(): ast.Starred {
    const start = this.take().startOffset;
    const value = this.binary(STAR_OPERAND);
    return { kind: "Starred", value, ctx: "Load", start, end: this.lastEnd() };
  }

  /** (',' element)* [','] behind the first element of a tuple without parentheses. */
  protected restOfTuple(first: ast.Expression, start: number, element: () => ast.Expression): ast.TupleDisplay {
    const elts = [first];
    while (this.accept(t.COMMA) && this.startsExpression()) elts.push(element());
    return { kind: "Tuple", elts, ctx: "Load", start, end: this.lastEnd() };
  }

  // star_named_expression: '*' bitwise_or | named_expression
  protected starNamedExpression(): ast.Expression {
    return this.nextIs(t.STAR) ? this.starred() : this.namedExpression();
  }

  // star_named_expressions: star_named_expression (',' star_named_expression)* [',']
  protected starNamedExpressions(first: ast.Expression): ast.Expression[] {
    const elts = [first];
    while (this.accept(t.COMMA) && this.startsExpression()) elts.push(this.starNamedExpression());
    return elts;
  }

  // group: '(' (yield_expr | named_expression) ')'    tuple: '(' [star_named_expression ',' [star_named_expressions]] ')'
  // genexp: '(' named_expression for_if_clauses ')'
  parenthesized = this.RULE("parenthesized", (): ast.Expression => {
    const start = this.CONSUME(t.LPAR).startOffset;
    if (this.nextIs(t.RPAR)) return { kind: "Tuple", elts: [], ctx: "Load", start, end: this.take().end };
    if (this.nextIs(t.YIELD)) {
      const value = this.SUBRULE(this.yieldExpression);
      this.CONSUME(t.RPAR);
      return value;
    }
    const first = this.starNamedExpression();
    if (this.nextIs(t.FOR) || this.nextIs(t.ASYNC)) {
      const generators = this.generators(first);
      return { kind: "GeneratorExp", elt: first, generators, start, end: (this.CONSUME(t.RPAR) as Token).end };
    }
    if (this.nextIs(t.COMMA)) {
      const elts = this.starNamedExpressions(first);
      return { kind: "Tuple", elts, ctx: "Load", start, end: (this.CONSUME(t.RPAR) as Token).end };
    }
    if (first.kind === "Starred") this.reject();
    this.CONSUME(t.RPAR);
    return first;
  });

  // list: '[' [star_named_expressions] ']'    listcomp: '[' named_expression for_if_clauses ']'
  list = this.RULE("list", (): ast.Expression => {
    const start = this.CONSUME(t.LSQB).startOffset;
    if (this.nextIs(t.RSQB)) return { kind: "List", elts: [], ctx: "Load", start, end: this.take().end };
    const first = this.starNamedExpression();
    if (this.nextIs(t.FOR) || this.nextIs(t.ASYNC)) {
      const generators = this.generators(first);
      return { kind: "ListComp", elt: first, generators, start, end: (this.CONSUME(t.RSQB) as Token).end };
    }
    const elts = this.starNamedExpressions(first);
    return { kind: "List", elts, ctx: "Load", start, end: (this.CONSUME(t.RSQB) as Token).end };
  });

  // dict: '{' [item (',' item)* [',']] '}'    item: expression ':' expression | '**' bitwise_or
  // set: '{' star_named_expressions '}'       setcomp, dictcomp: '{' (named_expression | item) for_if_clauses '}'
  braces = this.RULE("braces", (): ast.Expression => {
    const start = this.CONSUME(t.LBRACE).startOffset;
    if (this.nextIs(t.RBRACE)) return { kind: "Dict", keys: [], values: [], start, end: this.take().end };
    if (this.nextIs(t.DOUBLESTAR)) return this.restOfDict(start, [], []);
    const firstStart = this.peek().startOffset;
    const first = this.starNamedExpression();
    if (this.nextIs(t.COLON)) {
      if (first.kind === "Starred" || (first.kind === "NamedExpr" && first.start === firstStart)) this.reject();
      return this.dictFrom(first, start);
    }
    if (this.nextIs(t.FOR) || this.nextIs(t.ASYNC)) {
      const generators = this.generators(first);
      return { kind: "SetComp", elt: first, generators, start, end: (this.CONSUME(t.RBRACE) as Token).end };
    }
    const elts = this.starNamedExpressions(first);
    return { kind: "Set", elts, start, end: (this.CONSUME(t.RBRACE) as Token).end };
  });

  private dictFrom(key: ast.Expression, start: number): ast.Expression {
    this.take();
    const value = this.SUBRULE(this.expression);
    if (this.nextIs(t.FOR) || this.nextIs(t.ASYNC)) {
      const generators = this.SUBRULE(this.comprehensions);
      return { kind: "DictComp", key, value, generators, start, end: (this.CONSUME(t.RBRACE) as Token).end };
    }
    const keys = [key];
    const values = [value];
    if (this.accept(t.COMMA)) return this.restOfDict(start, keys, values);
    return { kind: "Dict", keys, values, start, end: (this.CONSUME(t.RBRACE) as Token).end };
  }

  private restOfDict(start: number, keys: (ast.Expression | null)[], values: ast.Expression[]): ast.Dict {
    while (!this.nextIs(t.RBRACE)) {
      if (this.accept(t.DOUBLESTAR)) {
        keys.push(null);
        values.push(this.binary(STAR_OPERAND));
      } else {
        keys.push(this.SUBRULE(this.expression));
        this.CONSUME(t.COLON);
        values.push(this.SUBRULE1(this.expression));
      }
      if (!this.accept(t.COMMA)) break;
    }
    return { kind: "Dict", keys, values, start, end: (this.CONSUME(t.RBRACE) as Token).end };
  }

  private generators(element: ast.Expression): ast.Comprehension[] {
    if (element.kind === "Starred") this.reject();
    return this.SUBRULE(this.comprehensions);
  }

  // for_if_clauses: (['async'] 'for' star_targets 'in' disjunction ('if' disjunction)*)+
  comprehensions = this.RULE("for_if_clauses", (): ast.Comprehension[] => {
    const clauses: ast.Comprehension[] = [];
    while (this.nextIs(t.FOR) || this.nextIs(t.ASYNC)) {
      const start = this.peek().startOffset;
      const is_async = this.accept(t.ASYNC) ? 1 : 0;
      this.CONSUME(t.FOR);
      const target = this.starTargets();
      this.CONSUME(t.IN);
      const iter = this.binary(1);
      const ifs: ast.Expression[] = [];
      while (this.accept(t.IF)) ifs.push(this.binary(1));
      clauses.push({ kind: "comprehension", target, iter, ifs, is_async, start, end: this.lastEnd() });
    }
    return clauses;
  });

  // star_targets: star_target (',' star_target)* [',']
  protected starTargets(): ast.Expression {
    const start = this.peek().startOffset;
    const first = this.targetExpression();
    const targets = this.nextIs(t.COMMA) ? this.restOfTuple(first, start, () => this.targetExpression()) : first;
    if (!toTarget(targets, "Store")) this.reject();
    return targets;
  }

  /** An expression that can be a target, not yet turned into one. Stops before `in` and operators. */
  protected targetExpression(): ast.Expression {
    const start = this.peek().startOffset;
    if (!this.accept(t.STAR)) return this.binary(PRIMARY);
    const value = this.binary(PRIMARY);
    return { kind: "Starred", value, ctx: "Load", start, end: this.lastEnd() };
  }
}
