/** `typing.NamedTuple`, as a base of classes and as a function. */
import { MAKER, type ClassMaker } from "../../builtins/classes/class-maker.js";
import { makeClass } from "../../builtins/classes/make-class.js";
import { dict } from "../../builtins/dict.js";
import { AttributeError, TypeError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import type { Class } from "../../builtins/mro.js";
import { type } from "../../builtins/type.js";
import { namedtuple, type NamedTupleClass } from "../collections/namedtuple.js";

/** Names that CPython lets no NamedTuple class define. */
const PROHIBITED = new Set(["__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults"]);

/** Mirrors `NamedTupleMeta.__new__`. @throws TypeError, AttributeError */
const fromBody: ClassMaker = (name, _bases, namespace) => {
  const types = namespace.get("__annotations__", new dict<string, unknown>()) as dict<string, unknown>;
  const names = [...types.keys()];
  const defaults: unknown[] = [];
  for (const field of names) {
    if (namespace.__contains__(field)) defaults.push(namespace.pop(field));
    else if (defaults.length > 0)
      throw new TypeError(
        `Non-default namedtuple field ${field} cannot follow default field${defaults.length > 1 ? "s" : ""} ` +
          names.slice(names.indexOf(field) - defaults.length, names.indexOf(field)).join(", "),
      );
  }
  for (const key of namespace.keys())
    if (PROHIBITED.has(key)) throw new AttributeError(`Cannot overwrite NamedTuple attribute ${key}`);
  const base = namedtuple(name, names, { defaults });
  const doc = `${name}(${names.join(", ")})`;
  if (namespace.get("__doc__") === null) namespace.__setitem__("__doc__", doc);
  namespace.__setitem__("__slots__", []);
  return makeClass(type as unknown as Class, name, [base as Class], namespace, {});
};

/** Mirrors `NamedTuple("Point", [("x", int), ("y", int)])`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- its fields are named at run time
export function NamedTuple<T = any>(
  typename: string,
  fields: Iterable<readonly [string, unknown]> = [],
): NamedTupleClass<T> {
  const annotations = new dict<string, unknown>();
  for (const [name, kind] of iterate<readonly [string, unknown]>(fields)) annotations.__setitem__(name, kind);
  return fromBody(
    typename,
    [],
    new dict<string, unknown>([["__annotations__", annotations]]),
    {},
  ) as unknown as NamedTupleClass<T>;
}

Object.defineProperty(NamedTuple, MAKER, { value: fromBody });
