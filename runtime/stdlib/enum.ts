/**
 * Mirrors the module `enum`. A class derived from one of these makes its members by `_member_`. Differs: no enumerations
 * made by a call, no `_ignore_`, and members can be replaced.
 */
import { ValueError } from "../builtins/exceptions.js";
import { qualifiedName } from "../builtins/names.js";
import { auto } from "./enum/auto.js";
import { Enum } from "./enum/enum-class.js";
import { Flag, IntFlag } from "./enum/flag.js";
import { IntEnum, StrEnum } from "./enum/int-enum.js";
import { membersOf } from "./enum/members.js";
import { libraryModule } from "./module.js";
import * as self from "./enum.js";

export { auto, Enum, Flag, IntEnum, IntFlag, StrEnum };

/** Mirrors `enum.unique`: the decorator for enumerations without aliases. @throws ValueError */
export function unique<T extends typeof Enum>(enumeration: T): T {
  const aliases = [...membersOf(enumeration).byName.entries()].filter(([name, member]) => member.name !== name);
  if (aliases.length === 0) return enumeration;
  const shown = aliases.map(([name, member]) => `${name} -> ${member.name}`).join(", ");
  throw new ValueError(`duplicate values found in <enum '${qualifiedName(enumeration)}'>: ${shown}`);
}

libraryModule("enum", () => self, { auto, Enum, Flag, IntEnum, IntFlag, StrEnum });
