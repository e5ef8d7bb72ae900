/** `list[int]`: a class of the runtime with its parameters, which nobody checks. */
import { call } from "./call.js";
import { equal } from "./compare.js";
import { dict } from "./dict.js";
import { TypeError } from "./exceptions.js";
import { hash } from "./hash.js";
import { defineModule, moduleOf, qualifiedName } from "./names.js";
import { getattr } from "./attributes.js";
import { special, type AnyFunction } from "./protocol.js";
import { repr } from "./repr.js";
import { frozenset, set } from "./set.js";
import { list } from "./list.js";
import { NoneType } from "./none-type.js";
import { isTuple, tuple } from "./tuple.js";
import { type } from "./type.js";
import { isType } from "./type-name.js";
import { UnionType } from "./union-type.js";

/** Mirrors `types.GenericAlias` (Objects/genericaliasobject.c). */
export class GenericAlias {
  static readonly __tp_name__ = "types.GenericAlias";
  readonly __origin__: unknown;
  readonly __args__: tuple;

  constructor(origin: unknown, parameters: unknown) {
    this.__origin__ = origin;
    this.__args__ = isTuple(parameters) ? parameters : tuple.of(parameters);
  }

  /** The type variables among the parameters, each once. */
  get __parameters__(): tuple {
    return new tuple(new Set(this.__args__.flatMap(variablesOf)));
  }

  /** Puts types in the places of the type variables. Raises TypeError: list[int] is not a generic class. */
  __getitem__(given: unknown): GenericAlias {
    const variables = this.__parameters__;
    const types = isTuple(given) ? given : tuple.of(given);
    if (variables.length === 0) throw new TypeError(`${repr(this)} is not a generic class`);
    if (types.length !== variables.length) {
      const [count, few] = [variables.length, types.length < variables.length];
      throw new TypeError(
        `Too ${few ? "few" : "many"} arguments for ${repr(this)}; actual ${types.length}, expected ${count}`,
      );
    }
    const values = new Map(variables.map((variable, at) => [variable, types[at]]));
    return new GenericAlias(this.__origin__, new tuple(this.__args__.map((item) => substituted(item, values))));
  }

  __call__(...args: unknown[]): unknown {
    return call(this.__origin__, ...args);
  }

  __getattr__(name: string): unknown {
    return getattr(this.__origin__, name);
  }

  __mro_entries__(_bases: unknown): tuple {
    return tuple.of(this.__origin__);
  }

  __instancecheck__(_instance: unknown): never {
    throw new TypeError("isinstance() argument 2 cannot be a parameterized generic");
  }

  __subclasscheck__(_cls: unknown): never {
    throw new TypeError("issubclass() argument 2 cannot be a parameterized generic");
  }

  __or__(other: unknown): UnionType {
    return new UnionType([this, other]);
  }

  __ror__(other: unknown): UnionType {
    return new UnionType([other, this]);
  }

  __eq__(other: unknown): boolean {
    return (
      other instanceof GenericAlias && this.__origin__ === other.__origin__ && equal(this.__args__, other.__args__)
    );
  }

  __hash__(): unknown {
    return hash(tuple.of(this.__origin__, this.__args__));
  }

  __repr__(): string {
    const { __origin__: origin, __args__: given } = this;
    return `${typeText(origin)}[${given.length === 0 ? "()" : given.map(typeText).join(", ")}]`;
  }
}

defineModule({ GenericAlias }, "types");

/** How a type shows inside of another: a class by its name, None as itself, `...` for Ellipsis. */
export function typeText(value: unknown): string {
  if (isTuple(value) || !Array.isArray(value)) return isType(value) ? classText(value) : plainText(value);
  return `[${value.map(typeText).join(", ")}]`;
}

function plainText(value: unknown): string {
  const text = repr(value);
  return text === "Ellipsis" ? "..." : text;
}

function classText(value: AnyFunction): string {
  const module = moduleOf(value);
  return module === "builtins" ? qualifiedName(value) : `${module}.${qualifiedName(value)}`;
}

const isVariable = (value: unknown): boolean => special(value, "__typing_subst__") !== undefined;

function variablesOf(item: unknown): unknown[] {
  if (isVariable(item)) return [item];
  return item instanceof GenericAlias ? [...item.__parameters__] : [];
}

function substituted(item: unknown, values: ReadonlyMap<unknown, unknown>): unknown {
  if (values.has(item)) return values.get(item);
  if (!(item instanceof GenericAlias)) return item;
  const inner = item.__parameters__;
  return inner.length === 0 ? item : item.__getitem__(new tuple(inner.map((variable) => values.get(variable))));
}

/** Lets classes of the runtime, and what is derived from them, be given parameters. */
export function makeGeneric(...classes: object[]): void {
  for (const of of classes) {
    Object.defineProperty(of, "__class_getitem__", {
      value(this: unknown, parameters: unknown) {
        return new GenericAlias(this, parameters);
      },
      configurable: true,
      writable: true,
    });
  }
}

// Here, since the class of None needs the operators, and these the unions.
Object.defineProperty(UnionType.prototype, "__args__", {
  get(this: UnionType): tuple {
    return new tuple(this.members.map((member) => member ?? NoneType));
  },
});

makeGeneric(list, dict, tuple, set, frozenset, type);
