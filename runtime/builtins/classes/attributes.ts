/** Attributes of built classes and their instances, by Python's whole rules. Mirrors Objects/typeobject.c and object.c. */
import { AttributeError, TypeError } from "../exceptions.js";
import { giveDict, givenDict, instanceDict } from "../instance-dict.js";
import { ABSENT } from "../members.js";
import { type Class, mroOf } from "../mro.js";
import { special } from "../protocol.js";
import { propertyName } from "../reserved.js";
import { dict } from "../dict.js";
import { typeOf } from "../type.js";
import { isTuple } from "../tuple.js";
import { className, typeName } from "../type-name.js";
import { bindNative } from "../bound-method.js";
import { install, uninstall } from "./install.js";
import { isDataDescriptor, lookup, lookupIn, throughClass, throughInstance, type Found } from "./lookup.js";
import { metaclassOf } from "./metaclass.js";
import { isBuilt, modelOf } from "./model.js";
import { isNativeMethod } from "./native-bases.js";
import { isHolder, plain } from "./native-value.js";
import { subclassesOf } from "./subclasses.js";

// ------------------------------------------------------------------------------------------------------ instances

/** An attribute of an instance of a built class; ABSENT if it has none. Mirrors `_PyObject_GenericGetAttrWithDict`. */
export function instanceAttribute(obj: object, name: string): unknown {
  const cls = obj.constructor as unknown as Class;
  const found = lookup(cls, name);
  if (found !== undefined && isDataDescriptor(found)) return throughInstance(found, obj, cls);
  const own = ownValue(obj, name);
  if (own !== undefined) return own;
  if (found !== undefined) return ofValue(obj, found) ?? throughInstance(found, obj, cls);
  if (name === "__dict__" && hasDict(cls)) return instanceDict(obj);
  return ABSENT;
}

/** What an instance has in its `__dict__`. */
function ownValue(obj: object, name: string): unknown {
  const given = givenDict(obj);
  if (given !== undefined) return given.__contains__(name) ? given.get(name) : undefined;
  const own = Object.getOwnPropertyDescriptor(obj, propertyName(name));
  return own?.enumerable === true ? own.value : undefined;
}

/** A method of `int` or `str` takes the value that an instance of a derived class is. */
function ofValue(obj: object, { kind, value, owner }: Found): unknown {
  if (!isHolder(obj) || kind !== "value" || typeof value !== "function") return undefined;
  return (NATIVE.has(owner.name) && !isBuilt(owner)) || isNativeMethod(value)
    ? bindNative(plain(obj), value)
    : undefined;
}

const NATIVE = new Set(["int", "float", "str"]);

/** Mirrors `_PyObject_GenericSetAttrWithDict`. @throws AttributeError */
export function setInstanceAttribute(obj: object, name: string, value: unknown): void {
  const cls = obj.constructor as unknown as Class;
  const found = lookup(cls, name);
  if (found?.kind === "accessor") {
    const { set } = found.value as PropertyDescriptor;
    if (set === undefined && isTuple(obj)) throw new AttributeError("can't set attribute");
    if (set === undefined) throw new AttributeError(`property '${name}' of '${className(cls)}' object has no setter`);
    set.call(obj, value);
    return;
  }
  const set = found?.kind === "value" && typeof found.value === "object" ? special(found.value, "__set__") : undefined;
  if (set !== undefined) {
    set.call(found!.value, obj, value);
    return;
  }
  if (found && isDataDescriptor(found)) throw new AttributeError("__set__");
  if (!hasDict(cls)) throw noPlace(obj, name, found);
  if (name === "__dict__") {
    if (!(value instanceof dict))
      throw new TypeError(`__dict__ must be set to a dictionary, not a '${typeName(value)}'`);
    return giveDict(obj, value as dict<string, unknown>);
  }
  const given = givenDict(obj);
  if (given !== undefined) return given.__setitem__(name, value);
  Object.defineProperty(obj, propertyName(name), { value, writable: true, enumerable: true, configurable: true });
}

function noPlace(obj: object, name: string, found: Found | undefined): AttributeError {
  const text = found ? `object attribute '${name}' is read-only` : `object has no attribute '${name}'`;
  return new AttributeError(`'${typeName(obj)}' ${text}`, { name, obj });
}

