/** Calls of methods: on instances, on values that JavaScript holds natively, on `super()`. */
import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { StubClass, StubFunction, Type, UserClass } from "../../infer/types.js";
import { children } from "../../../parser/walk.js";
import * as b from "../builders.js";
import { accessOf, findMethod, isClassLevelMethod, isDynamicClass } from "../attributes.js";
import { descendsFrom } from "../class-form.js";
import { decoratorName } from "../decorators.js";
import { propertyName, variableName } from "../names.js";
import { materialised } from "../expressions/comprehension.js";
import { eagerGenerator } from "../stop-iteration.js";
import { formatHole, plainHole, textHole } from "../expressions/text.js";
import { isPure, mayInterleave } from "../effects.js";
import type { Lowering } from "../lowering.js";
import { constructorSignatures, dynamicArguments, openTypes, signaturesOf } from "./call.js";
import { resolveArguments, stubSignatures, userSignature } from "./arguments.js";

/** Types whose values are native in JavaScript: their methods are functions of the class, `str.upper(s)`. */
const NATIVE: Partial<Record<Type["kind"], string>> = {
  str: "str",
  list: "list",
  int: "int",
  float: "float",
  bool: "bool",
};

/** Null when the callee is no method of something whose type tells more than `call` would. */
export function lowerMethodCall(node: ast.Call, lowering: Lowering): ts.Expression | null {
  if (node.func.kind !== "Attribute") return null;
  const { value: receiver, attr } = node.func;
  const inherited = superCall(node, receiver, attr, lowering);
  if (inherited) return inherited;
  const type = lowering.typeOf(receiver);
  if (isMissing(type, attr, lowering)) return null;
  const native = NATIVE[type.kind];
  if (native) return nativeMethod(node, native, lowering);
  if (type.kind === "class") return classMethodCall(node, type.of, lowering);
  if (type.kind === "module") return null;
  const target = lowering.context.types.callee(node);
  // What TypeScript calls on the class only, Python calls on an instance too.
  const onClass = type.kind === "instance" && isClassLevelMethod(type.of, attr);
  if (onClass && type.of.kind === "user") return throughInstance(node, type.of, lowering);
  if (target && !onClass && accessOf(type, attr, lowering).kind === "method") {
    const args = resolveArguments(node, signaturesOf(target, lowering));
    if (args)
      return b.callWith(
        b.member(lowering.expression(receiver), propertyName(attr)),
        openTypes(node, target, lowering),
        args,
      );
  }
  const builtin = builtinMember(type, attr, lowering);
  if (builtin) {
    const args = resolveArguments(node, stubSignatures(builtin, lowering));
    if (args) return b.method(lowering.expression(receiver), attr, args);
  }
  if (accessOf(type, attr, lowering).kind === "data") return null;
  const shared = sharedMethodCall(node, receiversOf(type, lowering), lowering);
  if (shared) return shared;
  return dynamicMethodCall(node, receiver, attr, lowering);
}

/** Python looks for the method ahead of the arguments: seen where it isn't there, and they do something. */
function dynamicMethodCall(node: ast.Call, receiver: ast.Expression, name: string, lowering: Lowering): ts.Expression {
  const object = [lowering.tagged(receiver), b.string(name)];
  const args = dynamicArguments(node, lowering);
  const type = lowering.typeOf(receiver);
  const mayMiss = type.kind === "union" && type.members.some((member) => isMissing(member, name, lowering));
  const given = [...node.args, ...node.keywords.map(({ value }) => value)];
  const isSeen = given.some((arg) => (mayMiss && !isSimple(arg)) || doesSomething(arg, lowering));
  return isSeen
    ? b.call(lowering.helper("call"), [b.call(lowering.helper("getattr"), object), ...args])
    : b.call(lowering.helper("callmethod"), [...object, ...args]);
}

/** True for an argument that can't raise. */
const isSimple = ({ kind }: ast.Expression): boolean => kind === "Name" || kind === "Constant";

