/** Mirrors the module `shutil`. Differs: no archives. */
import { statfsSync } from "node:fs";
import { call } from "../builtins/call.js";
import { OSError, type BaseException } from "../builtins/exceptions.js";
import type { int } from "../builtins/numbers.js";
import { osCall } from "../builtins/io/os-call.js";
import { repr } from "../builtins/repr.js";
import { tuple } from "../builtins/tuple.js";
import { libraryModule } from "./module.js";
import { environ } from "./os/environ.js";
import { access, remove, rename, rmdir, X_OK } from "./os/files.js";
import { abspath, basename, dirname, exists, isdir, isfile, islink, join } from "./os/path.js";
import { fspath, systemPath, type PathArgument } from "./os/paths.js";
import { get_terminal_size as terminalSize, terminal_size } from "./os/process.js";
import { scandir } from "./os/scan.js";
import { copy2, copytree, Error, SameFileError } from "./shutil/copy.js";
import { StructSequence } from "./struct-sequence.js";
import * as self from "./shutil.js";

export {
  copy,
  copy2,
  copyfile,
  copyfileobj,
  copymode,
  copystat,
  copytree,
  Error,
  ignore_patterns,
  SameFileError,
} from "./shutil/copy.js";

type OnError = (action: unknown, path: string, info: tuple) => unknown;

/**
 * Mirrors `rmtree(path, ignore_errors=False, onerror=None)`. `onerror` gets the function that failed, the path and
 * (class, exception, None).
 */
export function rmtree(path: PathArgument, ignore_errors: boolean = false, onerror: OnError | null = null): void {
  const attempt = (action: (path: string) => unknown, target: string): void => {
    try {
      action(target);
    } catch (error) {
      if (!(error instanceof OSError) || (!ignore_errors && onerror === null)) throw error;
      if (!ignore_errors) call(onerror, action, target, infoOf(error));
    }
  };
  if (islink(path)) throw new OSError("Cannot call rmtree on a symbolic link");
  removeTree(fspath(path), attempt);
}

const infoOf = (error: BaseException): tuple => tuple.of(error.constructor, error, null);

function removeTree(folder: string, attempt: (action: (path: string) => unknown, target: string) => void): void {
  attempt((path) => {
    for (const entry of scandir(path)) {
      if (entry.is_dir({ follow_symlinks: false })) removeTree(entry.path, attempt);
      else attempt(remove, entry.path);
    }
  }, folder);
  attempt(rmdir, folder);
}

/** Mirrors `move(src, dst)`: renames, or copies to another file system. Returns where it went. @throws Error */
export function move(src: PathArgument, dst: PathArgument): PathArgument {
  const target = isdir(dst) ? join(dst, basename(fspath(src).replace(/\/+$/, ""))) : dst;
  if (target !== dst && exists(target)) throw new Error(`Destination path '${fspath(target)}' already exists`);
  try {
    rename(src, target);
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
    moveByCopy(src, target);
  }
  return target;
}

function moveByCopy(src: PathArgument, target: PathArgument): void {
  if (!isdir(src) || islink(src)) {
    copy2(src, target);
    remove(src);
    return;
  }
  if (`${abspath(target)}/`.startsWith(`${abspath(src)}/`)) {
    throw new Error(`Cannot move a directory ${repr(src)} into itself ${repr(target)}.`);
  }
  copytree(src, target, { symlinks: true });
  rmtree(src);
}

/** Mirrors `which(cmd, mode=F_OK | X_OK, path=None)`: null when there is no such command. */
export function which(cmd: PathArgument, mode: number = X_OK, path: string | null = null): string | null {
  const runs = (file: string): boolean => isfile(file) && access(file, mode);
  const command = fspath(cmd);
  if (dirname(command) !== "") return runs(command) ? command : null;
  const folders = (path ?? environ.get("PATH", "/bin:/usr/bin")).split(":");
  return folders.map((folder) => join(folder, command)).find(runs) ?? null;
}

class DiskUsage extends StructSequence {
  declare readonly total: int;
  declare readonly used: int;
  declare readonly free: int;
  static override readonly title = "usage";
  static override readonly fields = ["total", "used", "free"];
  static override readonly visible = 3;
}

export type _ntuple_diskusage = DiskUsage;
export type _terminal_size = terminal_size;

/** Mirrors `disk_usage(path)`: (total, used, free) bytes. */
export function disk_usage(path: PathArgument): DiskUsage {
  const { blocks, bfree, bavail, bsize } = osCall(() => statfsSync(systemPath(path)), fspath(path));
  return new DiskUsage([blocks * bsize, (blocks - bfree) * bsize, bavail * bsize]);
}

/** Mirrors `get_terminal_size(fallback=(80, 24))`: `COLUMNS` and `LINES` go first. */
export function get_terminal_size(fallback: Iterable<number> = [80, 24]): terminal_size {
  const given = ["COLUMNS", "LINES"].map((name) => Number(environ.get(name, "0")) || 0);
  const found = given.every((size) => size > 0) ? given : askTerminal(fallback);
  return new terminal_size(given.map((size, at) => (size > 0 ? size : found[at])));
}

function askTerminal(fallback: Iterable<number>): number[] {
  try {
    return [...(terminalSize(1) as Iterable<unknown> as Iterable<number>)];
  } catch (error) {
    if (error instanceof OSError) return [...fallback];
    throw error;
  }
}

libraryModule("shutil", () => self, { Error, SameFileError });
