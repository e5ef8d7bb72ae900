/** `typing.TypedDict`, as a base of classes and as a function: calling the class gives a plain dict. */
import { splitKeywords } from "../../builtins/call.js";
import { MAKER, type ClassMaker } from "../../builtins/classes/class-maker.js";
import { makeClass } from "../../builtins/classes/make-class.js";
import { staticmethod } from "../../builtins/classes/method-types.js";
import { dict } from "../../builtins/dict.js";
import type { Class } from "../../builtins/mro.js";
import { markLibrary } from "../../builtins/names.js";
import { frozenset } from "../../builtins/set.js";
import { type } from "../../builtins/type.js";
import { GenericAlias } from "./forms.js";

interface TypedClass {
  __annotations__?: dict<string, unknown>;
  __required_keys__?: Iterable<string>;
  __optional_keys__?: Iterable<string>;
}

/** Mirrors `_TypedDictMeta.__new__`. */
const fromBody: ClassMaker = (name, bases, namespace, { total = true }) => {
  const own = namespace.get("__annotations__", new dict<string, unknown>()) as dict<string, unknown>;
  const annotations = new dict<string, unknown>();
  const [required, optional] = [new Set<string>(), new Set<string>()];
  for (const base of bases as TypedClass[]) {
    for (const [key, kind] of base.__annotations__?.entries() ?? []) annotations.__setitem__(key, kind);
    for (const key of base.__required_keys__ ?? []) required.add(key);
    for (const key of base.__optional_keys__ ?? []) optional.add(key);
  }
  for (const [key, kind] of own.entries()) {
    annotations.__setitem__(key, kind);
    const title = kind instanceof GenericAlias ? kind.title : "";
    const isRequired = title === "typing.Required" || (total === true && title !== "typing.NotRequired");
    (isRequired ? required : optional).add(key);
  }
  namespace.__setitem__("__annotations__", annotations);
  namespace.__setitem__("__total__", total);
  namespace.__setitem__("__required_keys__", new frozenset(required));
  namespace.__setitem__("__optional_keys__", new frozenset(optional));
  namespace.__setitem__("__new__", new staticmethod(create));
  const made = makeClass(type as unknown as Class, name, [dict as Class], namespace, {});
  return Object.defineProperty(made, MAKER, { value: fromBody });
};

function create(_cls: unknown, ...given: unknown[]): dict<string, unknown> {
  const [args, keywords] = splitKeywords(given);
  return new dict<string, unknown>(...(args as [dict<string, unknown>?]), ...(args.length === 0 ? [keywords] : []));
}

/** Mirrors `TypedDict("Movie", {"name": str})`. */
export function TypedDict(
  typename: string,
  fields: dict<string, unknown> = new dict(),
  { total = true }: { total?: boolean } = {},
): Class {
  return fromBody(typename, [], new dict<string, unknown>([["__annotations__", fields.copy()]]), { total });
}

markLibrary({ create });
Object.defineProperty(TypedDict, MAKER, { value: fromBody });
