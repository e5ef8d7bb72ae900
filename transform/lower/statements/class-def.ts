/**
 * Classes, in one of two forms.
 *
 * *Plain*: `__init__` is the constructor, and the class reads as TypeScript's own. *Dynamic*: `__init__` stays a method,
 * which the constructor of the runtime's `object` calls, because the script uses it in ways that a constructor can't
 * follow (`self` before `super().__init__()`, several bases, …). A family of classes has one form.
 */
import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import { children } from "../../../parser/walk.js";
import type { Type, UserClass } from "../../infer/types.js";
import * as b from "../builders.js";
import { isConstructorForm, superInitStatement } from "../class-form.js";
import { lowerFunction, withoutDocstring, isEvaluatedPerCall } from "../functions.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";
import { docstringOf, documented } from "../../emit/docstring.js";
import { at } from "../../emit/origin.js";

export function lowerClassDef(node: ast.ClassDef, lowering: Lowering): ts.Statement[] {
  rejectUnsupported(node, lowering);
  const of = lowering.context.types.classOf(node);
  const before: ts.Statement[] = [];
  const members = new ClassMembers(node, of, lowering, before).lower();
  const f = ts.factory;
  const isModule = lowering.frame.scope.kind === "module";
  const modifiers =
    isModule && lowering.frame.declarations.keyword(node) ? [f.createModifier(ts.SyntaxKind.ExportKeyword)] : undefined;
  const declaration = f.createClassDeclaration(
    modifiers,
    variableName(node.name),
    undefined,
    heritage(node, of, lowering),
    members,
  );
  return [...before, documented(declaration, docstringOf(node.body)), ...decorations(node, lowering)];
}

/** Runtime classes whose subclasses CPython builds in a way of their own. */
const MADE_BY_METACLASS = new Set([
  "enum.Enum",
  "enum.IntEnum",
  "enum.Flag",
  "enum.IntFlag",
  "typing.NamedTuple",
  "typing.TypedDict",
]);

/** Decorators of the class and of its methods run when the class stands: `decorate_method(C, "work", cache)`. */
function decorations(node: ast.ClassDef, lowering: Lowering): ts.Statement[] {
  const name = b.id(variableName(node.name));
  const values = (decorators: readonly ast.Expression[]): ts.Expression[] =>
    [...decorators].reverse().map((item) => lowering.expression(item));
  const methods = node.body.flatMap((statement) => {
    const decorators = statement.kind === "FunctionDef" ? statement.decorator_list.filter(isForeign) : [];
    if (statement.kind !== "FunctionDef" || decorators.length === 0) return [];
    return [b.call(lowering.helper("decorate_method"), [name, b.string(statement.name), ...values(decorators)])];
  });
  const own =
    node.decorator_list.length > 0
      ? [b.call(lowering.helper("decorate_class"), [name, ...values(node.decorator_list)])]
      : [];
  return [...methods, ...own].map((call) => at(b.statement(call), { start: node.start, end: node.start }));
}

/** A method's decorator that TypeScript has no word for. */
const isForeign = (decorator: ast.Expression): boolean => !KNOWN_DECORATORS.has(decoratorName(decorator));

function rejectUnsupported(node: ast.ClassDef, lowering: Lowering): void {
  for (const decorator of node.decorator_list) {
    if (decoratorName(decorator.kind === "Call" ? decorator.func : decorator) !== "dataclass") continue;
    lowering.unsupported(
      "unsupported-dataclass",
      decorator,
      "dataclasses are not supported",
      "write `__init__` and `__repr__` out",
    );
  }
  for (const base of lowering.context.types.classOf(node).bases) {
    if (base?.kind !== "stub" || !MADE_BY_METACLASS.has(base.name)) continue;
    lowering.unsupported("unsupported-base-class", node, `classes derived from ${base.name} are not supported`);
  }
  for (const keyword of node.keywords) {
    lowering.unsupported("unsupported-metaclass", keyword, "class keywords (metaclass=…) are not supported");
  }
  if (!lowering.frame.declarations.keyword(node)) {
    lowering.unsupported(
      "unsupported-class-rebinding",
      node,
      `class '${node.name}' is defined more than once`,
      "give each class a name of its own",
    );
  }
}

/** `extends Base`; `bases(A, B)` for several; the runtime's `object` where the class needs its constructor or iteration. */
function heritage(node: ast.ClassDef, of: UserClass, lowering: Lowering): ts.HeritageClause[] | undefined {
  const bases = node.bases.filter((base) => !lowering.isBuiltin(base, "object"));
  const value = baseExpression(bases, of, lowering);
  if (!value) return undefined;
  const type = ts.factory.createExpressionWithTypeArguments(value, undefined);
  return [ts.factory.createHeritageClause(ts.SyntaxKind.ExtendsKeyword, [type])];
}

const ITERATION = ["__iter__", "__getitem__", "__call__"];