/** True for a value with a call in it, other than of the language's own classes, which only make objects. */
function doesSomething(node: ast.Node, lowering: Lowering): boolean {
  if (node.kind === "Lambda" || node.kind === "GeneratorExp") return false;
  if (node.kind === "Call" && !(lowering.isBuiltin(node.func) && lowering.typeOf(node.func).kind === "class"))
    return true;
  return children(node).some((child) => doesSomething(child, lowering));
}

/** What a receiver may be: the members of a union, an instance of one of the script's classes or of one derived from it. */
function receiversOf(type: Type, lowering: Lowering): readonly Type[] {
  if (type.kind === "union") return type.members;
  if (type.kind !== "instance" || type.of.kind !== "user") return [];
  const { of } = type;
  const derived = lowering.classes.filter((other) => other !== of && descendsFrom(other, of));
  return [type, ...derived.map((each): Type => ({ ...type, of: each }))];
}

/** `shape.area()` where the value may be of several of the script's classes that all have the method. */
function sharedMethodCall(node: ast.Call, members: readonly Type[], lowering: Lowering): ts.Expression | null {
  const { value: receiver, attr } = node.func as ast.Attribute;
  const areSimple = node.keywords.length === 0 && node.args.every((item) => isUntagged(item, lowering));
  const haveIt = members.every((member) => hasSimpleMethod(member, attr, node.args.length, lowering));
  if (!areSimple || !haveIt || members.length === 0) return null;
  return b.method(lowering.expression(receiver), propertyName(attr), lowering.expressions(node.args));
}

/** True for an argument that has one form: no float, which one of the methods might want raw and another tagged. */
function isUntagged(node: ast.Expression, lowering: Lowering): boolean {
  const type = lowering.typeOf(node);
  const kinds = type.kind === "union" ? type.members.map(({ kind }) => kind) : [type.kind];
  return node.kind !== "Starred" && !kinds.includes("float") && !kinds.includes("unknown");
}

/** True for an instance with a method that so many arguments fit, one after the other. */
function hasSimpleMethod(type: Type, name: string, count: number, lowering: Lowering): boolean {
  if (type.kind !== "instance" || type.of.kind !== "user" || isClassLevelMethod(type.of, name)) return false;
  if (accessOf(type, name, lowering).kind !== "method") return false;
  const method = findMethod(type.of, name);
  if (method?.kind !== "FunctionDef" || method.decorator_list.length > 0) return false;
  if (lowering.context.types.threads.hasSteps(method)) return false;
  const { posonlyargs, args, defaults, vararg, kwonlyargs, kwarg } = method.args;
  const most = posonlyargs.length + args.length - 1;
  const isFixed = vararg === null && kwarg === null && kwonlyargs.length === 0;
  return isFixed && count <= most && count >= most - defaults.length;
}

/** `Account.from_text("5")`: a static or class method of one of the script's classes. */
function classMethodCall(node: ast.Call, of: UserClass | StubClass, lowering: Lowering): ts.Expression | null {
  const { value: receiver, attr } = node.func as ast.Attribute;
  const target = lowering.context.types.callee(node);
  if (!target || !isClassLevelMethod(of, attr)) return null;
  const args = resolveArguments(node, signaturesOf(target, lowering));
  return args && b.method(lowering.expression(receiver), propertyName(attr), args);
}

/** `self.area(2)` of a static or class method: `Shape.area(2)` where no other class can be meant. */
function throughInstance(node: ast.Call, of: UserClass, lowering: Lowering): ts.Expression {
  const { value: receiver, attr } = node.func as ast.Attribute;
  const target = lowering.context.types.callee(node);
  const owner = target && soleOwner(of, attr, lowering);
  const args = owner && receiver.kind === "Name" ? resolveArguments(node, signaturesOf(target, lowering)) : null;
  if (owner && args) return b.method(b.id(variableName(owner.node.name)), propertyName(attr), args);
  return b.call(lowering.helper("callmethod"), [
    lowering.tagged(receiver),
    b.string(attr),
    ...dynamicArguments(node, lowering),
  ]);
}

