/** Mirrors the module `grp` for the groups that stand in /etc/group. */
import { asCount } from "../builtins/as-index.js";
import { KeyError, TypeError } from "../builtins/exceptions.js";
import type { int } from "../builtins/numbers.js";
import { repr } from "../builtins/repr.js";
import { typeName } from "../builtins/type-name.js";
import { libraryModule } from "./module.js";
import { linesOf } from "./pwd.js";
import { StructSequence } from "./struct-sequence.js";
import * as self from "./grp.js";

/** Mirrors `grp.struct_group`. */
export class struct_group extends StructSequence {
  static override readonly title = "grp.struct_group";
  static override readonly fields = ["gr_name", "gr_passwd", "gr_gid", "gr_mem"];
  static override readonly visible = 4;
  declare readonly gr_name: string;
  declare readonly gr_passwd: string;
  declare readonly gr_gid: number;
  declare readonly gr_mem: string[];
}

/** All groups. */
export function getgrall(): struct_group[] {
  return linesOf("/etc/group", 4).map(
    ([name, password, gid, members]) =>
      new struct_group([name, password, Number(gid), members === "" ? [] : members!.split(",")]),
  );
}

/** @throws KeyError where there is no such group */
export function getgrgid(id: int): struct_group {
  const wanted = asCount(id);
  const found = getgrall().find(({ gr_gid }) => gr_gid === wanted);
  if (found === undefined) throw new KeyError(`getgrgid(): gid not found: ${wanted}`);
  return found;
}

/** @throws KeyError where there is no such group */
export function getgrnam(name: string): struct_group {
  if (typeof name !== "string") throw new TypeError(`getgrnam() argument 'name' must be str, not ${typeName(name)}`);
  const found = getgrall().find(({ gr_name }) => gr_name === name);
  if (found === undefined) throw new KeyError(`getgrnam(): name not found: ${repr(name)}`);
  return found;
}

libraryModule("grp", () => self, { struct_group });
