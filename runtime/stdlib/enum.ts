/**
 * Mirrors the module `enum`. A class derived from one of these makes its members by `_member_`. Differs: no `_ignore_`,
 * and flags have the boundary of their class.
 */
import { ValueError } from "../builtins/exceptions.js";
import { className } from "../builtins/type-name.js";
import { auto } from "./enum/auto.js";
import { Enum } from "./enum/enum-class.js";
import { EnumType } from "./enum/enum-type.js";
import { Flag, IntFlag } from "./enum/flag.js";
import { IntEnum, ReprEnum, StrEnum } from "./enum/int-enum.js";
import { membersOf } from "./enum/members.js";
import { nonmember } from "./enum/nonmember.js";
import { EnumCheck } from "./enum/verify.js";
import { libraryModule } from "./module.js";
import * as self from "./enum.js";

export { auto, Enum, EnumCheck, EnumType, Flag, IntEnum, IntFlag, nonmember, ReprEnum, StrEnum };
export { CONTINUOUS, NAMED_FLAGS, UNIQUE, verify } from "./enum/verify.js";
export const EnumMeta = EnumType;
export type EnumMeta = EnumType;

/** Mirrors `enum.unique`: the decorator for enumerations without aliases. @throws ValueError */
export function unique<T extends typeof Enum>(enumeration: T): T {
  const aliases = [...membersOf(enumeration).byName.entries()].filter(([name, member]) => member.name !== name);
  if (aliases.length === 0) return enumeration;
  const shown = aliases.map(([name, member]) => `${name} -> ${member.name}`).join(", ");
  throw new ValueError(`duplicate values found in <enum '${className(enumeration)}'>: ${shown}`);
}

libraryModule("enum", () => self, {
  auto,
  Enum,
  EnumCheck,
  EnumType,
  Flag,
  IntEnum,
  IntFlag,
  nonmember,
  ReprEnum,
  StrEnum,
});
