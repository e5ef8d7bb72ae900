/** The tokens of a TypeScript or JavaScript text, white space and comments included. */
import { ts } from "ts-morph";

export interface Token {
  kind: ts.SyntaxKind;
  text: string;
  /** Offset of the first character. */
  start: number;
}

/** Every token of `text` in order; joined, their texts give `text` again. */
export function* tokenize(text: string): Generator<Token> {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  // What each open brace is: of a block or object, or of a `${` in a template.
  const braces: ("brace" | "template")[] = [];
  let previous = ts.SyntaxKind.Unknown;
  for (;;) {
    let kind = scanner.scan();
    if (kind === ts.SyntaxKind.EndOfFileToken) return;
    if (kind === ts.SyntaxKind.OpenBraceToken) braces.push("brace");
    if (kind === ts.SyntaxKind.TemplateHead) braces.push("template");
    if (kind === ts.SyntaxKind.CloseBraceToken && braces.pop() === "template") {
      kind = scanner.reScanTemplateToken(false);
      if (kind === ts.SyntaxKind.TemplateMiddle) braces.push("template");
    }
    if (isSlash(kind) && !endsOperand(previous)) kind = scanner.reScanSlashToken();
    yield { kind, text: scanner.getTokenText(), start: scanner.getTokenStart() };
    if (!isTrivia(kind)) previous = kind;
  }
}

export function isTrivia(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstTriviaToken && kind <= ts.SyntaxKind.LastTriviaToken;
}

export function isComment(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia;
}

function isSlash(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.SlashToken || kind === ts.SyntaxKind.SlashEqualsToken;
}

/** True when a `/` after this token divides; otherwise it begins a regular expression. */
function endsOperand(kind: ts.SyntaxKind): boolean {
  switch (kind) {
    case ts.SyntaxKind.Identifier:
    case ts.SyntaxKind.NumericLiteral:
    case ts.SyntaxKind.BigIntLiteral:
    case ts.SyntaxKind.StringLiteral:
    case ts.SyntaxKind.RegularExpressionLiteral:
    case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
    case ts.SyntaxKind.TemplateTail:
    case ts.SyntaxKind.CloseParenToken:
    case ts.SyntaxKind.CloseBracketToken:
    case ts.SyntaxKind.CloseBraceToken:
    case ts.SyntaxKind.ThisKeyword:
    case ts.SyntaxKind.SuperKeyword:
    case ts.SyntaxKind.TrueKeyword:
    case ts.SyntaxKind.FalseKeyword:
    case ts.SyntaxKind.NullKeyword:
      return true;
    default:
      // Contextual keywords (`type`, `of`, `get`...) serve as names too.
      return kind >= ts.SyntaxKind.AbstractKeyword && kind <= ts.SyntaxKind.LastKeyword;
  }
}
