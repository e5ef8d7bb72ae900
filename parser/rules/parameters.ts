/** Parameter lists of functions and lambdas, and type parameters (PEP 570, PEP 695, PEP 696). */
import type * as ast from "../ast.js";
import type { TokenType } from "../chevrotain.js";
import { STAR_OPERAND } from "./operators.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { ExpressionRules } from "./expressions.js";

export abstract class ParameterRules extends ExpressionRules {
  // parameters: [parameter (',' parameter)* [',']]
  // parameter: NAME [':' expression] ['=' expression] | '/' | '*' [NAME [':' star_expression]] | '**' NAME [':' expression]
  override parameters(closing: TokenType, annotated: boolean): ast.Arguments {
    const start = this.peek().startOffset;
    const list: ast.Arguments = {
      kind: "arguments",
      posonlyargs: [],
      args: [],
      vararg: null,
      kwonlyargs: [],
      kw_defaults: [],
      kwarg: null,
      defaults: [],
      start,
      end: start,
    };
    let starSeen = false;
    while (!this.nextIs(closing)) {
      if (list.kwarg !== null) this.reject();
      if (this.nextIs(t.NAME)) {
        if (starSeen) this.keywordOnly(list, annotated);
        else this.positional(list, annotated);
      } else if (this.nextIs(t.SLASH)) {
        if (starSeen) this.reject();
        this.endOfPositionalOnly(list);
      } else if (this.accept(t.STAR)) {
        if (starSeen) this.reject();
        starSeen = true;
        this.starParameter(list, annotated);
      } else if (this.accept(t.DOUBLESTAR)) {
        list.kwarg = this.parameter(annotated);
        if (this.nextIs(t.EQUAL)) this.reject();
      } else {
        this.reject();
      }
      list.end = this.lastEnd();
      if (!this.accept(t.COMMA)) break;
    }
    return list;
  }

  private parameter(annotated: boolean): ast.Arg {
    const name = this.CONSUME(t.NAME) as Token;
    const annotation = annotated && this.accept(t.COLON) ? this.SUBRULE(this.expression) : null;
    return { kind: "arg", arg: name.image, annotation, start: name.startOffset, end: this.lastEnd() };
  }

  private positional(list: ast.Arguments, annotated: boolean): void {
    list.args.push(this.parameter(annotated));
    if (this.accept(t.EQUAL)) list.defaults.push(this.SUBRULE(this.expression));
    else if (list.defaults.length > 0) this.reject();
  }

  private keywordOnly(list: ast.Arguments, annotated: boolean): void {
    list.kwonlyargs.push(this.parameter(annotated));
    list.kw_defaults.push(this.accept(t.EQUAL) ? this.SUBRULE(this.expression) : null);
  }

  private endOfPositionalOnly(list: ast.Arguments): void {
    if (list.args.length === 0 || list.posonlyargs.length > 0) this.reject();
    this.take();
    list.posonlyargs = list.args;
    list.args = [];
  }

  private starParameter(list: ast.Arguments, annotated: boolean): void {
    if (this.nextIs(t.COMMA)) {
      if (this.LA(2).tokenType !== t.NAME) this.reject();
      return;
    }
    const name = this.CONSUME(t.NAME) as Token;
    const annotation = annotated && this.accept(t.COLON) ? this.starAnnotation() : null;
    if (this.nextIs(t.EQUAL)) this.reject();
    list.vararg = { kind: "arg", arg: name.image, annotation, start: name.startOffset, end: this.lastEnd() };
  }

  // star_expression: '*' bitwise_or | expression
  private starAnnotation(): ast.Expression {
    const start = this.peek().startOffset;
    if (!this.accept(t.STAR)) return this.SUBRULE(this.expression);
    const value = this.binary(STAR_OPERAND);
    return { kind: "Starred", value, ctx: "Load", start, end: this.lastEnd() };
  }

  // type_params: '[' type_param (',' type_param)* [','] ']'
  protected typeParameters(): ast.TypeParameter[] {
    if (!this.accept(t.LSQB)) return [];
    const list = [this.typeParameter()];
    while (this.accept(t.COMMA) && !this.nextIs(t.RSQB)) list.push(this.typeParameter());
    this.CONSUME(t.RSQB);
    return list;
  }

  // type_param: NAME [':' expression] ['=' expression] | '*' NAME ['=' star_expression] | '**' NAME ['=' expression]
  private typeParameter(): ast.TypeParameter {
    const start = this.peek().startOffset;
    if (this.accept(t.STAR)) {
      const name = this.CONSUME(t.NAME).image;
      const default_value = this.accept(t.EQUAL) ? this.starAnnotation() : null;
      return { kind: "TypeVarTuple", name, default_value, start, end: this.lastEnd() };
    }
    if (this.accept(t.DOUBLESTAR)) {
      const name = this.CONSUME(t.NAME).image;
      const default_value = this.accept(t.EQUAL) ? this.SUBRULE(this.expression) : null;
      return { kind: "ParamSpec", name, default_value, start, end: this.lastEnd() };
    }
    const name = this.CONSUME(t.NAME).image;
    const bound = this.accept(t.COLON) ? this.SUBRULE(this.expression) : null;
    const default_value = this.accept(t.EQUAL) ? this.SUBRULE(this.expression) : null;
    return { kind: "TypeVar", name, bound, default_value, start, end: this.lastEnd() };
  }
}
