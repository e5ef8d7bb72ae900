/** Calls of methods of what isn't known at conversion. */
import { getattr } from "./attributes.js";
import { bindMethod, isBoundMethod } from "./bound-method.js";
import { callWith, fitted, invoke, splitKeywords } from "./call.js";
import { isBuiltInstance } from "./classes/model.js";
import { isAsyncGenerator, isCoroutine } from "./coroutine.js";
import { isGenerator } from "./generator.js";
import { isForeign } from "./members.js";
import { nativeType, valueMethod } from "./native-types.js";
import { object } from "./object.js";
import { propertyName } from "./reserved.js";
import { typeName } from "./type-name.js";

/**
 * Mirrors `obj.name(*args, **keywords)` on anything, keywords as a trailing options object. Raises AttributeError,
 * TypeError.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the result of an unknown method may be anything
export function callmethod(obj: unknown, name: string, ...args: unknown[]): any {
  const [positional, keywords] = splitKeywords(args);
  const native = nativeType(obj);
  if (native === undefined) {
    const method = plainMethod(obj, name);
    return method === undefined
      ? callWith(getattr(obj, name), positional, keywords)
      : invoke(obj as object, name, method, positional, keywords);
  }
  const method = valueMethod(native, name);
  if (method === undefined) return callWith(getattr(obj, name), positional, keywords);
  const callee = { name, hidden: 0, library: true, builtin: typeName(obj) } as const;
  return Reflect.apply(method, undefined, fitted(method, callee, [obj, ...positional], keywords));
}

/** Mirrors `obj.name` as a value: a method that remembers its object. Raises AttributeError. */
export function bound<T extends object, K extends keyof T>(obj: T, name: K): T[K];
export function bound(obj: object, name: string): (...args: never[]) => unknown;
export function bound(obj: object, name: string): unknown {
  const fn = (obj as Record<string, unknown>)[propertyName(name)];
  return typeof fn === "function" && !isBoundMethod(fn) && !isBuiltInstance(obj)
    ? bindMethod(obj, fn)
    : getattr(obj, name);
}

/** The method that a class of the program or the runtime gives an instance, where nothing else decides on attributes. */
function plainMethod(obj: unknown, name: string): CallableFunction | undefined {
  const key = propertyName(name);
  if (typeof obj !== "object" || obj === null || Object.hasOwn(obj, key)) return undefined;
  if (isBuiltInstance(obj)) return undefined; // whose attributes may be descriptors
  if (isGenerator(obj) || isCoroutine(obj) || isAsyncGenerator(obj)) return undefined; // whose JavaScript methods have Python's names in part
  const custom = (obj as { __getattribute__?: unknown }).__getattribute__;
  if (custom !== undefined && custom !== object.prototype.__getattribute__) return undefined;
  for (let level: object | null = Object.getPrototypeOf(obj) as object; !isForeign(level);) {
    const descriptor = Object.getOwnPropertyDescriptor(level, key);
    if (descriptor !== undefined) return typeof descriptor.value === "function" ? descriptor.value : undefined;
    level = Object.getPrototypeOf(level) as object;
  }
  return undefined;
}
