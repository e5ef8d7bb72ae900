import { tagName } from "./tags.js";
import type { AnyFunction } from "./protocol.js";
import { Float } from "./numbers.js";
import { isLibrary } from "./names.js";
import { pythonName } from "./reserved.js";
import { isTuple } from "./tuple.js";

/** `type(x).__name__`, as error messages show it. */
export function typeName(value: unknown): string {
  switch (typeof value) {
    case "string":
      return "str";
    case "boolean":
      return "bool";
    case "number":
      return Number.isInteger(value) ? "int" : "float";
    case "bigint":
      return "int";
    case "function":
      return functionTypeName(value);
    case "object":
      return value === null ? "NoneType" : objectTypeName(value);
    default:
      return "NoneType";
  }
}

function objectTypeName(value: object): string {
  if (value instanceof Float) return "float";
  const owner = value.constructor as (AnyFunction & { __name__?: string }) | undefined;
  if (Array.isArray(value) && owner === Array) return "list";
  if (isTuple(value) && owner?.name === "tuple") return "tuple";
  return tagName(value) ?? shownName(owner ?? Object);
}

/** The classes that CPython writes in C have a name for messages, which says their module: `decimal.Decimal`. */
function shownName(owner: AnyFunction): string {
  const own: unknown = Object.getOwnPropertyDescriptor(owner, "__tp_name__")?.value;
  return typeof own === "string" ? own : className(owner);
}

/** The Python name of a class or function: its own `__name__`, else what JavaScript's stands for; a nameless one is a lambda. */
export function className(owner: AnyFunction): string {
  const own = Object.getOwnPropertyDescriptor(owner, "__name__")?.value;
  if (typeof own === "string") return own;
  // A class attribute called `name` hides JavaScript's own, which can't be written to.
  const isHidden = Object.getOwnPropertyDescriptor(owner, "name")?.writable === true;
  if (isHidden && isClass(owner)) return /^class (\S+)/.exec(Function.prototype.toString.call(owner))?.[1] ?? "";
  return pythonName(owner.name) || "<lambda>";
}

const classes = new WeakMap<AnyFunction, boolean>();

/** True for a JavaScript function that must be called with `new`. */
export function isClass(value: unknown): value is new (...args: unknown[]) => object {
  if (typeof value !== "function") return false;
  let known = classes.get(value);
  if (known === undefined) {
    const prototype = Object.getOwnPropertyDescriptor(value, "prototype");
    known = prototype !== undefined && prototype.writable === false;
    classes.set(value, known);
  }
  return known;
}

function functionTypeName(value: AnyFunction): string {
  if (isClass(value) || Object.hasOwn(value, Symbol.hasInstance)) return "type";
  if (Object.hasOwn(value, "__self__")) return isNative(value) ? "builtin_function_or_method" : "method";
  if (isLibrary(value)) return "builtin_function_or_method";
  return Function.prototype.toString.call(value).includes("[native code]") ? "builtin_function_or_method" : "function";
}

function isNative(value: AnyFunction): boolean {
  const { native, __func__ } = value as { native?: boolean; __func__?: AnyFunction };
  return native === true && __func__ !== undefined && isLibrary(__func__);
}

/** True for everything that Python calls a class: JavaScript classes and the class objects of native values. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a class with any constructor
export function isType(value: unknown): value is abstract new (...args: any[]) => any {
  return typeof value === "function" && (isClass(value) || Object.hasOwn(value, Symbol.hasInstance));
}
