/** Small constructors of TypeScript nodes, imported as `b`: a construction stays one readable line. */
import { ts } from "ts-morph";

const f = ts.factory;

export const id = (name: string): ts.Identifier => f.createIdentifier(name);

/** A string as it reads; a file can't hold lone surrogates, so with them everything outside ASCII is escaped. */
export function string(value: string): ts.StringLiteral {
  const literal = f.createStringLiteral(value);
  return /\p{Surrogate}/u.test(value) ? literal : ts.setEmitFlags(literal, ts.EmitFlags.NoAsciiEscaping);
}

export const thisValue = (): ts.Expression => f.createThis();
export const superValue = (): ts.Expression => f.createSuper();
export const nullValue = (): ts.Expression => f.createNull();
export const boolean = (value: boolean): ts.Expression => (value ? f.createTrue() : f.createFalse());
export const undefinedValue = (): ts.Expression => id("undefined");

/** A number as source text (`1e16`, `0.5`); negative ones get their sign as an operator. */
export function number(value: number | string): ts.Expression {
  const text = typeof value === "number" ? numberText(value) : value;
  if (text.startsWith("-")) {
    return f.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, f.createNumericLiteral(text.slice(1)));
  }
  return f.createNumericLiteral(text);
}

function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

export const bigint = (value: bigint): ts.Expression =>
  value < 0n
    ? f.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, f.createBigIntLiteral(`${-value}n`))
    : f.createBigIntLiteral(`${value}n`);

export function call(callee: ts.Expression | string, args: readonly ts.Expression[] = []): ts.CallExpression {
  return f.createCallExpression(typeof callee === "string" ? id(callee) : callee, undefined, args);
}

export function callWith(
  callee: ts.Expression | string,
  types: readonly ts.TypeNode[] | undefined,
  args: readonly ts.Expression[],
): ts.CallExpression {
  return f.createCallExpression(typeof callee === "string" ? id(callee) : callee, types, args);
}

export function newObject(
  constructor: ts.Expression,
  args: readonly ts.Expression[],
  types?: readonly ts.TypeNode[],
): ts.NewExpression {
  return f.createNewExpression(constructor, types, args);
}

export const member = (object: ts.Expression, name: string): ts.Expression =>
  f.createPropertyAccessExpression(object, name);
export const method = (object: ts.Expression, name: string, args: readonly ts.Expression[]): ts.Expression =>
  call(member(object, name), args);
export const element = (object: ts.Expression, index: ts.Expression): ts.Expression =>
  f.createElementAccessExpression(object, index);
export const array = (elements: readonly ts.Expression[], multiLine = false): ts.Expression =>
  f.createArrayLiteralExpression(elements, multiLine);
export const spread = (value: ts.Expression): ts.Expression => f.createSpreadElement(value);
export const assign = (target: ts.Expression, value: ts.Expression): ts.BinaryExpression =>
  f.createAssignment(target, value);
export const not = (value: ts.Expression): ts.Expression => f.createLogicalNot(value);
export const conditional = (test: ts.Expression, yes: ts.Expression, no: ts.Expression): ts.Expression =>
  f.createConditionalExpression(test, undefined, yes, undefined, no);
export const comma = (...parts: ts.Expression[]): ts.Expression =>
  parts.reduce((left, right) => f.createComma(left, right));
export const parens = (value: ts.Expression): ts.Expression => f.createParenthesizedExpression(value);
export const asConst = (value: ts.Expression): ts.Expression =>
  f.createAsExpression(value, f.createTypeReferenceNode("const"));
export const cast = (value: ts.Expression, type: ts.TypeNode): ts.Expression => f.createAsExpression(value, type);

