/** Expressions from the comma down to the conditional, with the mistakes that CPython knows in them. */
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { AtomDiagnosis } from "./atoms.js";
import { describe, shape, type Shape } from "./shapes.js";

const SOFT_KEYWORDS = ["_", "case", "match", "type"];
/** Python 2's statements that became functions. */
const LEGACY_STATEMENTS: ReadonlySet<string> = new Set(["print", "exec"]);

const EQUALS_FOR_COMPARISON = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

export abstract class ExpressionDiagnosis extends AtomDiagnosis {
  protected abstract lambdaParameters(): unknown;

  // ----------------------------------------------------------------------------------- with commas

  // star_expressions: star_expression (',' star_expression)* [',']
  protected override starExpressions(): Shape | null {
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
  protected override starNamedExpressions(): Shape[] | null {
    const list = this.separated(() => this.starNamedExpression());
    if (list !== null) this.expect(t.COMMA);
    return list;
  }

  protected override starNamedExpression(): Shape | null {
    return this.starOr(() => this.namedExpression());
  }

  // annotated_rhs: yield_expr | star_expressions
  protected annotatedRightSide(): Shape | null {
    return this.yieldExpression() ?? this.starExpressions();
  }

  // yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]
  protected override yieldExpression(): Shape | null {
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
  protected override namedExpression(): Shape | null {
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
  protected override argumentExpression(): Shape | null {
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
  protected override expression(): Shape | null {
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

  protected equalsForComparison(name: Token, equal: Token): never {
    this.raiseRange(name, equal, EQUALS_FOR_COMPARISON);
  }
}

function isLegacyStatement(expression: Shape): boolean {
  return expression.kind === "Name" && LEGACY_STATEMENTS.has(expression.text);
}
