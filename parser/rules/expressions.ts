/** Expressions (https://docs.python.org/3/reference/expressions.html). Rules stand in the reference's notation above their methods. */
import type * as ast from "../ast.js";
import { numberValue } from "../literals.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { COMPARISON, INVERSION, operatorOf, UNARY, unaryOperatorOf } from "./operators.js";
import { DisplayRules, EXPRESSION_START } from "./displays.js";

/** The tokens that begin an expression, neither a starred nor a yield expression. */
const PLAIN_START = EXPRESSION_START.slice();
PLAIN_START[t.STAR.tokenTypeIdx!] = 0;
PLAIN_START[t.YIELD.tokenTypeIdx!] = 0;

interface CallArguments {
  args: ast.Expression[];
  keywords: ast.Keyword[];
}

export abstract class ExpressionRules extends DisplayRules {
  // star_expressions: star_expression (',' star_expression)* [',']
  override starExpressions = this.RULE("star_expressions", (): ast.Expression => {
    const start = this.peek().startOffset;
    const first = this.starExpression();
    return this.nextIs(t.COMMA) ? this.restOfTuple(first, start, () => this.starExpression()) : first;
  });

  // star_expression: '*' bitwise_or | expression
  private starExpression(): ast.Expression {
    return this.nextIs(t.STAR) ? this.starred() : this.SUBRULE(this.expression);
  }

  // named_expression: NAME ':=' expression | expression
  protected override namedExpression(): ast.Expression {
    const name = this.LA(1) as Token;
    if (name.tokenType !== t.NAME || this.LA(2).tokenType !== t.COLONEQUAL) return this.SUBRULE(this.expression);
    this.take();
    const target: ast.Name = { kind: "Name", id: name.image, ctx: "Store", start: name.startOffset, end: name.end };
    this.take();
    const value = this.SUBRULE1(this.expression);
    return { kind: "NamedExpr", target, value, start: name.startOffset, end: this.lastEnd() };
  }

  // subject_expr: star_named_expression ',' [star_named_expressions] | named_expression
  protected subjectExpression(): ast.Expression {
    const start = this.peek().startOffset;
    const first = this.starNamedExpression();
    if (this.nextIs(t.COMMA)) return this.restOfTuple(first, start, () => this.starNamedExpression());
    if (first.kind === "Starred") this.reject();
    return first;
  }

  // expression: disjunction ['if' disjunction 'else' expression] | lambdef
  override expression = this.RULE("expression", (): ast.Expression => {
    if (this.nextIs(t.LAMBDA)) return this.lambda();
    const start = this.peek().startOffset;
    const body = this.binary(1);
    return this.nextIs(t.IF) ? this.conditional(body, start) : body;
  });

  /** A chain of `x if a else y if b else z`, read in a loop so that a long one needs no deep stack. */
  private conditional(first: ast.Expression, firstStart: number): ast.Expression {
    const branches: { body: ast.Expression; test: ast.Expression; start: number }[] = [];
    let body = first;
    let start = firstStart;
    while (this.accept(t.IF)) {
      const test = this.binary(1);
      this.CONSUME(t.ELSE);
      branches.push({ body, test, start });
      start = this.peek().startOffset;
      body = this.nextIs(t.LAMBDA) ? this.lambda() : this.binary(1);
    }
    const end = this.lastEnd();
    for (const branch of branches.reverse()) {
      body = { kind: "IfExp", test: branch.test, body: branch.body, orelse: body, start: branch.start, end };
    }
    return body;
  }

  // lambdef: 'lambda' [lambda_params] ':' expression
  private lambda(): ast.Lambda {
    const start = this.take().startOffset;
    const args = this.parameters(t.COLON, false);
    this.CONSUME(t.COLON);
    const body = this.SUBRULE(this.expression);
    return { kind: "Lambda", args, body, start, end: this.lastEnd() };
  }

  protected abstract parameters(closing: typeof t.COLON, annotated: boolean): ast.Arguments;

  /**
   * disjunction, conjunction, ..., term, power in one: reads an operand and as many operators behind it as bind at least as
   * tightly as `tightness`. Fifteen nested rules an operand would cost more than all the rest of the parser.
   */
  protected override binary(tightness: number): ast.Expression {
    const first = this.LA(1) as Token;
    const start = first.startOffset;
    let left: ast.Expression;
    if (first.tokenType === t.NAME) left = this.trailers(this.name(), start);
    else if (first.tokenType === t.NOT && tightness > INVERSION) this.reject();
    else left = this.SUBRULE(this.operand);
    for (;;) {
      const operator = operatorOf(this.LA(1) as Token, this.LA(2) as Token);
      if (operator === undefined || operator.tightness < tightness) return left;
      if (operator.family === "boolean") {
        left = this.boolOp(left, start, operator.op, operator.tightness);
      } else if (operator.family === "comparison") {
        left = this.comparison(left, start);
      } else {
        this.SKIP_TOKEN();
        const right = this.binary(operator.rightTightness);
        left = { kind: "BinOp", left, op: operator.op, right, start, end: this.lastEnd() };
      }
    }
  }

