/** Parameters of functions and lambdas, and type parameters. */
import type { TokenType } from "../chevrotain.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { CallDiagnosis } from "./calls.js";
import { shape, type Shape } from "./shapes.js";

/** What differs between the parameters of `def` and those of `lambda`. */
interface Form {
  closing: TokenType;
  isAnnotated: boolean;
  notParenthesized: string;
}

const DEF: Form = {
  closing: t.RPAR,
  isAnnotated: true,
  notParenthesized: "Function parameters cannot be parenthesized",
};
const LAMBDA: Form = {
  closing: t.COLON,
  isAnnotated: false,
  notParenthesized: "Lambda expression parameters cannot be parenthesized",
};

export abstract class ParameterDiagnosis extends CallDiagnosis {
  // params: parameters
  protected parameters(): true | null {
    return this.anyParameters(DEF);
  }

  protected override lambdaParameters(): true | null {
    return this.anyParameters(LAMBDA);
  }

  // parameters: slash_no_default param_no_default* param_with_default* [star_etc] | slash_with_default ... | ... | star_etc
  private anyParameters(form: Form): true | null {
    this.invalid(() => this.invalidParameters(form));
    const afterSlash = this.attempt(() => {
      if (this.slashNoDefault(form) === null) return null;
      this.many(() => this.noDefault(form));
      this.many(() => this.withDefault(form));
      this.starAndRest(form);
      return true as const;
    });
    if (afterSlash) return true;
    const afterDefaults = this.attempt(() => {
      if (this.slashWithDefault(form) === null) return null;
      this.many(() => this.withDefault(form));
      this.starAndRest(form);
      return true as const;
    });
    if (afterDefaults) return true;
    const plain = this.some(() => this.noDefault(form));
    const defaulted = this.some(() => this.withDefault(form));
    const rest = this.starAndRest(form);
    return (plain ?? defaulted ?? rest) ? true : null;
  }

  private slashNoDefault(form: Form): true | null {
    return this.attempt(() => this.some(() => this.noDefault(form)) && this.slash(form));
  }

  private slashWithDefault(form: Form): true | null {
    return this.attempt(() => {
      this.many(() => this.noDefault(form));
      return this.some(() => this.withDefault(form)) && this.slash(form);
    });
  }

  private slash(form: Form): true | null {
    return this.expect(t.SLASH) && this.endOfParameter(form);
  }

  /** A comma, which belongs to the parameter, or the end of the list, which does not. */
  private endOfParameter(form: Form): true | null {
    return this.expect(t.COMMA) !== null || this.nextIs(form.closing) ? true : null;
  }

  // param: NAME [':' expression]
  private parameter(form: Form): Shape | null {
    const name = this.expect(t.NAME);
    if (name === null) return null;
    if (form.isAnnotated) this.attempt(() => this.expect(t.COLON) && this.expression());
    return shape("arg", name.startOffset, this.lastTaken().end);
  }

  private noDefault(form: Form): Shape | null {
    return this.attempt(() => {
      const parameter = this.parameter(form);
      return parameter && this.endOfParameter(form) && parameter;
    });
  }

  private withDefault(form: Form): Shape | null {
    return this.attempt(() => {
      const parameter = this.parameter(form);
      return parameter && this.defaultValue() && this.endOfParameter(form) && parameter;
    });
  }

  private maybeDefault(form: Form): Shape | null {
    return this.attempt(() => {
      const parameter = this.parameter(form);
      if (parameter === null) return null;
      this.defaultValue();
      return this.endOfParameter(form) && parameter;
    });
  }

  // default: '=' expression
  private defaultValue(): true | null {
    const value = this.attempt(() => this.expect(t.EQUAL) && this.expression() && (true as const));
    if (value === null) {
      this.invalid(() => {
        const equal = this.expect(t.EQUAL);
        if (equal && this.nextIsOneOf(t.RPAR, t.COMMA)) this.raiseAt(equal, "expected default value expression");
      });
    }
    return value;
  }

  // star_etc: '*' (param_no_default | param_no_default_star_annotation) param_maybe_default* [kwds]
  //         | '*' ',' param_maybe_default+ [kwds] | kwds
  private starAndRest(form: Form): true | null {
    this.invalid(() => this.invalidStar(form));
    const named = this.attempt(() => {
      if (this.expect(t.STAR) === null) return null;
      if (this.noDefault(form) === null && this.starAnnotated(form) === null) return null;
      this.many(() => this.maybeDefault(form));
      this.mapping(form);
      return true as const;
    });
    if (named) return true;
    const bare = this.attempt(() => {
      if (this.expect(t.STAR) === null || this.expect(t.COMMA) === null) return null;
      if (this.some(() => this.maybeDefault(form)) === null) return null;
      this.mapping(form);
      return true as const;
    });
    return bare ?? this.mapping(form);
  }

  // NAME ':' star_expression
  private starAnnotated(form: Form): true | null {
    if (!form.isAnnotated) return null;
    return this.attempt(
      () => this.expect(t.NAME) && this.expect(t.COLON) && this.starExpression() && this.endOfParameter(form),
    );
  }

  // kwds: '**' param_no_default
  private mapping(form: Form): true | null {
    this.invalid(() => this.invalidMapping(form));
    return this.attempt(() => this.expect(t.DOUBLESTAR) && this.noDefault(form) && (true as const));
  }

