/** Expressions from the comma down to the conditional, atoms and comprehensions, with the mistakes that CPython knows in them. */
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { OperatorDiagnosis } from "./operators.js";
import { startOf } from "./recognizer.js";
import { describe, shape, type Shape } from "./shapes.js";

const SOFT_KEYWORDS = ["_", "case", "match", "type"];
/** Python 2's statements that became functions. */
const LEGACY_STATEMENTS: ReadonlySet<string> = new Set(["print", "exec"]);

const EQUALS_FOR_COMPARISON = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

export abstract class ExpressionDiagnosis extends OperatorDiagnosis {
  protected abstract lambdaParameters(): unknown;
  protected abstract starTargets(): Shape | null;
  protected abstract strings(): Shape | null;

  // ----------------------------------------------------------------------------------- with commas

  // star_expressions: star_expression (',' star_expression)* [',']
  protected starExpressions(): Shape | null {
    return this.commaList(() => this.starExpression());
  }

  // expressions: expression (',' expression)* [',']
  protected expressions(): Shape | null {
    return this.commaList(() => this.expression());
  }

  private commaList(element: () => Shape | null): Shape | null {
    const start = this.peek().startOffset;
    const first = element();
    if (first === null) return null;
    const others = this.many(() => this.attempt(() => this.expect(t.COMMA) && element()));
    if (this.expect(t.COMMA) === null && others.length === 0) return first;
    return shape("Tuple", start, this.lastTaken().end, [first, ...others]);
  }

  // star_expression: '*' bitwise_or | expression
  protected starExpression(): Shape | null {
    return this.memo("star_expression", () => this.starOr(() => this.expression()));
  }

  private starOr(plain: () => Shape | null): Shape | null {
    const starred = this.attempt(() => {
      const star = this.expect(t.STAR);
      const value = star && this.bitwiseOr();
      return value && shape("Starred", star!.startOffset, value.end, [value]);
    });
    return starred ?? plain();
  }

  // star_named_expressions: star_named_expression (',' star_named_expression)* [',']
  protected starNamedExpressions(): Shape[] | null {
    const list = this.separated(() => this.starNamedExpression());
    if (list !== null) this.expect(t.COMMA);
    return list;
  }

  protected starNamedExpression(): Shape | null {
    return this.starOr(() => this.namedExpression());
  }

  // annotated_rhs: yield_expr | star_expressions
  protected annotatedRightSide(): Shape | null {
    return this.yieldExpression() ?? this.starExpressions();
  }

  // yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]
  protected yieldExpression(): Shape | null {
    return this.attempt(() => {
      const word = this.expect(t.YIELD);
      if (word === null) return null;
      const from = this.attempt(() => this.expect(t.FROM) && this.expression());
      if (from === null) this.starExpressions();
      return shape("Yield", word.startOffset, this.lastTaken().end);
    });
  }

  // ------------------------------------------------------------------------------- single expressions

  // assignment_expression: NAME ':=' expression
  protected assignmentExpression(): Shape | null {
    return this.attempt(() => {
      const name = this.expect(t.NAME);
      if (name === null || this.expect(t.COLONEQUAL) === null) return null;
      const value = this.expression();
      return value && shape("NamedExpr", name.startOffset, this.lastTaken().end);
    });
  }

  // named_expression: assignment_expression | expression !':='
  protected namedExpression(): Shape | null {
    const named = this.assignmentExpression();
    if (named !== null) return named;
    this.invalid(() => this.memo("invalid_named_expression", () => this.invalidNamedExpression()));
    return this.plainExpression();
  }

  // expression !':='
  private plainExpression(): Shape | null {
    return this.attempt(() => {
      const expression = this.expression();
      return expression !== null && !this.nextIs(t.COLONEQUAL) ? expression : null;
    });
  }

  /** assignment_expression | expression !':=': what may be an argument or be generated. */
  protected argumentExpression(): Shape | null {
    return this.assignmentExpression() ?? this.plainExpression();
  }

