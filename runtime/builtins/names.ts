/** The names under which Python knows classes and functions, and the addresses it shows. */
import type { AnyFunction } from "./protocol.js";
import { isBoundMethod } from "./bound-method.js";
import { hashText, identityCode } from "./hash.js";
import { isForeign, ownerOf } from "./members.js";
import { Float } from "./numbers.js";
import { className } from "./type-name.js";

/** What the transform or a library may have written on a function or class. */
interface Named {
  __module__?: string;
  __qualname__?: string;
}

/** The module of a class or function: its own `__module__`, else the entry module. */
export function moduleOf(value: AnyFunction): string {
  return Object.hasOwn(value, "__module__") ? ((value as Named).__module__ as string) : "__main__";
}

/** `__qualname__`: its own, else, for a method of an object, with the class that has it, else the plain name. */
export function qualifiedName(value: AnyFunction): string {
  if (isBoundMethod(value) && !value.native) {
    const owner = ownerOf(value.__self__ as object, value.name, value.__func__);
    if (owner !== undefined) return `${qualifiedName(owner)}.${value.name}`;
  }
  return Object.hasOwn(value, "__qualname__") ? ((value as Named).__qualname__ as string) : className(value);
}

/** `module.f()`, as errors about the arguments of a call name the function. */
export function functionText(value: AnyFunction): string {
  const module = moduleOf(value);
  return `${module === "builtins" ? "" : `${module}.`}${qualifiedName(value)}()`;
}

/** Names functions and classes as members of a Python module: what their repr, pickle and tracebacks show. */
export function defineModule(members: Record<string, unknown>, module: string): void {
  for (const value of Object.values(members)) {
    if (typeof value !== "function" || Object.hasOwn(value, "__module__")) continue;
    Object.defineProperty(value, "__module__", {
      // a class that extends one of another module is not of that module
      get(this: AnyFunction) {
        return this === value ? module : moduleOf(this);
      },
      set(this: AnyFunction, given: unknown) {
        Object.defineProperty(this, "__module__", { value: given, writable: true, configurable: true });
      },
      configurable: true,
    });
  }
}

const library = new WeakSet<object>();

/** Notes functions and classes as the runtime's own, whose optional parameters their text need not show. */
export function markLibrary(members: Record<string, unknown>): void {
  for (const value of Object.values(members)) {
    if (typeof value !== "function") continue;
    // a class that others only derive from need not be a member itself
    for (let cls: object = value; !isForeign(cls); cls = Object.getPrototypeOf(cls) as object) library.add(cls);
    // the methods of natively held values are properties of their class: `str.upper`
    for (const method of Object.values(value)) if (typeof method === "function") library.add(method);
  }
}

/** True for a function or class of the runtime (not for one that a program derives from it). */
export function isLibrary(value: object): boolean {
  return library.has(value);
}

/** Mirrors `id(x)`: one number for one object, of an address's size; equal numbers and strings count as one object. */
export function addressNumber(value: unknown): number {
  const isObject = typeof value === "function" || (typeof value === "object" && value !== null);
  if (isObject && !(value instanceof Float)) return identityCode(value) * 16;
  // 16-byte steps in the range of small objects; the value stands for the object.
  return 0x7f0000000000 + (hashText(`${typeof value} ${String(value)}`) % 0x100000000) * 16;
}

/** `0x7f...`, as in the default repr. */
export function addressOf(value: unknown): string {
  return `0x${addressNumber(value).toString(16)}`;
}
