/**
 * `__name__`, `__qualname__`, `__module__` and `__doc__` of functions and classes, and the parameters of a function that
 * JavaScript's own do not tell.
 *
 * They are accessors that all functions inherit, so that `type(e).__name__` and `func.__name__` work on every function
 * and class without being written on each; assigning one makes it the function's own.
 */
import type { AnyFunction } from "./protocol.js";
import { moduleOf, qualifiedName } from "./names.js";
import { className } from "./type-name.js";

declare global {
  interface Function {
    __name__: string;
    __qualname__: string;
    __module__: string;
    __doc__: string | null;
  }
}

function inherit(name: string, read: (owner: AnyFunction) => unknown): void {
  Object.defineProperty(Function.prototype, name, {
    get(this: AnyFunction) {
      return read(this);
    },
    set(this: AnyFunction, value: unknown) {
      // a function that is renamed keeps its qualified name
      if (name === "__name__") this.__qualname__ = qualifiedName(this);
      Object.defineProperty(this, name, { value, writable: true, configurable: true });
    },
    configurable: true,
  });
}

inherit("__name__", className);
inherit("__qualname__", qualifiedName);
inherit("__module__", moduleOf);
inherit("__doc__", () => null);
inherit("__signature__", () => undefined);
