/** Patterns of the match statement (https://docs.python.org/3/reference/compound_stmts.html#patterns). */
import type * as ast from "../ast.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { constant } from "./expressions.js";
import { ParameterRules } from "./parameters.js";

const WILDCARD = "_";

export abstract class PatternRules extends ParameterRules {
  // patterns: open_sequence_pattern | pattern      open_sequence_pattern: maybe_star_pattern ',' [maybe_sequence_pattern]
  protected patterns(): ast.Pattern {
    const start = this.peek().startOffset;
    const first = this.maybeStarPattern();
    if (this.nextIs(t.COMMA)) {
      const patterns = [first];
      while (this.accept(t.COMMA) && !this.nextIs(t.COLON) && !this.nextIs(t.IF)) {
        patterns.push(this.maybeStarPattern());
      }
      return { kind: "MatchSequence", patterns, start, end: this.lastEnd() };
    }
    if (first.kind === "MatchStar") this.reject();
    return first;
  }

  // maybe_star_pattern: '*' (NAME | '_') | pattern
  private maybeStarPattern(): ast.Pattern {
    if (!this.nextIs(t.STAR)) return this.SUBRULE(this.pattern);
    const start = this.take().startOffset;
    const name = this.CONSUME(t.NAME) as Token;
    return { kind: "MatchStar", name: name.image === WILDCARD ? null : name.image, start, end: name.end };
  }

  // pattern: or_pattern ['as' NAME]      or_pattern: closed_pattern ('|' closed_pattern)*
  pattern = this.RULE("pattern", (): ast.Pattern => {
    const start = this.peek().startOffset;
    const first = this.SUBRULE(this.closedPattern);
    let pattern = first;
    if (this.nextIs(t.VBAR)) {
      const patterns = [first];
      while (this.accept(t.VBAR)) patterns.push(this.SUBRULE1(this.closedPattern));
      pattern = { kind: "MatchOr", patterns, start, end: this.lastEnd() };
    }
    if (!this.accept(t.AS)) return pattern;
    const name = this.CONSUME(t.NAME) as Token;
    if (name.image === WILDCARD || this.nextIs(t.DOT) || this.nextIs(t.LPAR) || this.nextIs(t.EQUAL)) this.reject();
    return { kind: "MatchAs", pattern, name: name.image, start, end: name.end };
  });

  // closed_pattern: literal_pattern | capture_pattern | wildcard_pattern | value_pattern | group_pattern
  //               | sequence_pattern | mapping_pattern | class_pattern
  closedPattern = this.RULE("closed_pattern", (): ast.Pattern => this.OR(this.closedPatterns));

  private readonly closedPatterns = [
    { ALT: (): ast.Pattern => this.namePattern() },
    { ALT: (): ast.Pattern => this.numberPattern(this.SUBRULE(this.signedNumber)) },
    { ALT: (): ast.Pattern => matchValue(this.SUBRULE(this.strings)) },
    { ALT: (): ast.Pattern => singleton(this.CONSUME(t.NONE) as Token, { type: "None" }) },
    { ALT: (): ast.Pattern => singleton(this.CONSUME(t.TRUE) as Token, { type: "bool", value: true }) },
    { ALT: (): ast.Pattern => singleton(this.CONSUME(t.FALSE) as Token, { type: "bool", value: false }) },
    { ALT: (): ast.Pattern => this.SUBRULE(this.parenthesizedPattern) },
    { ALT: (): ast.Pattern => this.SUBRULE(this.sequencePattern) },
    { ALT: (): ast.Pattern => this.SUBRULE(this.mappingPattern) },
  ];

  /** A capture, the wildcard, a dotted name or a class: all begin with a name. */
  private namePattern(): ast.Pattern {
    const token = this.CONSUME(t.NAME) as Token;
    const place = { start: token.startOffset, end: token.end };
    if (token.image === WILDCARD) return { kind: "MatchAs", pattern: null, name: null, ...place };
    if (!this.nextIs(t.DOT) && !this.nextIs(t.LPAR)) {
      if (this.nextIs(t.EQUAL)) this.reject();
      return { kind: "MatchAs", pattern: null, name: token.image, ...place };
    }
    const value = this.attributes(token);
    if (this.nextIs(t.LPAR)) return this.SUBRULE(this.classPattern, { ARGS: [value] });
    if (this.nextIs(t.EQUAL)) this.reject();
    return matchValue(value);
  }

  // name_or_attr: NAME ('.' NAME)*
  private attributes(first: Token): ast.Expression {
    const start = first.startOffset;
    let value: ast.Expression = { kind: "Name", id: first.image, ctx: "Load", start, end: first.end };
    while (this.accept(t.DOT)) {
      const name = this.CONSUME1(t.NAME) as Token;
      value = { kind: "Attribute", value, attr: name.image, ctx: "Load", start, end: name.end };
    }
    return value;
  }

  // signed_number: ['-'] NUMBER
  signedNumber = this.RULE("signed_number", (): ast.Expression => this.OR(this.signs));

  private readonly signs = [
    { ALT: (): ast.Expression => this.number() },
    { ALT: (): ast.Expression => this.negativeNumber() },
  ];

  private negativeNumber(): ast.Expression {
    const start = this.CONSUME(t.MINUS).startOffset;
    const token = this.CONSUME1(t.NUMBER) as Token;
    const operand = this.RECORDING_PHASE ? constant(token, { type: "None" }) : this.numberConstant(token);
    return { kind: "UnaryOp", op: "USub", operand, start, end: operand.end };
  }

  // literal_pattern's numbers: signed_number !('+' | '-') | complex_number
  private numberPattern(left: ast.Expression): ast.Pattern {
    return matchValue(this.complexNumber(left));
  }

