/** Members that `__slots__` makes. */
import { AttributeError } from "../exceptions.js";
import { qualifiedName } from "../names.js";
import { typeName } from "../type-name.js";
import { modelOf } from "./model.js";
import type { Class } from "../mro.js";

/** Mirrors `member_descriptor`: an attribute that instances keep outside of `__dict__`. */
export class member_descriptor {
  readonly __name__: string;
  readonly #key: symbol;
  readonly #owner: () => Class;

  constructor(name: string, owner: () => Class) {
    this.__name__ = name;
    this.#key = Symbol(name);
    this.#owner = owner;
  }

  isSet(instance: object): boolean {
    return (instance as Record<symbol, unknown>)[this.#key] !== undefined;
  }

  __get__(instance: object | null): unknown {
    if (instance === null) return this;
    const value = (instance as Record<symbol, unknown>)[this.#key];
    if (value === undefined) throw this.#missing(instance);
    return value;
  }

  __set__(instance: object, value: unknown): void {
    Object.defineProperty(instance, this.#key, { value, writable: true, configurable: true });
  }

  __delete__(instance: object): void {
    if (!Object.hasOwn(instance, this.#key)) throw new AttributeError(this.__name__);
    delete (instance as Record<symbol, unknown>)[this.#key];
  }

  __repr__(): string {
    return `<member '${this.__name__}' of '${qualifiedName(this.#owner())}' objects>`;
  }

  #missing(instance: object): AttributeError {
    const { __name__: name } = this;
    return new AttributeError(`'${typeName(instance)}' object has no attribute '${name}'`, { name, obj: instance });
  }
}

/** What an instance's slots hold, by name. */
export function slotValues(instance: object, order: readonly Class[]): [string, unknown][] {
  return order.flatMap((cls) =>
    [...(modelOf(cls)?.namespace.values() ?? [])].flatMap((member): [string, unknown][] =>
      member instanceof member_descriptor && member.isSet(instance)
        ? [[member.__name__, member.__get__(instance)]]
        : [],
    ),
  );
}

/** The names of a `__slots__`, which may be one name; null when it lets instances have a `__dict__`. */
export function slotNames(slots: unknown): string[] {
  return typeof slots === "string" ? [slots] : [...(slots as Iterable<string>)];
}
