/** Calls: resolved at conversion where the callee is known, checked at run time elsewhere. */
import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Callee, StubClass, StubFunction, UserClass, UserFunction } from "../../infer/types.js";
import { isCalledClass } from "./called-classes.js";
import * as b from "../builders.js";
import { elements } from "../expressions/displays.js";
import { steppingCall, unsureMethodCall } from "../threads.js";
import type { Lowering } from "../lowering.js";
import { isUnbound, resolveArguments, stubSignatures, userSignature, type Signature } from "./arguments.js";
import { lowerBuiltinCall } from "./builtin-calls.js";
import { callOfInstance, lowerMethodCall } from "./method-calls.js";

/** A function that returns nothing gives `undefined` in JavaScript; where a value is wanted, that is None. */
export function lowerCall(node: ast.Call, lowering: Lowering): ts.Expression {
  const isDiscarded = lowering.isStatement(node);
  noteAnonymous(node, lowering);
  noteSoleStar(node, lowering);
  const call = unsureMethodCall(node, lowering) ?? steppingCall(node, lowerAnyCall(node, lowering), lowering);
  if (isDiscarded || lowering.typeOf(node).kind !== "none") return call;
  return b.parens(b.comma(call, b.nullValue()));
}

function noteSoleStar({ func, args }: ast.Call, lowering: Lowering): void {
  const [only, ...others] = args;
  if (only?.kind === "Starred" && others.length === 0 && func.kind === "Name") lowering.soleStars.set(only, func);
}

/** `sorted(xs, key=lambda …)`, `xs.sort(key=…)`: a builtin asks no function for its name. */
function noteAnonymous(node: ast.Call, lowering: Lowering): void {
  const isNative = node.func.kind === "Attribute" && lowering.typeOf(node.func.value).kind === "list";
  if (!lowering.isBuiltin(node.func) && !isNative && !asksNoNames(node, lowering)) return;
  for (const value of [...node.args, ...node.keywords.map((keyword) => keyword.value)]) {
    if (value.kind === "Lambda") lowering.anonymous.add(value);
  }
}

/** True for the functions of the modules that work on iterables. */
function asksNoNames(node: ast.Call, lowering: Lowering): boolean {
  const callee = lowering.context.types.callee(node);
  if (callee === null || callee.kind !== "stub") return false;
  return "module" in callee && (callee.module === "itertools" || callee.name === "reduce");
}

function lowerAnyCall(node: ast.Call, lowering: Lowering): ts.Expression {
  const special = lowerBuiltinCall(node, lowering) ?? lowerMethodCall(node, lowering) ?? callOfInstance(node, lowering);
  if (special) return special;
  const target = lowering.context.types.callee(node);
  if (target && (isClass(target) || !isUnboundMethod(target))) {
    const args = resolveArguments(node, signaturesOf(target, lowering));
    if (args) return resolvedCall(node, target, args, lowering);
  }
  return b.call(lowering.helper("call"), [lowering.tagged(node.func), ...dynamicArguments(node, lowering)]);
}

/** True for a method that a class gives, whose first argument is the object. */
function isUnboundMethod(target: Callee): boolean {
  if (target.kind === "user") return isUnbound(target);
  const isOfClass = ["staticmethod", "classmethod"].some(
    (name) => target.kind === "stub" && target.decorators.includes(name),
  );
  return target.kind === "stub" && target.owner !== null && !isOfClass;
}

export function isClass(target: Callee | UserClass | StubClass): target is UserClass | StubClass {
  return "bases" in target;
}

export function signaturesOf(target: Callee | UserClass | StubClass, lowering: Lowering): Signature[] {
  if (isClass(target)) return constructorSignatures(target, lowering);
  const known = target.kind === "bound" ? target.function : target;
  return known.kind === "user" ? [userSignature(known, lowering)] : stubSignatures(known, lowering);
}

/** The signatures of the `__init__` that a class has or inherits. */
export function constructorSignatures(of: UserClass | StubClass, lowering: Lowering): Signature[] {
  const init = findInit(of);
  if (!init) return [{ positional: [], options: [], vararg: null, varargAsArray: false, kwarg: null }];
  return init.kind === "user" ? [userSignature(init, lowering)] : stubSignatures(init, lowering);
}

