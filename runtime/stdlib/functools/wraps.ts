/** `functools.wraps` and `functools.update_wrapper`. */
import { getattr, setattr } from "../../builtins/attributes.js";
import type { dict } from "../../builtins/dict.js";
import { ABSENT } from "../../builtins/members.js";

export const WRAPPER_ASSIGNMENTS = ["__module__", "__name__", "__qualname__", "__doc__", "__annotations__"];
export const WRAPPER_UPDATES = ["__dict__"];

interface WrapperOptions {
  assigned?: Iterable<string>;
  updated?: Iterable<string>;
}

/** Makes a wrapper, a function or any object, look like what it wraps. */
export function update_wrapper<W extends object>(
  wrapper: W,
  wrapped: unknown,
  { assigned = WRAPPER_ASSIGNMENTS, updated = WRAPPER_UPDATES }: WrapperOptions = {},
): W {
  for (const name of assigned) {
    const value: unknown = getattr(wrapped, name, ABSENT);
    if (value !== ABSENT) assign(wrapper, name, value);
  }
  for (const name of updated) {
    const attributes = getattr(wrapped, name, ABSENT) as dict<string, unknown> | typeof ABSENT;
    if (attributes !== ABSENT) (getattr(wrapper, name) as dict<string, unknown>).update(attributes);
  }
  setattr(wrapper, "__wrapped__", wrapped);
  return wrapper;
}

/** The names of a function are no attributes that its `__dict__` shows. */
function assign(wrapper: object, name: string, value: unknown): void {
  if (typeof wrapper !== "function") setattr(wrapper, name, value);
  else Object.defineProperty(wrapper, name, { value, writable: true, configurable: true });
}

/** The decorator for a wrapper of `wrapped`. */
export function wraps(wrapped: unknown, options?: WrapperOptions): <W extends object>(wrapper: W) => W {
  return (wrapper) => update_wrapper(wrapper, wrapped, options);
}
