/** Enumerations that a call makes: `Enum("Color", "RED GREEN")`. Mirrors `EnumType._create_`. */
import { dict } from "../../builtins/dict.js";
import { iterate } from "../../builtins/iterate.js";
import type { Class } from "../../builtins/mro.js";
import { split } from "../../builtins/str/split.js";
import { auto } from "./auto.js";
import { makeEnumeration } from "./built.js";
import type { Enum } from "./enum-class.js";
import type { CallOptions } from "./enum-type.js";

/** Makes an enumeration derived from one without members. */
export function makeByCall(cls: Class, name: string, names: unknown, options: CallOptions): Class {
  const namespace = new dict<string, unknown>([["__module__", options.module ?? "__main__"]]);
  if (options.qualname !== undefined) namespace.__setitem__("__qualname__", options.qualname);
  const start = options.start === undefined || options.start === 1 ? null : options.start;
  pairs(names).forEach(([member, value], at) => {
    const isFirst = at === 0 && start !== null && !isNamedByText(cls);
    namespace.__setitem__(member, value instanceof auto && isFirst ? start : value);
  });
  const mixin = options.type === undefined || options.type === null ? [] : [options.type as Class];
  return makeEnumeration(name, [...mixin, cls], namespace, {});
}

/** True where the numbers of members don't follow each other. */
const isNamedByText = (cls: Class): boolean => typeof (cls as unknown as typeof Enum)._following_("a", []) === "string";

/** The members' names and values; what has only a name gets the value that the enumeration chooses. */
function pairs(names: unknown): [string, unknown][] {
  if (typeof names === "string") return split(names.replaceAll(",", " ")).map((name) => [name, new auto()]);
  if (names instanceof dict) return [...names.entries()] as [string, unknown][];
  return [...iterate<unknown>(names)].map((item) =>
    typeof item === "string" ? [item, new auto()] : ([...iterate<unknown>(item)] as [string, unknown]),
  );
}
