/** Mirrors `type.__new__(metaclass, name, bases, namespace, **keywords)`. */
import { call } from "../call.js";
import { dict } from "../dict.js";
import { TypeError, ValueError } from "../exceptions.js";
import { type Class, bases as combine, declareBases, mroOf } from "../mro.js";
import type { Keywords } from "../call.js";
import { object } from "../object.js";
import { repr } from "../repr.js";
import { special } from "../protocol.js";
import { type, typeOf } from "../type.js";
import { isType, typeName } from "../type-name.js";
import { splitKeywords } from "../call.js";
import { float } from "../float.js";
import { int } from "../int.js";
import { list } from "../list.js";
import { frozenset, set } from "../set.js";
import { str } from "../str.js";
import { tuple } from "../tuple.js";
import { abstractNames } from "./abstract.js";
import { nativeBase } from "./allocate.js";
import { ClassCell } from "./class-cell.js";
import { install } from "./install.js";
import { instantiate } from "./instantiate.js";
import { lookupIn, throughClass } from "./lookup.js";
import { isAbstractMeta, mostDerived, setMetaclass } from "./metaclass.js";
import { classmethod, staticmethod } from "./method-types.js";
import { keepModel } from "./model.js";
import { member_descriptor, slotNames } from "./slots.js";
import { noteSubclass } from "./subclasses.js";
import { valueClass } from "./value-classes.js";

/** Builtin classes whose instances are laid out each in a way of their own. */
const SOLID = new Set<unknown>([int, float, str, list, tuple, dict, set, frozenset]);

/** Classes that CPython lets nobody derive from. */
const FINAL = new Set([
  "bool",
  "NoneType",
  "range",
  "function",
  "slice",
  "ellipsis",
  "NotImplementedType",
  "generator",
]);

export function makeClass(
  mcs: Class,
  name: string,
  given: Iterable<Class>,
  members: dict<string, unknown>,
  keywords: Keywords,
): Class {
  const bases = checkedBases(given);
  const winner = mostDerived(mcs, bases);
  const namespace = new dict<string, unknown>(members.items() as Iterable<readonly [string, unknown]>);
  const cls = emptyClass(name, bases);
  setMetaclass(cls, winner);
  const cell = namespace.pop(CELL, null);
  const slots = namespace.get("__slots__", null);
  describe(cls, name, namespace);
  wrapFunctions(namespace);
  if (namespace.__contains__("__eq__") && !namespace.__contains__("__hash__")) namespace.__setitem__("__hash__", null);
  if (slots !== null) addSlots(cls, namespace, slotNames(slots));
  keepModel(cls, {
    namespace,
    slots: slots === null ? null : slotNames(slots),
    abstract: abstractNames(bases, namespace),
  });
  for (const [key, value] of namespace.entries()) install(cls, key, value);
  noteSubclass(cls, bases);
  if (cell instanceof ClassCell) cell.set(cls);
  for (const [key, value] of namespace.copy().entries()) {
    const setName = typeof value === "object" ? special(value, "__set_name__") : undefined;
    setName?.call(value, cls, key);
  }
  const inherited = lookupIn(mroOf(cls).slice(1), "__init_subclass__")!;
  call(throughClass(inherited, cls), ...(Object.keys(keywords).length > 0 ? [keywords] : []));
  return cls;
}

/** The key of the class's cell in the namespace, as in CPython. */
export const CELL = "__classcell__";

function checkedBases(given: Iterable<Class>): Class[] {
  const bases = [...given];
  for (const base of bases) {
    if (!isType(base)) throw new TypeError(`bases must be types`);
    if (FINAL.has(base.name)) throw new TypeError(`type '${base.name}' is not an acceptable base type`);
  }
  checkLayouts(bases);
  const double = bases.find((base, at) => bases.indexOf(base) !== at);
  if (double !== undefined) throw new TypeError(`duplicate base class ${double.name}`);
  return bases.length === 0 ? [object] : bases;
}

/** @throws TypeError for bases that hold values of different kinds, `int` and `str` */
function checkLayouts(bases: readonly Class[]): void {
  const solid = new Set(bases.map(nativeBase).filter((base) => SOLID.has(base)));
  if (solid.size > 1) throw new TypeError("multiple bases have instance lay-out conflict");
}

/** A class without members. It is a function, so that JavaScript may call it as Python does. */
function emptyClass(name: string, bases: readonly Class[]): Class {
  const made = function (this: unknown, ...args: unknown[]): unknown {
    return instantiate((new.target ?? made) as unknown as Class, ...splitKeywords(args));
  } as unknown as Class;
  declareBases(made, bases);
  mroOf(made); // raises TypeError where there is no order
  const [parent, ...others] = bases.map(
    (base) => valueClass(base) ?? (isAbstractMeta(base) ? (type as unknown as Class) : base),
  );
  const extended = others.length > 0 ? combine(parent!, ...others) : parent!;
  Object.setPrototypeOf(made, extended);
  const prototype: unknown = Object.create(extended.prototype as object, {
    constructor: { value: made, writable: true, configurable: true },
  });
  Object.defineProperties(made, {
    name: { value: name, configurable: true },
    prototype: { value: prototype, writable: false },
    [Symbol.hasInstance]: { value: (value: unknown) => isInstance(value, made), configurable: true },
  });
  return made;
}

function isInstance(value: unknown, cls: Class): boolean {
  if ((typeof value !== "object" || value === null) && typeof value !== "function") return false;
  if (Object.prototype.isPrototypeOf.call(cls.prototype as object, value)) return true;
  return mroOf(typeOf(value) as unknown as Class).includes(cls);
}

function describe(cls: Class, name: string, namespace: dict<string, unknown>): void {
  const qualname = namespace.pop("__qualname__", name);
  const module = namespace.get("__module__", "__main__");
  Object.defineProperty(cls, "__name__", { value: name, writable: true, configurable: true });
  Object.defineProperty(cls, "__qualname__", { value: qualname, writable: true, configurable: true });
  Object.defineProperty(cls, "__module__", { value: module, writable: true, configurable: true });
  if (!namespace.__contains__("__module__")) namespace.__setitem__("__module__", module);
  if (!namespace.__contains__("__doc__")) namespace.__setitem__("__doc__", null);
  Object.defineProperty(cls, "__doc__", { value: namespace.get("__doc__"), writable: true, configurable: true });
}

/** Functions that Python makes static or class methods by their names. */
function wrapFunctions(namespace: dict<string, unknown>): void {
  const wrap = (name: string, make: (fn: unknown) => unknown): void => {
    const fn = namespace.get(name, null);
    if (typeof fn === "function" && !isType(fn)) namespace.__setitem__(name, make(fn));
  };
  wrap("__new__", (fn) => new staticmethod(fn));
  wrap("__init_subclass__", (fn) => new classmethod(fn));
  wrap("__class_getitem__", (fn) => new classmethod(fn));
}

function addSlots(cls: Class, namespace: dict<string, unknown>, names: readonly string[]): void {
  for (const name of names) {
    if (typeof name !== "string") throw new TypeError(`__slots__ items must be strings, not '${typeName(name)}'`);
    if (name === "__dict__" || name === "__weakref__") continue;
    if (namespace.__contains__(name)) throw new ValueError(`${repr(name)} in __slots__ conflicts with class variable`);
    namespace.__setitem__(name, new member_descriptor(name, () => cls));
  }
}
