/** Instances of classes derived from `int`, `float`, `str` and `bytes`: objects that hold the value that they are. */

/** Under this key such an object holds its value. */
export const VALUE = Symbol("value");

interface Holder {
  readonly [VALUE]: unknown;
}

/** True for an instance of a class derived from a native one. */
export function isHolder(value: unknown): value is Holder {
  return typeof value === "object" && value !== null && VALUE in value;
}

/** The native value that an object stands for in an operation; anything else itself. */
export function plain(value: unknown): unknown {
  return isHolder(value) ? value[VALUE] : value;
}
