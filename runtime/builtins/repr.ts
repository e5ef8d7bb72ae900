/** `repr()`, `str()` and `ascii()` of every kind of value. */
import { hasMaker, makerName } from "./generator-facts.js";
import { isModule, moduleText } from "./module-attributes.js";
import { TypeError } from "./exceptions.js";
import { floatRepr, intText } from "./number-text.js";
import { type BoundMethod, isBoundMethod } from "./bound-method.js";
import { Float } from "./numbers.js";
import { type AnyFunction, special } from "./protocol.js";
import { escapeNonAscii, strRepr } from "./str/repr.js";
import { isTuple } from "./tuple.js";
import { tagName } from "./tags.js";
import { className, isClass, typeName } from "./type-name.js";
import { addressOf, isLibrary, moduleOf, qualifiedName } from "./names.js";

const open = new Set<object>();

/** Notes that the repr of a container has begun; false if it is being made already (CPython's `[...]`). */
export function enterRepr(container: object): boolean {
  if (open.has(container)) return false;
  open.add(container);
  return true;
}

/** Ends what `enterRepr` began. */
export function leaveRepr(container: object): void {
  open.delete(container);
}

/** The `__repr__` of a dataclass that may hold itself. Mirrors `_recursive_repr` of Lib/dataclasses.py. */
export function __recursive_repr__(self: object, show: () => string): string {
  if (!enterRepr(self)) return "...";
  try {
    return show();
  } finally {
    leaveRepr(self);
  }
}

/** Mirrors `repr(x)`. */
export function repr(value: unknown): string {
  switch (typeof value) {
    case "string":
      return strRepr(value);
    case "number":
      return Number.isInteger(value) ? String(value + 0) : floatRepr(value);
    case "bigint":
      return intText(value);
    case "boolean":
      return value ? "True" : "False";
    case "function":
      return functionRepr(value);
    case "object":
      return value === null ? "None" : objectRepr(value);
    default:
      return "None";
  }
}

/** Mirrors `str(x)` with one argument. */
export function text(value: unknown): string {
  if (typeof value === "string") return value;
  const own = ownText(value);
  if (own !== undefined) return own;
  const method = special(value, "__str__");
  if (method === undefined) return repr(value);
  return checkedText(method.call(value), "__str__");
}

/** Mirrors `ascii(x)`: repr with everything outside ASCII escaped. */
export function ascii(value: unknown): string {
  return escapeNonAscii(repr(value));
}

function checkedText(result: unknown, method: string): string {
  if (typeof result === "string") return result;
  throw new TypeError(`${method} returned non-string (type ${typeName(result)})`);
}

/** The method of what hides its class's special methods: `super()`, on which a look-up finds the next class's. */
export const OWN_TEXT = Symbol("own text");

function ownText(value: unknown): string | undefined {
  return (value as { [OWN_TEXT]?: () => string } | null)?.[OWN_TEXT]?.();
}

function objectRepr(value: object): string {
  if (value instanceof Float) return floatRepr(value.value);
  const own = ownText(value);
  if (own !== undefined) return own;
  if (isModule(value)) return moduleText(value);
  const method = special(value, "__repr__");
  if (method !== undefined) return checkedText(method.call(value), "__repr__");
  if (Array.isArray(value)) return isTuple(value) ? tupleRepr(value) : listRepr(value);
  return defaultRepr(value);
}

function listRepr(items: readonly unknown[]): string {
  if (!enterRepr(items)) return "[...]";
  try {
    return `[${items.map(repr).join(", ")}]`;
  } finally {
    leaveRepr(items);
  }
}

function tupleRepr(items: readonly unknown[]): string {
  if (!enterRepr(items)) return "(...)";
  try {
    return items.length === 1 ? `(${repr(items[0])},)` : `(${items.map(repr).join(", ")})`;
  } finally {
    leaveRepr(items);
  }
}

/** `<__main__.C object at 0x7f...>`, the repr that `object` gives; that of a generator names its function too. */
export function defaultRepr(value: object): string {
  const owner = value.constructor as AnyFunction;
  const module = moduleOf(owner);
  const hasClass = isClass(owner) && module !== "builtins" && tagName(value) === undefined;
  const name = hasClass ? `${module}.${qualifiedName(owner)}` : typeName(value);
  const maker = hasMaker(value) ? ` ${makerName(value)}` : "";
  return `<${name} object${maker} at ${addressOf(value)}>`;
}

function methodRepr(method: BoundMethod): string {
  const { __self__: self, __func__: fn, native } = method;
  if (!native || !isLibrary(fn)) return `<bound method ${qualifiedName(native ? fn : method)} of ${repr(self)}>`;
  return `<built-in method ${fn.name} of ${typeName(self)} object at ${addressOf(self)}>`;
}

/** Mirrors `type.__repr__`. */
export function classRepr(cls: AnyFunction): string {
  const module = moduleOf(cls);
  return `<class '${module === "builtins" ? "" : `${module}.`}${qualifiedName(cls)}'>`;
}

function functionRepr(value: AnyFunction): string {
  if (isClass(value) || Object.hasOwn(value, Symbol.hasInstance)) {
    const method = special(value, "__repr__");
    return method === undefined ? classRepr(value) : checkedText(method.call(value), "__repr__");
  }
  if (isBoundMethod(value)) return methodRepr(value);
  if (isLibrary(value)) return `<built-in function ${className(value)}>`;
  return `<function ${qualifiedName(value)} at ${addressOf(value)}>`;
}
