/** Enumerations whose members are numbers or strings too. */
import { contains, getitem, len } from "../../builtins/operators.js";
import { ge, gt, le, lt, equal } from "../../builtins/compare.js";
import * as operators from "../../builtins/operators.js";
import { format } from "../../builtins/format/format.js";
import { hash } from "../../builtins/hash.js";
import { iterate } from "../../builtins/iterate.js";
import { VALUE } from "../../builtins/classes/native-value.js";
import { int } from "../../builtins/int.js";
import { type Class, declareBases } from "../../builtins/mro.js";
import { isInt, isReal } from "../../builtins/numbers.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { text } from "../../builtins/repr.js";
import { integerFunctions } from "../../builtins/special-functions.js";
import { str } from "../../builtins/str.js";
import { Enum } from "./enum-class.js";

/** Mirrors `enum.ReprEnum`: members show as the values that they are. */
export class ReprEnum extends Enum {}

const asClass = (value: unknown): Class => value as Class;

/** The value that a member stands for in an operation. */
export const plain = (value: unknown): unknown => (value instanceof Enum ? value._value_ : value);

type Binary = (a: unknown, b: unknown) => unknown;

const ARITHMETIC: Record<string, Binary> = {
  add: operators.add,
  sub: operators.sub,
  mul: operators.mul,
  truediv: operators.truediv,
  floordiv: operators.floordiv,
  mod: operators.mod,
  pow: operators.pow,
  lshift: operators.lshift,
  rshift: operators.rshift,
  and: operators.and_,
  or: operators.or_,
  xor: operators.xor,
};

const ORDER: Record<string, Binary> = { lt, le, gt, ge };

const INTEGRAL = new Set(["lshift", "rshift", "and", "or", "xor"]);

/** True for what an int of the operator's left or right takes; for the rest the other operand's class is asked. */
function takes(name: string, other: unknown): boolean {
  return INTEGRAL.has(name) ? isInt(other) || typeof other === "boolean" : isReal(other);
}

function define(prototype: object, name: string, value: (this: Enum, ...args: unknown[]) => unknown): void {
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}

/** Gives a class the comparisons of its members' values with others of their kind. */
function compareByValue(prototype: object, isComparable: (other: unknown) => boolean): void {
  for (const [name, compare] of Object.entries(ORDER)) {
    define(prototype, `__${name}__`, function (other) {
      return isComparable(plain(other)) ? compare(this._value_, plain(other)) : NotImplemented;
    });
  }
}

/** Gives a class the operators of ints, but for those that it has. */
export function actAsInts(prototype: object): void {
  compareByValue(prototype, isReal);
  for (const [name, operate] of Object.entries(ARITHMETIC)) {
    if (`__${name}__` in prototype) continue;
    define(prototype, `__${name}__`, function (other) {
      return takes(name, plain(other)) ? operate(this._value_, plain(other)) : NotImplemented;
    });
    define(prototype, `__r${name}__`, function (other) {
      return takes(name, plain(other)) ? operate(plain(other), this._value_) : NotImplemented;
    });
  }
  for (const [name, operation] of Object.entries(integerFunctions())) {
    if (!name.startsWith("__") || name in prototype) continue;
    define(prototype, name, function (...args) {
      return Reflect.apply(operation, undefined, [this._value_, ...args.map(plain)]) as unknown;
    });
  }
}

/** Mirrors `enum.IntEnum`: its members are ints in arithmetic and comparison. */
export class IntEnum extends ReprEnum {
  get [VALUE](): unknown {
    return this._value_;
  }

  override __eq__(other: unknown): unknown {
    return equal(this._value_, plain(other));
  }

  override __hash__(): int {
    return hash(this._value_);
  }

  override __str__(): string {
    return text(this._value_);
  }

  override __format__(spec: string): string {
    return format(this._value_, spec);
  }

  __int__(): int {
    return this._value_ as int;
  }

  __index__(): int {
    return this._value_ as int;
  }

  __float__(): number {
    return operators.truediv(this._value_ as int, 1);
  }

  __bool__(): boolean {
    return this._value_ !== 0;
  }

  __neg__(): int {
    return operators.neg(this._value_ as int);
  }

  __invert__(): int {
    return operators.invert(this._value_ as int);
  }
}
actAsInts(IntEnum.prototype);
declareBases(IntEnum, [asClass(int), ReprEnum]);

/** Mirrors `enum.StrEnum`: its members compare and show as strings, and have their methods. */
export class StrEnum extends ReprEnum {
  get [VALUE](): unknown {
    return this._value_;
  }

  static override _following_(name: string, _values: unknown[]): unknown {
    return str.lower(name);
  }

  override __eq__(other: unknown): unknown {
    return equal(this._value_, plain(other));
  }

  override __hash__(): int {
    return hash(this._value_);
  }

  override __str__(): string {
    return this._value_ as string;
  }

  override __format__(spec: string): string {
    return format(this._value_, spec);
  }

  __len__(): number {
    return len(this._value_ as string);
  }

  __getitem__(key: never): unknown {
    return getitem(this._value_ as string, key);
  }

  __contains__(item: unknown): boolean {
    return contains(this._value_ as string, item);
  }

  __iter__(): unknown {
    return iterate(this._value_)[Symbol.iterator]();
  }

  [Symbol.iterator](): Iterator<unknown> {
    return iterate(this._value_)[Symbol.iterator]();
  }

  __add__(other: unknown): unknown {
    return operators.add(this._value_, plain(other));
  }

  __radd__(other: unknown): unknown {
    return operators.add(plain(other), this._value_);
  }
}
compareByValue(StrEnum.prototype, (other) => typeof other === "string");
declareBases(StrEnum, [asClass(str), ReprEnum]);
for (const [name, method] of Object.entries(str)) {
  if (typeof method !== "function" || name.startsWith("__")) continue;
  define(StrEnum.prototype, name, function (...args) {
    return Reflect.apply(method as CallableFunction, undefined, [this._value_, ...args]) as unknown;
  });
}
