/** The trailing options object in which a call's keyword arguments travel. */
import { TypeError } from "./exceptions.js";
import { isOptions } from "./protocol.js";
import { typeName } from "./type-name.js";
import { mappingEntries } from "./unpack.js";

/**
 * The options object for a call with `**mapping`: mappings, and between them plain objects with the keywords that
 * are written out. What is wrong with it is raised by the call, which knows the function's name.
 *
 * @throws TypeError "keywords must be strings"
 */
export function options(...parts: unknown[]): Record<string, unknown> {
  const result = new Map<string, unknown>();
  for (const part of parts) {
    const entries = isOptions(part) ? Object.entries(part) : mappingEntries(part);
    if (entries === null) return faulty(`argument after ** must be a mapping, not ${typeName(part)}`);
    for (const [key, value] of entries) {
      if (typeof key !== "string") throw new TypeError("keywords must be strings");
      if (result.has(key)) return faulty(`got multiple values for keyword argument '${key}'`);
      result.set(key, value);
    }
  }
  return Object.fromEntries(result);
}

/** A keyword-only argument whose name every JavaScript object has, or its default where the call did not give it. */
export function unless_inherited<T>(name: string, given: T, otherwise: T): T {
  return given === Reflect.get({}, name) ? otherwise : given;
}

const faults = new WeakMap<object, string>();

/** An options object that raises for whoever looks at it, since it can't be one. */
function faulty(fault: string): Record<string, unknown> {
  const raise = (): never => {
    throw new TypeError(fault);
  };
  const made = new Proxy({}, { get: raise, has: raise, ownKeys: raise, getOwnPropertyDescriptor: raise });
  faults.set(made, fault);
  return made;
}

/** What keeps an options object from being one: the end of a message that begins with the function's name. */
export function faultOf(keywords: object): string | undefined {
  return faults.get(keywords);
}
