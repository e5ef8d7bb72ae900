/** What the system knows about files: `os.stat` and its result. */
import { type BigIntStats, fstatSync, lstatSync, statSync } from "node:fs";
import { asCount } from "../../builtins/as-index.js";
import { osCall } from "../../builtins/io/os-call.js";
import { shrink, tagged } from "../../builtins/numbers.js";
import { StructSequence } from "../struct-sequence.js";
import { systemPath, systemPathOrDescriptor, type PathArgument } from "./paths.js";

/** Mirrors `os.stat_result`. The times are floats by name and whole seconds as items. */
export class stat_result extends StructSequence {
  static override readonly title = "os.stat_result";
  static override readonly visible = 10;
  static override readonly fields = [
    ..."mode ino dev nlink uid gid size".split(" ").map((name) => "st_" + name),
    "atime",
    "mtime",
    "ctime",
    ..."atime mtime ctime atime_ns mtime_ns ctime_ns blksize blocks rdev".split(" ").map((name) => "st_" + name),
  ];
  declare readonly st_mode: number;
  declare readonly st_ino: number;
  declare readonly st_dev: number;
  declare readonly st_nlink: number;
  declare readonly st_uid: number;
  declare readonly st_gid: number;
  declare readonly st_size: number;
  declare readonly st_atime: number;
  declare readonly st_mtime: number;
  declare readonly st_ctime: number;
  declare readonly st_atime_ns: number | bigint;
  declare readonly st_mtime_ns: number | bigint;
  declare readonly st_ctime_ns: number | bigint;
  declare readonly st_blksize: number;
  declare readonly st_blocks: number;
  declare readonly st_rdev: number;

  override __repr__(): string {
    return super.__repr__().replace(/\b([amc]time=)/g, "st_$1");
  }
}

function resultOf(stats: BigIntStats): stat_result {
  const { mode, ino, dev, nlink, uid, gid, size, blksize, blocks, rdev } = stats;
  const nanoseconds = [stats.atimeNs, stats.mtimeNs, stats.ctimeNs];
  const whole = nanoseconds.map((ns) =>
    shrink((ns - (((ns % 1000000000n) + 1000000000n) % 1000000000n)) / 1000000000n),
  );
  // as CPython computes them, which isn't the same as ns / 1e9
  const floats = nanoseconds.map((ns, at) =>
    tagged(Number(whole[at]) + 1e-9 * Number(((ns % 1000000000n) + 1000000000n) % 1000000000n)),
  );
  const integers = [mode, ino, dev, nlink, uid, gid, size].map(shrink);
  return new stat_result([
    ...integers,
    ...whole,
    ...floats,
    ...nanoseconds.map(shrink),
    ...[blksize, blocks, rdev].map(shrink),
  ]);
}

/** @throws OSError; TypeError for what is no path */
export function stat(
  path: PathArgument | number,
  options: { dir_fd?: null; follow_symlinks?: unknown } = {},
): stat_result {
  if (options.follow_symlinks === false) {
    return lstat(path as PathArgument);
  }
  const target = systemPathOrDescriptor(path, "stat");
  if (typeof target === "number") {
    return fstat(target);
  }
  return resultOf(osCall(() => statSync(target, { bigint: true }), path));
}

/** As stat, of a symbolic link itself. */
export function lstat(path: PathArgument): stat_result {
  const target = systemPath(path);
  return resultOf(osCall(() => lstatSync(target, { bigint: true }), path));
}

/** Of an open file. */
export function fstat(fd: number): stat_result {
  return resultOf(osCall(() => fstatSync(asCount(fd), { bigint: true })));
}
