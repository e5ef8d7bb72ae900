/** Which methods of a class are abstract. */
import type { dict } from "../dict.js";
import { type Class, mroOf } from "../mro.js";
import { lookup } from "./lookup.js";
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

/** The abstract methods of a class that stands: those that its model names, or those that its bodies mark. */
export function abstractOf(cls: Class): readonly string[] {
  const model = modelOf(cls);
  if (model !== undefined) return model.abstract;
  return mroOf(cls).flatMap((level) =>
    Object.hasOwn(level, "__abstractmethods__")
      ? [...((level as unknown as { __abstractmethods__: Iterable<string> }).__abstractmethods__ ?? [])]
      : [],
  );
}
