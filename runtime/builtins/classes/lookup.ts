/**
 * The search for an attribute along a class's method resolution order, over built classes and those of the runtime alike,
 * and what becomes of it when it is read through an instance or a class.
 */
import { bindMethod, bindNative } from "../bound-method.js";
import { unboundMethod } from "../class-attributes.js";
import { ABSENT } from "../members.js";
import { type Class, mroOf } from "../mro.js";
import { isLibrary } from "../names.js";
import { special } from "../protocol.js";
import { propertyName } from "../reserved.js";
import { isType } from "../type-name.js";
import { modelOf } from "./model.js";
import { isNativeMethod, nativeMembers } from "./native-bases.js";
import { plain } from "./native-value.js";
import { property } from "./property.js";

/** An attribute as it stands on a class. */
export interface Found {
  owner: Class;
  /** `method`: takes its object as `this`; `accessor`: a getter and setter; `static`: of the class itself; `value`. */
  kind: "value" | "method" | "accessor" | "static";
  value: unknown;
}

/** The attribute that a class has itself. */
export function ownAttribute(cls: Class, name: string): Found | undefined {
  const model = modelOf(cls);
  if (model !== undefined) {
    const value = model.namespace.get(name, ABSENT);
    return value === ABSENT ? undefined : { owner: cls, kind: "value", value };
  }
  const native = nativeMembers(cls);
  if (native !== undefined && Object.hasOwn(native, name)) return { owner: cls, kind: "value", value: native[name] };
  const key = propertyName(name);
  return ofPrototype(cls, key) ?? ofClass(cls, key);
}

function ofPrototype(cls: Class, name: string): Found | undefined {
  const prototype = cls.prototype as object | undefined;
  const descriptor = prototype && Object.getOwnPropertyDescriptor(prototype, name);
  if (descriptor === undefined) return undefined;
  if (descriptor.get !== undefined || descriptor.set !== undefined)
    return { owner: cls, kind: "accessor", value: descriptor };
  return { owner: cls, kind: typeof descriptor.value === "function" ? "method" : "value", value: descriptor.value };
}

/** JavaScript's own members of a function are not enumerable, and no functions. */
function ofClass(cls: Class, name: string): Found | undefined {
  const descriptor = Object.getOwnPropertyDescriptor(cls, name);
  if (descriptor === undefined) return undefined;
  if (descriptor.get !== undefined) return { owner: cls, kind: "static", value: Reflect.get(cls, name, cls) };
  if (descriptor.enumerable === true) return { owner: cls, kind: "value", value: descriptor.value };
  return typeof descriptor.value === "function" ? { owner: cls, kind: "static", value: descriptor.value } : undefined;
}

/** Mirrors `_PyType_Lookup`: the first class of the order that has the attribute. */
export function lookup(cls: Class, name: string): Found | undefined {
  return lookupIn(mroOf(cls), name);
}

/** As `lookup` along a part of an order. */
export function lookupIn(order: readonly Class[], name: string): Found | undefined {
  for (const level of order) {
    const found = ownAttribute(level, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** True for what decides on an attribute even when the instance has one of the name. */
export function isDataDescriptor({ kind, value }: Found): boolean {
  if (kind === "accessor") return true;
  return (
    kind === "value" && isObject(value) && (special(value, "__set__") ?? special(value, "__delete__")) !== undefined
  );
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** What an attribute of a class gives when it is read through an instance. */
export function throughInstance({ kind, value, owner: holder }: Found, instance: unknown, owner: Class): unknown {
  if (kind === "method") return bindMethod(instance, value as CallableFunction);
  if (kind === "accessor") return (value as PropertyDescriptor).get?.call(instance) as unknown;
  if (kind === "static") return typeof value === "function" && !isType(value) ? bindMethod(owner, value) : value;
  if (typeof value === "function") {
    const binds = modelOf(holder) === undefined ? !isType(value) : isPythonFunction(value);
    return binds ? bindNative(modelOf(holder) === undefined ? plain(instance) : instance, value) : value;
  }
  const get = isObject(value) ? special(value, "__get__") : undefined;
  return get === undefined ? value : get.call(value, instance, owner);
}

/** What an attribute of a class gives when it is read through the class. */
export function throughClass({ kind, value, owner }: Found, cls: Class): unknown {
  if (kind === "method") return unboundMethod(value as CallableFunction, owner);
  if (kind === "accessor") return property.over(value as PropertyDescriptor, owner);
  if (kind === "static") return typeof value === "function" && !isType(value) ? bindMethod(cls, value) : value;
  const get = isObject(value) ? special(value, "__get__") : undefined;
  return get === undefined ? value : get.call(value, null, cls);
}

/** A function becomes a method when it is read through an instance; a class, a bound method and `len` do not. */
export function isPythonFunction(value: CallableFunction): boolean {
  if (isType(value) || Object.hasOwn(value, "__self__")) return false;
  return !isLibrary(value) || isNativeMethod(value);
}
