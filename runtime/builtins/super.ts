import { bindMethod } from "./bound-method.js";
import { AttributeError } from "./exceptions.js";
import { type Class, mroOf } from "./mro.js";

/**
 * Mirrors `super(C, self)`, for classes with several bases, where the next class depends on the class of the instance:
 * `super_(C, this).method(...)` finds the method in what follows C in the instance's method resolution order. In a class
 * method `self` is the class.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- which members there are depends on the instance's class
export function super_(cls: Class, self: object): any {
  const isClass = typeof self === "function";
  const order = mroOf((isClass ? self : self.constructor) as Class);
  const rest = order.slice(order.indexOf(cls) + 1);
  return new Proxy(self, {
    get(_target, name) {
      for (const level of rest) {
        const descriptor = Object.getOwnPropertyDescriptor(isClass ? level : (level.prototype as object), name);
        if (descriptor === undefined) continue;
        if (descriptor.get !== undefined) return Reflect.apply(descriptor.get, self, []);
        const value: unknown = descriptor.value;
        return typeof value === "function" ? bindMethod(self, value) : value;
      }
      throw new AttributeError(`'super' object has no attribute '${String(name)}'`, { name: String(name) });
    },
    set(_target, name, value) {
      for (const level of rest) {
        const descriptor = Object.getOwnPropertyDescriptor(level.prototype as object, name);
        if (descriptor?.set !== undefined) {
          Reflect.apply(descriptor.set, self, [value]);
          return true;
        }
      }
      return Reflect.set(self, name, value);
    },
  });
}
