/** Builtin functions about objects: id, callable, dir, vars. */
import { isModule, moduleMember, moduleNames } from "../module-attributes.js";
import { attributeNames, instanceDict } from "../instance-dict.js";
import { namespaceOf } from "../class-attributes.js";
import { dict } from "../dict.js";
import { TypeError } from "../exceptions.js";
import { isForeign } from "../members.js";
import { addressNumber, isLibrary } from "../names.js";
import { nativeType } from "../native-types.js";
import { special } from "../protocol.js";
import { attributeName } from "../reserved.js";
import { sorted } from "./aggregates.js";

import { isType } from "../type-name.js";
import type { Class } from "../mro.js";

/** Mirrors `id(x)`. */
export function id(obj: unknown): number {
  return addressNumber(obj);
}

/** Mirrors `callable(x)`. */
export function callable(obj: unknown): boolean {
  return typeof obj === "function" || special(obj, "__call__") !== undefined;
}

/** Mirrors `vars(obj)`: the live dict of its attributes. Raises TypeError. */
export function vars(obj: unknown): dict<string, unknown> {
  if (isType(obj)) return namespaceOf(obj);
  if (obj === undefined) throw new TypeError("vars() without an argument is not supported");
  const isHolder = (typeof obj === "object" && obj !== null) || (typeof obj === "function" && !isLibrary(obj));
  if (!isHolder || nativeType(obj) !== undefined) {
    throw new TypeError("vars() argument must have __dict__ attribute");
  }
  if (isModule(obj))
    return new dict(Object.fromEntries(moduleNames(obj).map((name) => [name, moduleMember(obj, name)])));
  return instanceDict(obj);
}

/** Mirrors `dir(obj)`: the sorted names of its attributes. JavaScript's own names are left out. */
export function dir(obj: unknown): string[] {
  const custom = special(obj, "__dir__");
  if (custom !== undefined) return sorted(custom.call(obj) as Iterable<string>);
  const names = new Set<string>();
  const native = nativeType(obj);
  if (native !== undefined) addNames(names, native);
  else if (isType(obj)) addClassNames(names, obj);
  else addInstanceNames(names, obj as object);
  return sorted(names);
}

const HIDDEN = new Set(["constructor", "length", "name", "prototype", "arguments", "caller"]);

function addNames(names: Set<string>, holder: object): void {
  for (const name of Object.getOwnPropertyNames(holder)) if (!HIDDEN.has(name)) names.add(attributeName(name));
}

function addClassNames(names: Set<string>, cls: Class): void {
  for (let level: object = cls; !isForeign(level); level = Object.getPrototypeOf(level) as object) {
    addNames(names, level);
    const { prototype } = level as { prototype?: object };
    if (prototype !== undefined) addNames(names, prototype);
  }
}

function addInstanceNames(names: Set<string>, obj: object): void {
  if (isModule(obj)) for (const name of moduleNames(obj)) names.add(name);
  else {
    for (const name of attributeNames(obj)) names.add(name);
    // JavaScript's own iterators are of no class.
    if (obj.constructor !== Object) addClassNames(names, obj.constructor as unknown as Class);
  }
}
