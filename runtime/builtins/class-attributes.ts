/** Attributes of classes and functions as values. */
import { type BoundMethod, bindMethod, bindNative, isBoundMethod } from "./bound-method.js";
import { classNamespace } from "./classes/attributes.js";
import { lookup, lookupIn, throughClass } from "./classes/lookup.js";
import { metaclassOf } from "./classes/metaclass.js";
import { isBuilt } from "./classes/model.js";
import { subclassesOf } from "./classes/subclasses.js";
import { abstractOf } from "./classes/abstract.js";
import { dict } from "./dict.js";
import { TypeError } from "./exceptions.js";
import { introspected } from "./introspection.js";
import { isForeign, ABSENT, ownerOf } from "./members.js";
import { type Class, basesOf, mroOf } from "./mro.js";
import { instanceDict } from "./instance-dict.js";
import { abstractMeta } from "./protocol.js";
import { isLibrary, moduleOf } from "./names.js";
import { markReceiver } from "./receiver-marks.js";
import { received } from "./receivers.js";
import { attributeName, propertyName } from "./reserved.js";
import { frozenset } from "./set.js";
import { prependSelf } from "./signature.js";
import { tuple } from "./tuple.js";
import { type } from "./type.js";

/** Methods as functions that take `self` first, one for each method. */
const unbound = new WeakMap<CallableFunction, CallableFunction>();

const owners = new WeakMap<object, Class>();

/** The class that a method which is a value was taken from; undefined for another function. */
export function methodOwner(fn: object): Class | undefined {
  return owners.get(fn);
}

/** `C.method` as a value: a function of the instance and the arguments. */
export function unboundMethod(method: CallableFunction, owner: Class): CallableFunction {
  let found = unbound.get(method);
  if (found === undefined) {
    const name = attributeName(method.name);
    const isChecked = isLibrary(owner) && moduleOf(owner) === "builtins" && !name.startsWith("__");
    found = (...args: unknown[]): unknown => {
      const [self, ...others] = isChecked ? received(found!, args) : args;
      return Reflect.apply(method, self, others);
    };
    Object.defineProperties(found, {
      name: { value: name },
      __qualname__: { value: `${owner.__qualname__}.${name}`, writable: true, configurable: true },
      __func__: { value: method },
    });
    prependSelf(found, method);
    if (isChecked) markReceiver(found, owner, name);
    unbound.set(method, found);
    owners.set(found, owner);
  }
  return found;
}

/** An attribute of a class; ABSENT if there is none. */
export function classMember(cls: Class, name: string): unknown {
  switch (name) {
    case "__name__":
    case "__qualname__":
    case "__module__":
    case "__doc__":
      return cls[name];
    case "__mro__":
      return new tuple(mroOf(cls));
    case "__bases__":
      return new tuple(basesOf(cls));
    case "__base__":
      return basesOf(cls)[0] ?? null;
    case "mro":
      return () => [...mroOf(cls)];
    case "__subclasses__":
      return () => subclassesOf(cls);
    case "__class__":
      return metaclassOf(cls);
    case "__dict__":
      return namespaceOf(cls);
    case "__abstractmethods__":
      return abstractMeta in cls ? new frozenset(abstractOf(cls)) : ABSENT;
    default: {
      const found = staticMember(cls, name);
      return found === ABSENT ? ofMetaclass(cls, name) : found;
    }
  }
}

/** An attribute that `object` or `type` gives every class. */
function ofMetaclass(cls: Class, name: string): unknown {
  const found = lookup(cls, name);
  if (found !== undefined) return throughClass(found, cls);
  const method = lookupIn([type as unknown as Class], name)?.value;
  return typeof method === "function" ? bindNative(cls, method) : ABSENT;
}

