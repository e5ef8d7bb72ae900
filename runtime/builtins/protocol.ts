/** Access to special methods (`__len__`, `__eq__`, ...), which Python looks up on the class of a value. */
import { stepwise } from "./stepwise.js";

/** A function or a class. */
export type AnyFunction = CallableFunction | NewableFunction;

export type SpecialMethod = (this: unknown, ...args: unknown[]) => unknown;

/** Mirrors the constant `NotImplemented`. */
export class NotImplementedType {
  __repr__(): string {
    return "NotImplemented";
  }
}
export const NotImplemented = new NotImplementedType();

/** Mirrors the constant `Ellipsis`. */
export class ellipsis {
  __repr__(): string {
    return "Ellipsis";
  }
}
export const Ellipsis = new ellipsis();

/** Under this key a class may hold special methods of the class itself, which in Python its metaclass has. */
export const metaclass = Symbol("metaclass");

/** Under this key an abstract class has the metaclass that makes it one, and that metaclass itself. */
export const abstractMeta = Symbol("abstract");

/**
 * Where the special methods of a value are, `undefined` for numbers, strings, None. For places that run often: V8 finds
 * `specials(x)?.__len__` as quick as a field, the methods by a name that changes not. What is there may be no function.
 */
export function specials(value: unknown): Record<string, unknown> | undefined {
  if (typeof value === "object") return (value as Record<string, unknown> | null) ?? undefined;
  return typeof value === "function" ? (value as { [metaclass]?: Record<string, unknown> })[metaclass] : undefined;
}

/** The special method `name` of an object, `undefined` if its class has none. Numbers, strings, lists have none. */
export function special(value: unknown, name: string): SpecialMethod | undefined {
  const method = specials(value)?.[name];
  return isMethod(method) ? ((stepwise.plainOf(method) as SpecialMethod | undefined) ?? method) : undefined;
}

/** False for what a class without the method has, and for `__len__ = None`. */
export function isMethod(method: unknown): method is SpecialMethod {
  return typeof method === "function";
}

/** True for a plain JavaScript object: the trailing options object of a call, never a Python value. */
export function isOptions(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Under this key a container of the runtime has its `__init__`, which fills an instance that was allocated empty. */
export const INITIALISE = Symbol("initialise");

/** The class that an object which stands for another says to be of: a method of this name gives it. */
export const POSED_CLASS = Symbol("posed class");