  private invalidParameters(form: Form): void {
    this.attempt(() => {
      const slash = this.expect(t.SLASH);
      if (!slash || this.expect(t.COMMA) === null) return null;
      this.raiseAt(slash, "at least one argument must precede /");
    });
    this.attempt(() => {
      if ((this.slashNoDefault(form) ?? this.slashWithDefault(form)) === null) return null;
      this.many(() => this.maybeDefault(form));
      return this.raiseIfNext(t.SLASH, "/ may appear only once");
    });
    this.attempt(() => {
      this.slashNoDefault(form);
      this.many(() => this.noDefault(form));
      if ((this.slashWithDefault(form) ?? this.some(() => this.withDefault(form))) === null) return null;
      const parameter = this.noDefault(form);
      if (parameter !== null) {
        this.raiseAt(parameter, "parameter without a default follows parameter with a default");
      }
      return null;
    });
    this.attempt(() => this.invalidParenthesized(form));
    this.attempt(() => {
      if (this.slashNoDefault(form) === null) this.slashWithDefault(form);
      this.many(() => this.maybeDefault(form));
      if (this.expect(t.STAR) === null) return null;
      if (this.expect(t.COMMA) === null && this.noDefault(form) === null) return null;
      this.many(() => this.maybeDefault(form));
      return this.raiseIfNext(t.SLASH, "/ must be ahead of *");
    });
    this.attempt(() => {
      if (this.some(() => this.maybeDefault(form)) === null || this.expect(t.SLASH) === null) return null;
      return this.raiseIfNext(t.STAR, "expected comma between / and *");
    });
  }

  private raiseIfNext(kind: TokenType, message: string): null {
    const token = this.expect(kind);
    if (token !== null) this.raiseAt(token, message);
    return null;
  }

  // param_no_default* '(' param_no_default+ [','] ')'; in a lambda the inner ones are not followed by a comma or colon
  private invalidParenthesized(form: Form): null {
    this.many(() => this.noDefault(form));
    const open = this.expect(t.LPAR);
    if (open === null) return null;
    const inner = form.isAnnotated ? this.some(() => this.noDefault(form)) : this.separated(() => this.parameter(form));
    if (inner === null) return null;
    this.expect(t.COMMA);
    const close = this.expect(t.RPAR);
    if (close !== null) this.raiseRange(open, close, form.notParenthesized);
    return null;
  }

  private invalidStar(form: Form): void {
    this.attempt(() => {
      const star = this.expect(t.STAR);
      const isBare =
        star !== null &&
        (this.nextIs(form.closing) || (this.expect(t.COMMA) && this.nextIsOneOf(form.closing, t.DOUBLESTAR)));
      if (!isBare) return null;
      const message = "named arguments must follow bare *";
      if (form.isAnnotated) this.raiseAt(star, message);
      this.raise(message);
    });
    this.attempt(() => {
      const equal = this.expect(t.STAR) && this.parameter(form) && this.expect(t.EQUAL);
      if (equal) this.raiseAt(equal, "var-positional argument cannot have default value");
      return null;
    });
    this.attempt(() => {
      if (this.expect(t.STAR) === null || (this.noDefault(form) ?? this.expect(t.COMMA)) === null) return null;
      this.many(() => this.maybeDefault(form));
      const second = this.expect(t.STAR);
      if (second === null || (this.noDefault(form) ?? this.expect(t.COMMA)) === null) return null;
      this.raiseAt(second, "* argument may appear only once");
    });
  }

  private invalidMapping(form: Form): void {
    const parameter = this.expect(t.DOUBLESTAR) && this.parameter(form);
    if (!parameter) return;
    const equal = this.expect(t.EQUAL);
    if (equal) this.raiseAt(equal, "var-keyword argument cannot have default value");
    if (this.expect(t.COMMA) === null) return;
    const next: Shape | Token | null = this.parameter(form) ?? this.expectOneOf(t.STAR, t.DOUBLESTAR, t.SLASH);
    if (next) this.raiseAt(next, "arguments cannot follow var-keyword argument");
  }

  // --------------------------------------------------------------------------------- type parameters

  // type_params: '[' type_param (',' type_param)* [','] ']'
  protected typeParameters(): true | null {
    this.invalid(() => {
      if (this.expect(t.LSQB) === null) return;
      const close = this.expect(t.RSQB);
      if (close !== null) this.raiseFrom(close, "Type parameter list cannot be empty");
    });
    return this.attempt(() => {
      if (this.expect(t.LSQB) === null || this.separated(() => this.typeParameter()) === null) return null;
      this.expect(t.COMMA);
      return this.expect(t.RSQB) && (true as const);
    });
  }

  private typeParameter(): true | null {
    return this.memo("type_param", () => {
      if (this.expect(t.NAME)) {
        this.attempt(() => this.expect(t.COLON) && this.expression());
        this.attempt(() => this.expect(t.EQUAL) && this.expression());
        return true;
      }
      this.invalid(() => this.invalidTypeParameter());
      const star = this.expectOneOf(t.STAR, t.DOUBLESTAR);
      if (star === null || this.expect(t.NAME) === null) return null;
      const isTuple = star.tokenType === t.STAR;
      this.attempt(() => this.expect(t.EQUAL) && (isTuple ? this.starExpression() : this.expression()));
      return true;
    });
  }

  private invalidTypeParameter(): void {
    const star = this.expectOneOf(t.STAR, t.DOUBLESTAR);
    const colon = star && this.expect(t.NAME) && this.expect(t.COLON);
    const bound = colon && this.expression();
    if (!bound) return;
    const what = bound.kind === "Tuple" ? "constraints" : "bound";
    this.raiseFrom(colon, `cannot use ${what} with ${star!.tokenType === t.STAR ? "TypeVarTuple" : "ParamSpec"}`);
  }
}
