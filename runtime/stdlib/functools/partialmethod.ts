/** The descriptor `functools.partialmethod`. */
import { bindNative } from "../../builtins/bound-method.js";
import { special } from "../../builtins/protocol.js";
import { partial } from "./partial.js";

/** A method taken from an object or class: what its `__get__` gives, or the function with the object as first argument. */
function boundTo(method: unknown, instance: object | null, owner: unknown): unknown {
  const get = typeof method === "object" ? special(method, "__get__") : undefined;
  if (get !== undefined) return get.call(method, instance, owner);
  return instance === null ? method : bindNative(instance, method as CallableFunction);
}

/** Mirrors `functools.partialmethod`: a method with some of its arguments given. */
export class partialmethod {
  readonly func: unknown;
  readonly #given: unknown[];

  /** Keyword arguments come last, as a plain object. */
  constructor(func: unknown, ...args: unknown[]) {
    this.func = func;
    this.#given = args;
  }

  __get__(instance: object | null, owner?: unknown): unknown {
    if (instance !== null) return new partial(boundTo(this.func, instance, owner), ...this.#given);
    return (self: object, ...args: unknown[]) =>
      new partial(boundTo(this.func, self, owner), ...this.#given).__call__(...args);
  }
}
