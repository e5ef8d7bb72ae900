/** What an enumeration knows of its members. */
import { equal } from "../../builtins/compare.js";
import { dict } from "../../builtins/dict.js";
import type { Enum } from "./enum-class.js";

/** The members of one class: by name, aliases too, and in the order of their definition, without aliases. */
export class Members {
  readonly byName = new dict<string, Enum>();
  readonly all: Enum[] = [];
  /** The values as the class body gives them, ahead of what a data type makes of them. */
  readonly given: unknown[] = [];

  withValue(value: unknown): Enum | undefined {
    return this.all.find((member) => equal(member._value_, value));
  }
}

const tables = new WeakMap<object, Members>();

/** The members of a class, made when first asked for. */
export function membersOf(cls: object): Members {
  let found = tables.get(cls);
  if (found === undefined) tables.set(cls, (found = new Members()));
  return found;
}
