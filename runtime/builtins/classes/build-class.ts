/** Mirrors `__build_class__`: runs a class's body and hands its namespace to the metaclass. */
import { call } from "../call.js";
import type { Keywords } from "../call.js";
import { delitem, setitem } from "../operators.js";
import { dict } from "../dict.js";
import { TypeError } from "../exceptions.js";
import { type Class } from "../mro.js";
import { special } from "../protocol.js";
import { tuple } from "../tuple.js";
import { type } from "../type.js";
import { isType } from "../type-name.js";
import { ClassCell } from "./class-cell.js";
import { makerOf } from "./class-maker.js";
import { lookup, throughClass } from "./lookup.js";
import { CELL, makeClass } from "./make-class.js";
import { isAbstractMeta, mostDerived } from "./metaclass.js";
import { pythonName } from "../reserved.js";

type Body = (__class__: () => Class) => Record<string, unknown>;

/**
 * The class that a class statement makes, when TypeScript's own class can't say it.
 *
 * @param qualname its `__qualname__`, whose last part is its name
 * @param given its bases
 * @param keywords `metaclass` and what else stands behind the bases
 * @param body gives what the class's body has defined; gets a function that gives the class
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a metaclass may make anything
export function build_class(qualname: string, given: unknown[], keywords: Keywords, body: Body, doc?: string): any {
  const { metaclass: wanted, ...others } = keywords;
  const bases = resolveEntries(given);
  const name = qualname.slice(qualname.lastIndexOf(".") + 1);
  const isClass = wanted === undefined || isType(wanted);
  const mcs = isClass ? mostDerived((wanted ?? type) as Class, bases.filter(isType) as Class[]) : wanted;
  const cell = new ClassCell();
  const namespace = prepare(mcs, name, bases, others);
  setitem(namespace, "__module__", "__main__");
  setitem(namespace, "__qualname__", qualname);
  if (doc !== undefined) setitem(namespace, "__doc__", doc);
  const members = body(() => cell.get());
  for (const [key, value] of Object.entries(members)) {
    if (value === undefined) continue; // deleted, or never assigned
    setitem(namespace, key, qualified(value, key, qualname));
  }
  if (bases.length !== given.length || bases.some((base, at) => base !== given[at]))
    setitem(namespace, "__orig_bases__", new tuple(given));
  setitem(namespace, CELL, cell);
  const maker = makerOf(given);
  if (maker !== undefined)
    return maker(name, given, namespace as dict<string, unknown>, others, wanted as Class | undefined);
  if ((mcs as unknown) === (type as unknown) || isAbstractMeta(mcs as Class))
    return makeClass(mcs as unknown as Class, name, bases as Class[], namespace as dict<string, unknown>, others);
  const rest = Object.keys(others).length > 0 ? [others] : [];
  const made: unknown = call(mcs, name, new tuple(bases), namespace, ...rest);
  if (namespace instanceof dict && namespace.__contains__(CELL)) delitem(namespace, CELL);
  return made;
}

/** What bases that are no classes stand for: `Stack` for `Stack[int]`. */
function resolveEntries(given: readonly unknown[]): unknown[] {
  return given.flatMap((base) => {
    if (isType(base)) return [base];
    const entries = special(base, "__mro_entries__") ?? (base as { __mro_entries__?: unknown }).__mro_entries__;
    if (typeof entries !== "function") return [base];
    return [...(Reflect.apply(entries, base, [new tuple(given)]) as Iterable<unknown>)];
  });
}

function prepare(mcs: unknown, name: string, bases: readonly unknown[], keywords: Keywords): unknown {
  const found = isType(mcs) ? lookup(mcs as Class, "__prepare__") : undefined;
  if (found === undefined || found.owner.name === "type") return new dict();
  const rest = Object.keys(keywords).length > 0 ? [keywords] : [];
  const made: unknown = call(throughClass(found, mcs as Class), name, new tuple(bases), ...rest);
  if (special(made, "__getitem__") === undefined)
    throw new TypeError(`${(mcs as Class).name}.__prepare__() must return a mapping`);
  return made;
}

/** A function that the body defined is known by the class's name and its own. */
function qualified(value: unknown, key: string, qualname: string): unknown {
  const fn = functionIn(value);
  if (fn !== null && pythonName(fn.name) === key && !Object.hasOwn(fn, "__qualname__")) {
    Object.defineProperty(fn, "__qualname__", { value: `${qualname}.${key}`, writable: true, configurable: true });
  }
  return value;
}

/** The function of a member: itself, or that which a property or class method wraps. */
function functionIn(value: unknown): CallableFunction | null {
  if (typeof value === "function") return isType(value) || Object.hasOwn(value, "__self__") ? null : value;
  const { fget, __func__ } = (value ?? {}) as { fget?: unknown; __func__?: unknown };
  const inner = fget ?? __func__;
  return typeof inner === "function" && !isType(inner) ? inner : null;
}
