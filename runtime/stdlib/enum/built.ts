/**
 * Enumerations that are built at run time: those with a data type (`class Color(str, Enum)`), with a `__new__` of their
 * own, and those made by a call. Mirrors `EnumType.__new__` and `_proto_member`.
 */
import { call } from "../../builtins/call.js";
import { unboundMethod } from "../../builtins/class-attributes.js";
import { allocate, nativeBase } from "../../builtins/classes/allocate.js";
import type { ClassMaker } from "../../builtins/classes/class-maker.js";
import { install } from "../../builtins/classes/install.js";
import { isPythonFunction, lookup, throughClass, throughInstance } from "../../builtins/classes/lookup.js";
import { CELL, makeClass } from "../../builtins/classes/make-class.js";
import { staticmethod } from "../../builtins/classes/method-types.js";
import { isBuilt, modelOf } from "../../builtins/classes/model.js";
import { dict } from "../../builtins/dict.js";
import { TypeError } from "../../builtins/exceptions.js";
import { type Class, mroOf } from "../../builtins/mro.js";
import { object } from "../../builtins/object.js";
import { metaclass, special } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { isTuple, tuple } from "../../builtins/tuple.js";
import { type } from "../../builtins/type.js";
import { isType } from "../../builtins/type-name.js";
import type { Enum } from "./enum-class.js";
import { membersOf } from "./members.js";
import { nonmember } from "./nonmember.js";

/** Makes the class, then its members. @throws TypeError for a base that has members */
export const makeEnumeration: ClassMaker = (name, bases, namespace, keywords, given) => {
  const base = bases.find((each) => membersOf(each as object).all.length > 0);
  if (base !== undefined) throw new TypeError(`<enum '${name}'> cannot extend ${repr(base)}`);
  const generator = namespace.get("_generate_next_value_", null);
  if (typeof generator === "function") namespace.__setitem__("_generate_next_value_", new staticmethod(generator));
  const members = [...namespace.entries()].filter(([key, value]) => isMember(key, value, name));
  const others = new dict<string, unknown>(namespace.items() as Iterable<readonly [string, unknown]>);
  for (const [key] of members) others.__delitem__(key);
  for (const [key, value] of others.items()) if (value instanceof nonmember) others.__setitem__(key, value.value);
  const isOwnMeta = given !== undefined && given !== (type as unknown as Class);
  const mcs = isOwnMeta ? given : metaOf(bases);
  const { boundary: _boundary, ...rest } = keywords;
  const cls = makeClass(mcs, name, bases as Class[], others, rest);
  showAsEnum(cls);
  for (const [key, value] of members) {
    const member = (cls as unknown as typeof Enum)._member_(key, value);
    modelOf(cls)!.namespace.__setitem__(key, member);
    install(cls, key, member);
  }
  return cls;
};

function metaOf(bases: readonly unknown[]): Class {
  const of = bases.map((base) => (base as { [metaclass]?: object })[metaclass]).find((found) => found !== undefined);
  return of!.constructor as unknown as Class;
}

/** What a body assigns is a member, but for names with underscores at both ends, private ones, and descriptors. */
function isMember(key: string, value: unknown, owner: string): boolean {
  if (key === CELL || /^_.*_$/.test(key) || key.startsWith(`_${owner}__`)) return false;
  if (value instanceof nonmember) return false;
  if (typeof value === "function") return isType(value) || !isPythonFunction(value);
  return typeof value !== "object" || special(value, "__get__") === undefined;
}

const SHOWN = ["__repr__", "__str__", "__format__", "__reduce_ex__"];

/** Members show as those of an enumeration, whatever the data type does, unless the program says how. */
function showAsEnum(cls: Class): void {
  const base = mroOf(cls).find((level) => !isBuilt(level) && "_member_" in level)!;
  for (const name of SHOWN) {
    if (isBuilt(lookup(cls, name)?.owner)) continue;
    const method = (base.prototype as Record<string, CallableFunction>)[name]!;
    const shown = unboundMethod(method, base);
    modelOf(cls)!.namespace.__setitem__(name, shown);
    install(cls, name, shown);
  }
}

/** What `int.__new__(cls, value)` gives in the `__new__` of an enumeration: a member with the value, until it is set anew. */
export function emptyMember(cls: Class, [value]: readonly unknown[]): object {
  const made = Object.create(cls.prototype as object) as object;
  return value === undefined ? made : withAttribute(made, "_value_", value);
}

const withAttribute = (made: object, key: string, value: unknown): object =>
  Object.defineProperty(made, key, { value, writable: true, enumerable: true, configurable: true });

/** A member with its value, on which `__init__` has run. */
export function createMember(cls: object, name: string | null, value: unknown): object {
  const of = cls as Class;
  const args = isTuple(value) ? [...value] : [value];
  const native = nativeBase(of);
  const dataType = native === object || "_member_" in native ? null : native;
  const own = dataType === (tuple as unknown as Class) ? [new tuple(args)] : args;
  const creator = lookup(of, "__new__");
  const isCustom = creator !== undefined && isBuilt(creator.owner);
  const made = isCustom
    ? (call(throughClass(creator, of), cls, ...own) as object)
    : dataType === null
      ? (Object.create(of.prototype as object) as object)
      : allocate(of, own, {});
  if (!Object.hasOwn(made, "_value_"))
    withAttribute(made, "_value_", dataType === null ? value : call(dataType, ...own));
  withAttribute(made, "_name_", name);
  const initialiser = lookup(of, "__init__");
  if (initialiser !== undefined && isBuilt(initialiser.owner)) call(throughInstance(initialiser, made, of), ...args);
  return made;
}
