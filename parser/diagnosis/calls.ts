/** Arguments of calls and string literals. */
import { LiteralError, stringValue } from "../literals.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { ExpressionDiagnosis } from "./expressions.js";
import { shape, type Shape } from "./shapes.js";

interface Arguments {
  /** Positional and starred arguments. */
  positional: Shape[];
  /** True when one of the keywords is a `**mapping`. */
  hasMapping: boolean;
}

interface Keyword {
  form: "keyword" | "starred" | "mapping";
  place: Shape;
}

const CONVERSIONS: ReadonlySet<string> = new Set(["s", "r", "a"]);

export abstract class CallDiagnosis extends ExpressionDiagnosis {
  // arguments: args [','] &')'
  protected override callArguments(): true | null {
    return this.memo("arguments", () => {
      const found = this.attempt(() => {
        if (this.args() === null) return null;
        this.expect(t.COMMA);
        return this.nextIs(t.RPAR) ? (true as const) : null;
      });
      if (found === null) this.invalid(() => this.invalidArguments());
      return found;
    });
  }

  // args: positional (',' positional)* [',' kwargs] | kwargs
  private args(): Arguments | null {
    const positional = this.separated(() => this.positionalArgument());
    if (positional !== null) {
      const keywords = this.attempt(() => this.expect(t.COMMA) && this.keywords()) ?? [];
      return collect(positional, keywords);
    }
    const keywords = this.keywords();
    return keywords && collect([], keywords);
  }

  // (starred_expression | (assignment_expression | expression !':=') !'=')
  private positionalArgument(): Shape | null {
    return (
      this.starredExpression() ??
      this.attempt(() => {
        const value = this.argumentExpression();
        return value !== null && !this.nextIs(t.EQUAL) ? value : null;
      })
    );
  }

  // kwargs: kwarg_or_starred (',' kwarg_or_starred)* [',' kwarg_or_double_starred (',' ...)*] | kwarg_or_double_starred (',' ...)*
  private keywords(): Keyword[] | null {
    const both = this.attempt(() => {
      const first = this.separated(() => this.keywordOrStarred());
      const second = first && this.expect(t.COMMA) && this.separated(() => this.keywordOrMapping());
      return second && [...first, ...second];
    });
    return both ?? this.separated(() => this.keywordOrStarred()) ?? this.separated(() => this.keywordOrMapping());
  }

  private keywordOrStarred(): Keyword | null {
    const keyword = this.keyword();
    if (keyword !== null) return keyword;
    const starred = this.starredExpression();
    return starred && { form: "starred", place: starred };
  }

  private keywordOrMapping(): Keyword | null {
    const keyword = this.keyword();
    if (keyword !== null) return keyword;
    return this.attempt(() => {
      const stars = this.expect(t.DOUBLESTAR);
      const value = stars && this.expression();
      return value && { form: "mapping" as const, place: shape("keyword", stars!.startOffset, value.end) };
    });
  }

  // NAME '=' expression
  private keyword(): Keyword | null {
    this.invalid(() => this.invalidKeyword());
    return this.attempt(() => {
      const name = this.expect(t.NAME);
      const value = name && this.expect(t.EQUAL) && this.expression();
      return value && { form: "keyword" as const, place: shape("keyword", name!.startOffset, value.end) };
    });
  }

  private invalidKeyword(): void {
    this.attempt(() => {
      const word = this.expectOneOf(t.TRUE, t.FALSE, t.NONE);
      const equal = word && this.expect(t.EQUAL);
      if (!equal) return null;
      this.raiseRange(word, equal, `cannot assign to ${word.image}`);
    });
    this.attempt(() => this.invalidGeneratedKeyword());
    this.attempt(() => {
      if (this.ahead(() => this.expect(t.NAME) && this.expect(t.EQUAL))) return null;
      const value = this.expression();
      const equal = value && this.expect(t.EQUAL);
      if (!equal) return null;
      this.raiseRange(value, equal, 'expression cannot contain assignment, perhaps you meant "=="?');
    });
    this.attempt(() => {
      const stars = this.expect(t.DOUBLESTAR);
      if (stars === null || this.expression() === null || this.expect(t.EQUAL) === null) return null;
      const value = this.expression();
      if (value !== null) this.raiseRange(stars, value, "cannot assign to keyword argument unpacking");
      return null;
    });
  }