  private invalidNamedExpression(): null {
    this.attempt(() => {
      const target = this.expression();
      if (target === null || this.expect(t.COLONEQUAL) === null || this.expression() === null) return null;
      this.raiseAt(target, `cannot use assignment expressions with ${describe(target)}`);
    });
    this.attempt(() => {
      const name = this.expect(t.NAME);
      if (name === null || this.expect(t.EQUAL) === null) return null;
      const value = this.bitwiseOr();
      if (value === null || this.nextIsOneOf(t.EQUAL, t.COLONEQUAL)) return null;
      this.raiseRange(name, value, EQUALS_FOR_COMPARISON);
    });
    this.attempt(() => {
      if (
        this.ahead(() => this.list() ?? this.tuple() ?? this.generator() ?? this.expectOneOf(t.TRUE, t.NONE, t.FALSE))
      ) {
        return null;
      }
      const target = this.bitwiseOr();
      if (target === null || this.expect(t.EQUAL) === null || this.bitwiseOr() === null) return null;
      if (this.nextIsOneOf(t.EQUAL, t.COLONEQUAL)) return null;
      this.raiseAt(target, `cannot assign to ${describe(target)} here. Maybe you meant '==' instead of '='?`);
    });
    return null;
  }

  // expression: disjunction ['if' disjunction 'else' expression] | lambdef
  protected expression(): Shape | null {
    return this.memo("expression", () => {
      this.invalid(() => this.invalidExpression());
      this.invalid(() => this.invalidLegacyExpression());
      return this.conditionalOrLambda(() => this.expression());
    });
  }

  private conditionalOrLambda(otherwise: () => Shape | null): Shape | null {
    const conditional = this.attempt(() => {
      const start = this.peek().startOffset;
      if (this.disjunction() === null || this.expect(t.IF) === null || this.disjunction() === null) return null;
      if (this.expect(t.ELSE) === null) return null;
      const orelse = otherwise();
      return orelse && shape("IfExp", start, this.lastTaken().end);
    });
    return conditional ?? this.disjunction() ?? this.lambda();
  }

  // lambdef: 'lambda' [lambda_params] ':' expression
  private lambda(): Shape | null {
    return this.attempt(() => {
      const word = this.expect(t.LAMBDA);
      if (word === null) return null;
      this.lambdaParameters();
      const body = this.expect(t.COLON) && this.expression();
      return body && shape("Lambda", word.startOffset, this.lastTaken().end);
    });
  }

  private invalidExpression(): void {
    this.attempt(() => this.invalidMissingComma());
    this.attempt(() => {
      const body = this.disjunction();
      const test = body && this.expect(t.IF) && this.disjunction();
      if (!test || this.nextIsOneOf(t.ELSE, t.COLON)) return null;
      this.raiseRange(body, test, "expected 'else' after 'if' expression");
    });
    this.attempt(() => {
      const word = this.expect(t.LAMBDA);
      if (word === null) return null;
      this.lambdaParameters();
      const colon = this.expect(t.COLON);
      if (colon === null || !this.nextIsOneOf(t.FSTRING_MIDDLE, t.TSTRING_MIDDLE)) return null;
      this.raiseRange(word, colon, "f-string: lambda expressions are not allowed without parentheses");
    });
  }

  // !(NAME STRING | SOFT_KEYWORD) disjunction expression_without_invalid
  private invalidMissingComma(): null {
    const first = this.peek();
    if (first.tokenType === t.NAME) {
      if (this.ahead(() => this.expect(t.NAME) && this.expect(t.STRING))) return null;
      // CPython compares only as many letters as the name has: `m` counts as `match`.
      if (SOFT_KEYWORDS.some((word) => word.startsWith(first.image))) return null;
    }
    const left = this.disjunction();
    const right = left && this.withoutInvalid(() => this.conditionalOrLambda(() => this.expression()));
    if (!right || isLegacyStatement(left) || !this.isInBrackets()) return null;
    this.raiseRange(left, right, "invalid syntax. Perhaps you forgot a comma?");
  }

  // NAME !'(' star_expressions
  private invalidLegacyExpression(): void {
    const name = this.expect(t.NAME);
    if (name === null || this.nextIs(t.LPAR)) return;
    const operand = this.starExpressions();
    if (operand === null || !LEGACY_STATEMENTS.has(name.image)) return;
    const message = `Missing parentheses in call to '${name.image}'. Did you mean ${name.image}(...)?`;
    this.raiseRange(name, operand, message);
  }