/** `task(2)` of an object: its class's `__call__`, where that is one method for all instances that the type admits. */
export function callOfInstance(node: ast.Call, lowering: Lowering): ts.Expression | null {
  const type = lowering.typeOf(node.func);
  if (type.kind !== "instance" || type.of.kind !== "user" || node.func.kind === "Attribute") return null;
  const owner = definingClass(type.of, "__call__");
  const others = lowering.classes.filter((other) => other !== owner && descendsFrom(other, type.of as UserClass));
  if (owner === null || others.some((other) => other.methods.has("__call__"))) return null;
  const isPlain = accessOf(type, "__call__", lowering).kind === "method" && !lowering.stores.onInstance("__call__");
  if (!isPlain || lowering.context.types.threads.waits(node) !== null) return null;
  const args = resolveArguments(node, [userSignature(owner.methods.get("__call__")!, lowering)]);
  return args && b.method(lowering.expression(node.func), "__call__", args);
}

/** The class to call a static or class method on, when all instances that the type admits agree on it. */
function soleOwner(of: UserClass, name: string, lowering: Lowering): UserClass | null {
  const others = lowering.classes.filter((other) => other !== of && descendsFrom(other, of));
  const owner = definingClass(of, name);
  if (!owner || others.some((other) => other.methods.has(name) || other.attributes.has(name))) return null;
  const method = owner.methods.get(name)!.node;
  const isStatic =
    method.kind !== "Lambda" && method.decorator_list.some((item) => decoratorName(item) === "staticmethod");
  return isStatic ? owner : others.length === 0 ? of : null;
}

function definingClass(of: UserClass, name: string): UserClass | null {
  if (of.methods.has(name)) return of;
  for (const base of of.bases) {
    const found = base?.kind === "user" ? definingClass(base, name) : null;
    if (found) return found;
  }
  return null;
}

/** Builtin types whose values are objects in JavaScript too, by the names of their classes. */
const OBJECTS: Partial<Record<Type["kind"], string>> = {
  dict: "dict",
  set: "set",
  frozenset: "frozenset",
  tuple: "tuple",
  "tuple-of": "tuple",
  bytes: "bytes",
  complex: "complex",
};

/** A method of a builtin container, by the stub of its class. */
function builtinMember(type: Type, name: string, lowering: Lowering): StubFunction | null {
  const className = OBJECTS[type.kind];
  // Not every special method is a method in JavaScript too.
  return className === undefined || name.startsWith("__") ? null : stubMethod(className, name, lowering);
}

/** True for a method that values of the type may not have: the error comes before the arguments. */
function isMissing(type: Type, name: string, lowering: Lowering): boolean {
  if (type.kind === "instance" && type.of.kind === "user") {
    const isOnClass = isClassLevelMethod(type.of, name) && !isDynamicClass(type.of, lowering);
    return !isOnClass && accessOf(type, name, lowering).kind === "dynamic";
  }
  const className = NATIVE[type.kind] ?? OBJECTS[type.kind];
  const found = className === undefined ? null : lowering.context.types.stubMember("builtins", className);
  return found !== null && "member" in found && found.member(name) === null && !name.startsWith("__");
}

function stubMethod(className: string, name: string, lowering: Lowering): StubFunction | null {
  const found = lowering.context.types.stubMember("builtins", className);
  if (!found || !("member" in found)) return null;
  const member = found.member(name);
  // What the class alone has in JavaScript, an instance has at run time only.
  if (member?.kind !== "function" || member.static || member.function.decorators.includes("classmethod")) return null;
  return member.function;
}

function nativeMethod(node: ast.Call, native: string, lowering: Lowering): ts.Expression {
  const { value: receiver, attr } = node.func as ast.Attribute;
  const own = (native === "list" ? listMethod : native === "str" ? strMethod : null)?.(node, receiver, attr, lowering);
  if (own) return own;
  const object = lowering.tagged(receiver);
  const stub = stubMethod(native, attr, lowering);
  const args = stub && resolveArguments(node, stubSignatures(stub, lowering));
  if (!args) return dynamicMethodCall(node, receiver, attr, lowering);
  return b.method(b.id(lowering.helper(native)), attr, [object, ...args]);
}