function baseExpression(bases: readonly ast.Expression[], of: UserClass, lowering: Lowering): ts.Expression | null {
  if (bases.length > 1)
    return b.call(
      lowering.helper("bases"),
      bases.map((base) => lowering.expression(base)),
    );
  if (bases.length === 1) return lowering.expression(bases[0]!);
  const needsObject = !isConstructorForm(of, lowering) || ITERATION.some((name) => of.methods.has(name));
  return needsObject ? b.id(lowering.helper("object")) : null;
}

class ClassMembers {
  private readonly node: ast.ClassDef;
  private readonly of: UserClass;
  private readonly lowering: Lowering;
  private readonly before: ts.Statement[];
  private readonly plain: boolean;

  constructor(node: ast.ClassDef, of: UserClass, lowering: Lowering, before: ts.Statement[]) {
    this.node = node;
    this.of = of;
    this.lowering = lowering;
    this.before = before;
    this.plain = isConstructorForm(of, lowering);
  }

  lower(): ts.ClassElement[] {
    const members = withoutDocstring(this.node.body).flatMap((statement) => this.member(statement));
    return [...this.fields(), ...members];
  }

  private member(statement: ast.Statement): ts.ClassElement[] {
    switch (statement.kind) {
      case "FunctionDef":
        return [at(this.method(statement), statement)];
      case "Assign": {
        const [target] = statement.targets;
        if (statement.targets.length === 1 && target!.kind === "Name")
          return [at(this.classAttribute(target, statement.value), statement)];
        break;
      }
      case "AnnAssign":
        if (statement.target.kind !== "Name") break;
        return statement.value ? [at(this.classAttribute(statement.target, statement.value), statement)] : [];
      case "Pass":
        return [];
      case "Expr":
        if (statement.value.kind === "Constant") return [];
        break;
    }
    this.lowering.unsupported(
      "unsupported-class-statement",
      statement,
      "only methods and attributes are supported in a class body",
    );
    return [];
  }

  // ---------------------------------------------------------------------------------------------- fields

  /** Declarations of the attributes that methods assign through `self`. */
  private fields(): ts.ClassElement[] {
    const init = this.of.methods.get("__init__");
    const assigned = this.plain && init?.node.kind === "FunctionDef" ? surelyAssigned(init.node) : new Set<string>();
    const f = ts.factory;
    return [...this.of.attributes]
      .filter(([name]) => !this.of.methods.has(name) && !this.inherits(name))
      .filter(([name]) => !this.isClassAttribute(name) || this.readsThroughInstance(name))
      .map(([name, type]) => {
        const modifiers =
          assigned.has(name) && !this.isClassAttribute(name)
            ? undefined
            : [f.createModifier(ts.SyntaxKind.DeclareKeyword)];
        return f.createPropertyDeclaration(modifiers, name, undefined, this.lowering.types.write(type), undefined);
      });
  }

  private inherits(name: string): boolean {
    const has = (of: UserClass["bases"][number]): boolean => {
      if (!of) return false;
      if (of.kind === "stub") return of.member(name) !== null;
      return of.attributes.has(name) || of.bases.some(has);
    };
    return this.of.bases.some(has);
  }

  private isClassAttribute(name: string): boolean {
    return this.node.body.some(
      (statement) =>
        (statement.kind === "Assign" &&
          statement.targets.some((target) => target.kind === "Name" && target.id === name)) ||
        (statement.kind === "AnnAssign" &&
          statement.value !== null &&
          statement.target.kind === "Name" &&
          statement.target.id === name),
    );
  }

  private readsThroughInstance(name: string): boolean {
    const reads = (node: ast.Node): boolean =>
      (node.kind === "Attribute" && node.attr === name && this.lowering.typeOf(node.value).kind === "instance") ||
      children(node).some(reads);
    return reads(this.lowering.context.module);
  }

  private classAttribute(target: ast.Name, value: ast.Expression): ts.ClassElement {
    const type = this.of.attributes.get(target.id);
    const annotated = type && needsAnnotation(value, type) ? this.lowering.types.write(type) : undefined;
    const modifiers = [ts.factory.createModifier(ts.SyntaxKind.StaticKeyword)];
    return ts.factory.createPropertyDeclaration(
      modifiers,
      target.id,
      undefined,
      annotated,
      this.lowering.tagged(value),
    );
  }

  // ---------------------------------------------------------------------------------------------- methods