  // ------------------------------------------------------------------------------- primaries and atoms

  // primary: atom ('.' NAME | genexp | '(' [arguments] ')' | '[' slices ']')*
  protected override primary(): Shape | null {
    return this.memo("primary", () => {
      const start = this.peek().startOffset;
      let value = this.atom();
      while (value !== null) {
        const next = this.trailer(start);
        if (next === null) break;
        value = next;
      }
      return value;
    });
  }

  /** One trailer; the result stands for the whole primary that began at `start`. */
  protected trailer(start: number): Shape | null {
    switch (this.peek().tokenType) {
      case t.DOT:
        return this.attempt(() => {
          this.expect(t.DOT);
          return this.expect(t.NAME) && shape("Attribute", start, this.lastTaken().end);
        });
      case t.LPAR:
        return this.call(start);
      case t.LBRACE:
        this.invalid(() => this.invalidComprehension());
        return null;
      case t.LSQB:
        // CPython looks for the generator of a call before anything else, and for its mistakes at any bracket.
        this.invalid(() => this.invalidComprehension());
        return this.attempt(() => {
          this.expect(t.LSQB);
          return this.slices() && this.expect(t.RSQB) && shape("Subscript", start, this.lastTaken().end);
        });
      default:
        return null;
    }
  }

  protected abstract callArguments(): unknown;

  private call(start: number): Shape | null {
    if (this.generator() !== null) return shape("Call", start, this.lastTaken().end);
    return this.attempt(() => {
      this.expect(t.LPAR);
      this.callArguments();
      return this.expect(t.RPAR) && shape("Call", start, this.lastTaken().end);
    });
  }

  // slices: slice !',' | (slice | starred_expression) (',' (slice | starred_expression))* [',']
  protected slices(): true | null {
    const single = this.attempt(() => this.slice() && (this.nextIs(t.COMMA) ? null : true));
    if (single) return true;
    const several = this.separated(() => this.slice() ?? this.starredExpression());
    if (several === null) return null;
    this.expect(t.COMMA);
    return true;
  }

  // slice: [expression] ':' [expression] [':' [expression]] | named_expression
  private slice(): true | null {
    const range = this.attempt(() => {
      this.expression();
      if (this.expect(t.COLON) === null) return null;
      this.expression();
      if (this.expect(t.COLON)) this.expression();
      return true as const;
    });
    return range ?? (this.namedExpression() === null ? null : true);
  }

  // starred_expression: '*' expression
  protected starredExpression(): Shape | null {
    this.invalid(() => {
      const star = this.expect(t.STAR);
      if (star === null || this.expression() === null || this.expect(t.EQUAL) === null) return;
      const value = this.expression();
      if (value !== null) this.raiseRange(star, value, "cannot assign to iterable argument unpacking");
    });
    const starred = this.attempt(() => {
      const star = this.expect(t.STAR);
      const value = star && this.expression();
      return value && shape("Starred", star!.startOffset, this.lastTaken().end, [value]);
    });
    if (starred !== null) return starred;
    this.invalid(() => {
      if (this.expect(t.STAR)) this.raise("Invalid star expression");
    });
    return null;
  }

  protected atom(): Shape | null {
    const token = this.peek();
    switch (token.tokenType) {
      case t.NAME:
        return this.word("Name", token.image);
      case t.TRUE:
      case t.FALSE:
      case t.NONE:
        return this.word(token.image);
      case t.NUMBER:
        return this.word("literal");
      case t.ELLIPSIS:
        return this.word("Ellipsis");
      case t.STRING:
      case t.FSTRING_START:
      case t.TSTRING_START:
        return this.strings();
      case t.LPAR:
        return this.tuple() ?? this.group() ?? this.generator();
      case t.LSQB:
        return this.list() ?? this.listComprehension();
      case t.LBRACE:
        return this.dict() ?? this.set() ?? this.dictComprehension() ?? this.setComprehension();
      default:
        return null;
    }
  }

