/** The class `property`, for classes that are built at run time; others have JavaScript's own getters and setters. */
import { call } from "../call.js";
import { AttributeError } from "../exceptions.js";
import { qualifiedName } from "../names.js";
import type { Class } from "../mro.js";
import type { AnyFunction } from "../protocol.js";
import { unboundMethod } from "../class-attributes.js";

interface PropertyOptions {
  fget?: unknown;
  fset?: unknown;
  fdel?: unknown;
  doc?: string | null;
}

const synthesised = new WeakMap<object, property>();

/** Mirrors `property(fget=None, fset=None, fdel=None, doc=None)`. */
export class property {
  fget: unknown;
  fset: unknown;
  fdel: unknown;
  __doc__: string | null;
  __name__: string | null = null;

  constructor(fget: unknown = null, fset: unknown = null, fdel: unknown = null, doc: string | null = null) {
    this.fget = fget;
    this.fset = fset;
    this.fdel = fdel;
    this.__doc__ = doc ?? (fget as { __doc__?: string | null } | null)?.__doc__ ?? null;
    if (typeof fget === "function") this.__name__ = fget.name;
  }

  /** The property that a getter and setter of a TypeScript class are. */
  static over({ get, set }: PropertyDescriptor, owner: Class): property {
    const key = (get ?? set)!;
    let made = synthesised.get(key);
    if (made === undefined) {
      made = new property(get && unboundMethod(get, owner), set && unboundMethod(set, owner));
      made.__name__ = key.name.replace(/^[gs]et /, "");
      synthesised.set(key, made);
    }
    return made;
  }

  getter(fget: unknown): property {
    return this.#with({ fget });
  }

  setter(fset: unknown): property {
    return this.#with({ fset });
  }

  deleter(fdel: unknown): property {
    return this.#with({ fdel });
  }

  #with(changed: PropertyOptions): property {
    const { fget, fset, fdel, doc } = {
      fget: this.fget,
      fset: this.fset,
      fdel: this.fdel,
      doc: this.__doc__,
      ...changed,
    };
    const made = new (this.constructor as typeof property)(fget, fset, fdel, doc);
    made.__name__ = this.__name__;
    return made;
  }

  get __isabstractmethod__(): boolean {
    return [this.fget, this.fset, this.fdel].some(
      (part) => (part as { __isabstractmethod__?: boolean } | null)?.__isabstractmethod__ === true,
    );
  }

  __set_name__(_owner: unknown, name: string): void {
    this.__name__ = name;
  }

  __get__(instance: object | null, _owner?: unknown): unknown {
    if (instance === null) return this;
    return call(this.#part(this.fget, "getter", instance), instance) ?? null;
  }

  __set__(instance: object, value: unknown): void {
    call(this.#part(this.fset, "setter", instance), instance, value);
  }

  __delete__(instance: object): void {
    call(this.#part(this.fdel, "deleter", instance), instance);
  }

  #part(part: unknown, what: string, instance: object): unknown {
    if (part !== null && part !== undefined) return part;
    const owner = qualifiedName(instance.constructor as AnyFunction);
    throw new AttributeError(`property '${this.__name__}' of '${owner}' object has no ${what}`);
  }
}
