/** What the script's classes are known to have, so that `x.name` can be a plain property. */
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import type { StubClass, Type, UserClass } from "../infer/types.js";
import { descendsFrom } from "./class-form.js";
import type { Lowering } from "./lowering.js";
import { superInitStatement } from "../super-init.js";

/** How a read of an attribute is written. */
export type Access =
  | { kind: "data" } // there for certain: `x.name`
  | { kind: "method" } // a method as a value: `bound(x, "name")`
  | { kind: "class-attribute"; owner: UserClass } // `Owner.name`
  | { kind: "dynamic" }; // Python's whole look-up: `getattr(x, "name")`

const DYNAMIC: Access = { kind: "dynamic" };

/** How `value.name` can be read when the value has the type. */
export function accessOf(type: Type, name: string, lowering: Lowering): Access {
  if (type.kind === "class") return isStatic(type.of, name) ? { kind: "data" } : DYNAMIC;
  if (type.kind !== "instance") return DYNAMIC;
  if (type.of.kind === "stub") return stubAccess(type.of, name);
  return isDynamicClass(type.of, lowering) ? methodAccess(type.of, name) : userAccess(type.of, name, lowering);
}

/** True for a static method or class method, which TypeScript calls on the class as Python does. */
export function isClassLevelMethod(of: UserClass | StubClass, name: string): boolean {
  const method = of.kind === "user" ? findMethod(of, name) : null;
  const stub = of.kind === "user" && method === null ? stubBase(of) : of.kind === "stub" ? of : null;
  const member = stub?.member(name);
  if (member?.kind === "function") return member.static || member.function.decorators.includes("classmethod");
  return method !== null && method.kind !== "Lambda" && method.decorator_list.some(isClassLevelDecorator);
}

const isClassLevelDecorator = (node: ast.Expression): boolean =>
  node.kind === "Name" && (node.id === "staticmethod" || node.id === "classmethod");

/** True when `value.name = x` can be a plain assignment. */
export function storesPlainly(type: Type, name: string, lowering: Lowering): boolean {
  if (type.kind === "class") return type.of.kind === "user" && ownsStatic(type.of, name);
  if (type.kind !== "instance" || name === "__class__" || name === "__dict__") return false;
  if (type.of.kind === "stub") return stubAccess(type.of, name).kind === "data";
  return !isDynamicClass(type.of, lowering) && hasAttribute(type.of, name) && !isReadOnly(type.of, name);
}

/** True for a property that the class gives no setter. */
function isReadOnly(of: UserClass, name: string): boolean {
  const isSetter = (node: ast.Expression): boolean => node.kind === "Attribute" && node.attr === "setter";
  const named = of.node.body.filter((item) => item.kind === "FunctionDef" && item.name === name) as ast.FunctionDef[];
  if (named.length === 0) return of.bases.some((base) => base?.kind === "user" && isReadOnly(base, name));
  return named.some(isPropertyMethod) && !named.some(({ decorator_list }) => decorator_list.some(isSetter));
}

/** A class attribute; or a method of `str`, `int`, …, whose methods are functions of the class. */
function isStatic(of: UserClass | StubClass, name: string): boolean {
  if (of.kind === "user") return ownsStatic(of, name);
  return NATIVE_CLASSES.has(of.name) && of.member(name)?.kind === "function" && !name.startsWith("__");
}

const NATIVE_CLASSES = new Set(["builtins.str", "builtins.int", "builtins.float", "builtins.list", "builtins.bool"]);

/** True for an object whose attributes are plain properties under any names. */
function holdsFields(of: StubClass): boolean {
  const getattr = of.member("__getattr__");
  return getattr?.kind === "function" && getattr.function.decorators.includes("fields");
}

function stubAccess(of: StubClass, name: string): Access {
  const member = of.member(name);
  if (member === null) return holdsFields(of) && !/^__\w+__$/.test(name) ? { kind: "data" } : DYNAMIC;
  return { kind: member.kind === "function" ? "method" : "data" };
}

