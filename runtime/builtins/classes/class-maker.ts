/** Bases that make the class of a class statement themselves: `NamedTuple`, `TypedDict`. */
import type { Keywords } from "../call.js";
import type { dict } from "../dict.js";
import type { Class } from "../mro.js";

/** Makes the class of a name, bases, namespace and keywords. */
export type ClassMaker = (
  name: string,
  bases: readonly unknown[],
  namespace: dict<string, unknown>,
  keywords: Keywords,
  metaclass?: Class,
) => Class;

/** Under this key a base has its maker. */
export const MAKER = Symbol("class maker");

/** The maker of the first base that has one. */
export function makerOf(bases: readonly unknown[]): ClassMaker | undefined {
  return bases.map((base) => (base as { [MAKER]?: ClassMaker })[MAKER]).find((maker) => maker !== undefined);
}
