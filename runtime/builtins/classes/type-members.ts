/** The members of `type`, which metaclasses of the program find by `super()`. */
import { splitKeywords } from "../call.js";
import { genericDelattr, genericGetattr, genericSetattr } from "../attributes.js";
import { dict } from "../dict.js";
import { TypeError } from "../exceptions.js";
import { type Class, mroOf } from "../mro.js";
import { isSubclass } from "../type.js";
import { instantiate } from "./instantiate.js";
import { makeClass } from "./make-class.js";
import { classmethod, staticmethod } from "./method-types.js";
import { subclassesOf } from "./subclasses.js";
import { typeOf } from "../type.js";
import { classRepr } from "../repr.js";

/** A member that takes any keywords too, which reach it as trailing options. */
function asTheyCome(member: (...given: unknown[]) => unknown): typeof member {
  return Object.defineProperty(member, "__signature__", { value: null });
}

/** Made when first asked for: the classes in it may not stand while modules load. */
export const typeMembers = (): Record<string, unknown> => ({
  __new__: new staticmethod((...given: unknown[]): unknown => {
    const [args, keywords] = splitKeywords(given);
    const [mcs, name, bases, namespace] = args as [Class, string, Class[], dict<string, unknown>];
    if (args.length !== 4) throw new TypeError("type.__new__() takes exactly 3 arguments (0 given)");
    return makeClass(mcs, name, bases, namespace, keywords);
  }),
  __init__(...given: unknown[]): void {
    const [args] = splitKeywords(given);
    if (args.length !== 4 && args.length !== 2) throw new TypeError("type.__init__() takes 1 or 3 arguments");
  },
  __call__: asTheyCome((...given) => {
    const [[cls, ...args], keywords] = splitKeywords(given);
    return instantiate(cls as Class, args, keywords);
  }),
  __prepare__: new classmethod(() => new dict()),
  __instancecheck__: (cls: Class, instance: unknown): boolean => isSubclass(typeOf(instance) as unknown as Class, cls),
  __subclasscheck__: (cls: Class, sub: Class): boolean => isSubclass(sub, cls),
  __getattribute__: (cls: Class, name: string): unknown => genericGetattr(cls, name),
  __setattr__: (cls: Class, name: string, value: unknown): void => genericSetattr(cls, name, value),
  __delattr__: (cls: Class, name: string): void => genericDelattr(cls, name),
  __repr__: (cls: Class): string => classRepr(cls),
  __str__: (cls: Class): string => classRepr(cls),
  mro: (cls: Class): Class[] => [...mroOf(cls)],
  __subclasses__: (cls: Class): Class[] => subclassesOf(cls),
});
