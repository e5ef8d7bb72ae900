/** Adjacent string literals, f-strings and t-strings (PEP 701, PEP 750). */
import type * as ast from "../ast.js";
import type { ParserMethod } from "../chevrotain.js";
import { LiteralError, stringValue, textValue } from "../literals.js";
import type { SourceText } from "../source.js";
import { concatenate, joinedString, plainElement, type StringElement, type StringPart } from "../strings.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { BaseRules } from "./base.js";

/** A literal of good form but without a value, at the token that CPython names in its error. */
export class LiteralMismatch extends Error {
  readonly token: Token;

  constructor(message: string, token: Token) {
    super(message);
    this.token = token;
  }
}

const CONVERSIONS: Partial<Record<string, ast.Conversion>> = { s: 115, r: 114, a: 97 };

/** The token kinds and the node of one kind of literal with replacement fields. */
interface Form {
  form: "fstring" | "tstring";
  isRaw: boolean;
  /** True for the format spec of a field of the literal. */
  isSpec: boolean;
}

export abstract class StringRules extends BaseRules {
  protected source!: SourceText;
  protected comments: readonly ast.Comment[] = [];

  abstract starExpressions: ParserMethod<[], ast.Expression>;
  abstract yieldExpression: ParserMethod<[], ast.Expression>;

  /** The result of `evaluate`, with an error placed at the token that `place` gives. */
  protected valueOfLiteral<Value>(evaluate: () => Value, place: () => Token): Value {
    try {
      return evaluate();
    } catch (problem) {
      if (problem instanceof LiteralError) throw new LiteralMismatch(problem.message, place());
      throw problem;
    }
  }

  // strings: (STRING | fstring | tstring)+
  strings = this.RULE("strings", (): ast.Expression => {
    const first = this.OR(this.stringForms);
    if (this.RECORDING_PHASE) return { kind: "JoinedStr", values: [], start: 0, end: 0 };
    const elements = [first];
    for (;;) {
      if (this.nextIs(t.STRING)) elements.push(this.plainString());
      else if (this.nextIs(t.FSTRING_START)) elements.push(this.SUBRULE(this.fstring));
      else if (this.nextIs(t.TSTRING_START)) elements.push(this.SUBRULE(this.tstring));
      else break;
    }
    if (elements.length === 1 && first.form !== "fstring" && first.form !== "tstring") {
      return first.parts[0] as ast.Constant;
    }
    return this.valueOfLiteral(
      () => concatenate(elements),
      () => this.peek(),
    );
  });

  private readonly stringForms = [
    { ALT: (): StringElement => this.plainString() },
    { ALT: (): StringElement => this.SUBRULE(this.fstring) },
    { ALT: (): StringElement => this.SUBRULE(this.tstring) },
  ];

  private plainString(): StringElement {
    const token = this.CONSUME(t.STRING) as Token;
    if (this.RECORDING_PHASE) return { form: "text", parts: [], start: 0, end: 0 };
    const literal = this.valueOfLiteral(
      () => stringValue(token.image),
      () => token,
    );
    return plainElement(literal, token.startOffset, token.end);
  }

  // fstring: FSTRING_START (FSTRING_MIDDLE | replacement_field)* FSTRING_END
  fstring = this.RULE("fstring", (): StringElement => {
    const open = this.CONSUME(t.FSTRING_START) as Token;
    const parts: StringPart[] = [];
    const form: Form = { form: "fstring", isRaw: this.isRaw(open), isSpec: false };
    this.MANY(() => this.part(parts, form));
    const close = this.CONSUME(t.FSTRING_END) as Token;
    return { form: "fstring", parts, start: open.startOffset, end: close.end };
  });

  // tstring: TSTRING_START (TSTRING_MIDDLE | replacement_field)* TSTRING_END
  tstring = this.RULE("tstring", (): StringElement => {
    const open = this.CONSUME(t.TSTRING_START) as Token;
    const parts: StringPart[] = [];
    const form: Form = { form: "tstring", isRaw: this.isRaw(open), isSpec: false };
    this.MANY(() => this.part(parts, form));
    const close = this.CONSUME(t.TSTRING_END) as Token;
    return { form: "tstring", parts, start: open.startOffset, end: close.end };
  });

  private isRaw(open: Token): boolean {
    return open.image.toLowerCase().includes("r");
  }