  /** All operands of a run of one of `and` and `or` are one node. */
  private boolOp(first: ast.Expression, start: number, op: ast.BooleanOperator, tightness: number): ast.BoolOp {
    const kind = this.LA(1).tokenType;
    const values = [first];
    while (this.accept(kind)) values.push(this.binary(tightness + 1));
    return { kind: "BoolOp", op, values, start, end: this.lastEnd() };
  }

  private comparison(left: ast.Expression, start: number): ast.Compare {
    const ops: ast.ComparisonOperator[] = [];
    const comparators: ast.Expression[] = [];
    for (;;) {
      const operator = operatorOf(this.LA(1) as Token, this.LA(2) as Token);
      if (operator?.family !== "comparison") break;
      this.SKIP_TOKEN();
      if (operator.tokens === 2) this.SKIP_TOKEN();
      ops.push(operator.op);
      comparators.push(this.binary(COMPARISON + 1));
    }
    return { kind: "Compare", left, ops, comparators, start, end: this.lastEnd() };
  }

  // inversion: 'not' inversion | comparison      factor: ('+' | '-' | '~') factor | power      await_primary: 'await' primary
  operand = this.RULE("operand", (): ast.Expression => this.OR(this.operands));

  private readonly operands = [
    { ALT: (): ast.Expression => this.SUBRULE(this.unary) },
    { ALT: (): ast.Expression => this.SUBRULE(this.awaitPrimary) },
    { ALT: (): ast.Expression => this.SUBRULE(this.primary) },
  ];

  unary = this.RULE("unary", (): ast.Expression => {
    const operators = [this.OR(this.unaryTokens) as Token];
    while (unaryOperatorOf(this.LA(1) as Token, operators[0]!) !== undefined) operators.push(this.take());
    let operand = this.binary(operators[0]!.tokenType === t.NOT ? COMPARISON : UNARY);
    const end = this.lastEnd();
    for (const token of operators.reverse()) {
      const op = unaryOperatorOf(token, token)!;
      operand = { kind: "UnaryOp", op, operand, start: token.startOffset, end };
    }
    return operand;
  });

  private readonly unaryTokens = [t.NOT, t.MINUS, t.PLUS, t.TILDE].map((kind) => ({ ALT: () => this.CONSUME(kind) }));

  awaitPrimary = this.RULE("await_primary", (): ast.Await => {
    const start = this.CONSUME(t.AWAIT).startOffset;
    const value = this.SUBRULE(this.primary);
    return { kind: "Await", value, start, end: this.lastEnd() };
  });

  // primary: atom ('.' NAME | '(' [arguments] ')' | '[' slices ']')*
  primary = this.RULE("primary", (): ast.Expression => {
    const start = this.peek().startOffset;
    return this.trailers(this.OR(this.atoms), start);
  });

  // atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | '...' | tuple, group, genexp | list, listcomp | dict, set, comps
  private readonly atoms = [
    { ALT: (): ast.Expression => this.name() },
    { ALT: (): ast.Expression => this.number() },
    { ALT: (): ast.Expression => this.SUBRULE(this.strings) },
    { ALT: (): ast.Expression => this.SUBRULE(this.parenthesized) },
    { ALT: (): ast.Expression => this.SUBRULE(this.list) },
    { ALT: (): ast.Expression => this.SUBRULE(this.braces) },
    { ALT: (): ast.Expression => constant(this.CONSUME(t.NONE) as Token, { type: "None" }) },
    { ALT: (): ast.Expression => constant(this.CONSUME(t.TRUE) as Token, { type: "bool", value: true }) },
    { ALT: (): ast.Expression => constant(this.CONSUME(t.FALSE) as Token, { type: "bool", value: false }) },
    { ALT: (): ast.Expression => constant(this.CONSUME(t.ELLIPSIS) as Token, { type: "Ellipsis" }) },
  ];

  protected name(): ast.Name {
    const token = this.CONSUME(t.NAME) as Token;
    return { kind: "Name", id: token.image, ctx: "Load", start: token.startOffset, end: token.end };
  }

  protected number(): ast.Constant {
    const token = this.CONSUME(t.NUMBER) as Token;
    return this.RECORDING_PHASE ? constant(token, { type: "None" }) : this.numberConstant(token);
  }

  protected numberConstant(token: Token): ast.Constant {
    return constant(
      token,
      this.valueOfLiteral(
        () => numberValue(token.image),
        () => token,
      ),
    );
  }

  /** The trailers of a primary whose atom has been read and began at `start` (its parenthesis, where it has one). */
  private trailers(atom: ast.Expression, start: number): ast.Expression {
    let value = atom;
    for (;;) {
      switch (this.LA(1).tokenType) {
        case t.DOT: {
          this.SKIP_TOKEN();
          const name = this.CONSUME(t.NAME) as Token;
          value = { kind: "Attribute", value, attr: name.image, ctx: "Load", start, end: name.end };
          break;
        }
        case t.LPAR: {
          const { args, keywords } = this.SUBRULE(this.callArguments);
          value = { kind: "Call", func: value, args, keywords, start, end: this.lastEnd() };
          break;
        }
        case t.LSQB: {
          const slice = this.SUBRULE(this.slices);
          value = { kind: "Subscript", value, slice, ctx: "Load", start, end: this.lastEnd() };
          break;
        }
        default:
          return value;
      }
    }
  }