  // complex_number: signed_real_number ('+' | '-') imaginary_number
  private complexNumber(left: ast.Expression): ast.Expression {
    if (!this.nextIs(t.PLUS) && !this.nextIs(t.MINUS)) return left;
    const real = left.kind === "UnaryOp" ? left.operand : left;
    if (isImaginary(real)) this.reject();
    const op = this.take().tokenType === t.PLUS ? "Add" : "Sub";
    const right = this.numberConstant(this.CONSUME(t.NUMBER) as Token);
    if (!isImaginary(right)) this.reject();
    return { kind: "BinOp", left, op, right, start: left.start, end: right.end };
  }

  // group_pattern: '(' pattern ')'      sequence_pattern: '(' [open_sequence_pattern] ')'
  parenthesizedPattern = this.RULE("parenthesized_pattern", (): ast.Pattern => {
    const start = this.CONSUME(t.LPAR).startOffset;
    const patterns: ast.Pattern[] = [];
    let isSequence = this.nextIs(t.RPAR);
    while (!this.nextIs(t.RPAR)) {
      patterns.push(this.maybeStarPattern());
      if (!this.accept(t.COMMA)) break;
      isSequence = true;
    }
    const { end } = this.CONSUME(t.RPAR) as Token;
    if (isSequence) return { kind: "MatchSequence", patterns, start, end };
    const [only] = patterns;
    if (only === undefined || only.kind === "MatchStar") this.reject();
    return only;
  });

  // sequence_pattern: '[' [maybe_sequence_pattern] ']'
  sequencePattern = this.RULE("sequence_pattern", (): ast.Pattern => {
    const start = this.CONSUME(t.LSQB).startOffset;
    const patterns: ast.Pattern[] = [];
    while (!this.nextIs(t.RSQB)) {
      patterns.push(this.maybeStarPattern());
      if (!this.accept(t.COMMA)) break;
    }
    const { end } = this.CONSUME(t.RSQB) as Token;
    return { kind: "MatchSequence", patterns, start, end };
  });

  // mapping_pattern: '{' [item (',' item)* [',']] '}'      item: (literal_expr | attr) ':' pattern | '**' NAME, which is last
  mappingPattern = this.RULE("mapping_pattern", (): ast.Pattern => {
    const start = this.CONSUME(t.LBRACE).startOffset;
    const keys: ast.Expression[] = [];
    const patterns: ast.Pattern[] = [];
    let rest: string | null = null;
    while (!this.nextIs(t.RBRACE)) {
      if (rest !== null) this.reject();
      if (this.accept(t.DOUBLESTAR)) {
        rest = this.CONSUME(t.NAME).image;
        if (rest === WILDCARD) this.reject();
      } else {
        keys.push(this.SUBRULE(this.mappingKey));
        this.CONSUME(t.COLON);
        patterns.push(this.SUBRULE(this.pattern));
      }
      if (!this.accept(t.COMMA)) break;
    }
    const { end } = this.CONSUME(t.RBRACE) as Token;
    return { kind: "MatchMapping", keys, patterns, rest, start, end };
  });

  mappingKey = this.RULE("mapping_key", (): ast.Expression => this.OR(this.mappingKeys));

  private readonly mappingKeys = [
    { ALT: (): ast.Expression => this.attributeKey(this.CONSUME(t.NAME) as Token) },
    { ALT: (): ast.Expression => this.complexNumber(this.SUBRULE(this.signedNumber)) },
    { ALT: (): ast.Expression => this.SUBRULE(this.strings) },
    { ALT: (): ast.Expression => constant(this.CONSUME(t.NONE) as Token, { type: "None" }) },
    { ALT: (): ast.Expression => constant(this.CONSUME(t.TRUE) as Token, { type: "bool", value: true }) },
    { ALT: (): ast.Expression => constant(this.CONSUME(t.FALSE) as Token, { type: "bool", value: false }) },
  ];

  private attributeKey(first: Token): ast.Expression {
    const key = this.attributes(first);
    if (!this.RECORDING_PHASE && key.kind === "Name") this.reject();
    return key;
  }

  // class_pattern: name_or_attr '(' [(pattern | NAME '=' pattern) (',' ...)* [',']] ')', positional before keyword patterns
  classPattern = this.RULE("class_pattern", (cls: ast.Expression): ast.Pattern => {
    this.CONSUME(t.LPAR);
    const patterns: ast.Pattern[] = [];
    const kwd_attrs: string[] = [];
    const kwd_patterns: ast.Pattern[] = [];
    while (!this.nextIs(t.RPAR)) {
      if (this.nextIs(t.NAME) && this.LA(2).tokenType === t.EQUAL) {
        kwd_attrs.push(this.take().image);
        this.take();
        kwd_patterns.push(this.SUBRULE(this.pattern));
      } else {
        if (kwd_attrs.length > 0) this.reject();
        patterns.push(this.SUBRULE1(this.pattern));
      }
      if (!this.accept(t.COMMA)) break;
    }
    const { end } = this.CONSUME(t.RPAR) as Token;
    return { kind: "MatchClass", cls, patterns, kwd_attrs, kwd_patterns, start: cls?.start, end };
  });
}

function isImaginary(node: ast.Expression): boolean {
  return node.kind === "Constant" && node.value.type === "complex";
}

function matchValue(value: ast.Expression): ast.MatchValue {
  return { kind: "MatchValue", value, start: value.start, end: value.end };
}

function singleton(token: Token, value: ast.MatchSingleton["value"]): ast.MatchSingleton {
  return { kind: "MatchSingleton", value, start: token.startOffset, end: token.end };
}
