/** The function `namedtuple`. */
import { dict } from "../../builtins/dict.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { markLibrary } from "../../builtins/names.js";
import { isOptions } from "../../builtins/protocol.js";
import { repr, text } from "../../builtins/repr.js";
import { propertyName } from "../../builtins/reserved.js";
import { isidentifier } from "../../builtins/str/classify.js";
import { split } from "../../builtins/str/split.js";
import { truth } from "../../builtins/truth.js";
import { tuple } from "../../builtins/tuple.js";
import { KEYWORDS } from "../keyword/words.js";

const TupleBase = tuple as unknown as new (items?: Iterable<unknown>) => unknown[];

export interface NamedTupleOptions {
  rename?: unknown;
  defaults?: Iterable<unknown> | null;
  module?: string | null;
}

/** What every tuple with named items has, whatever their names. */
export type NamedTuple<T extends readonly unknown[] = readonly unknown[]> = tuple<T> & NamedTupleMethods;

interface NamedTupleMethods {
  readonly _fields: tuple<string[]>;
  readonly _field_defaults: dict<string, unknown>;
  _asdict(): dict<string, unknown>;
  _replace(options?: Record<string, unknown>): this;
}

/** The class that namedtuple makes. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- its fields are named at run time
export type NamedTupleClass<T = any> = (new (...values: unknown[]) => T) & {
  readonly _fields: tuple<string[]>;
  readonly _field_defaults: dict<string, unknown>;
  _make(iterable: Iterable<unknown>): T;
};

/**
 * A class of tuples whose items have names.
 *
 * @throws TypeError, ValueError for names that can't be fields
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- its fields are named at run time
export function namedtuple<T = any>(
  typename: string,
  field_names: string | Iterable<string>,
  { rename = false, defaults = null, module = null }: NamedTupleOptions = {},
): NamedTupleClass<T> {
  const names = fieldNames(field_names, truth(rename));
  checkNames([typename, ...names]);
  const values = defaults === null ? [] : Array.from(iterate<unknown>(defaults));
  if (values.length > names.length) {
    throw new TypeError("Got more default values than field names");
  }
  const required = names.length - values.length;
  return makeClass(typename, names, new Map(values.map((value, at) => [names[required + at], value])), module);
}

function fieldNames(given: string | Iterable<string>, rename: boolean): string[] {
  const names =
    typeof given === "string" ? split(given.replaceAll(",", " ")) : Array.from(iterate<unknown>(given), text);
  if (!rename) {
    return names;
  }
  const seen = new Set<string>();
  return names.map((name, at) => {
    const usable = isidentifier(name) && !KEYWORDS.includes(name) && !name.startsWith("_") && !seen.has(name);
    seen.add(name);
    return usable ? name : `_${at}`;
  });
}

function checkNames([typename, ...names]: string[]): void {
  for (const name of [typename, ...names]) {
    if (!isidentifier(name)) {
      throw new ValueError(`Type names and field names must be valid identifiers: ${repr(name)}`);
    }
    if (KEYWORDS.includes(name)) {
      throw new ValueError(`Type names and field names cannot be a keyword: ${repr(name)}`);
    }
  }
  names.forEach((name, at) => {
    if (name.startsWith("_") && name !== `_${at}`) {
      throw new ValueError(`Field names cannot start with an underscore: ${repr(name)}`);
    }
    if (names.indexOf(name) < at) {
      throw new ValueError(`Encountered duplicate field name: ${repr(name)}`);
    }
  });
}

function makeClass(
  typename: string,
  names: readonly string[],
  defaults: ReadonlyMap<string, unknown>,
  module: string | null,
): NamedTupleClass<never> {
  class Named extends TupleBase {
    static readonly _fields = new tuple(names);
    static readonly _field_defaults = new dict<string, unknown>([...defaults]);
    static readonly __match_args__ = new tuple(names);
    static readonly __signature__ = names.map((name) => (defaults.has(name) ? `${name}=...` : name)).join(", ");

    constructor(...values: unknown[]) {
      super(bound(typename, names, defaults, values));
    }

    static _make(iterable: Iterable<unknown>): Named {
      const items = Array.from(iterate<unknown>(iterable));
      if (items.length !== names.length) {
        throw new TypeError(`Expected ${names.length} arguments, got ${items.length}`);
      }
      return new this(...items);
    }

    _asdict(): dict<string, unknown> {
      return new dict<string, unknown>(names.map((name, at): [string, unknown] => [name, this[at]]));
    }

    _replace(options: Record<string, unknown> = {}): Named {
      const unknown = Object.keys(options).filter((name) => !names.includes(name));
      if (unknown.length > 0) {
        throw new ValueError(`Got unexpected field names: ${repr(unknown)}`);
      }
      const values = names.map((name, at) => (Object.hasOwn(options, name) ? options[name] : this[at]));
      return new (this.constructor as typeof Named)(...values);
    }

    __getnewargs__(): tuple {
      return new tuple([...this]);
    }

    __reduce__(): tuple {
      return tuple.of(this.constructor, new tuple([...this]));
    }

    __repr__(): string {
      const shown = names.map((name, at) => `${name}=${repr(this[at])}`);
      return `${(this.constructor as { name: string }).name}(${shown.join(", ")})`;
    }
  }
  Object.defineProperty(Named, "name", { value: typename });
  markLibrary({ Named }); // its constructor checks the arguments itself
  if (module !== null) {
    Object.defineProperty(Named, "__module__", { value: module });
  }
  names.forEach((name, at) => {
    const get = function (this: unknown[]): unknown {
      return this[at];
    };
    Object.defineProperty(Named.prototype, propertyName(name), { get, configurable: true });
  });
  return Named as unknown as NamedTupleClass<never>;
}

/** The items of a new tuple: arguments by place, by name (a trailing plain object), defaults. @throws TypeError */
function bound(
  typename: string,
  names: readonly string[],
  defaults: ReadonlyMap<string, unknown>,
  values: unknown[],
): unknown[] {
  const caller = `${typename}.__new__()`;
  const keywords = isOptions(values.at(-1)) ? (values.pop() as Record<string, unknown>) : {};
  if (values.length > names.length) {
    const least = names.length - defaults.size + 1;
    const takes = defaults.size > 0 ? `from ${least} to ${names.length + 1}` : `${names.length + 1}`;
    throw new TypeError(`${caller} takes ${takes} positional arguments but ${values.length + 1} were given`);
  }
  for (const name of Object.keys(keywords)) {
    if (!names.includes(name)) {
      throw new TypeError(`${caller} got an unexpected keyword argument '${name}'`);
    }
    if (names.indexOf(name) < values.length) {
      throw new TypeError(`${caller} got multiple values for argument '${name}'`);
    }
  }
  const items = names.map((name, at) => given(values[at], keywords[name], defaults.get(name)));
  const missing = names.filter((_, at) => items[at] === undefined).map((name) => `'${name}'`);
  if (missing.length > 0) {
    const count = `${missing.length} required positional argument${missing.length > 1 ? "s" : ""}`;
    const last = missing.pop() as string;
    const listed = missing.length === 0 ? last : `${missing.join(", ")}${missing.length > 1 ? "," : ""} and ${last}`;
    throw new TypeError(`${caller} missing ${count}: ${listed}`);
  }
  return items;
}

/** The first that was given; None counts as given. */
function given(...candidates: unknown[]): unknown {
  return candidates.find((candidate) => candidate !== undefined);
}