const OPERATORS = {
  "+": ts.SyntaxKind.PlusToken,
  "-": ts.SyntaxKind.MinusToken,
  "*": ts.SyntaxKind.AsteriskToken,
  "/": ts.SyntaxKind.SlashToken,
  "%": ts.SyntaxKind.PercentToken,
  "&": ts.SyntaxKind.AmpersandToken,
  ">>>": ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  "|": ts.SyntaxKind.BarToken,
  "^": ts.SyntaxKind.CaretToken,
  "<": ts.SyntaxKind.LessThanToken,
  "<=": ts.SyntaxKind.LessThanEqualsToken,
  ">": ts.SyntaxKind.GreaterThanToken,
  ">=": ts.SyntaxKind.GreaterThanEqualsToken,
  "===": ts.SyntaxKind.EqualsEqualsEqualsToken,
  "!==": ts.SyntaxKind.ExclamationEqualsEqualsToken,
  "&&": ts.SyntaxKind.AmpersandAmpersandToken,
  "||": ts.SyntaxKind.BarBarToken,
  "??": ts.SyntaxKind.QuestionQuestionToken,
  "+=": ts.SyntaxKind.PlusEqualsToken,
  "-=": ts.SyntaxKind.MinusEqualsToken,
  "*=": ts.SyntaxKind.AsteriskEqualsToken,
  "/=": ts.SyntaxKind.SlashEqualsToken,
  "%=": ts.SyntaxKind.PercentEqualsToken,
  "&=": ts.SyntaxKind.AmpersandEqualsToken,
  "|=": ts.SyntaxKind.BarEqualsToken,
  "^=": ts.SyntaxKind.CaretEqualsToken,
  instanceof: ts.SyntaxKind.InstanceOfKeyword,
} as const;
export type Operator = keyof typeof OPERATORS;

export const binary = (left: ts.Expression, operator: Operator, right: ts.Expression): ts.Expression =>
  f.createBinaryExpression(left, OPERATORS[operator], isRoundedFirst(operator, right) ? parens(right) : right);

/** The factory takes `a * (b * c)` for `a * b * c`, and so with sums of literals; floats are rounded at each step. */
const isRoundedFirst = (operator: Operator, right: ts.Expression): boolean =>
  (operator === "*" || operator === "+") &&
  ts.isBinaryExpression(right) &&
  right.operatorToken.kind === OPERATORS[operator];

export const negative = (value: ts.Expression): ts.Expression =>
  f.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, value);

/** `{ name: value, … }`; a value that is an identifier of the same name is written short. */
export function object(
  properties: readonly (readonly [string, ts.Expression])[],
  spreads: readonly ts.Expression[] = [],
): ts.Expression {
  return f.createObjectLiteralExpression([
    ...properties.map(([name, value]) =>
      ts.isIdentifier(value) && value.text === name
        ? f.createShorthandPropertyAssignment(name)
        : f.createPropertyAssignment(propertyName(name), value),
    ),
    ...spreads.map((value) => f.createSpreadAssignment(value)),
  ]);
}

/** `__proto__: value` would set the prototype. */
function propertyName(name: string): ts.PropertyName {
  if (name === "__proto__") return f.createComputedPropertyName(string(name));
  return isIdentifierName(name) ? f.createIdentifier(name) : f.createStringLiteral(name);
}

const isIdentifierName = (name: string): boolean => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);

/**
 * A template literal; `parts` alternate freely between texts and expressions.
 *
 * @param multiLine true to write line feeds as line ends instead of `\n`
 */
export function template(parts: readonly (string | ts.Expression)[], multiLine = false): ts.Expression {
  const texts: string[] = [""];
  const holes: ts.Expression[] = [];
  for (const part of parts) {
    if (typeof part === "string") texts[texts.length - 1] += part;
    else {
      holes.push(part);
      texts.push("");
    }
  }
  const raw = (text: string): string => rawText(text, multiLine);
  if (holes.length === 0) {
    return multiLine ? f.createNoSubstitutionTemplateLiteral(texts[0]!, raw(texts[0]!)) : string(texts[0]!);
  }
  const last = holes.length - 1;
  return f.createTemplateExpression(
    f.createTemplateHead(texts[0]!, raw(texts[0]!)),
    holes.map((hole, index) => {
      const text = texts[index + 1]!;
      const literal = index === last ? f.createTemplateTail(text, raw(text)) : f.createTemplateMiddle(text, raw(text));
      return f.createTemplateSpan(hole, literal);
    }),
  );
}

