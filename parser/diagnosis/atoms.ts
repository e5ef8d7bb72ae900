/** Primaries, atoms, displays and comprehensions, with the mistakes that CPython knows in them. */
import * as t from "../tokens.js";
import { OperatorDiagnosis } from "./operators.js";
import { shape, type Shape } from "./shapes.js";

export abstract class AtomDiagnosis extends OperatorDiagnosis {
  protected abstract expression(): Shape | null;
  protected abstract namedExpression(): Shape | null;
  protected abstract argumentExpression(): Shape | null;
  protected abstract starExpressions(): Shape | null;
  protected abstract starNamedExpression(): Shape | null;
  protected abstract starNamedExpressions(): Shape[] | null;
  protected abstract yieldExpression(): Shape | null;
  protected abstract callArguments(): unknown;
  protected abstract starTargets(): Shape | null;
  protected abstract strings(): Shape | null;

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
}
