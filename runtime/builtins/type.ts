/** `type(x)`, `isinstance`, `issubclass`. */
import { TypeError } from "./exceptions.js";
import { type Class, mroOf } from "./mro.js";
import { defineModule } from "./names.js";
import { nativeClass } from "./native-class.js";
import { nativeType } from "./native-types.js";
import { object } from "./object.js";
import { special } from "./protocol.js";
import { bool, int } from "./int.js";
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
  if (isType(value)) return type;
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
  return makeClass(value as string, parents as Class[], namespace as dict<string, unknown>) as unknown as type;
}

/** Mirrors `type(name, bases, namespace)`: functions become methods that get `self` first. */
function makeClass(name: string, parents: readonly Class[], namespace: dict<string, unknown>): Class {
  const parent = parents[0] ?? object;
  const Made = class extends (parent as new (...args: unknown[]) => object) {};
  Object.defineProperty(Made, "name", { value: name });
  for (const [key, value] of namespace.entries()) {
    if (typeof value === "function" && !isType(value)) {
      const method = function (this: unknown, ...args: unknown[]): unknown {
        return Reflect.apply(value, undefined, [this, ...args]);
      };
      Object.defineProperty(method, "name", { value: key });
      Object.defineProperty(Made.prototype, key, { value: method, writable: true, configurable: true });
    } else {
      Object.defineProperty(Made, key, { value, writable: true, enumerable: true, configurable: true });
    }
  }
  return Made;
}

/** Mirrors the class `type`: `type(x)`. */
export const type = nativeClass("type", construct, {}, isType);

type ClassInfo = unknown;

const INSTANCE_PROBLEM = "isinstance() arg 2 must be a type, a tuple of types, or a union";

declare const checked: unique symbol;

/** Says in a type that `isinstance` has seen the value. It keeps the other branch from being narrowed by structure. */
interface Checked {
  readonly [checked]: true;
}

/** Mirrors `isinstance(obj, class_or_tuple)`; an array of classes does as well. Raises TypeError. */
export function isinstance<T>(obj: unknown, classinfo: abstract new (...args: never[]) => T): obj is T & Checked;
export function isinstance(obj: unknown, classinfo: ClassInfo): boolean;
export function isinstance(obj: unknown, classinfo: ClassInfo): boolean {
  if (Array.isArray(classinfo)) return classinfo.some((each) => isinstance(obj, each));
  if (classinfo instanceof UnionType) return classinfo.members.some((each) => isinstance(obj, each));
  if (classinfo === object) return true;
  if (classinfo === null) return obj === null;
  if (typeof classinfo === "function" && (isType(classinfo) || Symbol.hasInstance in classinfo)) {
    return (obj as object) instanceof classinfo;
  }
  const check = special(classinfo, "__instancecheck__");
  if (check === undefined) throw new TypeError(INSTANCE_PROBLEM);
  return check.call(classinfo, obj) as boolean;
}

/** Mirrors `issubclass(cls, class_or_tuple)`. Raises TypeError. */
export function issubclass(cls: unknown, classinfo: ClassInfo): boolean {
  if (!isType(cls)) throw new TypeError("issubclass() arg 1 must be a class");
  if (Array.isArray(classinfo)) return classinfo.some((each) => issubclass(cls, each));
  if (classinfo instanceof UnionType) return classinfo.members.some((each) => issubclass(cls, each));
  if (!isType(classinfo)) throw new TypeError("issubclass() arg 2 must be a class, a tuple of classes, or a union");
  if (cls === classinfo || classinfo === object) return true;
  if (cls === (bool as unknown)) return classinfo === (int as unknown);
  return mroOf(cls).includes(classinfo);
}
