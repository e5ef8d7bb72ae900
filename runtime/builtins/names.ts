/** The names under which Python knows classes and functions, and the addresses it shows. */
import type { AnyFunction } from "./protocol.js";
import { identityCode } from "./hash.js";
import { globalName } from "../kernel/registry.js";
import { className } from "./type-name.js";

/** What the transform or a library may have written on a function or class. */
interface Named {
  __module__?: string;
  __qualname__?: string;
}

/** The module of a class or function: its own `__module__`, that of its registered name, else the entry module. */
export function moduleOf(value: AnyFunction): string {
  if (Object.hasOwn(value, "__module__")) return (value as Named).__module__ as string;
  return globalName(value)?.module ?? "__main__";
}

/** `__qualname__`: its own, that of its registered name, else the plain name. */
export function qualifiedName(value: AnyFunction): string {
  if (Object.hasOwn(value, "__qualname__")) return (value as Named).__qualname__ as string;
  return globalName(value)?.qualname ?? className(value);
}

/** Mirrors `id(x)` for objects: stable, of an address's size. */
export function addressNumber(value: object): number {
  return identityCode(value) * 16;
}

/** `0x7f...`, as in the default repr. */
export function addressOf(value: object): string {
  return `0x${addressNumber(value).toString(16)}`;
}
