/** Makes the class objects of natively held values (`str`, `int`, `float`, `bool`, `list`). */
import { NotImplementedError } from "./exceptions.js";

/**
 * Turns a function into a Python class object: callable for conversion, with the methods as properties (functions of the
 * value), usable on the right of `instanceof`.
 */
export function nativeClass<F extends CallableFunction, M extends object>(
  name: string,
  construct: F,
  methods: M,
  isInstance: (value: unknown) => boolean,
): F & M {
  Object.defineProperty(construct, "name", { value: name });
  Object.defineProperty(construct, Symbol.hasInstance, { value: isInstance });
  return Object.assign(construct, methods);
}

/** The error for an instance of a subclass: its value has no place in a JavaScript object. */
export function notSubclassable(name: string): NotImplementedError {
  return new NotImplementedError(`py2mp does not support classes derived from ${name}`);
}
