/** Complaints of TypeScript's checker as places in the code that can be told more. */
import { ts } from "ts-morph";

/** A value that does not fit where it goes: `target`, or null where the context tells what is wanted. */
export interface Misfit {
  kind: "misfit";
  node: ts.Expression;
  target: ts.Node | null;
}

export type Place =
  | Misfit
  /** A value used in a way that its type, as far as TypeScript knows it, does not admit. */
  | { kind: "misuse"; node: ts.Expression }
  /** The same, where all that speaks against it is that it may be null or undefined. */
  | { kind: "maybe-null"; node: ts.Expression }
  /** A variable whose type TypeScript can't find, or the pattern of a parameter that has it. */
  | { kind: "untyped"; node: ts.Identifier | ts.BindingPattern }
  /** An arrow's only parameter, without parentheses, that has it. */
  | { kind: "bare"; node: ts.Identifier }
  /** The declaration of a variable or field that gets its value where TypeScript doesn't see it. */
  | { kind: "unassigned"; node: ts.Identifier }
  /** A member, or a class as a whole, that Python lets differ from what it overrides, and TypeScript doesn't. */
  | { kind: "override"; node: ts.Declaration }
  /** A cast between types in which TypeScript sees nothing in common. */
  | { kind: "far-cast"; node: ts.AsExpression };

/** "Type … is not assignable to …" in its forms. */
const MISFITS = new Set([2322, 2345, 2739, 2740, 2741, 2769]);
const MAYBE_NULL = new Set([2531, 2532, 2533, 2721, 2722, 2723, 18047, 18048, 18049]);
const MISUSES = new Set([2339, 2349, 2351, 2362, 2363, 2365, 2461, 2488, 2538, 2548, 2571, 18046, 2367, 2802, 2407]);
const UNTYPED = new Set([7005, 7006, 7022, 7031, 7034]);
const UNASSIGNED = new Set([2454, 2564]);
const OVERRIDES = new Set([2415, 2416, 2417]);
const FAR_CAST = 2352;

/** Where the complaint can be met; empty where it can't. */
export function placesOf({ code, start = 0, length = 0 }: ts.Diagnostic, file: ts.SourceFile): Place[] {
  const node = nodeAt(file, start, start + length);
  if (node === null) return [];
  if (MISFITS.has(code)) return misfits(node);
  if (UNTYPED.has(code)) return untyped(node);
  if (UNASSIGNED.has(code)) return unassigned(node, file);
  if (OVERRIDES.has(code)) return overrides(node);
  if (code === FAR_CAST) return ts.isAsExpression(node) ? [{ kind: "far-cast", node }] : [];
  const kind = MAYBE_NULL.has(code) ? "maybe-null" : MISUSES.has(code) ? "misuse" : null;
  return kind === null ? [] : usedValues(node).map((value) => ({ kind, node: value }));
}

/** The outermost node that covers exactly the span, or the innermost around it. */
function nodeAt(file: ts.SourceFile, start: number, end: number): ts.Node | null {
  let found: ts.Node | null = null;
  const visit = (node: ts.Node): void => {
    if (node.getStart(file) > start || node.end < end) return;
    const isExact = found !== null && found.getStart(file) === start && found.end === end;
    if (!isExact) found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

/** A parameter has its type behind its whole pattern; an arrow's only parameter may lack the parentheses. */
function untyped(node: ts.Node): Place[] {
  if (!ts.isIdentifier(node)) return [];
  let whole: ts.Node = node;
  while (ts.isBindingElement(whole.parent) || ts.isBindingElement(whole) || ts.isArrayBindingPattern(whole.parent))
    whole = whole.parent;
  if (whole === node) return [{ kind: isBare(node) ? "bare" : "untyped", node }];
  return ts.isArrayBindingPattern(whole) && ts.isParameter(whole.parent) ? [{ kind: "untyped", node: whole }] : [];
}

function isBare({ parent }: ts.Identifier): boolean {
  return (
    ts.isParameter(parent) &&
    ts.isArrowFunction(parent.parent) &&
    parent.parent.getFirstToken() === parent.getFirstToken()
  );
}

/** `let x: T;` for a read of `x`, and the field itself. */
function unassigned(node: ts.Node, file: ts.SourceFile): Place[] {
  if (ts.isPropertyDeclaration(node.parent)) return ts.isIdentifier(node) ? [{ kind: "unassigned", node }] : [];
  const declared: ts.Identifier[] = [];
  const visit = (each: ts.Node): void => {
    const isMeant =
      ts.isVariableDeclaration(each) && ts.isIdentifier(each.name) && each.name.text === node.getText(file);
    if (isMeant && each.type !== undefined && each.initializer === undefined && each.exclamationToken === undefined)
      declared.push(each.name as ts.Identifier);
    ts.forEachChild(each, visit);
  };
  visit(file);
  const [only, ...others] = declared;
  return only === undefined || others.length > 0 ? [] : [{ kind: "unassigned", node: only }];
}

/** What a field begins with can be cast to what the base's field holds; a method's signature can't. */
function overrides(node: ts.Node): Place[] {
  const { parent } = node;
  if (ts.isPropertyDeclaration(parent) && parent.initializer !== undefined) return misfits(node);
  return ts.isClassElement(parent) || ts.isClassDeclaration(parent) ? [{ kind: "override", node: parent }] : [];
}

function misfits(node: ts.Node): Misfit[] {
  const place = (value: ts.Expression | undefined, target: ts.Node | null = null): Misfit[] =>
    value ? [{ kind: "misfit", node: value, target }] : [];
  const { parent } = node;
  if (ts.isReturnStatement(node)) return place(node.expression);
  if (ts.isVariableDeclaration(parent) && parent.name === node) return place(parent.initializer, parent.name);
  if (ts.isPropertyDeclaration(parent) && parent.name === node) return place(parent.initializer, parent.name);
  if (ts.isPropertyAssignment(parent) && parent.name === node) return place(parent.initializer);
  // `{ key }` says the value where it says the name
  if (ts.isShorthandPropertyAssignment(parent)) return [];
  if (isAssignment(parent) && parent.left === node) return place(parent.right, node);
  // A call whose arguments fit no overload: the one that is cast last is met by the next round.
  if (ts.isCallExpression(parent) && parent.expression === node) return parent.arguments.flatMap((each) => place(each));
  if (ts.isArrayLiteralExpression(parent) && isAssignment(parent.parent) && parent.parent.left === parent) {
    const { right } = parent.parent;
    const value = ts.isArrayLiteralExpression(right) ? right.elements[parent.elements.indexOf(node as never)] : right;
    return place(value, value === right ? parent : node);
  }
  if (ts.isSpreadElement(node)) return place(node.expression);
  // The entry of a dict: its key or its value is what does not fit.
  if (ts.isArrayLiteralExpression(node) && ts.isArrayLiteralExpression(parent))
    return node.elements.flatMap((each) => place(each));
  return ts.isExpression(node) ? place(node) : [];
}

function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** The operands of an operator, the owner of a property, what is called or iterated over. */
function usedValues(node: ts.Node): ts.Expression[] {
  const { parent } = node;
  if (ts.isBinaryExpression(node)) return [node.left, node.right];
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return [parent.expression];
  return ts.isExpression(node) ? [node] : [];
}
