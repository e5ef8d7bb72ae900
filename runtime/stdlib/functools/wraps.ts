/** `functools.wraps` and `functools.update_wrapper`. */
import { className } from "../../builtins/type-name.js";
import type { AnyFunction } from "../../builtins/protocol.js";

export const WRAPPER_ASSIGNMENTS = ["__module__", "__name__", "__qualname__", "__doc__"];
export const WRAPPER_UPDATES = ["__dict__"];

/** Gives a function the name, the text and the call signature of another. */
export function copyNames(outer: AnyFunction, inner: AnyFunction): void {
  for (const name of ["__module__", "__name__", "__qualname__", "__doc__", "__signature__"]) {
    const described = Object.getOwnPropertyDescriptor(inner, name);
    if (described !== undefined) {
      Object.defineProperty(outer, name, { ...described, configurable: true });
    }
  }
  Object.defineProperty(outer, "name", { value: className(inner as never), configurable: true });
}

/** Makes a wrapper look like the function that it wraps. */
export function update_wrapper<W extends AnyFunction>(wrapper: W, wrapped: AnyFunction): W {
  const own = Object.getOwnPropertyDescriptor(wrapper, "__signature__");
  copyNames(wrapper, wrapped);
  // how the wrapper itself has to be called doesn't change
  if (own === undefined) {
    delete (wrapper as { __signature__?: string }).__signature__;
  } else {
    Object.defineProperty(wrapper, "__signature__", own);
  }
  const attributes = Object.entries(wrapped).filter(([name]) => !name.startsWith("__"));
  return Object.assign(wrapper, Object.fromEntries(attributes), { __wrapped__: wrapped });
}

/** The decorator for a wrapper of `wrapped`. */
export function wraps(wrapped: AnyFunction): <W extends AnyFunction>(wrapper: W) => W {
  return (wrapper) => update_wrapper(wrapper, wrapped);
}
