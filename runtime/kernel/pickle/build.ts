import { BaseException, TypeError } from "../../builtins/exceptions.js";
import { setattr } from "../../builtins/attributes.js";
import { call, callWith } from "../../builtins/call.js";
import { allocate as allocateBuilt } from "../../builtins/classes/allocate.js";
import { lookup, throughClass } from "../../builtins/classes/lookup.js";
import { isBuilt } from "../../builtins/classes/model.js";
import type { Class } from "../../builtins/mro.js";
import { dict } from "../../builtins/dict.js";
import { list } from "../../builtins/list.js";
import { frozenset, set } from "../../builtins/set.js";
import { tuple } from "../../builtins/tuple.js";
import { object } from "../../builtins/object.js";
import { propertyName } from "../../builtins/reserved.js";
import { repr } from "../../builtins/repr.js";
import { isClass, typeName } from "../../builtins/type-name.js";

type Constructor = new (...args: unknown[]) => unknown;

/** Built-in classes that keep their contents in themselves: instances of their subclasses are made by them. */
const CONTAINERS: ReadonlySet<unknown> = new Set([Array, list, tuple, dict, set, frozenset, BaseException]);

/** Calls what a pickle names with the arguments it gives: a function, a class, or a callable type such as `int`. */
export function callReduced(callable: unknown, args: unknown): unknown {
  if (!(args instanceof tuple)) throw new TypeError(`argument list must be a tuple, not ${typeName(args)}`);
  if (isClass(callable) && !isBuilt(callable)) return new (callable as Constructor)(...(args as readonly unknown[]));
  return call(callable, ...(args as readonly unknown[]));
}

/**
 * Makes an instance without running its constructor (Python's `cls.__new__(cls, *args, **kwargs)`).
 *
 * @param kwargs keyword arguments for a `__new__` of the class's own
 */
export function allocate(cls: unknown, args: readonly unknown[], kwargs?: Record<string, unknown>): unknown {
  if (!isClass(cls)) throw new TypeError(`NEWOBJ class argument must be a type, not ${typeName(cls)}`);
  if (isBuilt(cls)) return create(cls, args, kwargs);
  const own = (cls as { __new__?: (...args: unknown[]) => unknown }).__new__;
  if (typeof own === "function" && own !== object.__new__)
    return kwargs === undefined ? own(cls, ...args) : own(cls, ...args, kwargs);
  const container = containerOf(cls);
  if (container === null) return Object.create((cls as Constructor).prototype as Record<string, unknown>);
  return Reflect.construct(container, args, cls);
}

/** Makes an instance without running any code of its class; `args` for the built-in class that it extends. */
export function makeInstance(cls: unknown, args: readonly unknown[]): unknown {
  if (isBuilt(cls)) return allocateBuilt(cls as Class, args, {});
  const container = containerOf(cls as Constructor);
  if (container === null) return Object.create((cls as Constructor).prototype as object);
  return Reflect.construct(container, args, cls as Constructor);
}

/** Mirrors `cls.__new__(cls, *args, **kwargs)` of a class that the runtime has built. */
function create(cls: Constructor, args: readonly unknown[], kwargs: Record<string, unknown> = {}): unknown {
  const found = lookup(cls as Class, "__new__")!;
  if ((found.owner as unknown) === object) return allocateBuilt(cls as Class, args, kwargs);
  return callWith(throughClass(found, cls as Class), [cls, ...args], kwargs);
}

/** The nearest built-in class that `cls` extends and whose constructor must have run, or null. */
function containerOf(cls: Constructor): Constructor | null {
  for (let at: unknown = cls; at !== null; at = Object.getPrototypeOf(at)) {
    if (CONTAINERS.has(at)) return at as Constructor;
  }
  return null;
}

/** Gives an instance its state: by `__setstate__`, or attribute by attribute (CPython's BUILD). */
export function applyState(instance: unknown, state: unknown): void {
  const setter = (instance as { __setstate__?: (state: unknown) => void } | null)?.__setstate__;
  if (typeof setter === "function") {
    setter.call(instance, state);
  } else {
    giveState(instance, state);
  }
}

/** Gives an instance its attributes, whatever its class says of its state. */
export function giveState(instance: unknown, state: unknown): void {
  // (dict, slots): what object.__getstate__ gives for a class with __slots__
  const [attributes, slots] = state instanceof tuple && state.length === 2 ? [...state] : [state, null];
  if (attributes !== null) setAttributes(instance as Record<string, unknown>, attributes);
  if (slots instanceof dict) for (const [name, value] of slots.entries()) setattr(instance, name, value);
}

function setAttributes(instance: Record<string, unknown>, attributes: unknown): void {
  if (!(attributes instanceof dict)) throw new TypeError(`state is not a dictionary: ${repr(attributes)}`);
  for (const [name, value] of attributes.entries()) {
    const key = propertyName(name as string);
    // a plain store would run a property's setter, or fail at a getter without one
    if (key in instance && !Object.hasOwn(instance, key) && key !== "__notes__") {
      Object.defineProperty(instance, key, { value, writable: true, enumerable: true, configurable: true });
    } else {
      instance[key] = value;
    }
  }
}
