/** How objects of the library reach a forked child where that differs from how they are pickled. */
import { tuple } from "../../builtins/tuple.js";
import { registerModule } from "../registry.js";
import type { Reduced } from "./reduce.js";

/** The module name under which the functions that make a child's objects are written. */
export const INHERITANCE = "py2mp.inheritance";

const inheritors = new Map<object, (value: never) => Reduced>();

/**
 * Teaches fork how objects with exactly this prototype reach a child.
 *
 * @param reduce gives the values that stand for an object
 * @param name what pickles call `rebuild`; must be unique
 * @param rebuild makes the child's object of the values
 */
export function registerInheritor<T extends object, A extends unknown[]>(
  prototype: T,
  reduce: (value: T) => readonly [...A],
  name: string,
  rebuild: (...args: A) => unknown,
): void {
  registerModule(INHERITANCE, { [name]: rebuild });
  inheritors.set(prototype, (value: T): Reduced => ({ callable: rebuild, args: new tuple(reduce(value)) }));
}

/** Those whose subclasses too reach a child in their way, with their attributes. */
const families = new Map<object, (value: never) => Reduced>();

/** As `registerInheritor`, for subclasses that the program defines; their attributes come in addition. */
export function registerFamily<T extends object, A extends unknown[]>(
  prototype: T,
  reduce: (value: T) => readonly [...A],
  name: string,
  rebuild: (...args: A) => unknown,
): void {
  registerModule(INHERITANCE, { [name]: rebuild });
  families.set(prototype, (value: T): Reduced => ({ callable: rebuild, args: new tuple(reduce(value)) }));
}

/** What stands for an instance of a subclass, but for its attributes; undefined where nothing was registered. */
export function familyOf(value: object): Reduced | undefined {
  let prototype = Object.getPrototypeOf(value) as object | null;
  for (; prototype !== null; prototype = Object.getPrototypeOf(prototype) as object | null) {
    const reduce = families.get(prototype);
    if (reduce !== undefined) return reduce(value as never);
  }
  return undefined;
}

/** What stands for an object; undefined for one that nothing was registered for. */
export function inheritorOf(value: object): Reduced | undefined {
  return inheritors.get(Object.getPrototypeOf(value) as object)?.(value as never);
}
