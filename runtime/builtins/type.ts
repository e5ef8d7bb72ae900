/** `type(x)`, `isinstance`, `issubclass`. */
import { makeClass } from "./classes/make-class.js";
import { metaclassOf } from "./classes/metaclass.js";
import { isVirtualInstance, isVirtualSubclass } from "./classes/virtual.js";
import { TypeError } from "./exceptions.js";
import { type Class, mroOf } from "./mro.js";
import { defineModule } from "./names.js";
import { nativeClass } from "./native-class.js";
import { nativeType } from "./native-types.js";
import { object } from "./object.js";
import { special } from "./protocol.js";
import { bool, int } from "./int.js";
import { truth } from "./truth.js";
import { isTuple } from "./tuple.js";
import { isType, typeName } from "./type-name.js";
import { UnionType } from "./union-type.js";
import type { dict } from "./dict.js";

/** A class as a value: what `type(x)` gives. */
export interface type {
  readonly __name__: string;
  readonly __qualname__: string;
  readonly __module__: string;
}

/** The classes of functions, generators and JavaScript's own iterators, made when first asked for. */
const anonymous = new Map<string, CallableFunction>();

/** Has a class stand for the values that Python's class of this name has. */
export function adoptType(name: string, cls: CallableFunction): void {
  defineModule({ cls }, "builtins");
  anonymous.set(name, cls);
}

/** The class of values that have none in JavaScript, by its name. */
export function namedType(name: string): CallableFunction {
  let found = anonymous.get(name);
  if (found === undefined) {
    const refuse = (): never => {
      throw new TypeError(`cannot create '${name}' instances`);
    };
    found = nativeClass(name, refuse, {}, (value) => typeName(value) === name);
    adoptType(name, found);
  }
  return found;
}

/** The class of a value. */
export function typeOf(value: unknown): type {
  return (nativeType(value) ?? classOfObject(value)) as unknown as type;
}

function classOfObject(value: unknown): unknown {
  if (isType(value)) return metaclassOf(value);
  const owner = (value as object).constructor as unknown;
  // Functions, generators and iterators have no class of their own in JavaScript.
  return typeof value === "function" || !isType(owner) || owner === Object ? namedType(typeName(value)) : owner;
}

/** Mirrors `type(x)` and `type(name, bases, namespace)`. */
function construct(value: unknown): type;
function construct(name: string, parents: readonly unknown[], namespace: dict<string, unknown>): type;
function construct(...args: [unknown, (readonly unknown[])?, dict<string, unknown>?]): type {
  const [value, parents, namespace] = args;
  if (args.length === 1) return typeOf(value);
  if (args.length !== 3) throw new TypeError("type() takes 1 or 3 arguments");
  if (typeof value !== "string") throw new TypeError(`type.__new__() argument 1 must be str, not ${typeName(value)}`);
  if (!isTuple(parents)) throw new TypeError(`type.__new__() argument 2 must be tuple, not ${typeName(parents)}`);
  const made = makeClass(
    type as unknown as Class,
    value,
    parents as unknown as Class[],
    namespace as dict<string, unknown>,
    {},
  );
  return made as unknown as type;
}

/** Mirrors the class `type`: `type(x)`. */
export const type = nativeClass("type", construct, {}, isType);

type ClassInfo = unknown;

export const INSTANCE_PROBLEM = "isinstance() arg 2 must be a type, a tuple of types, or a union";

declare const checked: unique symbol;

/** Says in a type that `isinstance` has seen the value. It keeps the other branch from being narrowed by structure. */
interface Checked {
  readonly [checked]: true;
}

/** Mirrors `isinstance(obj, class_or_tuple)`. Raises TypeError. */
export function isinstance<T>(obj: unknown, classinfo: abstract new (...args: never[]) => T): obj is T & Checked;
export function isinstance(obj: unknown, classinfo: ClassInfo): boolean;
export function isinstance(obj: unknown, classinfo: ClassInfo): boolean {
  if (isTuple(classinfo)) {
    for (const each of classinfo) if (isinstance(obj, each)) return true;
    return false;
  }
  if (classinfo instanceof UnionType)
    return classinfo.members.some((each) => (each === null ? obj === null : isinstance(obj, each)));
  const check = special(classinfo, "__instancecheck__");
  if (check !== undefined) return truth(check.call(classinfo, obj));
  if (!isType(classinfo) && !(typeof classinfo === "function" && Symbol.hasInstance in classinfo))
    throw new TypeError(INSTANCE_PROBLEM);
  return classinfo === object || obj instanceof classinfo || isVirtualInstance(obj, classinfo as unknown as Class);
}

/** Mirrors `issubclass(cls, class_or_tuple)`. Raises TypeError. */
export function issubclass(cls: unknown, classinfo: ClassInfo): boolean {
  if (!isType(cls)) throw new TypeError("issubclass() arg 1 must be a class");
  if (isTuple(classinfo)) return classinfo.some((each) => issubclass(cls, each));
  if (classinfo instanceof UnionType) return classinfo.members.some((each) => issubclass(cls, each));
  const check = special(classinfo, "__subclasscheck__");
  if (check !== undefined) return truth(check.call(classinfo, cls));
  if (!isType(classinfo)) throw new TypeError("issubclass() arg 2 must be a class, a tuple of classes, or a union");
  return isSubclass(cls, classinfo) || isVirtualSubclass(cls, classinfo);
}

/** What a class statement says: whether the one class is in the order of the other. */
export function isSubclass(cls: Class, of: Class): boolean {
  if (cls === of || of === object) return true;
  return cls === (bool as unknown) ? of === (int as unknown) : mroOf(cls).includes(of);
}
