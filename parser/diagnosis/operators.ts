/** Expressions from disjunction down to power. The rules stand in CPython's order, which decides what is tried first. */
import type { TokenType } from "../chevrotain.js";
import * as t from "../tokens.js";
import { Recognizer, startOf } from "./recognizer.js";
import { shape, type Shape } from "./shapes.js";

const COMPARISONS = [t.EQEQUAL, t.NOTEQUAL, t.LESSEQUAL, t.LESS, t.GREATEREQUAL, t.GREATER];
const TERM_OPERATORS = [t.STAR, t.SLASH, t.DOUBLESLASH, t.PERCENT, t.AT];
const SIGNS = [t.PLUS, t.MINUS, t.TILDE];

export abstract class OperatorDiagnosis extends Recognizer {
  protected abstract primary(): Shape | null;

  // disjunction: conjunction ('or' conjunction)*
  protected disjunction(): Shape | null {
    return this.memo("disjunction", () => this.chain("BoolOp", [t.OR], () => this.conjunction()));
  }

  // conjunction: inversion ('and' inversion)*
  private conjunction(): Shape | null {
    return this.memo("conjunction", () => this.chain("BoolOp", [t.AND], () => this.inversion()));
  }

  // inversion: 'not' inversion | comparison
  private inversion(): Shape | null {
    return this.memo("inversion", () => {
      const not = this.expect(t.NOT);
      if (not === null) return this.comparison();
      const operand = this.inversion();
      return operand && shape("UnaryOp", not.startOffset, operand.end);
    });
  }

  // comparison: bitwise_or (comp_op bitwise_or)*
  private comparison(): Shape | null {
    const left = this.bitwiseOr();
    if (left === null) return null;
    let first = "";
    let end = left.end;
    for (;;) {
      const operator = this.attempt(() => {
        const word = this.comparisonOperator();
        const right = word === null ? null : this.bitwiseOr();
        return right && { word: word!, end: right.end };
      });
      if (operator === null) break;
      first ||= operator.word;
      end = operator.end;
    }
    return first === "" ? left : shape("Compare", startOf(left), end, [left], first);
  }

  private comparisonOperator(): string | null {
    const token = this.expectOneOf(...COMPARISONS);
    if (token !== null) return token.image === "<>" ? null : token.image;
    if (this.expect(t.NOT)) return this.expect(t.IN) && "not in";
    if (this.expect(t.IN)) return "in";
    if (this.expect(t.IS) === null) return null;
    return this.expect(t.NOT) ? "is not" : "is";
  }

  // bitwise_or: bitwise_or '|' bitwise_xor | bitwise_xor      and so on: ^, &, << >>
  protected bitwiseOr(): Shape | null {
    return this.memo("bitwise_or", () => this.chain("BinOp", [t.VBAR], () => this.bitwiseXor()));
  }

  private bitwiseXor(): Shape | null {
    return this.chain("BinOp", [t.CIRCUMFLEX], () => this.bitwiseAnd());
  }

  private bitwiseAnd(): Shape | null {
    return this.chain("BinOp", [t.AMPER], () => this.shiftExpression());
  }

  private shiftExpression(): Shape | null {
    return this.memo("shift_expr", () => {
      this.invalid(() => this.invalidArithmetic());
      return this.chain("BinOp", [t.LEFTSHIFT, t.RIGHTSHIFT], () => this.sum());
    });
  }

  // invalid_arithmetic: sum ('+' | '-' | '*' | '/' | '%' | '//' | '@') 'not' inversion
  private invalidArithmetic(): void {
    if (this.sum() === null || this.expectOneOf(t.PLUS, t.MINUS, ...TERM_OPERATORS) === null) return;
    this.notBehindOperator(() => this.inversion());
  }

  private notBehindOperator(operand: () => Shape | null): void {
    const not = this.expect(t.NOT);
    const right = not && operand();
    if (right) this.raiseRange(not!, right, "'not' after an operator must be parenthesized");
  }

  private sum(): Shape | null {
    return this.memo("sum", () => this.chain("BinOp", [t.PLUS, t.MINUS], () => this.term()));
  }

  private term(): Shape | null {
    return this.memo("term", () => {
      this.invalid(() => {
        // invalid_factor: ('+' | '-' | '~') 'not' factor
        if (this.expectOneOf(...SIGNS)) this.notBehindOperator(() => this.factor());
      });
      return this.chain("BinOp", TERM_OPERATORS, () => this.factor());
    });
  }

  // factor: ('+' | '-' | '~') factor | power
  private factor(): Shape | null {
    return this.memo("factor", () => {
      const sign = this.expectOneOf(...SIGNS);
      if (sign === null) return this.power();
      const operand = this.factor();
      return operand && shape("UnaryOp", sign.startOffset, operand.end);
    });
  }

  // power: await_primary ['**' factor]
  private power(): Shape | null {
    const start = this.peek().startOffset;
    const base = this.awaitPrimary();
    if (base === null) return null;
    const exponent = this.attempt(() => this.expect(t.DOUBLESTAR) && this.factor());
    return exponent === null ? base : shape("BinOp", start, exponent.end);
  }

  // await_primary: 'await' primary | primary
  private awaitPrimary(): Shape | null {
    return this.memo("await_primary", () => {
      const word = this.expect(t.AWAIT);
      if (word === null) return this.primary();
      const operand = this.primary();
      return operand && shape("Await", word.startOffset, this.lastTaken().end);
    });
  }

  /** operand (operator operand)*, one node for all. */
  private chain(kind: string, operators: TokenType[], operand: () => Shape | null): Shape | null {
    const start = this.peek().startOffset;
    const first = operand();
    if (first === null) return null;
    const others = this.many(() => this.attempt(() => this.expectOneOf(...operators) && operand()));
    return others.length === 0 ? first : shape(kind, start, this.lastTaken().end);
  }
}
