/** Which methods of a class are abstract. */
import type { dict } from "../dict.js";
import { type Class, mroOf } from "../mro.js";
import { TypeError } from "../exceptions.js";
import { abstractMeta } from "../protocol.js";
import { className } from "../type-name.js";
import { lookup, ownAttribute } from "./lookup.js";
import { modelOf } from "./model.js";

const isAbstract = (value: unknown): boolean =>
  (value as { __isabstractmethod__?: unknown } | null | undefined)?.__isabstractmethod__ === true;

/** The abstract methods of a class with these bases and this namespace, sorted. */
export function abstractNames(bases: readonly Class[], namespace: dict<string, unknown>): string[] {
  const own = [...namespace.entries()].filter(([, value]) => isAbstract(value)).map(([name]) => name);
  const inherited = bases.flatMap((base) => abstractOf(base)).filter((name) => !isImplemented(name, bases, namespace));
  return [...new Set([...own, ...inherited])].sort();
}

function isImplemented(name: string, bases: readonly Class[], namespace: dict<string, unknown>): boolean {
  if (namespace.__contains__(name)) return true;
  for (const base of bases) {
    const found = lookup(base, name);
    if (found !== undefined) return !isAbstract(found.value) && !abstractOf(found.owner).includes(name);
  }
  return false;
}

/** The abstract methods of a class that stands and are not implemented, sorted: what its model or its bodies name. */
export function abstractOf(cls: Class): readonly string[] {
  const known = modelOf(cls)?.abstract ?? missing.get(cls);
  if (known !== undefined) return known;
  const order = mroOf(cls);
  const names = order.flatMap((level, at) => {
    const nearer = order.slice(0, at);
    return markedIn(level).filter((name) => nearer.every((each) => ownAttribute(each, name) === undefined));
  });
  const found = [...new Set(names)].sort();
  missing.set(cls, found);
  return found;
}

const missing = new WeakMap<object, readonly string[]>();

/** What `@abstractmethod` marks in a class's own body, as converted code notes it. */
function markedIn(cls: Class): string[] {
  if (!Object.hasOwn(cls, "__abstractmethods__")) return [];
  return [...((cls as unknown as { __abstractmethods__?: Iterable<string> }).__abstractmethods__ ?? [])];
}

/** @throws TypeError "Can't instantiate abstract class Shape with abstract method area" */
export function refuseAbstract(cls: Class): void {
  const names = abstractMeta in cls ? abstractOf(cls) : [];
  if (names.length === 0) return;
  const methods = `abstract method${names.length === 1 ? "" : "s"} ${names.join(", ")}`;
  throw new TypeError(`Can't instantiate abstract class ${className(cls)} with ${methods}`);
}
