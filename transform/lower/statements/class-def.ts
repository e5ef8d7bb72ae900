/**
 * Classes, in one of two forms.
 *
 * *Plain*: `__init__` is the constructor, and the class reads as TypeScript's own. *Dynamic*: `__init__` stays a method,
 * which the constructor of the runtime's `object` calls, because the script uses it in ways that a constructor can't
 * follow (`self` before `super().__init__()`, several bases, …). A family of classes has one form.
 */
import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import { docstringOf, documented } from "../../emit/docstring.js";
import { at } from "../../emit/origin.js";
import type { UserClass } from "../../infer/types.js";
import * as b from "../builders.js";
import { descendsFrom, isConstructorForm } from "../class-form.js";
import { ClassMembers } from "../class-members.js";
import { evaluateAnnotation, evaluateAnnotations } from "../evaluated-annotations.js";
import { isForeignDecorator } from "../decorators.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";

export function lowerClassDef(node: ast.ClassDef, lowering: Lowering): ts.Statement[] {
  rejectUnsupported(node, lowering);
  const of = lowering.context.types.classOf(node);
  const before: ts.Statement[] = [];
  const base = baseExpression(node, of, lowering);
  const lowered = new ClassMembers(node, of, base !== null, lowering, before);
  const members = lowered.lower();
  const f = ts.factory;
  const modifiers = lowering.isTopLevel ? [f.createModifier(ts.SyntaxKind.ExportKeyword)] : undefined;
  const heritage = base
    ? [f.createHeritageClause(ts.SyntaxKind.ExtendsKeyword, [f.createExpressionWithTypeArguments(base, undefined)])]
    : undefined;
  const declaration = f.createClassDeclaration(modifiers, variableName(node.name), undefined, heritage, members);
  const stands = documented(declaration, docstringOf(node.body));
  const annotations = node.body.flatMap((item) => {
    if (item.kind === "AnnAssign") return evaluateAnnotation(item.annotation, lowering);
    return item.kind === "FunctionDef" ? evaluateAnnotations(item, lowering) : [];
  });
  return [...before, ...annotations, stands, ...lowered.after, ...decorations(node, lowering)];
}

function rejectUnsupported(node: ast.ClassDef, lowering: Lowering): void {
  for (const keyword of node.keywords) {
    lowering.unsupported("unsupported-metaclass", keyword, "class keywords (metaclass=…) are not supported");
  }
  checkDecorators(node, lowering);
  if (lowering.frame.declarations.keyword(node)) return;
  lowering.unsupported(
    "unsupported-class-rebinding",
    node,
    `class '${node.name}' is used outside the block that defines it, or defined more than once`,
    "define each class once, at the top level",
  );
}

const ITERATION = ["__iter__", "__getitem__", "__call__"];

/** What the class extends: its base, `bases(A, B)` for several, the runtime's `object` where it needs that one's help. */
function baseExpression(node: ast.ClassDef, of: UserClass, lowering: Lowering): ts.Expression | null {
  const bases = node.bases.filter((base) => !lowering.isBuiltin(base, "object"));
  const values = bases.map((base) => lowering.expression(base));
  if (values.length > 1) return b.call(lowering.helper("bases"), values);
  return values[0] ?? (needsObject(of, lowering) ? b.id(lowering.helper("object")) : null);
}

/** True for the root of classes that are made, iterated over or called as JavaScript's own classes are not. */
function needsObject(of: UserClass, lowering: Lowering): boolean {
  const derived = lowering.classes.filter((other) => descendsFrom(other, of));
  return !isConstructorForm(of, lowering) || derived.some(({ methods }) => ITERATION.some((name) => methods.has(name)));
}

/** Refuses a `property`, `staticmethod` or `classmethod` of the script's own, which would be taken for Python's. */
function checkDecorators(node: ast.ClassDef, lowering: Lowering): void {
  const methods = node.body.filter((statement) => statement.kind === "FunctionDef");
  for (const decorator of methods.flatMap(({ decorator_list }) => decorator_list)) {
    if (decorator.kind !== "Name" || isForeignDecorator(decorator)) continue;
    const definitions = lowering.context.bindings.resolve(decorator)?.definitions ?? [];
    if (!definitions.some(({ kind }) => kind === "function" || kind === "class")) continue;
    lowering.unsupported(
      "unsupported-decorator",
      decorator,
      `the script's own '${decorator.id}' would be taken for Python's`,
      "give it another name",
    );
  }
}

/** Decorators of the class and of its methods run when the class stands: `decorate_method(C, "work", cache)`. */
function decorations(node: ast.ClassDef, lowering: Lowering): ts.Statement[] {
  const name = b.id(variableName(node.name));
  const values = (decorators: readonly ast.Expression[]): ts.Expression[] =>
    [...decorators].reverse().map((item) => lowering.expression(item));
  const methods = node.body.flatMap((statement) => {
    const decorators = statement.kind === "FunctionDef" ? statement.decorator_list.filter(isForeignDecorator) : [];
    if (statement.kind !== "FunctionDef" || decorators.length === 0) return [];
    return [b.call(lowering.helper("decorate_method"), [name, b.string(statement.name), ...values(decorators)])];
  });
  const decorators = values(node.decorator_list);
  const own = decorators.length > 0 ? [b.call(lowering.helper("decorate_class"), [name, ...decorators])] : [];
  return [...methods, ...own].map((call) => at(b.statement(call), { start: node.start, end: node.start }));
}
