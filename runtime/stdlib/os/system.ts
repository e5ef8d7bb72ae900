/** What `os` tells of the system, and of the program as the system sees it. */
import { statfsSync } from "node:fs";
import { availableParallelism, cpus, getPriority, setPriority, totalmem } from "node:os";
import { asCount } from "../../builtins/as-index.js";
import { bytes } from "../../builtins/bytes.js";
import { ValueError } from "../../builtins/exceptions.js";
import { osCall } from "../../builtins/io/os-call.js";
import { Float, type int } from "../../builtins/numbers.js";
import { StructSequence } from "../struct-sequence.js";
import { environ } from "./environ.js";
import { fspath, systemPath, type PathArgument } from "./paths.js";
import { defpath, pathsep } from "./path.js";
import { urandom } from "./process.js";

const PAGE = 4096;
const TICKS_PER_SECOND = 100;

const CONFIGURATION: ReadonlyMap<string, () => number> = new Map([
  ["SC_NPROCESSORS_ONLN", availableParallelism],
  ["SC_NPROCESSORS_CONF", () => cpus().length],
  ["SC_PAGESIZE", () => PAGE],
  ["SC_PAGE_SIZE", () => PAGE],
  ["SC_PHYS_PAGES", () => Math.floor(totalmem() / PAGE)],
  ["SC_CLK_TCK", () => TICKS_PER_SECOND],
]);

/** Mirrors `os.sysconf(name)` for what Node knows. @throws ValueError "unrecognized configuration name" */
export function sysconf(name: string): number {
  const value = CONFIGURATION.get(name);
  if (value === undefined) throw new ValueError("unrecognized configuration name");
  return value();
}

/** Mirrors `os.times_result`. */
export class times_result extends StructSequence {
  static override readonly title = "posix.times_result";
  static override readonly fields = ["user", "system", "children_user", "children_system", "elapsed"];
  static override readonly visible = 5;
  declare readonly user: number;
  declare readonly system: number;
  declare readonly children_user: number;
  declare readonly children_system: number;
  declare readonly elapsed: number;
}

/** Seconds of the processor that the program has used; its processes are threads, so none of them count as children. */
export function times(): times_result {
  const { user, system } = process.cpuUsage();
  const seconds = [user / 1e6, system / 1e6, 0, 0, performance.now() / 1000];
  return new times_result(seconds.map((value) => new Float(value)));
}

/** Mirrors `os.statvfs_result`. */
export class statvfs_result extends StructSequence {
  static override readonly title = "os.statvfs_result";
  static override readonly fields =
    "f_bsize f_frsize f_blocks f_bfree f_bavail f_files f_ffree f_favail f_flag f_namemax f_fsid".split(" ");
  static override readonly visible = 10;
  declare readonly f_bsize: number;
  declare readonly f_frsize: number;
  declare readonly f_blocks: number;
  declare readonly f_bfree: number;
  declare readonly f_bavail: number;
  declare readonly f_files: number;
  declare readonly f_ffree: number;
  declare readonly f_favail: number;
  declare readonly f_flag: number;
  declare readonly f_namemax: number;
}

const LONGEST_NAME = 255;

/** How full the file system of a path is. @throws OSError */
export function statvfs(path: PathArgument): statvfs_result {
  const found = osCall(() => statfsSync(systemPath(path)), path);
  const { bsize, blocks, bfree, bavail, files, ffree } = found;
  return new statvfs_result([bsize, bsize, blocks, bfree, bavail, files, ffree, ffree, 0, LONGEST_NAME]);
}

/** Makes the program so much nicer to others; gives how nice it is then. @throws PermissionError */
export function nice(increment: int): number {
  const wanted = Math.max(-20, Math.min(19, getPriority() + asCount(increment)));
  osCall(() => setPriority(wanted));
  return wanted;
}

export function getgroups(): number[] {
  return process.getgroups!();
}

export function getrandom(size: int): bytes {
  return urandom(size);
}

/** The folders in which programs are looked for. */
export function get_exec_path(): string[] {
  return (environ.get("PATH") ?? defpath).split(pathsep);
}

/** A path as bytes. @throws TypeError for what is no path */
export function fsencode(filename: PathArgument | bytes): bytes {
  return filename instanceof bytes ? filename : bytes.wrap(new TextEncoder().encode(fspath(filename)));
}

/** A path as text. @throws TypeError for what is no path */
export function fsdecode(filename: PathArgument | bytes): string {
  return filename instanceof bytes ? new TextDecoder().decode(filename.data) : fspath(filename);
}
