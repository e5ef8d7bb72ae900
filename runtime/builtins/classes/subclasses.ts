/** `C.__subclasses__()`. */
import type { Class } from "../mro.js";

const known = new WeakMap<object, WeakRef<Class>[]>();

/** Notes a class with those that it is derived from. */
export function noteSubclass(cls: Class, bases: readonly Class[]): void {
  for (const base of bases) {
    const refs = known.get(base);
    if (refs) refs.push(new WeakRef(cls));
    else known.set(base, [new WeakRef(cls)]);
  }
}

/** The classes derived from one directly that are still alive, in the order in which they were made. */
export function subclassesOf(cls: Class): Class[] {
  return (known.get(cls) ?? []).flatMap((ref) => ref.deref() ?? []);
}
