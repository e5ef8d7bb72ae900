/** Attributes by name: `getattr`, `setattr`, `delattr`, `hasattr`, with Python's rules of where to look. */
import { isModule, moduleMember, noModuleAttribute } from "./module-attributes.js";
import { bindMethod, bindNative, isBoundMethod } from "./bound-method.js";
import { classMember, functionMember } from "./class-attributes.js";
import {
  classAttribute,
  deleteClassAttribute,
  deleteInstanceAttribute,
  instanceAttribute,
  setClass,
  setClassAttribute,
  setInstanceAttribute,
} from "./classes/attributes.js";
import { isHolder, plain } from "./classes/native-value.js";
import { isBuilt, isBuiltInstance } from "./classes/model.js";
import { AttributeError, BaseException, TypeError } from "./exceptions.js";
import { dict } from "./dict.js";
import { asyncGeneratorMethods, coroutineMethods, isAsyncGenerator, isCoroutine } from "./coroutine.js";
import { generatorMethods, isGenerator } from "./generator.js";
import { impliedMember } from "./implied-members.js";
import { instanceDict } from "./instance-dict.js";
import { iteratorMethod } from "./iterator.js";
import type { Class } from "./mro.js";
import { isLibrary, moduleOf } from "./names.js";
import { isNativeMethod } from "./classes/native-bases.js";
import { nativeMember } from "./native-members.js";
import { nativeType } from "./native-types.js";
import { object } from "./object.js";
import { ABSENT, isForeign } from "./members.js";
import { propertyName } from "./reserved.js";
import { special } from "./protocol.js";
import { isTuple } from "./tuple.js";
import { typeOf } from "./type.js";
import { className, isType, typeName } from "./type-name.js";

/** Mirrors `getattr(obj, name[, default])`. Raises AttributeError. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an attribute found by name may be anything
export function getattr(obj: unknown, name: unknown, fallback?: unknown): any {
  if (typeof name !== "string") throw new TypeError(`attribute name must be string, not '${typeName(name)}'`);
  if (fallback === undefined) return attribute(obj, name);
  try {
    return attribute(obj, name);
  } catch (error) {
    if (error instanceof AttributeError) return fallback;
    throw error;
  }
}

/** Mirrors `hasattr(obj, name)`. */
export function hasattr(obj: unknown, name: unknown): boolean {
  return getattr(obj, name, ABSENT) !== ABSENT;
}

function attribute(obj: unknown, name: string): unknown {
  const custom = special(obj, "__getattribute__");
  if (custom === undefined || custom === object.prototype.__getattribute__) return defaultAttribute(obj, name);
  try {
    return custom.call(obj, name);
  } catch (error) {
    const dynamic = error instanceof AttributeError ? special(obj, "__getattr__") : undefined;
    if (dynamic === undefined) throw error;
    return dynamic.call(obj, name);
  }
}

function defaultAttribute(obj: unknown, name: string): unknown {
  const dynamic = special(obj, "__getattr__");
  const found = dynamic === undefined ? findAttribute(obj, name) : findUnlessRaised(obj, name);
  if (found !== ABSENT) return found;
  if (dynamic !== undefined) return dynamic.call(obj, name);
  throw absentAttribute(obj, name);
}

/** As findAttribute; a property that raises AttributeError counts as absent, since `__getattr__` is asked then. */
function findUnlessRaised(obj: unknown, name: string): unknown {
  try {
    return findAttribute(obj, name);
  } catch (error) {
    if (error instanceof AttributeError) return ABSENT;
    throw error;
  }
}

/** Mirrors `object.__getattribute__`. Raises AttributeError. */
export function genericGetattr(obj: object, name: string): unknown {
  const found = findAttribute(obj, name);
  if (found === ABSENT) throw absentAttribute(obj, name);
  return found;
}

/** The error for an attribute that an object, a class or a module doesn't have. */
export function absentAttribute(obj: unknown, name: string): AttributeError {
  if (typeof obj === "object" && obj !== null && isModule(obj)) {
    return new AttributeError(noModuleAttribute(obj, name), { name, obj });
  }
  const shown = isBoundMethod(obj) && !obj.native ? "function" : typeName(obj);
  const what = isType(obj) ? `type object '${className(obj)}'` : `'${shown}' object`;
  return new AttributeError(`${what} has no attribute '${name}'`, { name, obj });
}

