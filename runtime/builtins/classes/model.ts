/** What the runtime keeps of a class that it has built itself, from a namespace, as CPython's `type.__new__` does. */
import type { dict } from "../dict.js";
import type { Class } from "../mro.js";

export interface ClassModel {
  /** The class's own attributes as the program knows them: functions, descriptors, values. */
  namespace: dict<string, unknown>;
  /** Names from `__slots__`, null when instances have a `__dict__` of this class's making. */
  slots: readonly string[] | null;
  /** Abstract methods that are not implemented. */
  abstract: readonly string[];
}

const models = new WeakMap<object, ClassModel>();

/** Marks built classes, and what JavaScript derives from them. */
const BUILT = Symbol("built");

/** Notes a class as built by the runtime. */
export function keepModel(cls: Class, model: ClassModel): void {
  models.set(cls, model);
  Object.defineProperty(cls, BUILT, { value: true });
}

/** The model of a class that the runtime has built; undefined for any other. */
export function modelOf(cls: object): ClassModel | undefined {
  return models.get(cls);
}

/** True for a built class, and for one that extends a built class. */
export function isBuilt(cls: unknown): boolean {
  return typeof cls === "function" && (cls as { [BUILT]?: true })[BUILT] === true;
}

/** True for an instance of such a class. */
export function isBuiltInstance(value: unknown): value is object {
  return typeof value === "object" && value !== null && isBuilt((value as { constructor?: unknown }).constructor);
}
