/** Makes the classes of `collections.abc` out of functions, as a class statement would. */
import { classMember } from "../../builtins/class-attributes.js";
import { isBuilt } from "../../builtins/classes/model.js";
import { makeClass } from "../../builtins/classes/make-class.js";
import { lookup } from "../../builtins/classes/lookup.js";
import { classmethod } from "../../builtins/classes/method-types.js";
import { register } from "../../builtins/classes/virtual.js";
import { iterateByProtocol } from "../../builtins/iterate.js";
import { list } from "../../builtins/list.js";
import { dict } from "../../builtins/dict.js";
import { type Class, mroOf } from "../../builtins/mro.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { isTuple, tuple } from "../../builtins/tuple.js";
import { isLibrary, moduleOf } from "../../builtins/names.js";
import { AbcAlias } from "../typing/forms.js";
import { ABCMeta, abstractmethod } from "../abc.js";

/** A function whose first argument is the instance. */
export type Method = (self: never, ...args: never[]) => unknown;

export interface AbcBody {
  /** The module that it is of; `collections.abc` where nothing is said. */
  module?: string;
  /** Names of methods that a subclass must have. */
  abstract?: readonly string[];
  methods?: Record<string, Method>;
  classMethods?: Record<string, Method>;
  attributes?: Record<string, unknown>;
  /** Methods by which any class is recognised as a subclass. */
  recognised?: readonly string[];
  /** Builtin classes that count as subclasses. */
  registered?: readonly unknown[];
}

/** An abstract class of the module. */
export function makeAbc(name: string, bases: readonly Class[], body: AbcBody): Class {
  const { module = "collections.abc" } = body;
  const namespace = new dict<string, unknown>([["__module__", module]]);
  const named = (method: string, fn: Method): Method =>
    Object.defineProperties(fn, {
      name: { value: method, configurable: true },
      __qualname__: { value: `${name}.${method}`, writable: true, configurable: true },
    });
  for (const method of body.abstract ?? [])
    namespace.__setitem__(method, named(method, abstractmethod(undefinedMethod())));
  for (const [method, fn] of Object.entries(body.methods ?? {})) namespace.__setitem__(method, named(method, fn));
  for (const [method, fn] of Object.entries(body.classMethods ?? {}))
    namespace.__setitem__(method, new classmethod(named(method, fn)));
  namespace.update(body.attributes ?? {});
  const alias = (cls: Class, item: unknown): AbcAlias =>
    new AbcAlias(`${module}.${cls.name}`, isTuple(item) ? [...item] : [item], cls);
  namespace.__setitem__("__class_getitem__", new classmethod(alias));
  if (body.recognised !== undefined) {
    const hook = (cls: Class, subclass: Class): unknown =>
      cls === made ? recognises(subclass, body.recognised!) : NotImplemented;
    namespace.__setitem__("__subclasshook__", new classmethod(hook));
  }
  const made = makeClass(ABCMeta as unknown as Class, name, bases, namespace, {});
  for (const cls of body.registered ?? []) register(made, cls);
  return made;
}

/** What an abstract method does when `super()` calls it all the same. */
const undefinedMethod =
  (): Method =>
  (_self: never, ..._args: never[]) =>
    null;

/** Mirrors `_check_methods`. */
function recognises(cls: Class, names: readonly string[]): unknown {
  return names.every((name) => hasMethod(cls, name)) ? true : NotImplemented;
}

function hasMethod(cls: Class, name: string): boolean {
  if (isLibrary(cls) || moduleOf(cls) === "builtins") return builtinHas(cls, name);
  if (name === "__hash__" && !isBuilt(cls)) return classMember(cls, name) !== null;
  const found = lookup(cls, name);
  return found === undefined ? name === "__iter__" && isIterableClass(cls) : found.value !== null;
}

/** What builtin classes can do in JavaScript's way, or by operators alone. */
function builtinHas(cls: Class, name: string): boolean {
  const isIterator = cls.name !== "async_generator" && /(?:iterator|generator)$/i.test(cls.name);
  const isTupleOf = mroOf(cls).includes(tuple as unknown as Class);
  switch (name) {
    case "__hash__":
      return !mroOf(cls).includes(list as unknown as Class) && lookup(cls, name)?.value !== null;
    case "__iter__":
      return isIterator || isTupleOf || isIterableClass(cls) || lookup(cls, name) !== undefined;
    case "__next__":
      return isIterator || "next" in ((cls.prototype as object | undefined) ?? {});
    case "__call__":
      return FUNCTIONS.has(cls.name) || lookup(cls, name) !== undefined;
    case "send":
    case "throw":
    case "close":
      return cls.name === "generator" || cls.name === "coroutine";
    case "__await__":
      return cls.name === "coroutine" || lookup(cls, name) !== undefined;
    case "__aiter__":
    case "__anext__":
    case "asend":
    case "athrow":
    case "aclose":
      return cls.name === "async_generator" || lookup(cls, name) !== undefined;
    case "__len__":
    case "__contains__":
      return isTupleOf || lookup(cls, name) !== undefined;
    default:
      return lookup(cls, name) !== undefined;
  }
}

const FUNCTIONS = new Set(["function", "builtin_function_or_method", "method", "type"]);

function isIterableClass(cls: Class): boolean {
  const prototype = cls.prototype as { [Symbol.iterator]?: unknown } | undefined;
  const iterator = prototype?.[Symbol.iterator];
  return iterator !== undefined && iterator !== iterateByProtocol;
}
