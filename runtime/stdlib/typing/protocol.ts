/** `typing.Protocol`: classes that are recognised by their members. */
import { hasattr, getattr } from "../../builtins/attributes.js";
import { splitKeywords } from "../../builtins/call.js";
import { PLAIN } from "../../builtins/classes/allocate.js";
import { instantiate } from "../../builtins/classes/instantiate.js";
import { modelOf } from "../../builtins/classes/model.js";
import type { dict } from "../../builtins/dict.js";
import { TypeError } from "../../builtins/exceptions.js";
import { type Class, basesOf, mroOf } from "../../builtins/mro.js";
import { object } from "../../builtins/object.js";
import { metaclass, type SpecialMethod } from "../../builtins/protocol.js";
import { isSubclass, typeOf } from "../../builtins/type.js";

const checkable = new WeakSet<object>();

/** What classes derived from Protocol do themselves. */
const CLASS_METHODS: Record<string, SpecialMethod> = {
  __call__(this: unknown, ...given: unknown[]) {
    if (isProtocol(this as Class)) throw new TypeError("Protocols cannot be instantiated");
    return instantiate(this as Class, ...splitKeywords(given));
  },
  __instancecheck__(this: unknown, instance: unknown) {
    const cls = this as Class;
    if (isSubclass(typeOf(instance) as unknown as Class, cls)) return true;
    if (!isProtocol(cls)) return false;
    requireCheckable(cls);
    return membersOf(cls).every((name) => hasattr(instance, name));
  },
  __subclasscheck__(this: unknown, sub: unknown) {
    const cls = this as Class;
    if (isSubclass(sub as Class, cls)) return true;
    if (!isProtocol(cls)) return false;
    requireCheckable(cls);
    return membersOf(cls).every((name) => hasattr(sub, name) && getattr(sub, name) !== null);
  },
};

/** Mirrors `typing.Protocol`. */
export class Protocol extends object {
  static readonly [PLAIN] = true;
  static readonly [metaclass] = CLASS_METHODS;

  static __class_getitem__(_parameters: unknown): typeof Protocol {
    return this;
  }
}

/** A protocol names Protocol among its bases; a class derived from one does not. */
const isProtocol = (cls: Class): boolean => basesOf(cls).includes(Protocol);

function requireCheckable(cls: Class): void {
  if (checkable.has(cls)) return;
  throw new TypeError("Instance and class checks can only be used with @runtime_checkable protocols");
}

const OWN = new Set([
  "__module__",
  "__doc__",
  "__annotations__",
  "__slots__",
  "__init__",
  "__hash__",
  "__orig_bases__",
]);

/** The members that a class needs to count as the protocol's. */
function membersOf(cls: Class): string[] {
  return mroOf(cls)
    .filter(isProtocol)
    .flatMap((level) => {
      const { namespace } = modelOf(level)!;
      const annotated = namespace.get("__annotations__", null) as dict<string, unknown> | null;
      return [...namespace.keys(), ...(annotated?.keys() ?? [])].filter((name) => !OWN.has(name));
    });
}

/** Mirrors `typing.runtime_checkable`. */
export function runtime_checkable<T>(cls: T): T {
  checkable.add(cls as object);
  return cls;
}