function methodAccess(of: UserClass | StubClass | null, name: string): Access {
  if (!of) return DYNAMIC;
  if (of.kind === "stub") return stubAccess(of, name);
  const method = of.methods.get(name);
  if (method) return isPropertyMethod(method.node) ? DYNAMIC : { kind: "method" };
  return of.bases.map((base) => methodAccess(base, name)).find(({ kind }) => kind !== "dynamic") ?? DYNAMIC;
}

function userAccess(of: UserClass, name: string, lowering: Lowering): Access {
  const method = findMethod(of, name);
  if (method) {
    if (isClassLevelMethod(of, name)) return DYNAMIC;
    return { kind: isPropertyMethod(method) ? "data" : "method" };
  }
  if (isProperty(of, name) && !isBoundOtherwise(of, name, lowering)) return { kind: "data" };
  if (isSurelyAssigned(of, name) && !lowering.stores.deletes(name) && !isReadEarly(of, name, lowering))
    return { kind: "data" };
  const owner = classAttributeOwner(of, name);
  if (owner && !lowering.stores.onInstance(name) && !isRedefined(owner, name, lowering))
    return { kind: "class-attribute", owner };
  const inherited = stubBase(of);
  return inherited && !owner ? stubAccess(inherited, name) : DYNAMIC;
}

/** The method that instances of the class have under the name, their own or a base's. */
export function findMethod(of: UserClass, name: string): FunctionNode | null {
  const own = of.methods.get(name);
  if (own) return own.node;
  for (const base of of.bases) {
    const found = base?.kind === "user" ? findMethod(base, name) : null;
    if (found) return found;
  }
  return null;
}

type FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda;

/** True when the class, or the first base that has the name, makes it a property. */
function isProperty(of: UserClass, name: string): boolean {
  const own = of.node.body.filter((item) => item.kind === "FunctionDef" && item.name === name) as ast.FunctionDef[];
  if (own.length > 0) return own.every(isPropertyMethod);
  const owner = of.bases.find((base) => base?.kind === "stub" || (base && binds(base, name)));
  return owner?.kind === "user" && isProperty(owner, name);
}

/** True when the body of the class, or of a base, binds the name. */
function binds(of: UserClass, name: string): boolean {
  if (of.attributes.has(name) || of.methods.has(name)) return true;
  if (of.node.body.some((item) => "name" in item && item.name === name)) return true;
  return of.bases.some((base) => base?.kind === "user" && binds(base, name));
}

/** True when a class that an instance of the class may be of, or a base of such, makes something else of the name. */
function isBoundOtherwise(of: UserClass, name: string, lowering: Lowering): boolean {
  const binds = (other: UserClass): boolean =>
    other.methods.has(name) ||
    classAttributes(other).some((attribute) => attribute.name === name) ||
    other.bases.some((base) => base?.kind === "user" && binds(base));
  return lowering.classes.some((other) => descendsFrom(other, of) && binds(other));
}

/** True when an `__init__` may read the attribute of the class ahead of giving the instance its own. */
function isReadEarly(of: UserClass, name: string, lowering: Lowering): boolean {
  const isOnClass = (other: UserClass): boolean => classAttributes(other).some((attribute) => attribute.name === name);
  const related = lowering.classes.filter((other) => descendsFrom(other, of) || descendsFrom(of, other));
  if (!related.some(isOnClass)) return false;
  const methods = related.flatMap((other) => [...other.methods]).filter(([method]) => method !== "__init__");
  const names = new Set(methods.map(([method]) => method));
  const isRead = methods.some(([, { node }]) => reads(node, name));
  return related.some((other) => {
    const ahead = aheadOf(name, other);
    return ahead.some((node) => reads(node, name)) || (isRead && ahead.some((node) => calls(node, names)));
  });
}

/** What a class's `__init__` does up to its first assignment of the attribute, which is the last of it. */
function aheadOf(name: string, of: UserClass): readonly ast.Statement[] {
  const init = of.methods.get("__init__")?.node;
  if (init?.kind !== "FunctionDef") return [];
  const isOwn = (node: ast.Expression): boolean => node.kind === "Attribute" && node.attr === name;
  const first = init.body.findIndex((statement) => assignedTargets(statement).some(isOwn));
  return first < 0 ? init.body : init.body.slice(0, first + 1);
}

