/** Access to special methods (`__len__`, `__eq__`, ...), which Python looks up on the class of a value. */

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

/** The special method `name` of an object, `undefined` if its class has none. Numbers, strings, lists have none. */
export function special(value: unknown, name: string): SpecialMethod | undefined {
  if (typeof value === "function") return ofMetaclass(value, name);
  if (typeof value !== "object" || value === null) return undefined;
  const method = (value as Record<string, unknown>)[name];
  return typeof method === "function" ? (method as SpecialMethod) : undefined;
}

function ofMetaclass(cls: object, name: string): SpecialMethod | undefined {
  return (cls as { [metaclass]?: Record<string, SpecialMethod> })[metaclass]?.[name];
}

/** True for a plain JavaScript object: the trailing options object of a call, never a Python value. */
export function isOptions(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
