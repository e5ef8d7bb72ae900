/** TypeScript to JavaScript: the same tree without its types. */
import { ts } from "ts-morph";

/**
 * Removes what has no effect at run time. Expects erasable TypeScript only: no enum, namespace or parameter property.
 * Comments and origins stay on the nodes that stay.
 */
export function eraseTypes(statements: readonly ts.Statement[]): ts.Statement[] {
  return statements.flatMap((statement) => {
    const erased = erase(statement);
    return erased ? [erased as ts.Statement] : [];
  });
}

function erase(node: ts.Node): ts.Node | undefined {
  if (isTypeOnly(node)) return undefined;
  if (isTypeWrapper(node)) return erase(node.expression);
  if (ts.isExpressionWithTypeArguments(node)) return eraseArguments(node);
  // The `?` of `a ? b : c` is a token of the same kind.
  const visitToken = ts.isConditionalExpression(node) ? undefined : eraseMark;
  return ts.visitEachChild(node, erase, undefined, undefined, visitToken);
}

/** The `?` of an optional parameter or member and the `!` of a definite one; other tokens stay. */
function eraseMark(token: ts.Node): ts.Node | undefined {
  const isMark = token.kind === ts.SyntaxKind.QuestionToken || token.kind === ts.SyntaxKind.ExclamationToken;
  return isMark ? undefined : token;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isExpressionWithTypeArguments(node)) return false;
  if (ts.isTypeNode(node) || ts.isTypeParameterDeclaration(node)) return true;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isIndexSignatureDeclaration(node)) {
    return true;
  }
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (ts.isHeritageClause(node)) return node.token === ts.SyntaxKind.ImplementsKeyword;
  if (ts.isParameter(node)) return ts.isIdentifier(node.name) && node.name.text === "this";
  if (ts.isModifier(node)) return typeModifiers.has(node.kind);
  return isSignatureOnly(node) || isDeclared(node);
}

const typeModifiers: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AbstractKeyword,
  ts.SyntaxKind.OverrideKeyword,
  ts.SyntaxKind.PrivateKeyword,
  ts.SyntaxKind.ProtectedKeyword,
  ts.SyntaxKind.PublicKeyword,
  ts.SyntaxKind.ReadonlyKeyword,
]);

/** An overload or an abstract member. */
function isSignatureOnly(node: ts.Node): boolean {
  return (
    (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node)) && !node.body
  );
}

function isDeclared(node: ts.Node): boolean {
  const isDeclaration = ts.isVariableStatement(node) || ts.isPropertyDeclaration(node) || ts.isClassDeclaration(node);
  return isDeclaration && (node.modifiers ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.DeclareKeyword);
}

type TypeWrapper = ts.AsExpression | ts.SatisfiesExpression | ts.NonNullExpression | ts.TypeAssertion;

function isTypeWrapper(node: ts.Node): node is TypeWrapper {
  return (
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node)
  );
}

function eraseArguments(node: ts.ExpressionWithTypeArguments): ts.Node {
  const expression = erase(node.expression) as ts.Expression;
  return ts.factory.updateExpressionWithTypeArguments(node, expression, undefined);
}
