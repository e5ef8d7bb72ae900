/** What `enum.verify` makes sure of. */
import { ValueError } from "../../builtins/exceptions.js";
import { repr } from "../../builtins/repr.js";
import { add } from "../../builtins/operators.js";
import { max, min } from "../../builtins/functions/aggregates.js";
import { className } from "../../builtins/type-name.js";
import type { Enum } from "./enum-class.js";
import { StrEnum } from "./int-enum.js";
import { membersOf } from "./members.js";

/** Mirrors `enum.EnumCheck`. */
export class EnumCheck extends StrEnum {
  static readonly CONTINUOUS = EnumCheck._member_("CONTINUOUS", "no skipped integer values");
  static readonly NAMED_FLAGS = EnumCheck._member_("NAMED_FLAGS", "multi-flag aliases may not contain unnamed flags");
  static readonly UNIQUE = EnumCheck._member_("UNIQUE", "one name per value");
}

export const { CONTINUOUS, NAMED_FLAGS, UNIQUE } = EnumCheck;

type Enumeration = typeof Enum;

/** Mirrors `enum.verify(*checks)`: the decorator that makes sure of what the checks say. @throws ValueError */
export function verify(...checks: EnumCheck[]): <T extends Enumeration>(enumeration: T) => T {
  return (enumeration) => {
    for (const check of checks) {
      if (check === UNIQUE) checkUnique(enumeration);
      else if (check === CONTINUOUS) checkContinuous(enumeration);
      else if (check === NAMED_FLAGS) checkNamed(enumeration);
    }
    return enumeration;
  };
}

const aliasesOf = (enumeration: Enumeration): [name: string, member: Enum][] =>
  [...membersOf(enumeration).byName.entries()].filter(([name, member]) => member.name !== name) as [string, Enum][];

function checkUnique(enumeration: Enumeration): void {
  const aliases = aliasesOf(enumeration).map(([name, member]) => `${name} -> ${member.name}`);
  if (aliases.length === 0) return;
  throw new ValueError(`aliases found in ${repr(enumeration)}: ${aliases.join(", ")}`);
}

const MOST_TEXT = 256;

function checkContinuous(enumeration: Enumeration): void {
  const values: unknown[] = membersOf(enumeration).all.map(({ value }) => value as unknown);
  if (values.length < 2) return;
  add(min(values) as never, 1 as never);
  const given = new Set(values.map((value) => BigInt(value as number)));
  const [low, high] = [BigInt(min(values) as number), BigInt(max(values) as number)];
  const missing = [...between(low, high, enumeration._isFlag_)].filter((value) => !given.has(value));
  if (missing.length === 0) return;
  const kind = enumeration._isFlag_ ? "flag" : "enum";
  const shown = missing.map(String).join(", ").slice(0, MOST_TEXT);
  throw new ValueError(`invalid ${kind} ${repr(className(enumeration))}: missing values ${shown}`);
}

/** The numbers between two, or of flags the single bits. */
function* between(low: bigint, high: bigint, areFlags: boolean): Generator<bigint> {
  if (!areFlags) for (let value = low + 1n; value < high; value++) yield value;
  else for (let bit = highestBit(low) << 1n; bit < highestBit(high); bit <<= 1n) yield bit;
}

const highestBit = (value: bigint): bigint => 1n << BigInt(value.toString(2).length - 1);

/** Of flags that combine others, all must have names. */
function checkNamed(enumeration: Enumeration): void {
  const members = membersOf(enumeration);
  const values = new Set(members.all.map(({ value }) => value as unknown));
  const incomplete: string[] = [];
  let missing = 0n;
  for (const [name, member] of members.byName.entries() as Iterable<[string, Enum]>) {
    if (members.all.some((each) => each.name === name)) continue;
    const unnamed = [...bitsOf(BigInt(member.value as number))].filter((bit) => !values.has(Number(bit)));
    if (unnamed.length > 0) incomplete.push(name);
    for (const bit of unnamed) missing |= bit;
  }
  if (incomplete.length === 0) return;
  const last = incomplete.pop()!;
  const names = incomplete.length === 0 ? `alias ${last} is` : `aliases ${incomplete.join(", ")} and ${last} are`;
  const isSingle = (missing & (missing - 1n)) === 0n;
  const what = `${isSingle ? "value" : "combined values of"} 0x${missing.toString(16)}`;
  const hint = "[use enum.show_flag_values(value) for details]";
  throw new ValueError(`invalid Flag ${repr(className(enumeration))}: ${names} missing ${what} ${hint}`);
}

function* bitsOf(value: bigint): Generator<bigint> {
  for (let bit = 1n; bit <= value; bit <<= 1n) if ((value & bit) !== 0n) yield bit;
}
