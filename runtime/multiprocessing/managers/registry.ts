/** The types of which a manager can make objects. Mirrors the registry of BaseManager. */
import { getattr } from "../../builtins/attributes.js";
import { callWith } from "../../builtins/call.js";
import type { dict } from "../../builtins/dict.js";
import { special } from "../../builtins/protocol.js";
import { dir } from "../../builtins/functions/objects.js";
import type { ProxyType } from "./proxy.js";

/** How objects of a type are made and what their proxies can do. */
export interface TypeEntry {
  /** What the program registered to make an object; null: the object is given, as another one's method's result. */
  readonly callable: unknown;
  make(args: unknown[], keywords: Record<string, unknown>): unknown;
  /** Null for AutoProxy. */
  readonly proxytype: ProxyType | null;
  /** Names of the methods that a proxy may call; null for all public ones. */
  readonly exposed: readonly string[] | null;
  /** Methods whose results stay in the server, and their types. */
  readonly methodToTypeid: ReadonlyMap<string, string>;
}

export type Registry = Map<string, TypeEntry>;

/** What `register` takes by name. */
export interface RegisterOptions {
  proxytype?: ProxyType | null;
  exposed?: Iterable<string> | null;
  method_to_typeid?: dict<string, string> | null;
  create_method?: boolean;
}

interface ProxyTypeHints {
  _exposed_?: Iterable<string> | null;
  _method_to_typeid_?: dict<string, string> | null;
}

export function typeEntry(callable: unknown, options: RegisterOptions): TypeEntry {
  const proxytype = options.proxytype ?? null;
  const hints = (proxytype ?? {}) as ProxyTypeHints;
  const exposed = options.exposed ?? hints._exposed_ ?? null;
  const methodToTypeid = options.method_to_typeid ?? hints._method_to_typeid_ ?? null;
  return {
    callable,
    make: (args, keywords) => (callable === null ? args[0] : callWith(callable, args, keywords)),
    proxytype,
    exposed: exposed === null ? null : [...exposed],
    methodToTypeid: new Map(methodToTypeid === null ? [] : methodToTypeid.entries()),
  };
}

/** The names of an object's methods that don't begin with an underscore. Mirrors managers.public_methods. */
export function public_methods(obj: unknown): string[] {
  return dir(obj).filter((name) => !name.startsWith("_") && isCallable(getattr(obj, name)));
}

function isCallable(value: unknown): boolean {
  return typeof value === "function" || special(value, "__call__") !== undefined;
}