  private method(node: ast.FunctionDef): ts.ClassElement {
    const decorators = node.decorator_list.map(decoratorName);
    const isStatic = decorators.includes("staticmethod");
    const isConstructor = node.name === "__init__" && this.plain;
    const first = [...node.args.posonlyargs, ...node.args.args][0];
    const self = isStatic || !first ? null : this.lowering.context.bindings.bindingOf(first);
    const selfAlias = self && needsAlias(node) ? variableName(first!.arg) : null;
    const prologue = selfAlias ? [b.declare("const", selfAlias, b.thisValue())] : [];
    const lowered = this.lowering.inClass(this.of, isConstructor, () =>
      lowerFunction(node, this.lowering, { self, selfAlias }, (parameter, value) =>
        this.hoistDefault(node, parameter, value),
      ),
    );
    const f = ts.factory;
    const body = isConstructor ? this.constructorBody(node, lowered.body, prologue) : [...prologue, ...lowered.body];
    const block = at(b.block(body), { start: node.body[0]!.start, end: node.body.at(-1)!.end });
    if (isConstructor)
      return this.documentedMember(f.createConstructorDeclaration(undefined, lowered.parameters, block), node);
    if (decorators.includes("property"))
      return this.documentedMember(
        f.createGetAccessorDeclaration(undefined, node.name, [], lowered.result, block),
        node,
      );
    if (decorators.includes("setter"))
      return f.createSetAccessorDeclaration(undefined, node.name, lowered.parameters, block);
    const modifiers =
      isStatic || decorators.includes("classmethod") ? [f.createModifier(ts.SyntaxKind.StaticKeyword)] : undefined;
    const star = lowered.generator ? f.createToken(ts.SyntaxKind.AsteriskToken) : undefined;
    const method = f.createMethodDeclaration(
      modifiers,
      star,
      node.name,
      undefined,
      undefined,
      lowered.parameters,
      lowered.result,
      block,
    );
    return this.documentedMember(method, node);
  }

  private documentedMember<T extends ts.ClassElement>(member: T, node: ast.FunctionDef): T {
    return documented(member, docstringOf(node.body));
  }

  /** `super()` comes first in JavaScript; a class whose `__init__` calls none gets one. */
  private constructorBody(node: ast.FunctionDef, body: ts.Statement[], prologue: ts.Statement[]): ts.Statement[] {
    if (this.of.bases.length === 0) return [...prologue, ...body];
    const superInit = superInitStatement(node);
    if (superInit) {
      const index = body.findIndex(isSuperCall);
      return [body[index]!, ...prologue, ...body.filter((_, position) => position !== index)];
    }
    const exception = this.of.bases.some((base) => base?.kind === "stub" && base.member("add_note") !== null);
    const names = exception ? node.args.args.slice(1).map((parameter) => b.id(variableName(parameter.arg))) : [];
    return [b.statement(b.call(b.superValue(), names)), ...prologue, ...body];
  }

  private hoistDefault(node: ast.FunctionDef, parameter: ast.Arg, value: ast.Expression): ts.Expression {
    if (isEvaluatedPerCall(value, this.lowering)) return this.lowering.expression(value);
    const name = this.lowering.fresh(`${node.name.replaceAll("_", "")}_${parameter.arg}`);
    const type = this.lowering.context.types.ofBinding(this.lowering.context.bindings.bindingOf(parameter));
    this.before.push(b.declare("const", name, this.lowering.tagged(value), this.lowering.types.write(type)));
    return b.id(name);
  }
}

const KNOWN_DECORATORS = new Set(["staticmethod", "classmethod", "property", "setter", "abstractmethod", "override"]);

function decoratorName(node: ast.Expression): string {
  return node.kind === "Name" ? node.id : node.kind === "Attribute" ? node.attr : "";
}

function needsAnnotation(value: ast.Expression, type: Type): boolean {
  return (
    type.kind === "union" ||
    (type.kind === "int" && !type.small) ||
    ((value.kind === "List" || value.kind === "Dict") && type.kind === "list")
  );
}

/** True when a nested generator or generator expression, which has no `this` of the method, reads the first parameter. */
function needsAlias(node: ast.FunctionDef): boolean {
  const self = [...node.args.posonlyargs, ...node.args.args][0]?.arg;
  const mentions = (inner: ast.Node): boolean =>
    (inner.kind === "Name" && inner.id === self) || children(inner).some(mentions);
  const search = (inner: ast.Node): boolean => {
    if (inner.kind === "GeneratorExp") return mentions(inner);
    if (inner.kind === "FunctionDef" && containsYield(inner.body)) return mentions(inner);
    return children(inner).some(search);
  };
  return node.body.some(search);
}

function containsYield(body: readonly ast.Node[]): boolean {
  return body.some(
    (node) =>
      node.kind === "Yield" ||
      node.kind === "YieldFrom" ||
      (node.kind !== "FunctionDef" && node.kind !== "Lambda" && containsYield(children(node))),
  );
}

/** Attributes that every run of `__init__` assigns. */
function surelyAssigned(init: ast.FunctionDef): Set<string> {
  const self = init.args.args[0]?.arg;
  const names = new Set<string>();
  for (const statement of init.body) {
    const targets =
      statement.kind === "Assign"
        ? statement.targets
        : statement.kind === "AnnAssign" && statement.value
          ? [statement.target]
          : [];
    for (const target of targets.flatMap((item) => (item.kind === "Tuple" ? item.elts : [item]))) {
      if (target.kind === "Attribute" && target.value.kind === "Name" && target.value.id === self)
        names.add(target.attr);
    }
  }
  return names;
}

function isSuperCall(statement: ts.Statement): boolean {
  return (
    ts.isExpressionStatement(statement) &&
    ts.isCallExpression(statement.expression) &&
    statement.expression.expression.kind === ts.SyntaxKind.SuperKeyword
  );
}
