/** Makes the class objects of natively held values (`str`, `int`, `float`, `bool`, `list`). */
import { markReceiver, OF_CLASS } from "./receiver-marks.js";
import { isHolder } from "./classes/native-value.js";
import { type Class, mroOf } from "./mro.js";
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
  const holds = (value: unknown): boolean => isInstance(value) || (isHolder(value) && isDerived(value, construct));
  Object.defineProperty(construct, Symbol.hasInstance, { value: holds });
  for (const [method, fn] of Object.entries(methods)) {
    // special methods are in part functions of all values
    if (typeof fn === "function" && !OF_CLASS.has(method) && !method.startsWith("__"))
      markReceiver(fn as CallableFunction, construct, method);
  }
  return Object.assign(construct, methods);
}

function isDerived(value: object, from: CallableFunction): boolean {
  return mroOf(value.constructor as unknown as Class).includes(from as unknown as Class);
}

/** The error for an instance of a subclass: its value has no place in a JavaScript object. */
export function notSubclassable(name: string): NotImplementedError {
  return new NotImplementedError(`py2mp does not support classes derived from ${name}`);
}