/** `xs.append(x)` is `xs.push(x)`, where nobody asks for its result. */
function listMethod(node: ast.Call, receiver: ast.Expression, name: string, lowering: Lowering): ts.Expression | null {
  const [only, ...others] = node.args;
  if (name !== "append" || !only || only.kind === "Starred" || others.length > 0 || node.keywords.length > 0)
    return null;
  return lowering.isStatement(node) ? b.method(lowering.expression(receiver), "push", [lowering.tagged(only)]) : null;
}

function strMethod(node: ast.Call, receiver: ast.Expression, name: string, lowering: Lowering): ts.Expression | null {
  if (name === "format") return lowerFormat(node, receiver, lowering);
  const [only, ...others] = node.args;
  if (!only || others.length > 0 || node.keywords.length > 0) return null;
  const type = lowering.typeOf(only);
  if ((name === "startswith" || name === "endswith") && type.kind === "str") {
    return b.method(lowering.expression(receiver), name === "startswith" ? "startsWith" : "endsWith", [
      lowering.expression(only),
    ]);
  }
  if (name !== "join" || !(isPure(receiver) || isPure(only))) return null;
  if (type.kind === "list" && type.element.kind === "str")
    return b.method(lowering.expression(only), "join", [lowering.expression(receiver)]);
  const generator = eagerGenerator(only, lowering);
  if (generator !== null && lowering.typeOf(generator.elt).kind === "str") {
    return b.method(materialised(generator, lowering), "join", [lowering.expression(receiver)]);
  }
  return null;
}

