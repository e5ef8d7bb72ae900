import { BaseException } from "../../builtins/exceptions.js";
import type { dict } from "../../builtins/dict.js";
import { givenDict } from "../../builtins/instance-dict.js";
import { attributeName, propertyName } from "../../builtins/reserved.js";

/** An object's instance attributes: written as the dict that Python calls `__dict__`. */
export class Attributes {
  readonly owner: Record<string, unknown>;
  /** The properties that hold them. */
  readonly names: readonly string[];

  constructor(owner: object, names: readonly string[]) {
    this.owner = owner as Record<string, unknown>;
    this.names = names;
  }

  /** Their names in Python, and their values. */
  entries(): [string, unknown][] {
    return this.names.map((key) => [attributeName(key), this.owner[key]]);
  }
}

/** The attributes that were set on an instance, in the order in which they were set; `undefined` means not set. */
export function attributesOf(value: object): Attributes {
  const given = givenDict(value);
  const own = given === undefined ? (value as Record<string, unknown>) : asProperties(given);
  const names = Object.keys(own).filter((name) => own[name] !== undefined && !isIndex(value, name));
  // kept in a private field, though CPython has it in `__dict__`
  if (value instanceof BaseException && value.__notes__ !== undefined) names.push("__notes__");
  return new Attributes(own, names);
}

function asProperties(attributes: dict<string, unknown>): Record<string, unknown> {
  return Object.fromEntries([...attributes.entries()].map(([name, value]) => [propertyName(name), value]));
}

/** The items of a list or tuple are own properties too; they travel as items. */
function isIndex(value: object, name: string): boolean {
  return Array.isArray(value) && /^\d+$/.test(name);
}