  // arguments: '(' [argument (',' argument)* [',']] ')'
  // argument: named_expression | NAME '=' expression | '*' expression | '**' expression | genexp without parentheses
  callArguments = this.RULE("arguments", (): CallArguments => {
    const open = this.CONSUME(t.LPAR).startOffset;
    const list: CallArguments = { args: [], keywords: [] };
    let mappingSeen = false;
    while (this.startsArgument()) {
      const token = this.peek();
      if (token.tokenType === t.DOUBLESTAR) {
        this.take();
        mappingSeen = true;
        this.keyword(list, token, null);
      } else if (token.tokenType === t.STAR) {
        if (mappingSeen) this.reject();
        this.take();
        const value = this.SUBRULE(this.expression);
        list.args.push({ kind: "Starred", value, ctx: "Load", start: token.startOffset, end: this.lastEnd() });
      } else if (token.tokenType === t.NAME && this.LA(2).tokenType === t.EQUAL) {
        this.take();
        this.take();
        this.keyword(list, token, token.image);
      } else {
        if (list.keywords.length > 0) this.reject();
        list.args.push(this.positionalArgument(open, list.args.length === 0));
      }
      if (!this.accept(t.COMMA)) break;
    }
    this.CONSUME(t.RPAR);
    return list;
  });

  private startsArgument(): boolean {
    const kind = this.LA(1);
    return EXPRESSION_START[kind.tokenTypeIdx] === 1 || kind.tokenType === t.DOUBLESTAR;
  }

  private keyword(list: CallArguments, first: Token, arg: string | null): void {
    const value = this.SUBRULE(this.expression);
    list.keywords.push({ kind: "keyword", arg, value, start: first.startOffset, end: this.lastEnd() });
  }

  private positionalArgument(open: number, isFirst: boolean): ast.Expression {
    const value = this.namedExpression();
    if (!this.nextIs(t.FOR) && !this.nextIs(t.ASYNC)) return value;
    const generators = this.SUBRULE(this.comprehensions);
    if (!isFirst || !this.nextIs(t.RPAR)) this.reject();
    return { kind: "GeneratorExp", elt: value, generators, start: open, end: this.peek().end };
  }

  // slices: '[' (slice !',' | (slice | starred_expression) (',' (slice | starred_expression))* [',']) ']'
  slices = this.RULE("slices", (): ast.Expression => {
    this.CONSUME(t.LSQB);
    const start = this.peek().startOffset;
    const first = this.SUBRULE(this.slice);
    let slices = first;
    if (this.nextIs(t.COMMA) || first.kind === "Starred") {
      const elts = [first];
      while (this.accept(t.COMMA) && !this.nextIs(t.RSQB)) elts.push(this.SUBRULE1(this.slice));
      slices = { kind: "Tuple", elts, ctx: "Load", start, end: this.lastEnd() };
    }
    this.CONSUME(t.RSQB);
    return slices;
  });

  // slice: [expression] ':' [expression] [':' [expression]] | named_expression | '*' expression
  slice = this.RULE("slice", (): ast.Expression => {
    const start = this.peek().startOffset;
    if (this.accept(t.STAR)) {
      const value = this.SUBRULE(this.expression);
      return { kind: "Starred", value, ctx: "Load", start, end: this.lastEnd() };
    }
    const lower = this.nextIs(t.COLON) ? null : this.namedExpression();
    if (!this.nextIs(t.COLON)) return lower!;
    if (lower?.kind === "NamedExpr" && lower.start === start) this.reject();
    this.take();
    const upper = this.optionalBound();
    const step = this.accept(t.COLON) ? this.optionalBound() : null;
    return { kind: "Slice", lower, upper, step, start, end: this.lastEnd() };
  });

  private optionalBound(): ast.Expression | null {
    return PLAIN_START[this.LA(1).tokenTypeIdx] === 1 ? this.SUBRULE(this.expression) : null;
  }

  // yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]
  override yieldExpression = this.RULE("yield_expr", (): ast.Expression => {
    const start = this.CONSUME(t.YIELD).startOffset;
    if (this.accept(t.FROM)) {
      const value = this.SUBRULE(this.expression);
      return { kind: "YieldFrom", value, start, end: this.lastEnd() };
    }
    const value = this.startsExpression() && !this.nextIs(t.YIELD) ? this.SUBRULE(this.starExpressions) : null;
    return { kind: "Yield", value, start, end: this.lastEnd() };
  });
}

export function constant(token: Token, value: ast.ConstantValue): ast.Constant {
  return { kind: "Constant", value, prefix: null, start: token.startOffset, end: token.end };
}
