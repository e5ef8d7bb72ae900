/** Enumerations whose members combine. */
import { equal } from "../../builtins/compare.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { hash } from "../../builtins/hash.js";
import { isIntLike, shrink } from "../../builtins/numbers.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { className, typeName } from "../../builtins/type-name.js";
import { Enum } from "./enum-class.js";
import { VALUE } from "../../builtins/classes/native-value.js";
import { int } from "../../builtins/int.js";
import { type Class, declareBases } from "../../builtins/mro.js";
import { actAsInts, ReprEnum } from "./int-enum.js";
import { membersOf } from "./members.js";

/** Members that a combination of flags has, by value. */
const combinations = new WeakMap<object, Map<bigint, Flag>>();

const isPowerOfTwo = (bits: bigint): boolean => bits > 0n && (bits & (bits - 1n)) === 0n;

/** A single flag of the class: what counts as a member of its own. */
function singles(cls: object): Flag[] {
  return membersOf(cls).all as Flag[];
}

function allBits(cls: object): bigint {
  return [...membersOf(cls).byName.values()].reduce((bits, member) => bits | bitsOf(member), 0n);
}

const bitsOf = (member: Enum): bigint => BigInt(member._value_ as int);

function invalid(cls: typeof Flag, bits: bigint, all: bigint): ValueError {
  const width = Math.max(bits.toString(2).length, all.toString(2).length);
  const shown = (value: bigint): string => `0b0 ${value.toString(2).padStart(width, "0")}`;
  return new ValueError(`${repr(cls)} invalid value ${bits}\n    given ${shown(bits)}\n  allowed ${shown(all)}`);
}

/** The one object that stands for these bits. */
function combination(cls: typeof Flag, bits: bigint): Flag {
  let known = combinations.get(cls);
  if (known === undefined) combinations.set(cls, (known = new Map()));
  let found = known.get(bits);
  if (found === undefined) {
    const names = singles(cls).filter((flag) => (bitsOf(flag) & bits) !== 0n);
    const unknown = bits & ~allBits(cls);
    const parts = [...names.map((flag) => flag._name_), ...(unknown === 0n ? [] : [String(unknown)])];
    const name = names.length === 0 ? null : parts.join("|");
    known.set(bits, (found = cls._create_(name, shrink(bits)) as Flag));
  }
  return found;
}

function combine(flag: Flag, other: unknown, operate: (a: bigint, b: bigint) => bigint): unknown {
  const cls = flag.constructor as typeof Flag;
  if (cls._keeps_ && isIntLike(other)) return cls._lookup_(shrink(operate(bitsOf(flag), BigInt(other))));
  return other instanceof cls ? cls._lookup_(shrink(operate(bitsOf(flag), bitsOf(other)))) : NotImplemented;
}

/** Negative values count from the highest bit. */
function kept(value: bigint, all: bigint): bigint {
  if (value >= 0n) return value;
  const own = 1n << BigInt((-value).toString(2).length);
  return (own > all + 1n ? own : all + 1n) + value;
}

/** Mirrors `enum.Flag`. Differs: the boundary is always STRICT. */
export class Flag extends Enum {
  static override readonly _isFlag_ = true;
  /** True when bits that no member has are kept (KEEP), false when they are an error (STRICT). */
  static readonly _keeps_: boolean = false;

  static override _isUnique_(value: unknown): boolean {
    return isPowerOfTwo(BigInt(value as int));
  }

  static override _following_(_name: string, values: unknown[]): unknown {
    const highest = values.reduce<bigint>(
      (bits, value) => (BigInt(value as int) > bits ? BigInt(value as int) : bits),
      0n,
    );
    return highest === 0n ? 1 : shrink(1n << BigInt(highest.toString(2).length));
  }

  /** A flag, a named combination, or one that has been made before; else a new one. @throws ValueError */
  static override _lookup_(value: unknown): Enum {
    if (value instanceof this) return value;
    if (typeof value !== "number" && typeof value !== "bigint") {
      throw new ValueError(`${String(value)} is not a valid ${this.name}`);
    }
    const all = allBits(this);
    const bits = this._keeps_ ? kept(BigInt(value), all) : BigInt(value) < 0n ? all & BigInt(value) : BigInt(value);
    const named = [...membersOf(this).byName.values()].find((member) => bitsOf(member) === bits);
    if (named !== undefined) return named;
    if (!this._keeps_ && (bits & ~all) !== 0n) throw invalid(this, bits, all);
    return combination(this, bits);
  }

  __or__(other: unknown): unknown {
    return combine(this, other, (a, b) => a | b);
  }

  __and__(other: unknown): unknown {
    return combine(this, other, (a, b) => a & b);
  }

  __xor__(other: unknown): unknown {
    return combine(this, other, (a, b) => a ^ b);
  }

  __invert__(): unknown {
    const cls = this.constructor as typeof Flag;
    return cls._lookup_(shrink(cls._keeps_ ? ~bitsOf(this) : allBits(cls) & ~bitsOf(this)));
  }

  __bool__(): boolean {
    return bitsOf(this) !== 0n;
  }

  /** @throws TypeError for what is no flag of the class */
  __contains__(other: unknown): boolean {
    if (!(other instanceof (this.constructor as typeof Flag))) {
      throw new TypeError(
        `unsupported operand type(s) for 'in': '${typeName(other)}' and '${className(this.constructor)}'`,
      );
    }
    return (bitsOf(other) & bitsOf(this)) === bitsOf(other);
  }

  /** The single flags in it. */
  *[Symbol.iterator](): Generator<Flag> {
    for (const flag of singles(this.constructor)) if ((bitsOf(flag) & bitsOf(this)) !== 0n) yield flag;
  }

  __len__(): number {
    return [...this].length;
  }

  override __hash__(): int {
    return hash(this._value_);
  }

  override __str__(): string {
    return this._name_ === null ? `${className(this.constructor)}(${String(this._value_)})` : super.__str__();
  }

  override __repr__(): string {
    return this._name_ === null ? `<${className(this.constructor)}: ${String(this._value_)}>` : super.__repr__();
  }
}

/** Mirrors `enum.IntFlag`: flags that are ints, and keep bits that no member has. */
export class IntFlag extends Flag {
  static override readonly _keeps_ = true;

  get [VALUE](): unknown {
    return this._value_;
  }

  __ror__(other: unknown): unknown {
    return this.__or__(other);
  }

  __rand__(other: unknown): unknown {
    return this.__and__(other);
  }

  __rxor__(other: unknown): unknown {
    return this.__xor__(other);
  }

  override __eq__(other: unknown): unknown {
    return equal(this._value_, other instanceof Enum ? other._value_ : other);
  }

  override __hash__(): int {
    return hash(this._value_);
  }

  override __str__(): string {
    return String(this._value_);
  }

  __int__(): int {
    return this._value_ as int;
  }

  __index__(): int {
    return this._value_ as int;
  }
}
actAsInts(IntFlag.prototype);
declareBases(IntFlag, [int as unknown as Class, ReprEnum, Flag]);