function reads(node: ast.Node, name: string): boolean {
  if (node.kind === "Attribute" && node.attr === name && node.ctx !== "Store") return true;
  if (node.kind === "AugAssign" && node.target.kind === "Attribute" && node.target.attr === name) return true;
  return children(node).some((child) => reads(child, name));
}

function calls(node: ast.Node, methods: ReadonlySet<string>): boolean {
  if (node.kind === "Call" && node.func.kind === "Attribute" && methods.has(node.func.attr)) return true;
  return children(node).some((child) => calls(child, methods));
}

function isPropertyMethod(node: FunctionNode): boolean {
  return node.kind !== "Lambda" && node.decorator_list.some(isPropertyDecorator);
}

export function isPropertyDecorator(node: ast.Expression): boolean {
  return (node.kind === "Name" && node.id === "property") || (node.kind === "Attribute" && node.attr === "setter");
}

function stubBase(of: UserClass): StubClass | null {
  for (const base of of.bases) {
    const found = base?.kind === "stub" ? base : base ? stubBase(base) : null;
    if (found) return found;
  }
  return null;
}

function hasAttribute(of: UserClass, name: string): boolean {
  if (of.attributes.has(name) || of.methods.has(name)) return true;
  return of.bases.some((base) => (base?.kind === "user" ? hasAttribute(base, name) : base?.member(name) != null));
}

// ------------------------------------------------------------------------------------------- instance attributes

/** True when every run of `__init__`, or of the base's that it calls first, assigns the attribute. */
export function isSurelyAssigned(of: UserClass, name: string): boolean {
  const init = of.methods.get("__init__")?.node;
  const [base] = of.bases;
  const inherits =
    base?.kind === "user" && (!init || (init.kind === "FunctionDef" && superInitStatement(init) !== null));
  if (init?.kind === "FunctionDef" && assignedBy(init).has(name)) return true;
  return inherits && isSurelyAssigned(base, name);
}

/** Attributes that every run of an `__init__` assigns. */
export function assignedBy(init: ast.FunctionDef): Set<string> {
  const self = [...init.args.posonlyargs, ...init.args.args][0]?.arg;
  const isOwn = (target: ast.Expression): target is ast.Attribute =>
    target.kind === "Attribute" && target.value.kind === "Name" && target.value.id === self;
  const assigned = (statements: readonly ast.Statement[]): Set<string> =>
    new Set(
      statements.flatMap((statement) => {
        if (statement.kind === "If") return [...common([statement.body, statement.orelse])];
        return assignedTargets(statement)
          .filter(isOwn)
          .map(({ attr }) => attr);
      }),
    );
  /** What all branches assign that come to their ends. */
  const common = (branches: readonly ast.Statement[][]): Set<string> => {
    const [first, ...others] = branches.filter((branch) => branch.at(-1)?.kind !== "Raise").map(assigned);
    return new Set([...(first ?? [])].filter((name) => others.every((names) => names.has(name))));
  };
  const end = init.body.findIndex(returns);
  return assigned(end < 0 ? init.body : init.body.slice(0, end));
}

/** True where the function may end in the statement. */
function returns(node: ast.Node): boolean {
  if (node.kind === "Return") return true;
  return node.kind !== "FunctionDef" && node.kind !== "Lambda" && children(node).some(returns);
}

function assignedTargets(statement: ast.Statement): ast.Expression[] {
  if (statement.kind === "AnnAssign") return statement.value ? [statement.target] : [];
  if (statement.kind !== "Assign") return [];
  return statement.targets.flatMap((target) => (target.kind === "Tuple" ? target.elts : [target]));
}

const READING_HOOKS = new Set(["__getattr__", "__getattribute__", "__get__"]);

/** Which attribute names the program stores on anything but a class, where, which it deletes, and which it computes. */
export class AttributeStores {
  private readonly names = new Set<string>();
  private readonly deleted = new Set<string>();
  private readonly changed = new Set<string>();
  private readonly computed = new Set<string>();