  private word(kind: string, text = ""): Shape {
    const token = this.peek();
    this.mark++;
    return shape(kind, token.startOffset, token.end, [], text);
  }

  protected tuple(): Shape | null {
    return this.attempt(() => {
      const open = this.expect(t.LPAR);
      if (open === null) return null;
      let elements: Shape[] = [];
      const first = this.attempt(() => {
        const element = this.starNamedExpression();
        return element && this.expect(t.COMMA) && element;
      });
      if (first !== null) elements = [first, ...(this.starNamedExpressions() ?? [])];
      return this.expect(t.RPAR) && shape("Tuple", open.startOffset, this.lastTaken().end, elements);
    });
  }

  private group(): Shape | null {
    const group = this.attempt(() => {
      this.expect(t.LPAR);
      const inner = this.yieldExpression() ?? this.namedExpression();
      return inner && this.expect(t.RPAR) && inner;
    });
    if (group === null) this.invalid(() => this.invalidGroup());
    return group;
  }

  private invalidGroup(): void {
    this.attempt(() => {
      this.expect(t.LPAR);
      const starred = this.starredExpression();
      if (starred === null || this.expect(t.RPAR) === null) return null;
      this.raiseAt(starred, "cannot use starred expression here");
    });
    this.attempt(() => {
      this.expect(t.LPAR);
      const stars = this.expect(t.DOUBLESTAR);
      if (stars === null || this.expression() === null || this.expect(t.RPAR) === null) return null;
      this.raiseAt(stars, "cannot use double starred expression here");
    });
  }

  protected list(): Shape | null {
    return this.attempt(() => {
      const open = this.expect(t.LSQB);
      if (open === null) return null;
      const elements = this.starNamedExpressions() ?? [];
      return this.expect(t.RSQB) && shape("List", open.startOffset, this.lastTaken().end, elements);
    });
  }

  private set(): Shape | null {
    return this.attempt(() => {
      const open = this.expect(t.LBRACE)!;
      return (
        this.starNamedExpressions() && this.expect(t.RBRACE) && shape("Set", open.startOffset, this.lastTaken().end)
      );
    });
  }

  private dict(): Shape | null {
    const dict = this.attempt(() => {
      const open = this.expect(t.LBRACE)!;
      if (this.separated(() => this.dictItem()) !== null) this.expect(t.COMMA);
      return this.expect(t.RBRACE) && shape("Dict", open.startOffset, this.lastTaken().end);
    });
    if (dict === null) {
      // The one rule for a mistake that CPython tries in its first reading too.
      this.ahead(() => this.expect(t.LBRACE) && this.invalidDictItems());
    }
    return dict;
  }

  private dictItem(): true | null {
    if (this.attempt(() => this.expect(t.DOUBLESTAR) && this.bitwiseOr())) return true;
    return this.attempt(() => this.expression() && this.expect(t.COLON) && this.expression() && (true as const));
  }

  private invalidDictItems(): null {
    this.attempt(() => {
      if (this.separated(() => this.dictItem()) === null || this.expect(t.COMMA) === null) return null;
      this.attempt(() => {
        const key = this.expression();
        if (key === null || this.nextIs(t.COLON)) return null;
        const place = shape(key.kind, key.end - 1, key.end);
        this.raiseAt(place, "':' expected after dictionary key");
      });
      return this.invalidDictValue();
    });
    return this.invalidDictValue();
  }

  private invalidDictValue(): null {
    this.attempt(() => {
      if (this.expression() === null || this.expect(t.COLON) === null) return null;
      const star = this.expect(t.STAR);
      if (star === null || this.bitwiseOr() === null) return null;
      this.raiseFrom(star, "cannot use a starred expression in a dictionary value");
    });
    this.attempt(() => {
      const colon = this.expression() && this.expect(t.COLON);
      if (!colon || !this.nextIsOneOf(t.RBRACE, t.COMMA)) return null;
      this.raiseAt(colon, "expression expected after dictionary key and ':'");
    });
    return null;
  }

  // ------------------------------------------------------------------------------------ comprehensions

  private listComprehension(): Shape | null {
    return this.comprehension("ListComp", t.LSQB, t.RSQB, () => this.namedExpression());
  }