/** Source text of a template's piece: control characters and lone surrogates escaped, so that the file stays plain text. */
function rawText(text: string, multiLine: boolean): string {
  const escaped = text
    .replace(/[\\`]|\$(?=\{)/g, "\\$&")
    .replace(/\r/g, "\\r")
    .replace(/\t/g, "\\t")
    .replace(
      /[\0-\x08\v\f\x0e-\x1f\x7f\u2028\u2029]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  return multiLine ? escaped : escaped.replace(/\n/g, "\\n");
}

export function arrow(
  parameters: readonly ts.ParameterDeclaration[],
  body: ts.ConciseBody,
  type?: ts.TypeNode,
): ts.ArrowFunction {
  return f.createArrowFunction(undefined, undefined, parameters, type, undefined, body);
}

export function parameter(
  name: string | ts.BindingName,
  options: { type?: ts.TypeNode; initializer?: ts.Expression; rest?: boolean; optional?: boolean } = {},
): ts.ParameterDeclaration {
  return f.createParameterDeclaration(
    undefined,
    options.rest ? f.createToken(ts.SyntaxKind.DotDotDotToken) : undefined,
    name,
    options.optional ? f.createToken(ts.SyntaxKind.QuestionToken) : undefined,
    options.type,
    options.initializer,
  );
}

// -------------------------------------------------------------------------------------------- statements

export const statement = (expression: ts.Expression): ts.Statement => f.createExpressionStatement(expression);
export const block = (statements: readonly ts.Statement[]): ts.Block => f.createBlock(statements, true);
export const returns = (value?: ts.Expression): ts.Statement => f.createReturnStatement(value);
export const throws = (value: ts.Expression): ts.Statement => f.createThrowStatement(value);

export function declare(
  keyword: "const" | "let",
  name: string | ts.BindingName,
  initializer?: ts.Expression,
  type?: ts.TypeNode,
): ts.VariableStatement {
  return f.createVariableStatement(undefined, declarationList(keyword, name, initializer, type));
}

/** `let name!: type`: assigned before it is read, in ways that TypeScript does not follow. */
export const declareAsserted = (name: string, type: ts.TypeNode): ts.Statement =>
  f.createVariableStatement(
    undefined,
    f.createVariableDeclarationList(
      [f.createVariableDeclaration(name, f.createToken(ts.SyntaxKind.ExclamationToken), type)],
      ts.NodeFlags.Let,
    ),
  );

export function declarationList(
  keyword: "const" | "let",
  name: string | ts.BindingName,
  initializer?: ts.Expression,
  type?: ts.TypeNode,
): ts.VariableDeclarationList {
  return f.createVariableDeclarationList(
    [f.createVariableDeclaration(name, undefined, type, initializer)],
    keyword === "const" ? ts.NodeFlags.Const : ts.NodeFlags.Let,
  );
}

/** Several variables in one declaration, for the head of a `for`. */
export const declarations = (
  keyword: "const" | "let",
  variables: readonly { name: string; value: ts.Expression }[],
): ts.VariableDeclarationList =>
  f.createVariableDeclarationList(
    variables.map(({ name, value }) => f.createVariableDeclaration(name, undefined, undefined, value)),
    keyword === "const" ? ts.NodeFlags.Const : ts.NodeFlags.Let,
  );

/** `[a, b]` on the left of a declaration. */
/** `[...rest]`. */
export const restPattern = (rest: ts.BindingName): ts.ArrayBindingPattern =>
  f.createArrayBindingPattern([f.createBindingElement(f.createToken(ts.SyntaxKind.DotDotDotToken), undefined, rest)]);

/** `[a, , c]`: null stands for a hole. */
export const arrayPattern = (elements: readonly (ts.BindingName | null)[]): ts.ArrayBindingPattern =>
  f.createArrayBindingPattern(
    elements.map((item) =>
      item === null ? f.createOmittedExpression() : f.createBindingElement(undefined, undefined, item),
    ),
  );

// ------------------------------------------------------------------------------------------------- types

export const typeName = (name: string, args?: readonly ts.TypeNode[]): ts.TypeNode =>
  f.createTypeReferenceNode(name, args && args.length > 0 ? args : undefined);
export const keywordType = (
  keyword: "number" | "string" | "boolean" | "unknown" | "never" | "void" | "undefined",
): ts.TypeNode => f.createKeywordTypeNode(KEYWORD_TYPES[keyword]);
export const arrayType = (element: ts.TypeNode): ts.TypeNode => f.createArrayTypeNode(element);
export const nullType = (): ts.TypeNode => f.createLiteralTypeNode(f.createNull());

const KEYWORD_TYPES = {
  number: ts.SyntaxKind.NumberKeyword,
  string: ts.SyntaxKind.StringKeyword,
  boolean: ts.SyntaxKind.BooleanKeyword,
  unknown: ts.SyntaxKind.UnknownKeyword,
  never: ts.SyntaxKind.NeverKeyword,
  void: ts.SyntaxKind.VoidKeyword,
  undefined: ts.SyntaxKind.UndefinedKeyword,
} as const;
export const orUndefined = (type: ts.TypeNode): ts.TypeNode => f.createUnionTypeNode([type, keywordType("undefined")]);
export const continueStatement = (): ts.Statement => f.createContinueStatement();
export const breakStatement = (label?: string): ts.Statement => f.createBreakStatement(label);
