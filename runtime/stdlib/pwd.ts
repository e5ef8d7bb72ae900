/** Mirrors the module `pwd` for the users that stand in /etc/passwd. */
import { readFileSync } from "node:fs";
import { asCount } from "../builtins/as-index.js";
import { KeyError, TypeError } from "../builtins/exceptions.js";
import type { int } from "../builtins/numbers.js";
import { repr } from "../builtins/repr.js";
import { typeName } from "../builtins/type-name.js";
import { libraryModule } from "./module.js";
import { StructSequence } from "./struct-sequence.js";
import * as self from "./pwd.js";

/** Mirrors `pwd.struct_passwd`. */
export class struct_passwd extends StructSequence {
  static override readonly title = "pwd.struct_passwd";
  static override readonly fields = ["pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell"];
  static override readonly visible = 7;
  declare readonly pw_name: string;
  declare readonly pw_passwd: string;
  declare readonly pw_uid: number;
  declare readonly pw_gid: number;
  declare readonly pw_gecos: string;
  declare readonly pw_dir: string;
  declare readonly pw_shell: string;
}

/** All users. */
export function getpwall(): struct_passwd[] {
  return linesOf("/etc/passwd", 7).map(
    ([name, password, uid, gid, ...rest]) => new struct_passwd([name, password, Number(uid), Number(gid), ...rest]),
  );
}

/** The fields of the lines of a database of the system. */
export function linesOf(path: string, fields: number): string[][] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.map((line) => line.split(":")).filter((parts) => parts.length === fields);
}

/** @throws KeyError where there is no such user */
export function getpwuid(uid: int): struct_passwd {
  const wanted = asCount(uid);
  const found = getpwall().find(({ pw_uid }) => pw_uid === wanted);
  if (found === undefined) throw new KeyError(`getpwuid(): uid not found: ${wanted}`);
  return found;
}

/** @throws KeyError where there is no such user */
export function getpwnam(name: string): struct_passwd {
  if (typeof name !== "string") throw new TypeError(`getpwnam() argument must be str, not ${typeName(name)}`);
  const found = getpwall().find(({ pw_name }) => pw_name === name);
  if (found === undefined) throw new KeyError(`getpwnam(): name not found: ${repr(name)}`);
  return found;
}

libraryModule("pwd", () => self, { struct_passwd });
