/** Virtual subclasses: what `ABC.register` and `__subclasshook__` let count as derived. Mirrors Modules/_abc.c. */
import { call } from "../call.js";
import { RuntimeError, TypeError } from "../exceptions.js";
import { type Class, mroOf } from "../mro.js";
import { abstractMeta, NotImplemented, POSED_CLASS } from "../protocol.js";
import { truth } from "../truth.js";
import { issubclass, typeOf } from "../type.js";
import { isType } from "../type-name.js";
import { lookup, throughClass } from "./lookup.js";
import { subclassesOf } from "./subclasses.js";

const registered = new WeakMap<object, Class[]>();

/** Mirrors `ABCMeta.register(cls, subclass)`. @throws TypeError, RuntimeError */
export function register<T>(cls: Class, subclass: T): T {
  if (!isType(subclass)) throw new TypeError("Can only register classes");
  if (issubclass(subclass, cls)) return subclass;
  if (issubclass(cls, subclass)) throw new RuntimeError("Refusing to create an inheritance cycle");
  const known = registered.get(cls);
  if (known === undefined) registered.set(cls, [subclass]);
  else known.push(subclass);
  return subclass;
}

/** Mirrors `ABCMeta.__instancecheck__`, for what is no instance of the class by its own order. */
export function isVirtualInstance(obj: unknown, cls: Class): boolean {
  const posed = (obj as { [POSED_CLASS]?: () => Class } | null | undefined)?.[POSED_CLASS]?.();
  if (posed !== undefined && issubclass(posed, cls)) return true;
  return abstractMeta in cls && isVirtualSubclass(typeOf(obj) as unknown as Class, cls);
}

/** Mirrors `ABCMeta.__subclasscheck__`. */
export function isVirtualSubclass(sub: Class, cls: Class): boolean {
  if (!(abstractMeta in cls)) return false;
  const hook = lookup(cls, "__subclasshook__");
  const answer: unknown = hook === undefined ? NotImplemented : call(throughClass(hook, cls), sub);
  if (answer !== NotImplemented) return truth(answer);
  if (mroOf(sub).includes(cls)) return true;
  return [...(registered.get(cls) ?? []), ...subclassesOf(cls)].some((other) => issubclass(sub, other));
}