  constructor(modules: readonly ast.Module[], typeOf: (node: ast.Expression) => Type) {
    const visit = (node: ast.Node, isInitial: boolean): void => {
      if (node.kind === "Attribute" && node.ctx !== "Load" && !isInitial) this.changed.add(node.attr);
      if (node.kind === "Attribute" && node.ctx === "Del") this.deleted.add(node.attr);
      if (node.kind === "Attribute" && node.ctx !== "Load" && typeOf(node.value).kind !== "class")
        this.names.add(node.attr);
      if (node.kind === "FunctionDef" && (node.decorator_list.length > 0 || READING_HOOKS.has(node.name)))
        this.computed.add(node.name);
      const isOwn = node.kind === "FunctionDef" ? node.name === "__init__" : isInitial;
      for (const child of children(node)) visit(child, isOwn);
    };
    for (const module of modules) visit(module, false);
  }

  onInstance(name: string): boolean {
    return this.names.has(name);
  }

  /** True when the attribute may be stored behind the `__init__` of its object. */
  changes(name: string): boolean {
    return this.changed.has(name);
  }

  /** True when reading the attribute may run code of the script: a property, or any where a class has a hook. */
  runsCode(name: string): boolean {
    return this.computed.has(name) || [...READING_HOOKS].some((hook) => this.computed.has(hook));
  }

  /** True when an instance may have lost the attribute again. */
  deletes(name: string): boolean {
    return this.deleted.has(name);
  }
}

// --------------------------------------------------------------------------------------------- class attributes

/** What every class has of its own in JavaScript, so that it hides a base's. */
const CLASS_PROPERTIES = new Set(["name", "length", "prototype"]);

/** True when the class body, or a base's, assigns the name. */
function ownsStatic(of: UserClass, name: string): boolean {
  const owner = classAttributeOwner(of, name);
  return owner !== null && (owner === of || !CLASS_PROPERTIES.has(name));
}

function classAttributeOwner(of: UserClass, name: string): UserClass | null {
  if (classAttributes(of).some((attribute) => attribute.name === name)) return of;
  for (const base of of.bases) {
    const found = base?.kind === "user" ? classAttributeOwner(base, name) : null;
    if (found) return found;
  }
  return null;
}

/** The names that a class body assigns, with their values. */
export function classAttributes(of: UserClass): { name: string; value: ast.Expression }[] {
  return of.node.body.flatMap((statement) => {
    if (statement.kind === "Assign") {
      return statement.targets.flatMap((target) =>
        target.kind === "Name" ? [{ name: target.id, value: statement.value }] : [],
      );
    }
    const isAssigned = statement.kind === "AnnAssign" && statement.value && statement.target.kind === "Name";
    return isAssigned ? [{ name: (statement.target as ast.Name).id, value: statement.value! }] : [];
  });
}

/** True when another class of the script has a class attribute of the name, which might be a subclass's. */
function isRedefined(owner: UserClass, name: string, lowering: Lowering): boolean {
  return lowering.classes.some(
    (other) => other !== owner && classAttributes(other).some((attribute) => attribute.name === name),
  );
}

// --------------------------------------------------------------------------------------------- dynamic classes

const HOOKS = ["__getattr__", "__getattribute__", "__setattr__", "__delattr__"];

/** True when attribute access runs code of the script: hooks, descriptors, `__slots__`. */
export function isDynamicClass(of: UserClass, lowering: Lowering): boolean {
  if (HOOKS.some((name) => of.methods.has(name))) return true;
  if (classAttributes(of).some(({ name, value }) => name === "__slots__" || isDescriptor(lowering.typeOf(value))))
    return true;
  return of.bases.some((base) => base?.kind === "user" && isDynamicClass(base, lowering));
}

function isDescriptor(type: Type): boolean {
  if (type.kind !== "instance" || type.of.kind !== "user") return false;
  return type.of.methods.has("__get__") || type.of.methods.has("__set__");
}