/** Mirrors `object.__delattr__`. @throws AttributeError */
export function deleteInstanceAttribute(obj: object, name: string): void {
  const cls = obj.constructor as unknown as Class;
  const found = lookup(cls, name);
  const remove =
    found?.kind === "value" && typeof found.value === "object" ? special(found.value, "__delete__") : undefined;
  if (remove !== undefined) {
    remove.call(found!.value, obj);
    return;
  }
  if (found && isDataDescriptor(found)) throw new AttributeError("__delete__");
  if (ownValue(obj, name) === undefined)
    throw new AttributeError(`'${typeName(obj)}' object has no attribute '${name}'`, { name, obj });
  const given = givenDict(obj);
  if (given !== undefined) return given.__delitem__(name);
  delete (obj as Record<string, unknown>)[propertyName(name)];
}

/** True when instances keep attributes in a `__dict__`: some class of the order has no `__slots__`. */
export function hasDict(cls: Class): boolean {
  return mroOf(cls).some((level) => {
    const model = modelOf(level);
    return model !== undefined && (model.slots === null || model.slots.includes("__dict__"));
  });
}

// ------------------------------------------------------------------------------------------------------ classes

/** An attribute of a built class; ABSENT if it has none. Mirrors `type.__getattribute__`. */
export function classAttribute(cls: Class, name: string): unknown {
  const meta = metaclassOf(cls);
  const ofMeta = lookupIn(mroOf(meta).slice(0, -1), name);
  if (ofMeta !== undefined && isDataDescriptor(ofMeta)) return throughInstance(ofMeta, cls, meta);
  const found = lookup(cls, name);
  if (found !== undefined) return throughClass(found, cls);
  if (ofMeta !== undefined) return throughInstance(ofMeta, cls, meta);
  return ABSENT;
}

/** Mirrors `type.__setattr__`. */
export function setClassAttribute(cls: Class, name: string, value: unknown): void {
  const ofMeta = lookup(metaclassOf(cls), name);
  const set =
    ofMeta?.kind === "value" && typeof ofMeta.value === "object" ? special(ofMeta.value, "__set__") : undefined;
  if (set !== undefined) {
    set.call(ofMeta!.value, cls, value);
    return;
  }
  if (NAMES.has(name)) {
    Object.defineProperty(cls, name, { value, writable: true, configurable: true });
    if (name === "__name__") Object.defineProperty(cls, "name", { value, configurable: true });
    if (name !== "__doc__" && name !== "__module__") return;
  }
  modelOf(cls)!.namespace.__setitem__(name, value);
  install(cls, name, value);
  refresh(cls, name);
}

const NAMES = new Set(["__name__", "__qualname__", "__module__", "__doc__"]);

/** Mirrors `type.__delattr__`. @throws AttributeError */
export function deleteClassAttribute(cls: Class, name: string): void {
  const { namespace } = modelOf(cls)!;
  if (!namespace.__contains__(name)) {
    throw new AttributeError(`type object '${className(cls)}' has no attribute '${name}'`, { name, obj: cls });
  }
  namespace.__delitem__(name);
  uninstall(cls, name);
  refresh(cls, name);
}

/** Classes with several bases have copies of what these had when they were made. */
function refresh(cls: Class, name: string): void {
  for (const sub of subclassesOf(cls)) {
    if (modelOf(sub)?.namespace.__contains__(name) === false && Object.getPrototypeOf(sub) !== cls) {
      const found = lookup(sub, name);
      if (found?.kind === "value") install(sub, name, found.value);
      else if (found === undefined) uninstall(sub, name);
    }
    refresh(sub, name);
  }
}

/** Mirrors `C.__dict__` of a built class. */
export function classNamespace(cls: Class): dict<string, unknown> {
  return modelOf(cls)!.namespace.copy();
}

/** Mirrors `obj.__class__ = cls`. @throws TypeError */
export function setClass(obj: object, cls: unknown): void {
  if (typeof cls !== "function") {
    throw new TypeError(`__class__ must be set to a class, not '${className(typeOf(cls) as unknown as Class)}' object`);
  }
  Object.setPrototypeOf(obj, (cls as unknown as Class).prototype as object);
}