  // NAME '=' expression for_if_clauses
  private invalidGeneratedKeyword(): null {
    const name = this.expect(t.NAME);
    const equal = name && this.expect(t.EQUAL);
    if (!equal || this.expression() === null || this.clauses() === null) return null;
    this.equalsForComparison(name, equal);
  }

  private invalidArguments(): void {
    this.attempt(() => {
      if (!this.argumentsWithKeywords()) return null;
      const comma = this.expect(t.COMMA);
      if (comma === null) return null;
      const starred = this.separated(() =>
        this.attempt(() => this.starredExpression() && (this.nextIs(t.EQUAL) ? null : true)),
      );
      if (starred === null) return null;
      this.raiseFrom(comma, "iterable argument unpacking follows keyword argument unpacking");
    });
    this.attempt(() => {
      const element = this.expression();
      const clauses = element && this.clauses();
      if (!clauses || this.expect(t.COMMA) === null) return null;
      if (this.args() === null) this.attempt(() => this.expression() && this.clauses());
      this.bareGenerator(element, clauses);
    });
    this.attempt(() => this.invalidGeneratedKeyword());
    this.attempt(() => {
      this.attempt(() => this.args() && this.expect(t.COMMA));
      const name = this.expect(t.NAME);
      const equal = name && this.expect(t.EQUAL);
      if (!equal || !this.nextIsOneOf(t.COMMA, t.RPAR)) return null;
      this.raiseRange(name, equal, "expected argument value expression");
    });
    this.attempt(() => {
      const args = this.args();
      const clauses = args && this.clauses();
      if (clauses && args.positional.length > 1)
        this.bareGenerator(args.positional[args.positional.length - 1]!, clauses);
      return null;
    });
    this.attempt(() => {
      if (this.args() === null || this.expect(t.COMMA) === null) return null;
      const element = this.expression();
      const clauses = element && this.clauses();
      if (clauses) this.bareGenerator(element, clauses);
      return null;
    });
    this.attempt(() => {
      const args = this.args();
      if (args === null || this.expect(t.COMMA) === null || this.args() === null) return null;
      this.raise(`positional argument follows keyword argument${args.hasMapping ? " unpacking" : ""}`);
    });
  }

  private argumentsWithKeywords(): unknown {
    const both = this.attempt(
      () => this.separated(() => this.positionalArgument()) && this.expect(t.COMMA) && this.keywords(),
    );
    return both ?? this.keywords();
  }

  private bareGenerator(element: Shape, clauses: Shape[]): never {
    this.raiseRange(element, clauses[clauses.length - 1]!, "Generator expression must be parenthesized");
  }

  // --------------------------------------------------------------------------------------- strings

  // strings: (STRING | fstring | tstring)+
  protected override strings(): Shape | null {
    return this.memo("strings", () => {
      const start = this.peek().startOffset;
      const kinds = new Set<string>();
      const parts = this.some(() => {
        const token = this.expect(t.STRING);
        if (token !== null) {
          kinds.add(this.literalKind(token));
          return true;
        }
        const kind = this.nextIs(t.TSTRING_START) ? "TemplateStr" : "JoinedStr";
        if (this.formattedString() === null) return null;
        kinds.add(kind);
        return true;
      });
      if (parts === null) return null;
      if (kinds.has("bytes") && kinds.size > 1) this.raise("cannot mix bytes and nonbytes literals");
      const formatted = ["TemplateStr", "JoinedStr"].find((kind) => kinds.has(kind));
      return shape(formatted ?? "literal", start, this.lastTaken().end);
    });
  }

