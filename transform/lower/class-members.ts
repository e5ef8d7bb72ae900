/** The members of a class: fields, class attributes, methods, the constructor. */
import { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import { docstringOf, documented } from "../emit/docstring.js";
import { at } from "../emit/origin.js";
import type { Binding } from "../bind/scopes.js";
import type { Type, UserClass } from "../infer/types.js";
import { accessOf, assignedBy, classAttributes, isDynamicClass } from "./attributes.js";
import * as b from "./builders.js";
import { superInitStatement } from "../super-init.js";
import { isConstructorForm } from "./class-form.js";
import { decoratorName } from "./decorators.js";
import {
  defaultValue,
  isEvaluatedPerCall,
  lowerFunction,
  withoutDocstring,
  type LoweredFunction,
} from "./functions.js";
import type { Lowering } from "./lowering.js";
import { introspection, introspects } from "./introspection.js";
import { isAsync, marked } from "./coroutines.js";
import { plainOf } from "./threads.js";
import { propertyName, variableName } from "./names.js";

/** Decorators under which a method is no function that the class holds. */
const ACCESSORS = new Set(["property", "setter", "deleter"]);

export class ClassMembers {
  private readonly node: ast.ClassDef;
  private readonly of: UserClass;
  private readonly hasBase: boolean;
  private readonly lowering: Lowering;
  private readonly before: ts.Statement[];
  private readonly plain: boolean;
  /** Statements that must stand behind the class. */
  readonly after: ts.Statement[] = [];

  /**
   * @param hasBase true when the TypeScript class extends another
   * @param before takes the statements that must stand ahead of the class
   */
  constructor(node: ast.ClassDef, of: UserClass, hasBase: boolean, lowering: Lowering, before: ts.Statement[]) {
    this.node = node;
    this.of = of;
    this.hasBase = hasBase;
    this.lowering = lowering;
    this.before = before;
    this.plain = isConstructorForm(of, lowering);
  }

  lower(): ts.ClassElement[] {
    const members = withoutDocstring(this.node.body).flatMap((statement) => this.member(statement));
    return [...this.documentation(), ...this.qualifiedName(), ...this.abstractMethods(), ...this.fields(), ...members];
  }

  private member(statement: ast.Statement): ts.ClassElement[] {
    switch (statement.kind) {
      case "FunctionDef":
        return [at(this.method(statement), statement)];
      case "Assign": {
        const [target, ...others] = statement.targets;
        if (others.length > 0 || target!.kind !== "Name") break;
        return [
          at(this.alias(target.id, statement.value) ?? this.classAttribute(target.id, statement.value), statement),
        ];
      }
      case "AnnAssign":
        if (statement.target.kind !== "Name") break;
        return statement.value ? [at(this.classAttribute(statement.target.id, statement.value), statement)] : [];
      case "Pass":
        return [];
      case "Expr":
        if (statement.value.kind === "Constant") return [];
        break;
    }
    const message = "only methods and attributes are supported in a class body";
    this.lowering.unsupported("unsupported-class-statement", statement, message);
    return [];
  }

  // ---------------------------------------------------------------------------------------------- fields

  /** `__doc__`, where the script looks at docstrings. */
  private documentation(): ts.ClassElement[] {
    const docstring = this.lowering.readsDocstrings ? docstringOf(this.node.body) : null;
    return docstring === null ? [] : [staticProperty("__doc__", b.string(docstring))];
  }

  /** `__qualname__` of a class that stands in a function or in another class. */
  private qualifiedName(): ts.ClassElement[] {
    const { qualname } = this.lowering.context.bindings.scopeOf(this.node);
    return qualname === this.node.name ? [] : [staticProperty("__qualname__", b.string(qualname))];
  }

  /** `__abstractmethods__`: what a subclass has to define before it can be instantiated. */
  private abstractMethods(): ts.ClassElement[] {
    const isAbstract = (decorator: ast.Expression): boolean => decoratorName(decorator) === "abstractmethod";
    const names = this.node.body.flatMap((statement) =>
      statement.kind === "FunctionDef" && statement.decorator_list.some(isAbstract) ? [b.string(statement.name)] : [],
    );
    if (names.length === 0) return [];
    return [staticProperty("__abstractmethods__", ts.factory.createArrayLiteralExpression(names))];
  }

  /**
   * Declarations of the attributes that methods assign through `self`. What the constructor does not surely assign is
   * only declared, so that no property stands there before it has a value; and so is all else where a field that stands
   * early could be seen to be out of order.
   */
  private fields(): ts.ClassElement[] {
    if (isDynamicClass(this.of, this.lowering)) return [];
    const init = this.of.methods.get("__init__")?.node;
    const assigned = this.plain && init?.kind === "FunctionDef" ? assignedBy(init) : new Set<string>();
    const defined = new Set(this.node.body.flatMap((item) => (item.kind === "FunctionDef" ? [item.name] : [])));
    const onClass = new Set(classAttributes(this.of).map(({ name }) => name));
    const isEager =
      [...assigned].every((name) => !onClass.has(name)) && !(this.lowering.readsNamespaces && mixes(init));
    const f = ts.factory;
    return [...this.of.attributes]
      .filter(([name]) => !defined.has(name) && !this.inherits(name))
      .filter(
        ([name]) => this.lowering.stores.onInstance(name) || (onClass.has(name) && this.readsThroughInstance(name)),
      )
      .map(([name]) => {
        const isField = isEager && assigned.has(name);
        const modifiers = isField ? undefined : [f.createModifier(ts.SyntaxKind.DeclareKeyword)];
        return f.createPropertyDeclaration(
          modifiers,
          propertyName(name),
          undefined,
          this.lowering.types.write(this.lowering.context.types.declaredField(this.of, name)),
          undefined,
        );
      });
  }

  private inherits(name: string): boolean {
    const has = (of: UserClass["bases"][number]): boolean => {
      if (!of) return false;
      if (of.kind === "stub") return of.member(name) !== null;
      return of.attributes.has(name) || of.methods.has(name) || of.bases.some(has);
    };
    return this.of.bases.some(has);
  }

  private readsThroughInstance(name: string): boolean {
    const reads = (node: ast.Node): boolean =>
      (node.kind === "Attribute" && node.attr === name && this.isLookedUp(node)) || children(node).some(reads);
    return [...this.lowering.context.program.modules.values()].some(({ module }) => reads(module));
  }

  /** True for a read that looks into the instance first. */
  private isLookedUp(node: ast.Attribute): boolean {
    const type = this.lowering.typeOf(node.value);
    return type.kind === "instance" && accessOf(type, node.attr, this.lowering).kind !== "class-attribute";
  }

  /** `__radd__ = __add__`: another name of a method. */
  private alias(name: string, value: ast.Expression): ts.ClassElement | null {
    if (value.kind !== "Name" || !this.of.methods.has(value.id)) return null;
    const body = b.block([b.returns(b.member(b.thisValue(), propertyName(value.id)))]);
    return ts.factory.createGetAccessorDeclaration(undefined, propertyName(name), [], undefined, body);
  }

  private classAttribute(name: string, value: ast.Expression): ts.ClassElement {
    const type = this.of.attributes.get(name);
    const isOwn = type?.kind === "instance" && type.of === this.of;
    const annotation = type && (isOwn || isWide(value, type)) ? this.lowering.types.write(type) : undefined;
    return staticProperty(name, this.lowering.tagged(value), annotation);
  }

  // ---------------------------------------------------------------------------------------------- methods

  private method(node: ast.FunctionDef): ts.ClassElement {
    const decorators = node.decorator_list.map(decoratorName);
    if (decorators.includes("deleter")) {
      this.lowering.unsupported("unsupported-deleter", node, "a property's deleter is not supported");
    }
    const isStatic = decorators.includes("staticmethod");
    const isConstructor = node.name === "__init__" && this.plain;
    const [first] = [...node.args.posonlyargs, ...node.args.args];
    const self = isStatic || !first ? null : this.lowering.context.bindings.bindingOf(first);
    const selfAlias = self && (isWritten(self) || needsAlias(node, this.lowering)) ? variableName(first!.arg) : null;
    const place = { inConstructor: isConstructor, inClassMethod: decorators.includes("classmethod") };
    const lowered = this.lowering.inClass(this.of, place, () =>
      lowerFunction(node, this.lowering, { self, selfAlias }, (parameter, value) =>
        this.hoistDefault(node, parameter, value),
      ),
    );
    const alias = selfAlias ? [this.selfVariable(selfAlias, self!)] : [];
    const lines = node.name === "__init__" ? [...lowered.body, ...this.freezing()] : lowered.body;
    const statements = isConstructor ? this.constructorBody(node, lines, alias) : [...alias, ...lines];
    const body = at(b.block(statements), { start: node.body[0]!.start, end: node.body.at(-1)!.end });
    const isClassLevel = isStatic || decorators.includes("classmethod");
    const isValue = !isConstructor && !decorators.some((name) => ACCESSORS.has(name));
    if (isConstructor && introspects(this.lowering)) {
      const cls = b.id(variableName(this.node.name));
      this.after.push(b.statement(introspection(cls, node, this.lowering, lowered.defaults)));
    }
    if (isValue) this.after.push(...this.methodMetadata(node, lowered, isClassLevel));
    return documented(
      this.element(node, decorators, isConstructor, isClassLevel, lowered, body),
      docstringOf(node.body),
    );
  }

  /** The variable that stands for `this`: `const self = this`, or one that can take another value. */
  private selfVariable(name: string, self: Binding): ts.Statement {
    if (!isWritten(self)) return b.declare("const", name, b.thisValue());
    return b.declare(
      "let",
      name,
      b.thisValue(),
      this.lowering.types.write(this.lowering.context.types.ofBinding(self)),
    );
  }

  /** What a method must carry where the script looks at it. */
  private methodMetadata(node: ast.FunctionDef, { defaults }: LoweredFunction, isClassLevel: boolean): ts.Statement[] {
    const owner = b.id(variableName(this.node.name));
    const method = b.member(isClassLevel ? owner : b.member(owner, "prototype"), propertyName(node.name));
    const docstring = this.lowering.readsDocstrings ? docstringOf(node.body) : null;
    const hasSteps = this.lowering.context.types.threads.hasSteps(node);
    const mark = hasSteps ? null : marked(method, node, this.lowering);
    return [
      ...(hasSteps ? [b.statement(plainOf(method, this.lowering))] : []),
      ...(mark === null ? [] : [b.statement(mark)]),
      ...(docstring === null ? [] : [b.statement(b.assign(b.member(method, "__doc__"), b.string(docstring)))]),
      ...(introspects(this.lowering) ? [b.statement(introspection(method, node, this.lowering, defaults))] : []),
    ];
  }

  /** A frozen dataclass's instance can't be changed once it stands; one of a subclass is not finished yet. */
  private freezing(): ts.Statement[] {
    if (!this.lowering.context.program.dataclasses.frozen.has(this.node)) return [];
    const freeze = b.statement(b.method(this.lowering.global("Object"), "freeze", [b.thisValue()]));
    const isBase = this.lowering.classes.some(({ bases }) => bases.includes(this.of));
    if (!isBase) return [freeze];
    const owner = b.member(b.thisValue(), "constructor");
    const isOwn = ts.factory.createBinaryExpression(
      owner,
      ts.SyntaxKind.EqualsEqualsEqualsToken,
      b.id(variableName(this.node.name)),
    );
    return [ts.factory.createIfStatement(isOwn, freeze)];
  }

  private element(
    node: ast.FunctionDef,
    decorators: readonly string[],
    isConstructor: boolean,
    isClassLevel: boolean,
    { parameters, result, generator }: LoweredFunction,
    body: ts.Block,
  ): ts.ClassElement {
    const f = ts.factory;
    const name = propertyName(node.name);
    if (isConstructor) return f.createConstructorDeclaration(undefined, parameters, body);
    if (decorators.includes("property")) {
      // TypeScript insists that a getter returns something, an abstract one too; what, the subclasses decide
      const isEmpty = body.statements.length === 0;
      const value = isEmpty ? at(b.block([b.returns(b.nullValue())]), node) : body;
      return f.createGetAccessorDeclaration(undefined, name, [], isEmpty ? b.keywordType("unknown") : result, value);
    }
    if (decorators.includes("setter")) return f.createSetAccessorDeclaration(undefined, name, parameters, body);
    const modifiers = isClassLevel ? [f.createModifier(ts.SyntaxKind.StaticKeyword)] : undefined;
    const star = generator ? f.createToken(ts.SyntaxKind.AsteriskToken) : undefined;
    return f.createMethodDeclaration(modifiers, star, name, undefined, undefined, parameters, result, body);
  }

  /** `super()` comes first in JavaScript, but for declarations of what it is given; a class without one gets one, and one that extends none has none. */
  private constructorBody(node: ast.FunctionDef, body: ts.Statement[], alias: ts.Statement[]): ts.Statement[] {
    if (!this.hasBase) return [...alias, ...body.filter((statement) => !isSuperCall(statement))];
    const index = superInitStatement(node) ? body.findIndex(isSuperCall) : -1;
    if (index < 0) return [b.statement(b.call(b.superValue(), this.baseArguments(node))), ...alias, ...body];
    const before = body.slice(0, index);
    const isDeclaration = (statement: ts.Statement): boolean => ts.isVariableStatement(statement);
    return [
      ...before.filter(isDeclaration),
      body[index]!,
      ...alias,
      ...before.filter((statement) => !isDeclaration(statement)),
      ...body.slice(index + 1),
    ];
  }

  /** An exception whose `__init__` calls no other has its arguments from `__new__`. */
  private baseArguments(node: ast.FunctionDef): ts.Expression[] {
    const isException = this.of.bases.some((base) => base?.kind === "stub" && base.member("add_note") !== null);
    return isException ? node.args.args.slice(1).map((parameter) => b.id(variableName(parameter.arg))) : [];
  }

  private hoistDefault(node: ast.FunctionDef, parameter: ast.Arg, value: ast.Expression): ts.Expression {
    if (isEvaluatedPerCall(value, this.lowering)) return defaultValue(parameter, value, this.lowering);
    const name = this.lowering.fresh(`${node.name.replaceAll("_", "")}_${parameter.arg}`);
    const type = this.lowering.context.types.ofBinding(this.lowering.context.bindings.bindingOf(parameter));
    this.before.push(b.declare("const", name, this.lowering.tagged(value), this.lowering.types.write(type)));
    return b.id(name);
  }
}

/** Statements of an `__init__` that run once and in their order. */
const STRAIGHT = new Set(["Assign", "AnnAssign", "AugAssign", "Expr", "Assert", "Pass"]);

/** True when `__init__` may set attributes in branches, and in methods that it calls. */
function mixes(init: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | undefined): boolean {
  const self = init && [...init.args.posonlyargs, ...init.args.args][0]?.arg;
  const mentions = (node: ast.Node): boolean =>
    (node.kind === "Name" && node.id === self) || children(node).some(mentions);
  const passes = (node: ast.Node): boolean => (node.kind === "Call" && mentions(node)) || children(node).some(passes);
  return init?.kind === "FunctionDef" && init.body.some((item) => !STRAIGHT.has(item.kind) || passes(item));
}

function staticProperty(name: string, value: ts.Expression, type?: ts.TypeNode): ts.ClassElement {
  const modifiers = [ts.factory.createModifier(ts.SyntaxKind.StaticKeyword)];
  return ts.factory.createPropertyDeclaration(modifiers, propertyName(name), undefined, type, value);
}

/** True where TypeScript would infer a narrower type from the value than the attribute needs. */
function isWide(value: ast.Expression, type: Type): boolean {
  if (type.kind === "union" || (type.kind === "int" && !type.small)) return true;
  return (value.kind === "List" || value.kind === "Dict") && (type.kind === "list" || type.kind === "dict");
}

/** True for a parameter that the body assigns or deletes. */
const isWritten = ({ definitions }: Binding): boolean => definitions.length > 1;

/** True when a nested generator or generator expression, which has no `this` of the method, reads the first parameter. */
function needsAlias(node: ast.FunctionDef, lowering: Lowering): boolean {
  const { threads } = lowering.context.types;
  const isGenerator = (inner: ast.FunctionDef): boolean =>
    containsYield(inner.body) || threads.hasSteps(inner) || isAsync(inner);
  const waits = (inner: ast.Node): boolean =>
    inner.kind === "Await" ||
    (inner.kind === "comprehension" && inner.is_async === 1) ||
    (inner.kind === "Call" && threads.hasSteps(node) && threads.waits(inner) !== null) ||
    children(inner).some(waits);
  const self = [...node.args.posonlyargs, ...node.args.args][0]?.arg;
  const mentions = (inner: ast.Node): boolean =>
    (inner.kind === "Name" && inner.id === self) || children(inner).some(mentions);
  const search = (inner: ast.Node): boolean => {
    if (inner.kind === "GeneratorExp") return mentions(inner);
    if (inner.kind === "Lambda" && threads.hasSteps(inner)) return mentions(inner);
    if (COMPREHENSIONS.has(inner.kind) && waits(inner)) return mentions(inner);
    if (inner.kind === "FunctionDef" && isGenerator(inner)) return mentions(inner);
    return children(inner).some(search);
  };
  return node.body.some(search);
}

const COMPREHENSIONS: ReadonlySet<string> = new Set(["ListComp", "SetComp", "DictComp"]);

function containsYield(body: readonly ast.Node[]): boolean {
  return body.some(
    (node) =>
      node.kind === "Yield" ||
      node.kind === "YieldFrom" ||
      (node.kind !== "FunctionDef" && node.kind !== "Lambda" && containsYield(children(node))),
  );
}

function isSuperCall(statement: ts.Statement): boolean {
  return (
    ts.isExpressionStatement(statement) &&
    ts.isCallExpression(statement.expression) &&
    statement.expression.expression.kind === ts.SyntaxKind.SuperKeyword
  );
}
