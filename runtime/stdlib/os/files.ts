/** Functions of `os` that change files and folders. */
import {
  accessSync,
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
} from "node:fs";
import { asCount } from "../../builtins/as-index.js";
import { IsADirectoryError, OSError } from "../../builtins/exceptions.js";
import { osCall } from "../../builtins/io/os-call.js";
import { changeDirectory, currentDirectory } from "../../builtins/io/working-directory.js";
import { type int } from "../../builtins/numbers.js";
import { fspath, systemPath, type PathArgument } from "./paths.js";
import { exists, isdir, split } from "./path.js";

export const F_OK = 0;
export const X_OK = 1;
export const W_OK = 2;
export const R_OK = 4;

export function getcwd(): string {
  return currentDirectory();
}

/** Changes the folder that relative paths of this process start from. @throws OSError */
export function chdir(path: PathArgument): void {
  changeDirectory(fspath(path));
}

/** @throws FileExistsError and other OSErrors */
export function mkdir(path: PathArgument, mode: int = 0o777): void {
  const target = systemPath(path);
  osCall(() => mkdirSync(target, { mode: asCount(mode) }), path);
}

/** As mkdir, with the folders above. @throws FileExistsError unless `exist_ok` */
export function makedirs(name: PathArgument, mode: int = 0o777, exist_ok: unknown = false): void {
  let [head, tail] = split(name) as unknown as [string, string];
  if (tail === "") {
    [head, tail] = split(head) as unknown as [string, string];
  }
  if (head !== "" && tail !== "" && !exists(head)) {
    makedirs(head, 0o777, exist_ok);
    if (tail === ".") {
      return;
    }
  }
  try {
    mkdir(name, mode);
  } catch (error) {
    if (!(error instanceof OSError) || exist_ok !== true || !isdir(name)) {
      throw error;
    }
  }
}

/** @throws FileNotFoundError, IsADirectoryError and other OSErrors */
export function remove(path: PathArgument): void {
  const target = systemPath(path);
  if (osCall(() => lstatSync(target), path).isDirectory()) {
    throw new IsADirectoryError(21, "Is a directory", path);
  }
  osCall(() => unlinkSync(target), path);
}

export const unlink = remove;

/** @throws OSError for a folder that isn't empty */
export function rmdir(path: PathArgument): void {
  const target = systemPath(path);
  osCall(() => rmdirSync(target), path);
}

/** Removes a folder and those above it that are empty then. */
export function removedirs(name: PathArgument): void {
  rmdir(name);
  let [head, tail] = split(name) as unknown as [string, string];
  if (tail === "") {
    [head, tail] = split(head) as unknown as [string, string];
  }
  while (head !== "" && tail !== "") {
    try {
      rmdir(head);
    } catch (error) {
      if (error instanceof OSError) {
        return;
      }
      throw error;
    }
    [head, tail] = split(head) as unknown as [string, string];
  }
}

/** @throws OSError */
export function rename(src: PathArgument, dst: PathArgument): void {
  const [from, to] = [systemPath(src), systemPath(dst)];
  osCall(() => renameSync(from, to), src, dst);
}

export const replace = rename;

/** As rename; makes the folders above the new name, and removes those above the old one that are empty then. */
export function renames(old: PathArgument, new_: PathArgument): void {
  const [folder] = split(new_) as unknown as [string, string];
  if (folder !== "" && !exists(folder)) {
    makedirs(folder);
  }
  rename(old, new_);
  const [oldFolder, oldName] = split(old) as unknown as [string, string];
  if (oldFolder !== "" && oldName !== "") {
    try {
      removedirs(oldFolder);
    } catch (error) {
      if (!(error instanceof OSError)) {
        throw error;
      }
    }
  }
}

export function link(src: PathArgument, dst: PathArgument): void {
  const [from, to] = [systemPath(src), systemPath(dst)];
  osCall(() => linkSync(from, to), src, dst);
}

export function symlink(src: PathArgument, dst: PathArgument): void {
  const to = systemPath(dst);
  osCall(() => symlinkSync(fspath(src), to), src, dst);
}

export function readlink(path: PathArgument): string {
  const target = systemPath(path);
  return osCall(() => readlinkSync(target), path);
}

export function chmod(path: PathArgument, mode: int): void {
  const target = systemPath(path);
  osCall(() => chmodSync(target, asCount(mode)), path);
}

export function chown(path: PathArgument, uid: int, gid: int): void {
  const target = systemPath(path);
  osCall(() => chownSync(target, asCount(uid), asCount(gid)), path);
}

/** Whether this process may do what `mode` says. */
export function access(path: PathArgument, mode: int): boolean {
  const target = systemPath(path);
  try {
    accessSync(target, asCount(mode));
    return true;
  } catch {
    return false;
  }
}

export function truncate(path: PathArgument, length: int): void {
  const target = systemPath(path);
  osCall(() => truncateSync(target, asCount(length)), path);
}

/** Sets the times of the last access and of the last change, both now when left out. */
export function utime(path: PathArgument, times: Iterable<number> | null = null): void {
  const target = systemPath(path);
  const now = Date.now() / 1000;
  const [accessed, modified] = times === null ? [now, now] : Array.from(times, Number);
  osCall(() => utimesSync(target, accessed, modified));
}