/** `"{0} of {n:>3}".format(…)` with a literal format and plain fields is a template literal. */
function lowerFormat(node: ast.Call, receiver: ast.Expression, lowering: Lowering): ts.Expression | null {
  if (receiver.kind !== "Constant" || receiver.value.type !== "str") return null;
  if (node.args.some((value) => value.kind === "Starred") || node.keywords.some(({ arg }) => arg === null)) return null;
  // What a format raises comes after all values have been evaluated.
  const isChecked = /\{[^{}]*:/.test(receiver.value.value) && !node.args.slice(1).every(isPure);
  if (isChecked || !mayInterleave(node.args, lowering)) return null;
  const used: ast.Expression[] = [];
  const parts = formatParts(receiver.value.value, (field) => {
    const value =
      field.name === ""
        ? node.args[used.length]
        : /^\d+$/.test(field.name)
          ? node.args[Number(field.name)]
          : node.keywords.find(({ arg }) => arg === field.name)?.value;
    if (!value) return null;
    used.push(value);
    if (field.spec) return formatHole(value, field.spec, lowering);
    return field.conversion ? textHole(value, field.conversion, lowering) : plainHole(value, lowering);
  });
  const all = [...node.args, ...node.keywords.map(({ value }) => value)];
  // A template evaluates its holes from left to right, each once.
  const sameOrder = used.length === all.length && used.every((value, index) => value === all[index]);
  return parts && (sameOrder || all.every((value) => value.kind === "Name" || value.kind === "Constant"))
    ? b.template(parts, lowering.isMultiLineText(receiver, receiver.value.value))
    : null;
}

interface FormatField {
  name: string;
  spec: string;
  conversion: "str" | "repr" | "ascii" | null;
}

const FORMAT_FIELD = /\{\{|\}\}|\{(\w*)(?:!([sra]))?(?::([^{}]*))?\}/g;
const FORMAT_CONVERSIONS: Record<string, FormatField["conversion"]> = { s: "str", r: "repr", a: "ascii" };

function formatParts(
  format: string,
  hole: (field: FormatField) => ts.Expression | null,
): (string | ts.Expression)[] | null {
  if (/[{}]/.test(format.replace(FORMAT_FIELD, "")) || mixesNumbering(format)) return null;
  const parts: (string | ts.Expression)[] = [];
  let end = 0;
  for (const match of format.matchAll(FORMAT_FIELD)) {
    parts.push(format.slice(end, match.index));
    end = match.index + match[0].length;
    const [whole, name, conversion, spec] = match;
    if (whole === "{{" || whole === "}}") {
      parts.push(whole[0]!);
      continue;
    }
    if (conversion && spec) return null;
    const part = hole({
      name: name!,
      spec: spec ?? "",
      conversion: conversion ? FORMAT_CONVERSIONS[conversion]! : null,
    });
    if (!part) return null;
    parts.push(part);
  }
  parts.push(format.slice(end));
  return parts;
}

/** Fields with and without a number in one format are an error, which the runtime raises. */
function mixesNumbering(format: string): boolean {
  const names = Array.from(format.matchAll(FORMAT_FIELD), ([, name]) => name);
  return names.includes("") && names.some((name) => name !== undefined && /^\d+$/.test(name));
}

/** `super().method(…)`, and `Base.method(self, …)` where Base is the class's only base. */
function superCall(node: ast.Call, receiver: ast.Expression, name: string, lowering: Lowering): ts.Expression | null {
  const current = lowering.currentClass;
  if (!current) return null;
  const bySuper = receiver.kind === "Call" && isOwnSuper(receiver, current, lowering);
  if (!bySuper && !isBaseCall(node, receiver, current, lowering)) return null;
  const base = current.bases[0] ?? null;
  const call: ast.Call = bySuper ? node : { ...node, args: node.args.slice(1) };
  if (name === "__init__" && lowering.inConstructor) {
    const args = base ? resolveArguments(call, constructorSignatures(base, lowering)) : [];
    if (args || !base) return b.call(b.superValue(), args ?? []);
    const parent = lowering.expression(current.node.bases[0]!);
    const bound = b.call(lowering.helper("bind_arguments"), [parent, ...dynamicArguments(call, lowering)]);
    return b.call(b.superValue(), [b.spread(bound)]);
  }
  const target = lowering.context.types.callee(node);
  const args = target ? resolveArguments(call, signaturesOf(target, lowering)) : null;
  // With several bases around, what comes next depends on the class of the instance.
  const next = b.call(lowering.helper("super_"), [b.id(variableName(current.node.name)), b.thisValue()]);
  // what operators do to a list is no method of JavaScript's arrays
  const isOperator = base?.kind === "stub" && base.name === "builtins.list" && name.startsWith("__");
  const receives = hasSeveralBases(lowering) || isOperator ? next : b.superValue();
  if (args) return b.method(receives, propertyName(name), args);
  return b.call(lowering.helper("call"), [b.member(next, propertyName(name)), ...dynamicArguments(call, lowering)]);
}

/** `super()`, or the same in full: `super(C, self)` in a method of C. */
function isOwnSuper({ func, args }: ast.Call, current: UserClass, lowering: Lowering): boolean {
  if (!lowering.isBuiltin(func, "super")) return false;
  const [of, self] = args;
  if (!of) return true;
  const isSelf =
    self?.kind === "Name" && lowering.frameOfSelf(lowering.context.bindings.resolve(self)!) === lowering.frame;
  return of.kind === "Name" && of.id === current.node.name && isSelf;
}

const hasSeveralBases = (lowering: Lowering): boolean => lowering.classes.some((of) => of.bases.length > 1);

function isBaseCall(node: ast.Call, receiver: ast.Expression, current: UserClass, lowering: Lowering): boolean {
  const type = lowering.typeOf(receiver);
  const [self] = node.args;
  if (type.kind !== "class" || self?.kind !== "Name" || current.bases.length !== 1) return false;
  const isSelf = lowering.frameOfSelf(lowering.context.bindings.resolve(self)!) !== null;
  const [base] = current.bases;
  return (
    isSelf &&
    base !== null &&
    base !== undefined &&
    (type.of === base || (type.of.kind === "stub" && base.kind === "stub" && type.of.name === base.name))
  );
}
