/**
 * Mirrors the module `dataclasses`; where `@dataclass` has been expanded at conversion, a Field has neither type nor
 * factory.
 */
import { getattr, hasattr } from "../builtins/attributes.js";
import { call, splitKeywords } from "../builtins/call.js";
import { dict } from "../builtins/dict.js";
import { FrozenInstanceError } from "../builtins/exceptions/frozen-instance.js";
import { TypeError, ValueError } from "../builtins/exceptions.js";
import type { Class } from "../builtins/mro.js";
import { isTuple, tuple } from "../builtins/tuple.js";
import { isType } from "../builtins/type-name.js";
import { Field, MISSING } from "./dataclasses/field.js";
import { processClass } from "./dataclasses/process.js";
import { deepcopy } from "./copy.js";
import { libraryModule } from "./module.js";
import * as self from "./dataclasses.js";

export { FrozenInstanceError };
export { make_dataclass } from "./dataclasses/make.js";
export { Field, InitVar, KW_ONLY, MISSING, field } from "./dataclasses/field.js";

/** Mirrors `dataclass(cls=None, /, **options)` for classes that are built at run time. */
export function dataclass(...given: unknown[]): unknown {
  const [[cls], options] = splitKeywords(given.filter((value) => value !== undefined));
  if (cls !== undefined && cls !== null) return processClass(cls as Class, options);
  return (decorated: Class) => processClass(decorated, options);
}

/** True for a field that `__init__` takes; conversion notes no more than that. */
const takes = (entry: Entry): boolean => (typeof entry === "boolean" ? entry : entry.init);

type Entry = boolean | Field;

/** The fields by name, with whether `__init__` takes them; null for what is no dataclass. */
function fieldTable(value: unknown): dict<string, Entry> | null {
  const table: unknown = getattr(value, "__dataclass_fields__", null);
  return table instanceof dict ? (table as dict<string, Entry>) : null;
}

/** The fields of an instance. @throws TypeError for anything else, a class too */
function instanceFields(value: unknown, problem: string): dict<string, Entry> {
  const table = isType(value) ? null : fieldTable(value);
  if (table === null) throw new TypeError(problem);
  return table;
}

/** Mirrors `is_dataclass(obj)`: true for a dataclass and its instances. */
export function is_dataclass(obj: unknown): boolean {
  return hasattr(obj, "__dataclass_fields__");
}

/** Mirrors `fields(class_or_instance)`. @throws TypeError */
export function fields(class_or_instance: unknown): tuple<Field[]> {
  const table = fieldTable(class_or_instance);
  if (table === null) throw new TypeError("must be called with a dataclass type or instance");
  const owner: unknown = isType(class_or_instance) ? class_or_instance : (class_or_instance as object).constructor;
  return new tuple(Array.from(table.entries(), ([name, entry]) => asField(owner, name, entry)));
}

function asField(owner: unknown, name: string, entry: Entry): Field {
  if (typeof entry !== "boolean") return entry;
  return new Field(name, { default: getattr(owner, name, MISSING) as unknown, init: entry });
}

/** Mirrors `asdict(obj, *, dict_factory=dict)`: nested dataclasses, lists, tuples and dicts are converted too. */
export function asdict(
  obj: unknown,
  { dict_factory }: { dict_factory?: (pairs: [string, unknown][]) => unknown } = {},
): dict<string, unknown> {
  const table = instanceFields(obj, "asdict() should be called on dataclass instances");
  const pairs = (of: unknown, names: Iterable<string>): unknown => {
    const items = Array.from(names, (name): [string, unknown] => [name, convert(getattr(of, name), pairs)]);
    return dict_factory === undefined
      ? new dict(items)
      : call(
          dict_factory,
          items.map((item) => tuple.of(...item)),
        );
  };
  return pairs(obj, table) as dict<string, unknown>;
}

/** Mirrors `astuple(obj, *, tuple_factory=tuple)`. */
export function astuple(
  obj: unknown,
  { tuple_factory }: { tuple_factory?: (values: unknown[]) => unknown } = {},
): tuple {
  const table = instanceFields(obj, "astuple() should be called on dataclass instances");
  const values = (of: unknown, names: Iterable<string>): unknown => {
    const items = Array.from(names, (name) => convert(getattr(of, name), values));
    return tuple_factory === undefined ? new tuple(items) : call(tuple_factory, items);
  };
  return values(obj, table) as tuple;
}

/** A field's value with all dataclass instances in it converted; what is none of the known containers is copied. */
function convert(value: unknown, instance: (of: unknown, names: Iterable<string>) => unknown): unknown {
  const table = typeof value === "object" && value !== null ? fieldTable(value) : null;
  if (table !== null) return instance(value, table);
  if (isTuple(value)) return new tuple(value.map((item) => convert(item, instance)));
  if (Array.isArray(value)) return value.map((item) => convert(item, instance));
  if (value instanceof dict) {
    return new dict(Array.from(value.entries(), (pair) => pair.map((item) => convert(item, instance)) as never));
  }
  return deepcopy(value);
}

/** Mirrors `replace(obj, **changes)`: a new instance with other values. @throws TypeError, ValueError */
export function replace<T>(obj: T, changes: Record<string, unknown> = {}): T {
  const table = instanceFields(obj, "replace() should be called on dataclass instances");
  const values = { ...changes };
  for (const [name, entry] of table.entries()) {
    const init = takes(entry);
    if (!init && Object.hasOwn(changes, name)) {
      throw new ValueError(`field ${name} is declared with init=False, it cannot be specified with replace()`);
    }
    if (init && !Object.hasOwn(changes, name)) values[name] = getattr(obj, name);
  }
  return call((obj as object).constructor, values) as T;
}

Object.defineProperty(replace, "__signature__", { value: "obj, /, **changes" });

libraryModule("dataclasses", () => self, { Field });
