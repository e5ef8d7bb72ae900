/** The class `Enum`, and what classes derived from it can do themselves. */
import { call } from "../../builtins/call.js";
import { dict } from "../../builtins/dict.js";
import { AttributeError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { format } from "../../builtins/format/format.js";
import { sorted } from "../../builtins/functions/aggregates.js";
import { hash } from "../../builtins/hash.js";
import { qualifiedName } from "../../builtins/names.js";
import { add } from "../../builtins/operators.js";
import type { Class } from "../../builtins/mro.js";
import { metaclass, NotImplemented } from "../../builtins/protocol.js";
import type { int } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { exception } from "../../builtins/raise.js";
import { repr, text } from "../../builtins/repr.js";
import { isTuple, tuple } from "../../builtins/tuple.js";
import { ALLOCATE } from "../../builtins/classes/allocate.js";
import { type ClassMaker, MAKER } from "../../builtins/classes/class-maker.js";
import { isBuilt } from "../../builtins/classes/model.js";
import { className } from "../../builtins/type-name.js";
import { auto } from "./auto.js";
import { createMember, emptyMember, makeEnumeration } from "./built.js";
import { type CallOptions, enumerationCall, EnumType } from "./enum-type.js";
import { membersOf } from "./members.js";

/** What a program's own enumeration may define. */
export interface EnumHooks {
  _missing_?: (value: unknown) => unknown;
  _generate_next_value_?: (name: string, start: number, count: number, last: unknown[]) => unknown;
}

type EnumClass = typeof Enum & EnumHooks;

/** Mirrors `enum.Enum`. Members are made by `_member_`; `new Color(1)` finds the one with the value. */
export class Enum {
  static readonly [metaclass] = EnumType.prototype;
  static readonly [MAKER]: ClassMaker = makeEnumeration;
  static readonly [ALLOCATE] = (cls: Class, args: readonly unknown[]): object => emptyMember(cls, args);
  static readonly _isFlag_: boolean = false;
  declare readonly _name_: string;
  declare readonly _value_: unknown;

  /** @throws ValueError "5 is not a valid Color" */
  constructor(value: unknown, names?: unknown, options: CallOptions = {}) {
    return enumerationCall(new.target, value, names, options) as Enum;
  }

  /** The members by name, aliases too. */
  static get __members__(): dict<string, Enum> {
    return membersOf(this).byName.copy();
  }

  /** Iterating in TypeScript. */
  static [Symbol.iterator](): IterableIterator<Enum> {
    return membersOf(this).all[Symbol.iterator]();
  }

  /** Makes a member, or gives the one that has the value already: then the name is an alias. */
  static _member_<T extends typeof Enum>(this: T, name: string, given: unknown): InstanceType<T> {
    const members = membersOf(this);
    const value =
      given instanceof auto ? (given.value ??= this._next_(name)) : given instanceof Enum ? given._value_ : given;
    members.given.push(value);
    const made = this._create_(name, value);
    const isUnique = this._isUnique_(made._value_);
    const known = isUnique ? members.withValue(made._value_) : undefined;
    const member = known ?? made;
    if (known === undefined && isUnique) members.all.push(member);
    members.byName.__setitem__(name, member);
    return member as InstanceType<T>;
  }

  /** True when a value names a member; Flag has values that only combine. */
  static _isUnique_(_value: unknown): boolean {
    return true;
  }

  static _create_(name: string | null, value: unknown): Enum {
    if (isBuilt(this)) return createMember(this, name, value) as Enum;
    const member = Object.create(this.prototype as Enum) as Enum;
    Object.defineProperty(member, "_name_", { value: name, writable: true });
    Object.defineProperty(member, "_value_", { value, writable: true });
    const init = (member as { __init__?: (...args: unknown[]) => unknown }).__init__;
    if (init !== undefined && init !== object.prototype.__init__)
      init.apply(member, isTuple(value) ? [...value] : [value]);
    return member;
  }

  /** The value of `auto()`. */
  static _next_(name: string): unknown {
    const values = [...membersOf(this).given];
    const own = (this as EnumClass)._generate_next_value_;
    return own === undefined ? this._following_(name, values) : call(own, name, 1, values.length, values);
  }

  static _following_(_name: string, values: unknown[]): unknown {
    for (const value of inOrder(values).toReversed()) {
      try {
        return add(value, 1);
      } catch (error) {
        if (!(exception(error) instanceof TypeError)) throw error;
      }
    }
    return 1;
  }

  /** The member with a value. @throws ValueError */
  static _lookup_(value: unknown): Enum {
    if (value instanceof this) return value as Enum;
    const found = membersOf(this).withValue(value) ?? this._missingValue_(value);
    if (found === undefined) throw new ValueError(`${repr(value)} is not a valid ${qualifiedName(this)}`);
    return found;
  }

  static _missingValue_(value: unknown): Enum | undefined {
    const found = (this as EnumClass)._missing_?.(value);
    return found instanceof this ? found : undefined;
  }

  get name(): string {
    return this._name_;
  }

  set name(_name: string) {
    throw new AttributeError("<enum 'Enum'> cannot set attribute 'name'");
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a member's value may be anything
  get value(): any {
    return this._value_;
  }

  set value(_value: unknown) {
    throw new AttributeError("<enum 'Enum'> cannot set attribute 'value'");
  }

  __eq__(other: unknown): unknown {
    return this === other ? true : NotImplemented;
  }

  __hash__(): int {
    return hash(this._name_);
  }

  __str__(): string {
    return `${className(this.constructor)}.${this._name_}`;
  }

  __repr__(): string {
    return `<${className(this.constructor)}.${this._name_}: ${repr(this._value_)}>`;
  }

  __format__(spec: string): string {
    return format(text(this), spec);
  }

  __reduce_ex__(_protocol: number): tuple {
    return tuple.of(this.constructor, tuple.of(this._value_));
  }

  __copy__(): this {
    return this;
  }

  __deepcopy__(_memo: unknown): this {
    return this;
  }
}

/** Values from the least to the greatest, or as they come where they can't be compared. */
function inOrder(values: unknown[]): unknown[] {
  try {
    return sorted(values);
  } catch (error) {
    if (!(exception(error) instanceof TypeError)) throw error;
    return values;
  }
}