function findInit(of: UserClass | StubClass | null): UserFunction | StubFunction | null {
  if (!of) return null;
  if (of.kind === "stub") {
    const member = of.member("__init__") ?? of.member("__new__");
    return member?.kind === "function" ? member.function : null;
  }
  const own = of.methods.get("__init__");
  if (own) return own;
  for (const base of of.bases) {
    const inherited = findInit(base);
    if (inherited) return inherited;
  }
  return null;
}

function resolvedCall(
  node: ast.Call,
  target: Callee | UserClass | StubClass,
  args: ts.Expression[],
  lowering: Lowering,
): ts.Expression {
  lowering.called = node.func;
  const callee = lowering.expression(node.func);
  if (!isClass(target)) return b.callWith(callee, openTypes(node, target, lowering), args);
  if (isCalledClass(target)) return b.call(callee, args);
  return b.newObject(callee, args, constructedTypes(node, target, args, lowering));
}

/** Type arguments that TypeScript could not infer from the arguments: `new Queue<number>()`. */
function constructedTypes(
  node: ast.Call,
  target: UserClass | StubClass,
  args: readonly ts.Expression[],
  lowering: Lowering,
): ts.TypeNode[] | undefined {
  if (target.kind !== "stub" || target.typeParameters.length === 0 || target.fields !== null) return undefined;
  const container = ["builtins.dict", "builtins.set", "builtins.tuple", "builtins.frozenset"].includes(target.name);
  if (container && args.length > 0) return undefined;
  const type = lowering.typeOf(node);
  if (type.kind === "dict") return [lowering.types.write(type.key), lowering.types.write(type.value)];
  if (type.kind === "set" || type.kind === "frozenset") return [lowering.types.write(type.element)];
  if (type.kind !== "instance" || type.arguments.length === 0) return undefined;
  return type.arguments.map((argument) => lowering.types.writePart(argument));
}

/** Type arguments of a call such as `manager.dict()`, which only later uses of its result tell. */
export function openTypes(
  node: ast.Call,
  target: Callee | UserClass | StubClass,
  lowering: Lowering,
): ts.TypeNode[] | undefined {
  const made = lowering.context.types.namedTuple(node);
  if (made !== null) return [lowering.types.classType(made.class, made.items)];
  const known = target.kind === "bound" ? target.function : target;
  if (known.kind !== "stub" || "bases" in known || known.ownTypeParameters.length === 0 || node.args.length > 0)
    return undefined;
  const type = lowering.typeOf(node);
  if (type.kind !== "instance" || type.arguments.length !== known.ownTypeParameters.length) return undefined;
  return type.arguments.map((argument) => lowering.types.writePart(argument));
}

/** Arguments for `call` and `callmethod`: positional ones, then keywords in an options object. */
export function dynamicArguments(node: ast.Call, lowering: Lowering): ts.Expression[] {
  const args = elements(node.args, lowering);
  return node.keywords.length === 0 ? args : [...args, dynamicKeywords(node.keywords, lowering)];
}

/** `{ a: 1 }`; with `**mapping` among them `options({ a: 1 }, mapping)`, in the order of the source. */
function dynamicKeywords(keywords: readonly ast.Keyword[], lowering: Lowering): ts.Expression {
  const parts: ([string, ts.Expression][] | ts.Expression)[] = [];
  for (const { arg, value } of keywords) {
    const last = parts.at(-1);
    if (arg === null) parts.push(lowering.expression(value));
    else if (Array.isArray(last)) last.push([arg, lowering.tagged(value)]);
    else parts.push([[arg, lowering.tagged(value)]]);
  }
  const objects = parts.map((part) => (Array.isArray(part) ? b.object(part) : part));
  const isPlain = parts.length === 1 && Array.isArray(parts[0]);
  return isPlain ? objects[0]! : b.call(lowering.helper("options"), objects);
}