  private part(parts: StringPart[], form: Form): void {
    this.OR([
      { ALT: () => this.middle(this.CONSUME(t.FSTRING_MIDDLE) as Token, parts, form) },
      { ALT: () => this.middle(this.CONSUME(t.TSTRING_MIDDLE) as Token, parts, form) },
      { ALT: () => this.SUBRULE(this.replacementField, { ARGS: [parts, form] }) },
    ]);
  }

  private middle(token: Token, parts: StringPart[], form: Form): void {
    if (this.RECORDING_PHASE) return;
    const value = this.valueOfLiteral(
      () => textValue(token.image, form.isRaw),
      () => (form.isSpec ? token : this.closingToken()),
    );
    parts.push({ kind: "Constant", value, prefix: null, start: token.startOffset, end: token.end });
  }

  /** The end of the literal whose text is being read: where CPython decodes the text, and reports it. */
  private closingToken(): Token {
    let open = 1;
    for (let ahead = 1; ; ahead++) {
      const token = this.LA(ahead) as Token;
      const kind = token.tokenType;
      if (kind === t.FSTRING_START || kind === t.TSTRING_START) open++;
      else if (kind === t.FSTRING_END || kind === t.TSTRING_END) open--;
      if (open === 0 || kind === t.ENDMARKER || kind === t.ERRORTOKEN) return token;
    }
  }

  // replacement_field: '{' (yield_expr | star_expressions) ['='] ['!' NAME] [':' format_spec] '}'
  replacementField = this.RULE("replacement_field", (parts: StringPart[], form: Form): void => {
    const open = this.CONSUME(t.LBRACE) as Token;
    const value = this.nextIs(t.YIELD) ? this.SUBRULE(this.yieldExpression) : this.SUBRULE(this.starExpressions);
    const expressionEnd = this.peek().startOffset;
    const isDebug = this.accept(t.EQUAL);
    const behind = this.peek().startOffset;
    let conversion = this.conversion();
    const format_spec = this.nextIs(t.COLON) ? this.SUBRULE(this.formatSpec, { ARGS: [form] }) : null;
    const close = this.CONSUME(t.RBRACE) as Token;
    if (this.RECORDING_PHASE) return;
    if (isDebug) {
      parts.push(this.debugText(open.end, behind));
      if (conversion === -1 && format_spec === null) conversion = 114;
    }
    const place = { start: open.startOffset, end: close.end };
    if (form.form === "fstring") {
      parts.push({ kind: "FormattedValue", value, conversion, format_spec, ...place });
    } else {
      const str = this.withoutComments(open.end, expressionEnd).trimEnd();
      parts.push({ kind: "Interpolation", value, str, conversion, format_spec, ...place });
    }
  });

  private conversion(): ast.Conversion {
    if (!this.nextIs(t.EXCLAMATION)) return -1;
    const mark = this.take();
    const name = this.CONSUME(t.NAME) as Token;
    const conversion = CONVERSIONS[name.image];
    if (conversion === undefined || name.startOffset !== mark.end) this.reject();
    return conversion;
  }

  // format_spec: (FSTRING_MIDDLE | replacement_field)*
  formatSpec = this.RULE("format_spec", (form: Form): ast.JoinedStr => {
    const start = this.CONSUME(t.COLON).startOffset;
    const parts: StringPart[] = [];
    const spec: Form = { form: "fstring", isRaw: form?.isRaw, isSpec: true };
    this.MANY(() => {
      this.OR([
        { ALT: () => this.middle(this.CONSUME(t.FSTRING_MIDDLE) as Token, parts, spec) },
        { ALT: () => this.middle(this.CONSUME(t.TSTRING_MIDDLE) as Token, parts, spec) },
        { ALT: () => this.SUBRULE(this.replacementField, { ARGS: [parts, spec] }) },
      ]);
    });
    return this.RECORDING_PHASE
      ? { kind: "JoinedStr", values: [], start, end: start }
      : joinedString(parts, start, this.lastEnd());
  });

  /** What `{x = }` puts before the value: the source text from the brace to what follows the `=`. */
  private debugText(start: number, end: number): ast.Constant {
    const value = this.withoutComments(start, end);
    return { kind: "Constant", value: { type: "str", value }, prefix: null, start, end };
  }

  private withoutComments(start: number, end: number): string {
    let text = "";
    let from = start;
    for (let i = this.firstCommentBehind(start); i < this.comments.length && this.comments[i]!.start < end; i++) {
      text += this.source.text.slice(from, this.comments[i]!.start);
      from = this.comments[i]!.end;
    }
    return text + this.source.text.slice(from, end);
  }

  private firstCommentBehind(offset: number): number {
    let low = 0;
    let high = this.comments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.comments[middle]!.start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