  /** Raises for a literal without a value, as CPython does whenever it reads one. */
  private literalKind(token: Token): "str" | "bytes" {
    try {
      return stringValue(token.image).value.type;
    } catch (problem) {
      if (problem instanceof LiteralError) this.raiseAt(token, problem.message);
      throw problem;
    }
  }

  private formattedString(): true | null {
    return this.attempt(() => {
      if (this.expectOneOf(t.FSTRING_START, t.TSTRING_START) === null) return null;
      this.many(() => this.replacementField() ?? this.middle());
      return this.expectOneOf(t.FSTRING_END, t.TSTRING_END) && (true as const);
    });
  }

  private middle(): true | null {
    return this.expectOneOf(t.FSTRING_MIDDLE, t.TSTRING_MIDDLE) && true;
  }

  // replacement_field: '{' annotated_rhs ['='] ['!' NAME] [':' format_spec*] '}'
  private replacementField(): true | null {
    const field = this.attempt(() => {
      if (this.expect(t.LBRACE) === null || this.annotatedRightSide() === null) return null;
      this.expect(t.EQUAL);
      const conversion = this.attempt(() => this.conversion());
      this.attempt(() => this.expect(t.COLON) && this.formatSpec());
      if (this.expect(t.RBRACE) === null) return null;
      if (conversion !== null && !CONVERSIONS.has(conversion.image)) {
        const message = `f-string: invalid conversion character '${conversion.image}': expected 's', 'r', or 'a'`;
        this.raiseAt(conversion, message);
      }
      return true as const;
    });
    if (field === null) this.invalid(() => this.invalidReplacementField());
    return field;
  }

  private formatSpec(): true {
    this.many(() => this.middle() ?? this.replacementField());
    return true;
  }

  private conversion(): Token | null {
    const mark = this.expect(t.EXCLAMATION);
    const name = mark && this.expect(t.NAME);
    if (!name) return null;
    if (mark!.end !== name.startOffset) {
      this.raiseRange(mark!, name, "f-string: conversion type must come right after the exclamanation mark");
    }
    return name;
  }

  private invalidReplacementField(): void {
    if (this.expect(t.LBRACE) === null) return;
    const wrong = this.expectOneOf(t.EQUAL, t.EXCLAMATION, t.COLON, t.RBRACE);
    if (wrong !== null) this.raiseAt(wrong, `f-string: valid expression required before '${wrong.image}'`);
    if (this.annotatedRightSide() === null) this.raiseAtNext("f-string: expecting a valid expression after '{'");
    if (!this.nextIsOneOf(t.EQUAL, t.EXCLAMATION, t.COLON, t.RBRACE)) {
      this.raiseAtNext("f-string: expecting '=', or '!', or ':', or '}'");
    }
    if (this.expect(t.EQUAL) && !this.nextIsOneOf(t.EXCLAMATION, t.COLON, t.RBRACE)) {
      this.raiseAtNext("f-string: expecting '!', or ':', or '}'");
    }
    this.attempt(() => {
      if (this.expect(t.EXCLAMATION) === null) return null;
      if (this.nextIsOneOf(t.COLON, t.RBRACE)) this.raiseAtNext("f-string: missing conversion character");
      if (!this.nextIs(t.NAME)) this.raiseAtNext("f-string: invalid conversion character");
      return null;
    });
    this.attempt(() => this.expect(t.EXCLAMATION) && this.expect(t.NAME));
    if (!this.nextIsOneOf(t.COLON, t.RBRACE)) this.raiseAtNext("f-string: expecting ':' or '}'");
    const hasSpec = this.expect(t.COLON) !== null;
    if (hasSpec) this.formatSpec();
    if (this.nextIs(t.RBRACE)) return;
    this.raiseAtNext(hasSpec ? "f-string: expecting '}', or format specs" : "f-string: expecting '}'");
  }
}

function collect(positional: Shape[], keywords: Keyword[]): Arguments {
  const starred = keywords.filter((keyword) => keyword.form === "starred").map((keyword) => keyword.place);
  return {
    positional: [...positional, ...starred],
    hasMapping: keywords.some((keyword) => keyword.form === "mapping"),
  };
}
