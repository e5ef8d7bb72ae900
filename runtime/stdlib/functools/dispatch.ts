/** `functools.singledispatch`. */
import { call } from "../../builtins/call.js";
import { TypeError } from "../../builtins/exceptions.js";
import type { AnyFunction } from "../../builtins/protocol.js";
import { issubclass, typeOf } from "../../builtins/type.js";
import { className } from "../../builtins/type-name.js";
import { update_wrapper } from "./wraps.js";

type Implementation = (...args: unknown[]) => unknown;

/** A generic function: the class of the first argument chooses among the registered implementations. */
export interface Dispatching {
  register(cls: unknown, func?: Implementation): unknown;
  dispatch(cls: unknown): Implementation;
}

/** The decorator for the implementation that serves where no other fits. */
export function singledispatch<F extends AnyFunction>(func: F): F & Dispatching {
  const fallback = func as unknown as Implementation;
  const registered = new Map<unknown, Implementation>();
  const dispatch = (cls: unknown): Implementation => {
    const fitting = [...registered.keys()].filter((known) => issubclass(cls as never, known as never));
    const best = fitting.find((one) => fitting.every((other) => issubclass(one as never, other as never)));
    return best === undefined ? fallback : (registered.get(best) as Implementation);
  };
  const generic = (...args: unknown[]): unknown => {
    if (args.length === 0) {
      throw new TypeError(`${className(func as never)} requires at least 1 positional argument`);
    }
    return call(dispatch(typeOf(args[0])), ...args);
  };
  update_wrapper(generic, func);
  const register = (cls: unknown, implementation?: Implementation): unknown => {
    if (implementation === undefined) {
      return (later: Implementation) => register(cls, later);
    }
    registered.set(cls, implementation);
    return implementation;
  };
  return Object.assign(generic, { register, dispatch }) as unknown as F & Dispatching;
}