  private setComprehension(): Shape | null {
    return this.comprehension("SetComp", t.LBRACE, t.RBRACE, () => this.namedExpression());
  }

  protected generator(): Shape | null {
    return this.comprehension("GeneratorExp", t.LPAR, t.RPAR, () => this.argumentExpression());
  }

  private comprehension(
    kind: string,
    opening: typeof t.LPAR,
    closing: typeof t.RPAR,
    element: () => Shape | null,
  ): Shape | null {
    if (!this.nextIs(opening)) return null;
    const found = this.attempt(() => {
      const open = this.expect(opening)!;
      return element() && this.clauses() && this.expect(closing) && shape(kind, open.startOffset, this.lastTaken().end);
    });
    if (found === null) this.invalid(() => this.invalidComprehension());
    return found;
  }

  private invalidComprehension(): void {
    this.attempt(() => {
      this.expectOneOf(t.LSQB, t.LPAR, t.LBRACE);
      const starred = this.starredExpression();
      if (starred === null || this.clauses() === null) return null;
      this.raiseAt(starred, "iterable unpacking cannot be used in comprehension");
    });
    this.attempt(() => {
      if (this.expectOneOf(t.LSQB, t.LBRACE) === null) return null;
      const first = this.starNamedExpression();
      const comma = first && this.expect(t.COMMA);
      if (!comma) return null;
      const others = this.starNamedExpressions();
      if (this.clauses() === null) return null;
      const last = others === null ? comma : others[others.length - 1]!;
      this.raiseRange(first, last, "did you forget parentheses around the comprehension target?");
    });
  }

  private dictComprehension(): Shape | null {
    const found = this.attempt(() => {
      const open = this.expect(t.LBRACE)!;
      const item = this.expression() && this.expect(t.COLON) && this.expression();
      return (
        item && this.clauses() && this.expect(t.RBRACE) && shape("DictComp", open.startOffset, this.lastTaken().end)
      );
    });
    if (found === null) {
      this.invalid(() => {
        const stars = this.expect(t.LBRACE) && this.expect(t.DOUBLESTAR);
        if (!stars || this.bitwiseOr() === null || this.clauses() === null || this.expect(t.RBRACE) === null) return;
        this.raiseAt(stars, "dict unpacking cannot be used in dict comprehension");
      });
    }
    return found;
  }

  // for_if_clauses: for_if_clause+
  protected clauses(): Shape[] | null {
    return this.some(() => this.clause());
  }

  /** One clause; its shape is that of its last part, its last condition or else what it iterates over. */
  private clause(): Shape | null {
    const mark = this.mark;
    this.expect(t.ASYNC);
    if (this.expect(t.FOR) && this.starTargets() && this.expect(t.IN)) {
      // Behind `in` there is no way back: it was a clause, right or wrong.
      const iterable = this.disjunction();
      if (iterable === null) {
        this.mark = mark;
        return null;
      }
      const conditions = this.many(() => this.attempt(() => this.expect(t.IF) && this.disjunction()));
      return conditions[conditions.length - 1] ?? iterable;
    }
    this.mark = mark;
    this.invalid(() => this.invalidClause());
    return null;
  }

  private invalidClause(): void {
    this.attempt(() => {
      this.expect(t.ASYNC);
      if (this.expect(t.FOR) === null || this.separated(() => this.bitwiseOr()) === null) return null;
      this.expect(t.COMMA);
      if (!this.nextIs(t.IN)) this.raise("'in' expected after for-loop variables");
      return null;
    });
    this.invalidForTarget();
  }

  // invalid_for_target: ['async'] 'for' star_expressions
  protected invalidForTarget(): void {
    this.attempt(() => {
      this.expect(t.ASYNC);
      const target = this.expect(t.FOR) && this.starExpressions();
      if (target) this.raiseInvalidTarget("for", target);
      return null;
    });
  }

  protected equalsForComparison(name: Token, equal: Token): never {
    this.raiseRange(name, equal, EQUALS_FOR_COMPARISON);
  }
}

function isLegacyStatement(expression: Shape): boolean {
  return expression.kind === "Name" && LEGACY_STATEMENTS.has(expression.text) && startOf(expression) >= 0;
}