function staticMember(cls: Class, name: string): unknown {
  const key = propertyName(name);
  for (let level: object = cls; !isForeign(level); level = Object.getPrototypeOf(level) as object) {
    const descriptor = Object.getOwnPropertyDescriptor(level, key);
    if (descriptor !== undefined && isMember(descriptor)) {
      const value: unknown = descriptor.get === undefined ? descriptor.value : Reflect.get(level, key, cls);
      return typeof value === "function" && !descriptor.enumerable ? bindMethod(cls, value) : value;
    }
    if (name === "__init__" && introspected(level as Class, "__code__") !== undefined)
      return constructorMember(level as Class);
    const method = ownMethod(level as Class, key);
    // a base that is the runtime's own affair isn't what Python knows the method by
    if (method !== undefined) return unboundMethod(method, (isLibrary(cls) ? cls : level) as Class);
    if (name === "__hash__" && ownMethod(level as Class, "__eq__") !== undefined) return null;
  }
  return ABSENT;
}

const constructors = new WeakMap<Class, CallableFunction>();

/** `C.__init__` as a value where the class has it as its constructor: what is known of it is told of the class. */
function constructorMember(cls: Class): CallableFunction {
  let found = constructors.get(cls);
  if (found === undefined) {
    found = (): never => {
      throw new TypeError(`${cls.__qualname__}.__init__ can't be called as a value`);
    };
    Object.defineProperties(found, {
      name: { value: "__init__" },
      __qualname__: { value: `${cls.__qualname__}.__init__`, writable: true, configurable: true },
      __func__: { value: cls },
    });
    constructors.set(cls, found);
  }
  return found;
}

/** False for what every JavaScript function has (name, length, prototype): not enumerable, no function, no accessor. */
function isMember({ enumerable, get, value }: PropertyDescriptor): boolean {
  return enumerable === true || get !== undefined || typeof value === "function";
}

function ownMethod(cls: Class, key: string): CallableFunction | undefined {
  const prototype = cls.prototype as object | undefined;
  if (prototype === undefined || key === "constructor") return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(prototype, key)?.value;
  return typeof value === "function" ? value : undefined;
}

/** Mirrors `vars(C)`: the class's own attributes and methods. */
export function namespaceOf(cls: Class): dict<string, unknown> {
  if (isBuilt(cls)) return classNamespace(cls);
  const made = new dict<string, unknown>();
  for (const key of Object.getOwnPropertyNames(cls.prototype as object)) {
    const method = ownMethod(cls, key);
    if (method !== undefined) made.__setitem__(attributeName(key), unboundMethod(method, cls));
  }
  for (const [key, value] of Object.entries(cls)) made.__setitem__(attributeName(key), value);
  return made;
}

/** An attribute of a function; ABSENT if there is none. */
export function functionMember(fn: CallableFunction, name: string): unknown {
  switch (name) {
    case "__name__":
    case "__qualname__":
    case "__module__": {
      const method = methodOf(fn);
      return Object.hasOwn(method, name) ? method[name] : fn[name];
    }
    case "__doc__":
      return methodOf(fn).__doc__;
    case "__func__":
      return isBoundMethod(fn) ? functionOf(fn) : ABSENT;
    case "__call__":
      return fn;
    case "__get__":
      return (instance: unknown) => (instance === null ? fn : bindNative(instance, fn));
    case "__dict__":
      return instanceDict(fn);
    case "name":
    case "length":
    case "prototype":
    case "arguments":
    case "caller":
      return ownEnumerable(fn, name);
    default: {
      const holder = [fn, methodOf(fn)].find((one) => Object.hasOwn(one, name));
      const own = holder === undefined ? undefined : (Reflect.get(holder, name) as unknown);
      const value = own === undefined ? introspected(methodOf(fn), name) : own;
      return value === undefined ? ABSENT : value;
    }
  }
}

/** `obj.method.__func__`, the same as `C.method`. */
function functionOf({ __self__: self, __func__: fn, name, native }: BoundMethod): CallableFunction {
  const owner = native ? undefined : ownerOf(self as object, name, fn);
  return owner === undefined ? fn : unboundMethod(fn, owner as Class);
}

/** The function behind a method that is a value. */
function methodOf(fn: CallableFunction): CallableFunction {
  return (fn as { __func__?: CallableFunction }).__func__ ?? fn;
}

function ownEnumerable(fn: CallableFunction, name: string): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(fn, name);
  return descriptor?.enumerable === true ? (descriptor.value as unknown) : ABSENT;
}
