/** Methods taken from an instance: `obj.method` as a value. */
import { stepwise } from "./stepwise.js";

/** A function that carries the object it belongs to. */
export interface BoundMethod {
  (...args: unknown[]): unknown;
  readonly __self__: unknown;
  readonly __func__: CallableFunction;
  /** True if `__func__` takes the object as its first argument instead of as `this`. */
  readonly native: boolean;
}

/** A bound method; two of the same object and function are equal (`==`). */
export function bindMethod(self: unknown, fn: CallableFunction): BoundMethod {
  const method = function (...args: unknown[]): unknown {
    return Reflect.apply(stepwise.plainOf(fn) ?? fn, self, args);
  };
  return describe(method, self, fn, false);
}

/** As bindMethod for a function that takes the object as its first argument: `list.append`, `str.upper`. */
export function bindNative(self: unknown, fn: CallableFunction): BoundMethod {
  const method = function (...args: unknown[]): unknown {
    return Reflect.apply(fn, undefined, [self, ...args]);
  };
  return describe(method, self, fn, true);
}

function describe(method: CallableFunction, self: unknown, fn: CallableFunction, native: boolean): BoundMethod {
  return Object.defineProperties(method, {
    name: { value: fn.name, configurable: true },
    __self__: { value: self },
    __func__: { value: fn },
    native: { value: native },
  }) as BoundMethod;
}

/** True for what bindMethod and bindNative make. */
export function isBoundMethod(value: unknown): value is BoundMethod {
  return typeof value === "function" && Object.hasOwn(value, "__self__");
}
