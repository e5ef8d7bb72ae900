/**
 * Members of built classes as JavaScript knows them: the runtime finds special methods on the prototype, and what it
 * reads from a class (`__match_args__`, …) on the class.
 */
import { bindNative } from "../bound-method.js";
import { call } from "../call.js";
import { iterateByProtocol } from "../iterate.js";
import type { Class } from "../mro.js";
import { special } from "../protocol.js";
import { propertyName } from "../reserved.js";
import { isPythonFunction } from "./lookup.js";
import { classmethod, staticmethod } from "./method-types.js";

/** Members of every JavaScript function and class, which a Python attribute of the name must not replace. */
const RESERVED = new Set(["name", "length", "arguments", "caller"]);

/** Puts an attribute of the class where JavaScript looks for it. */
export function install(cls: Class, attribute: string, value: unknown): void {
  const name = propertyName(attribute);
  if (RESERVED.has(name)) return;
  uninstall(cls, attribute);
  const prototype = cls.prototype as object;
  // an array's own methods, which the runtime's work with, may have the names of the program's
  if (!name.startsWith("__") && Array.prototype.isPrototypeOf(prototype)) return;
  if (name === "__iter__") hide(prototype, Symbol.iterator, iterateByProtocol);
  if (typeof value === "function" && isPythonFunction(value)) hide(prototype, name, method(value));
  else if (value instanceof classmethod) hide(cls, name, classLevel(value));
  else if (value instanceof staticmethod) hide(cls, name, value.__func__);
  else if (isDescriptor(value)) Object.defineProperty(prototype, name, accessor(value, cls));
  else {
    // `__hash__ = None` takes the method away
    if (value === null && name.startsWith("__")) hide(prototype, name, null);
    else if (isCallable(value) && name.startsWith("__"))
      hide(prototype, name, (...args: unknown[]) => call(value, ...args));
    Object.defineProperty(cls, name, { value, writable: true, enumerable: true, configurable: true });
  }
}

/** Takes an attribute away again. */
export function uninstall(cls: Class, attribute: string): void {
  const name = propertyName(attribute);
  if (RESERVED.has(name)) return;
  delete (cls as unknown as Record<string, unknown>)[name];
  delete (cls.prototype as Record<string, unknown>)[name];
}

function hide(holder: object, name: string | symbol, value: unknown): void {
  Object.defineProperty(holder, name, { value, writable: true, configurable: true });
}

function method(fn: CallableFunction): CallableFunction {
  const forward = function (this: unknown, ...args: unknown[]): unknown {
    return call(fn, this, ...args);
  };
  // whatever it is called with, keywords too, is for the function to judge
  return Object.defineProperty(forward, "__signature__", { value: null });
}

function classLevel(value: classmethod): CallableFunction {
  return function (this: unknown, ...args: unknown[]): unknown {
    return call(bindNative(this, value.__func__ as CallableFunction), ...args);
  };
}

const isCallable = (value: unknown): boolean => typeof value === "object" && special(value, "__call__") !== undefined;

const isDescriptor = (value: unknown): value is object =>
  typeof value === "object" && value !== null && special(value, "__get__") !== undefined;

function accessor(descriptor: object, cls: Class): PropertyDescriptor {
  return {
    get(this: object) {
      return special(descriptor, "__get__")!.call(descriptor, this, this.constructor ?? cls);
    },
    set(this: object, value: unknown) {
      const set = special(descriptor, "__set__");
      if (set !== undefined) set.call(descriptor, this, value);
    },
    configurable: true,
  };
}
