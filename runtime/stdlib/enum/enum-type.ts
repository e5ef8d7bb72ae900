/** The metaclass of enumerations: what the classes themselves do. Mirrors Lib/enum.py. */
import { genericDelattr, genericSetattr } from "../../builtins/attributes.js";
import { dict } from "../../builtins/dict.js";
import { AttributeError, KeyError, TypeError } from "../../builtins/exceptions.js";
import { metaclass } from "../../builtins/protocol.js";
import { isinstance } from "../../builtins/type.js";
import { splitKeywords } from "../../builtins/call.js";
import { declareBases, type Class } from "../../builtins/mro.js";
import { type } from "../../builtins/type.js";
import { className, typeName } from "../../builtins/type-name.js";
import type { Enum } from "./enum-class.js";
import { makeByCall } from "./functional.js";
import { membersOf } from "./members.js";

/** Keywords of a call that makes an enumeration. */
export interface CallOptions {
  module?: unknown;
  qualname?: unknown;
  type?: unknown;
  start?: unknown;
}

/** `Color(1)` finds a member, `Enum("Color", "RED GREEN")` makes a class. @throws ValueError, TypeError */
export function enumerationCall(cls: unknown, value: unknown, names: unknown, options: CallOptions): unknown {
  if (value === undefined) throw new TypeError("EnumType.__call__() missing 1 required positional argument: 'value'");
  if (names === undefined) return (cls as typeof Enum)._lookup_(value);
  return makeByCall(cls as Class, value as string, names, options);
}

/** Mirrors `enum.EnumType`. Its methods have the enumeration as `this`. */
export class EnumType {
  /** True for enumerations, which JavaScript does not know as instances. */
  static [Symbol.hasInstance](value: unknown): boolean {
    const methods = typeof value === "function" ? (value as { [metaclass]?: object })[metaclass] : undefined;
    return methods !== undefined && (methods === this.prototype || this.prototype.isPrototypeOf(methods));
  }

  __call__(...given: unknown[]): unknown {
    const [[value, names], options] = splitKeywords(given);
    return enumerationCall(this, value, names, options);
  }

  __getitem__(name: string): unknown {
    const found = membersOf(this).byName.get(name);
    if (found === null) throw new KeyError(name);
    return found;
  }

  /** @throws AttributeError for all that the class does not have */
  __getattr__(name: string): never {
    throw new AttributeError(name);
  }

  __len__(): number {
    return membersOf(this).all.length;
  }

  __iter__(): Iterator<unknown> {
    return membersOf(this).all[Symbol.iterator]();
  }

  __reversed__(): Iterator<unknown> {
    return membersOf(this).all.toReversed()[Symbol.iterator]();
  }

  /** @throws TypeError for what is no member of an enumeration */
  __contains__(value: unknown): boolean {
    const isMember = typeof value === "object" && value !== null && "_value_" in value && "_name_" in value;
    if (isMember) return isinstance(value, this);
    throw new TypeError(
      `unsupported operand type(s) for 'in': '${typeName(value)}' and '${className(this.constructor)}'`.replace(
        /'Function'$/,
        "'EnumType'",
      ),
    );
  }

  __bool__(): boolean {
    return true;
  }

  __repr__(): string {
    const cls = this as unknown as typeof Enum;
    return `<${cls._isFlag_ ? "flag" : "enum"} '${className(cls)}'>`;
  }

  /** The members by name, aliases too. */
  get __members__(): dict<string, Enum> {
    return membersOf(this).byName.copy();
  }

  /** @throws AttributeError for a member */
  __setattr__(name: string, value: unknown): void {
    if (membersOf(this).byName.__contains__(name)) throw new AttributeError(`cannot reassign member '${name}'`);
    genericSetattr(this, name, value);
  }

  /** @throws AttributeError for a member */
  __delattr__(name: string): void {
    if (membersOf(this).byName.__contains__(name))
      throw new AttributeError(`'${className(this as never)}' cannot delete member '${name}'.`);
    genericDelattr(this, name);
  }
}

declareBases(EnumType, [type as unknown as Class]);
