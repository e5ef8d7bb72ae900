/** The metaclass of a class. */
import { TypeError } from "../exceptions.js";
import { type Class, mroOf } from "../mro.js";
import { iterateByProtocol } from "../iterate.js";
import { abstractMeta, metaclass, special } from "../protocol.js";
import { type } from "../type.js";

/** Mirrors `type(cls)`. */
export function metaclassOf(cls: Class): Class {
  const methods = (cls as unknown as { [metaclass]?: object })[metaclass];
  const owner = methods?.constructor;
  if (owner !== undefined && owner !== Object) return owner as unknown as Class;
  return isAbstractMeta(cls) ? asClass(type) : (abstractOf(cls) ?? asClass(type));
}

/** True for `ABCMeta` itself. */
export const isAbstractMeta = (cls: Class): boolean => Object.hasOwn(cls, abstractMeta) && abstractOf(cls) === cls;

const asClass = (value: unknown): Class => value as Class;

/** The metaclass of an abstract class. */
function abstractOf(cls: Class): Class | undefined {
  return (cls as unknown as { [abstractMeta]?: Class })[abstractMeta];
}

/** Gives a class its metaclass: look-ups of the class's special methods find those of the metaclass's prototype. */
export function setMetaclass(cls: Class, of: Class): void {
  if ((of as unknown) === type) return;
  if (abstractMeta in of) Object.defineProperty(cls, abstractMeta, { value: of });
  if (isAbstractMeta(of)) return;
  Object.defineProperty(cls, metaclass, { value: of.prototype as object, configurable: true });
  if (special(cls, "__iter__") ?? special(cls, "__getitem__"))
    Object.defineProperty(cls, Symbol.iterator, { value: iterateByProtocol, configurable: true });
}

/** Mirrors `_PyType_CalculateMetaclass`: the most derived among a metaclass and those of the bases. @throws TypeError */
export function mostDerived(given: Class, bases: readonly Class[]): Class {
  return bases.map(metaclassOf).reduce((winner, candidate) => {
    if (mroOf(winner).includes(candidate)) return winner;
    if (mroOf(candidate).includes(winner)) return candidate;
    throw new TypeError(
      "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
    );
  }, given);
}
