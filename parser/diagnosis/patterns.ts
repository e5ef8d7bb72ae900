/** Patterns of the match statement. */
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { shape, type Shape } from "./shapes.js";
import { TargetDiagnosis } from "./targets.js";

const WILDCARD = "_";

export abstract class PatternDiagnosis extends TargetDiagnosis {
  // patterns: open_sequence_pattern | pattern
  protected patterns(): true | null {
    return this.openSequence() ?? (this.pattern() && true);
  }

  // open_sequence_pattern: maybe_star_pattern ',' [maybe_sequence_pattern]
  private openSequence(): true | null {
    return this.attempt(() => {
      if (this.maybeStarPattern() === null || this.expect(t.COMMA) === null) return null;
      this.maybeSequence();
      return true as const;
    });
  }

  // maybe_sequence_pattern: maybe_star_pattern (',' maybe_star_pattern)* [',']
  private maybeSequence(): true | null {
    if (this.separated(() => this.maybeStarPattern()) === null) return null;
    this.expect(t.COMMA);
    return true;
  }

  private maybeStarPattern(): true | null {
    const star = this.attempt(() => this.expect(t.STAR) && (this.captureTarget() ?? this.expectWord(WILDCARD)));
    return star || this.pattern() ? true : null;
  }

  // pattern: as_pattern | or_pattern
  private pattern(): Shape | null {
    const start = this.peek().startOffset;
    const named = this.attempt(
      () =>
        this.orPattern() && this.expect(t.AS) && this.captureTarget() && shape("pattern", start, this.lastTaken().end),
    );
    if (named !== null) return named;
    this.invalid(() => {
      if (this.orPattern() === null || this.expect(t.AS) === null) return;
      const wildcard = this.expectWord(WILDCARD);
      if (wildcard !== null) this.raiseAt(wildcard, "cannot use '_' as a target");
      if (this.nextIs(t.NAME)) return;
      const target = this.expression();
      if (target !== null) this.raiseAt(target, "invalid pattern target");
    });
    return this.orPattern();
  }

  // or_pattern: closed_pattern ('|' closed_pattern)*
  private orPattern(): Shape | null {
    const start = this.peek().startOffset;
    return this.separated(() => this.closedPattern(), t.VBAR) && shape("pattern", start, this.lastTaken().end);
  }

  private closedPattern(): true | null {
    return this.memo("closed_pattern", () => {
      if (this.literal() ?? this.captureTarget() ?? this.expectWord(WILDCARD)) return true;
      const value = this.attempt(() => this.attribute() && (this.nextIsOneOf(t.DOT, t.LPAR, t.EQUAL) ? null : true));
      if (value) return true;
      if (this.attempt(() => this.expect(t.LPAR) && this.pattern() && this.expect(t.RPAR))) return true;
      return this.sequence() ?? this.mappingPattern() ?? this.classPattern();
    });
  }

  // literal_pattern: signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False'
  private literal(): true | null {
    const number = this.attempt(() => this.signedNumber() && (this.nextIsOneOf(t.PLUS, t.MINUS) ? null : true));
    if (number) return true;
    if (this.attempt(() => this.complexNumber())) return true;
    return this.strings() || this.expectOneOf(t.NONE, t.TRUE, t.FALSE) ? true : null;
  }

  private signedNumber(): Token | null {
    return this.attempt(() => {
      this.expect(t.MINUS);
      return this.expect(t.NUMBER);
    });
  }

  // complex_number: signed_real_number ('+' | '-') imaginary_number
  private complexNumber(): true | null {
    const real = this.signedNumber();
    if (real === null) return null;
    if (isImaginary(real)) this.raiseAt(real, "real number required in complex literal");
    const imaginary = this.expectOneOf(t.PLUS, t.MINUS) && this.expect(t.NUMBER);
    if (!imaginary) return null;
    if (!isImaginary(imaginary)) this.raiseAt(imaginary, "imaginary number required in complex literal");
    return true;
  }

  // pattern_capture_target: !"_" NAME !('.' | '(' | '=')
  private captureTarget(): true | null {
    return this.attempt(() => {
      const name = this.expect(t.NAME);
      if (name === null || name.image === WILDCARD) return null;
      return this.nextIsOneOf(t.DOT, t.LPAR, t.EQUAL) ? null : (true as const);
    });
  }

  // attr: name_or_attr '.' NAME
  private attribute(): true | null {
    return this.attempt(() => {
      if (this.expect(t.NAME) === null) return null;
      return this.some(() => this.attempt(() => this.expect(t.DOT) && this.expect(t.NAME))) && (true as const);
    });
  }

  // sequence_pattern: '[' [maybe_sequence_pattern] ']' | '(' [open_sequence_pattern] ')'
  private sequence(): true | null {
    return this.attempt(() => {
      const open = this.expectOneOf(t.LSQB, t.LPAR);
      if (open === null) return null;
      if (open.tokenType === t.LSQB) this.maybeSequence();
      else this.openSequence();
      return this.expect(open.tokenType === t.LSQB ? t.RSQB : t.RPAR) && (true as const);
    });
  }

  // mapping_pattern: '{' [items_pattern] [',' double_star_pattern] [','] '}'
  private mappingPattern(): true | null {
    return this.attempt(() => {
      if (this.expect(t.LBRACE) === null) return null;
      const items = this.separated(() => this.mappingItem());
      this.attempt(() => (items === null || this.expect(t.COMMA)) && this.expect(t.DOUBLESTAR) && this.captureTarget());
      if (items !== null || this.lastTaken().tokenType !== t.LBRACE) this.expect(t.COMMA);
      return this.expect(t.RBRACE) && (true as const);
    });
  }

  // key_value_pattern: (literal_expr | attr) ':' pattern
  private mappingItem(): true | null {
    return this.attempt(
      () => (this.literal() ?? this.attribute()) && this.expect(t.COLON) && this.pattern() && (true as const),
    );
  }

  // class_pattern: name_or_attr '(' [positional_patterns] [',' keyword_patterns] [','] ')'
  private classPattern(): true | null {
    const found = this.attempt(() => {
      if (!this.className() || this.expect(t.LPAR) === null) return null;
      const positional = this.separated(() => this.positionalPattern());
      const keywords = this.attempt(
        () => (positional === null || this.expect(t.COMMA)) && this.separated(() => this.keywordPattern()),
      );
      if (positional ?? keywords) this.expect(t.COMMA);
      return this.expect(t.RPAR) && (true as const);
    });
    if (found === null) this.invalid(() => this.invalidClassPattern());
    return found;
  }

  private className(): boolean {
    return this.attribute() !== null || this.expect(t.NAME) !== null;
  }

  private positionalPattern(): Shape | null {
    return this.pattern();
  }

  private keywordPattern(): true | null {
    return this.attempt(() => this.expect(t.NAME) && this.expect(t.EQUAL) && this.pattern() && (true as const));
  }

  private invalidClassPattern(): void {
    if (!this.className() || this.expect(t.LPAR) === null) return;
    this.attempt(() => this.separated(() => this.positionalPattern()) && this.expect(t.COMMA));
    if (this.separated(() => this.keywordPattern()) === null || this.expect(t.COMMA) === null) return;
    const late = this.separated(() => this.positionalPattern());
    if (late !== null) this.raiseRange(late[0]!, late[late.length - 1]!, "positional patterns follow keyword patterns");
  }
}

function isImaginary(token: Token): boolean {
  return /[jJ]$/.test(token.image);
}