function findAttribute(obj: unknown, name: string): unknown {
  if (name === "__class__") return typeOf(obj);
  const native = nativeType(obj);
  if (native !== undefined) return nativeMember(obj, native, name);
  if (typeof obj === "function") {
    if (!isType(obj)) return functionMember(obj, name);
    const own = isBuilt(obj) && !CLASS_FACTS.has(name) ? classAttribute(obj, name) : ABSENT;
    return own === ABSENT ? classMember(obj, name) : own;
  }
  if (isBuiltInstance(obj)) {
    const own = instanceAttribute(obj, name);
    if (own !== ABSENT) return own;
    if (name === "__dict__") return ABSENT;
    if (isHolder(obj)) return findAttribute(plain(obj), name);
  }
  const generatorMethod = isGenerator(obj)
    ? generatorMethods[name]
    : isCoroutine(obj)
      ? coroutineMethods[name]
      : isAsyncGenerator(obj)
        ? asyncGeneratorMethods[name]
        : iteratorMethod(obj, name);
  if (generatorMethod !== undefined) return bindNative(obj, generatorMethod);
  const holder = obj as Record<string, unknown>;
  if (isModule(holder)) return moduleMember(holder, name);
  const found = instanceMember(holder, name);
  if (found !== ABSENT) return found;
  const implied = impliedMember(holder, name);
  return implied === ABSENT && isHolder(obj) ? findAttribute(plain(obj), name) : implied;
}

/** What a class tells of itself, ahead of its attributes. */
const CLASS_FACTS = new Set(["__name__", "__qualname__", "__mro__", "__bases__", "__base__", "__dict__", "mro"]);

/** Own properties and the class's accessors and methods, then attributes of the class. */
function instanceMember(obj: Record<string, unknown>, name: string): unknown {
  const key = propertyName(name);
  for (let level: object = obj; !isForeign(level); level = Object.getPrototypeOf(level) as object) {
    const descriptor = Object.getOwnPropertyDescriptor(level, key);
    if (descriptor === undefined || (level === obj && isItemCount(obj, key))) continue;
    if (descriptor.get !== undefined) {
      const value = Reflect.get(level, key, obj) as unknown;
      const isJavaScripts = name === "message" && level === BaseException.prototype;
      if (value !== undefined && !isJavaScripts) return value;
    } else if (typeof descriptor.value === "function" && level !== obj) {
      return bindMethod(obj, descriptor.value as CallableFunction);
    } else if (descriptor.value !== undefined) {
      return descriptor.value;
    }
  }
  const owner = obj.constructor as CallableFunction;
  if (name === "__dict__") return hasDict(obj, owner) ? instanceDict(obj) : ABSENT;
  if (name === "__module__") return moduleOf(owner);
  if (name === "__doc__") return owner.__doc__;
  return inheritedFromClass(obj, owner, key);
}

/** The one property that every JavaScript array has, which is no attribute of a list or tuple. */
const isItemCount = (obj: object, key: string): boolean => key === "length" && Array.isArray(obj);

/** False for instances of CPython's builtin classes, and for JavaScript's iterators, which stand for some of them. */
function hasDict(obj: object, owner: CallableFunction): boolean {
  if (obj instanceof BaseException) return true;
  if (typeof owner !== "function") return false;
  return moduleOf(owner) !== "builtins" && !Function.prototype.toString.call(owner).includes("[native code]");
}

/** A class attribute read through an instance: a function stored there becomes a method. */
function inheritedFromClass(obj: object, owner: CallableFunction, key: string): unknown {
  for (let level: object = owner; !isForeign(level); level = Object.getPrototypeOf(level) as object) {
    const descriptor = Object.getOwnPropertyDescriptor(level, key);
    if (descriptor === undefined || (!descriptor.enumerable && typeof descriptor.value !== "function")) continue;
    const value: unknown = descriptor.get === undefined ? descriptor.value : Reflect.get(level, key, owner);
    if (typeof value !== "function" || isType(value)) return value;
    if (isLibrary(value) && !isNativeMethod(value)) return value;
    // A static method is no enumerable property; a function that was assigned to a class attribute is one.
    return descriptor.enumerable ? bindNative(obj, value) : bindMethod(owner, value);
  }
  return ABSENT;
}

/** Mirrors `setattr(obj, name, value)`. Raises AttributeError. */
export function setattr(obj: unknown, name: unknown, value: unknown): void {
  if (typeof name !== "string") throw new TypeError(`attribute name must be string, not '${typeName(name)}'`);
  const custom = special(obj, "__setattr__");
  if (custom !== undefined && custom !== object.prototype.__setattr__) custom.call(obj, name, value);
  else genericSetattr(obj, name, value);
}

