import { genericDelattr, genericGetattr, genericSetattr } from "./attributes.js";
import { TypeError } from "./exceptions.js";
import { identityHash } from "./hash.js";
import { iterateByProtocol } from "./iterate.js";
import { type int } from "./numbers.js";
import { type AnyFunction, NotImplemented } from "./protocol.js";
import { defaultRepr, repr } from "./repr.js";
import type { type } from "./type.js";
import { className } from "./type-name.js";

/**
 * Mirrors `object`, the root of the classes that a program defines. A class whose `__init__` has become its JavaScript
 * constructor calls `super()`; another keeps the method `__init__`, and this constructor calls it (and `__new__`).
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the prototype gets __hash__ below
class PyObject {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the parameters are those of the subclass's __init__
  constructor(...args: any[]) {
    const create = (new.target as typeof PyObject).__new__;
    if (create !== PyObject.__new__) return constructBy(create, new.target, args) as this;
    this.__init__(...args);
  }

  /** Mirrors `object.__new__(cls)`: an instance on which `__init__` has not run. */
  static __new__<T extends object>(cls: abstract new (...args: never[]) => T, ..._args: unknown[]): T {
    return Object.create(cls.prototype as T) as T;
  }

  /** Mirrors `object.__init__`: takes no arguments. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the parameters are those of the subclass's __init__
  __init__(...args: any[]): void {
    if (args.length > 0) throw new TypeError(`${className(this.constructor)}() takes no arguments`);
  }

  declare [Symbol.iterator]: () => IterableIterator<unknown>;

  __eq__(other: unknown): unknown {
    return this === other ? true : NotImplemented;
  }

  get __class__(): type {
    return this.constructor;
  }

  __getattribute__(name: string): unknown {
    return genericGetattr(this, name);
  }

  __setattr__(name: string, value: unknown): void {
    genericSetattr(this, name, value);
  }

  __delattr__(name: string): void {
    genericDelattr(this, name);
  }

  __repr__(): string {
    return defaultRepr(this);
  }

  __str__(): string {
    return repr(this);
  }
}

// Declared as a method, so that classes may define one; what stands there is identityHash itself (see below).
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the prototype gets it below
interface PyObject {
  __hash__(): int;
}

/** What `C(...)` does when `C` has a `__new__` of its own: `__init__` runs only on an instance of `C`. */
function constructBy(create: unknown, cls: AnyFunction, args: unknown[]): object {
  const made = (create as (...args: unknown[]) => unknown).call(cls, cls, ...args);
  if (made instanceof cls) (made as PyObject).__init__(...args);
  return made as object;
}

Object.defineProperty(PyObject.prototype, "__hash__", { value: identityHash, writable: true, configurable: true });
Object.defineProperty(PyObject.prototype, Symbol.iterator, {
  value: iterateByProtocol,
  writable: true,
  configurable: true,
});
Object.defineProperty(PyObject, "name", { value: "object" });

// TypeScript allows no class of this name, but a value of this name.
export { PyObject as object };
