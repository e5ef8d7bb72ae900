/** Members of `object` that only classes built at run time ask for. */
import { TypeError } from "../exceptions.js";
import { type Class } from "../mro.js";
import { NotImplemented } from "../protocol.js";
import { splitKeywords } from "../call.js";
import { qualifiedName } from "../names.js";
import { text } from "../repr.js";
import { className, isType, typeName } from "../type-name.js";
import { allocate, nativeBase } from "./allocate.js";
import { lookup } from "./lookup.js";
import { classmethod, staticmethod } from "./method-types.js";

function create(...given: unknown[]): unknown {
  const [[cls, ...args], keywords] = splitKeywords(given);
  if (!isType(cls)) throw new TypeError(`object.__new__(X): X is not a type object (${typeName(cls)})`);
  const isOverridden = (name: string): boolean => lookup(cls, name)?.owner.name !== "object";
  if ((args.length > 0 || Object.keys(keywords).length > 0) && isOverridden("__new__")) {
    throw new TypeError("object.__new__() takes exactly one argument (the type to instantiate)");
  }
  const native = nativeBase(cls as Class);
  if (SELF_MADE.has(native.name))
    throw new TypeError(`object.__new__(${className(cls)}) is not safe, use ${native.name}.__new__()`);
  return allocate(cls as Class, [], {});
}

/** Builtin classes that make their instances themselves. */
const SELF_MADE = new Set([
  "int",
  "float",
  "str",
  "bool",
  "list",
  "tuple",
  "dict",
  "set",
  "frozenset",
  "bytes",
  "complex",
]);

function initialise(self: object, ...given: unknown[]): void {
  const [args, keywords] = splitKeywords(given);
  if (args.length === 0 && Object.keys(keywords).length === 0) return;
  const isOverridden = lookup(self.constructor as unknown as Class, "__init__")?.owner.name !== "object";
  throw new TypeError(
    isOverridden
      ? "object.__init__() takes exactly one argument (the instance to initialize)"
      : `${className(self.constructor)}() takes no arguments`,
  );
}

/** Made when first asked for: the classes in it may not stand while modules load. */
export const objectMembers = (): Record<string, unknown> => ({
  __new__: new staticmethod(create),
  __init__: initialise,
  __ne__(self: { __eq__(other: unknown): unknown }, other: unknown): unknown {
    const result = self.__eq__(other);
    return result === NotImplemented ? result : result !== true;
  },
  __format__(self: unknown, spec: string): string {
    if (spec === "") return text(self);
    throw new TypeError(`unsupported format string passed to ${typeName(self)}.__format__`);
  },
  __init_subclass__: new classmethod((cls: Class, ...given: unknown[]): void => {
    const [args, keywords] = splitKeywords(given);
    if (args.length > 0 || Object.keys(keywords).length > 0) {
      throw new TypeError(`${qualifiedName(cls)}.__init_subclass__() takes no keyword arguments`);
    }
  }),
  __subclasshook__: new classmethod((_cls: unknown, _subclass: unknown) => NotImplemented),
});