/** Mirrors `object.__setattr__`. Raises AttributeError. */
export function genericSetattr(obj: unknown, name: string, value: unknown): void {
  if (nativeType(obj) !== undefined) throw absentAttribute(obj, name);
  const holder = obj as object;
  if (name === "__class__" && typeof obj === "object") return setClass(holder, value);
  if (isBuilt(obj)) return setClassAttribute(obj as Class, name, value);
  if (isBuiltInstance(obj)) return setInstanceAttribute(obj, name, value);
  if (name === "__dict__" && typeof obj === "object") return replaceDict(holder, value);
  const isFunctionName =
    typeof holder === "function" && name.startsWith("__") && Object.hasOwn(Function.prototype, name);
  if (isFunctionName) {
    Reflect.set(holder, name, value);
    return;
  }
  const key = propertyName(name);
  const accessor = accessorOf(holder, key);
  if (accessor?.set !== undefined) {
    Reflect.apply(accessor.set, holder, [value]);
    return;
  }
  if (accessor?.get !== undefined && typeof holder !== "function") throw readOnly(holder, name, "setter");
  if (!acceptsAttribute(holder, name)) throw absentAttribute(holder, name);
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Mirrors `obj.__dict__ = d`; differs: what becomes of `d` afterwards does not count. @throws TypeError */
function replaceDict(obj: object, attributes: unknown): void {
  if (!(attributes instanceof dict))
    throw new TypeError(`__dict__ must be set to a dictionary, not a '${typeName(attributes)}'`);
  const own = instanceDict(obj);
  own.clear();
  own.update(attributes as dict<string, unknown>);
}

function readOnly(obj: object, name: string, missing: "setter" | "deleter"): AttributeError {
  // what a named tuple has is no property
  if (isTuple(obj)) return new AttributeError(missing === "setter" ? "can't set attribute" : "can't delete attribute");
  return new AttributeError(`property '${name}' of '${typeName(obj)}' object has no ${missing}`);
}

/** The property that a class of the program defines, as a getter or setter. */
function accessorOf(obj: object, key: string): PropertyDescriptor | undefined {
  for (let level = obj; !isForeign(level); level = Object.getPrototypeOf(level) as object) {
    const descriptor = Object.getOwnPropertyDescriptor(level, key);
    if (descriptor !== undefined) return (descriptor.get ?? descriptor.set) ? descriptor : undefined;
  }
  return undefined;
}

/** False for instances of builtin classes, and of classes whose `__slots__` don't list the name. */
function acceptsAttribute(obj: object, name: string): boolean {
  if (typeof obj === "function" || obj instanceof BaseException) return true;
  const owner = obj.constructor as (CallableFunction & { __slots__?: Iterable<string> | string }) | undefined;
  if (owner === undefined) return true;
  if (Object.hasOwn(owner, "__slots__") && owner.__slots__ !== undefined) {
    const slots = typeof owner.__slots__ === "string" ? [owner.__slots__] : [...owner.__slots__];
    const parent = Object.getPrototypeOf(owner) as unknown;
    return slots.includes(name) || !(parent === object || parent === Function.prototype);
  }
  return moduleOf(owner) !== "builtins";
}

/** Mirrors `delattr(obj, name)` and `del obj.name`. Raises AttributeError. */
export function delattr(obj: unknown, name: unknown): void {
  if (typeof name !== "string") throw new TypeError(`attribute name must be string, not '${typeName(name)}'`);
  const custom = special(obj, "__delattr__");
  if (custom !== undefined && custom !== object.prototype.__delattr__) custom.call(obj, name);
  else genericDelattr(obj, name);
}

/** Mirrors `object.__delattr__`. Raises AttributeError. */
export function genericDelattr(obj: unknown, name: string): void {
  const isHolder = (typeof obj === "object" && obj !== null) || typeof obj === "function";
  if (!isHolder) throw absentAttribute(obj, name);
  if (isBuilt(obj)) return deleteClassAttribute(obj as Class, name);
  if (isBuiltInstance(obj)) return deleteInstanceAttribute(obj, name);
  const key = propertyName(name);
  const own = Object.getOwnPropertyDescriptor(obj, key);
  if (own === undefined || (own.get === undefined && own.value === undefined)) {
    if (accessorOf(obj, key) !== undefined) throw readOnly(obj, name, "deleter");
    throw absentAttribute(obj, name);
  }
  delete (obj as Record<string, unknown>)[key];
}
