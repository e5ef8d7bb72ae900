/** Copying files and trees. */
import { copyFileSync, chmodSync, statSync, utimesSync } from "node:fs";
import { call } from "../../builtins/call.js";
import { getattr } from "../../builtins/attributes.js";
import { OSError } from "../../builtins/exceptions.js";
import { osCall } from "../../builtins/io/os-call.js";
import { contains, len } from "../../builtins/operators.js";
import { repr } from "../../builtins/repr.js";
import { set } from "../../builtins/set.js";
import { text } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { filter } from "../fnmatch.js";
import { makedirs, readlink, symlink } from "../os/files.js";
import { basename, isdir, islink, join } from "../os/path.js";
import { fspath, systemPath, type PathArgument } from "../os/paths.js";
import { scandir } from "../os/scan.js";

/** Mirrors `shutil.Error`: all that went wrong in a tree. */
export class Error extends OSError {}

/** Mirrors `shutil.SameFileError`. */
export class SameFileError extends Error {}

interface LinkOptions {
  follow_symlinks?: boolean;
}

/** Mirrors `copyfileobj(fsrc, fdst, length=0)`: from one open file to another. */
export function copyfileobj(fsrc: unknown, fdst: unknown, length: number = 0): void {
  const size = length > 0 ? Number(length) : 65536;
  const read = getattr(fsrc, "read") as (size: number) => unknown;
  const write = getattr(fdst, "write") as (data: unknown) => unknown;
  for (let part = read(size); len(part as string) > 0; part = read(size)) write(part);
}

/** Mirrors `copyfile(src, dst, *, follow_symlinks=True)`: contents only. Returns dst. @throws SameFileError, OSError */
export function copyfile<T extends PathArgument>(
  src: PathArgument,
  dst: T,
  { follow_symlinks = true }: LinkOptions = {},
): T {
  const [from, to] = [systemPath(src), systemPath(dst)];
  if (isSame(from, to)) throw new SameFileError(`${repr(src)} and ${repr(dst)} are the same file`);
  if (!follow_symlinks && islink(src)) symlink(readlink(src), dst);
  else {
    osCall(() => statSync(from), fspath(src));
    if (isdir(dst)) throw new OSError(21, "Is a directory", fspath(dst));
    if (isdir(src)) throw new OSError(21, "Is a directory", fspath(src));
    osCall(() => copyFileSync(from, to), fspath(dst));
  }
  return dst;
}

function isSame(from: string, to: string): boolean {
  const [a, b] = [from, to].map((path) => statSync(path, { throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

/** Mirrors `copymode(src, dst)`. */
export function copymode(src: PathArgument, dst: PathArgument): void {
  const { mode } = osCall(() => statSync(systemPath(src)), fspath(src));
  osCall(() => chmodSync(systemPath(dst), mode), fspath(dst));
}

/** Mirrors `copystat(src, dst)`: mode and times. */
export function copystat(src: PathArgument, dst: PathArgument): void {
  const { atimeMs, mtimeMs } = osCall(() => statSync(systemPath(src)), fspath(src));
  osCall(() => utimesSync(systemPath(dst), atimeMs / 1000, mtimeMs / 1000), fspath(dst));
  copymode(src, dst);
}

/** Mirrors `copy(src, dst)`: contents and mode, into dst if that is a folder. Returns the new file's path. */
export function copy(src: PathArgument, dst: PathArgument, options: LinkOptions = {}): PathArgument {
  const target = isdir(dst) ? join(dst, basename(src)) : dst;
  copyfile(src, target, options);
  copymode(src, target);
  return target;
}

/** Mirrors `copy2(src, dst)`: as `copy`, with the times. */
export function copy2(src: PathArgument, dst: PathArgument, options: LinkOptions = {}): PathArgument {
  const target = isdir(dst) ? join(dst, basename(src)) : dst;
  copyfile(src, target, options);
  copystat(src, target);
  return target;
}

/** Mirrors `ignore_patterns(*patterns)`: for `copytree`'s `ignore`. */
export function ignore_patterns(...patterns: string[]): (path: unknown, names: string[]) => set<string> {
  return (_path, names) => new set(patterns.flatMap((pattern) => filter(names, pattern)));
}

interface TreeOptions {
  symlinks?: boolean;
  ignore?: ((folder: string, names: string[]) => unknown) | null;
  copy_function?: (src: string, dst: string) => unknown;
  ignore_dangling_symlinks?: boolean;
  dirs_exist_ok?: boolean;
}

/** Mirrors `copytree(src, dst, ...)`. Returns dst. @throws Error with all (source, target, reason) that failed */
export function copytree<T extends PathArgument>(src: PathArgument, dst: T, options: TreeOptions = {}): T {
  const { ignore = null, copy_function = copy2, dirs_exist_ok = false, symlinks = false } = options;
  const entries = [...scandir(src)];
  const names = entries.map((entry) => entry.name);
  const ignored: unknown = ignore === null ? [] : call(ignore, fspath(src), names);
  makedirs(dst, 0o777, dirs_exist_ok);
  const errors: unknown[] = [];
  for (const entry of entries) {
    if (contains(ignored as unknown[], entry.name)) continue;
    const target = join(dst, entry.name);
    try {
      if (symlinks && entry.is_symlink()) symlink(readlink(entry.path), target);
      else if (entry.is_dir()) copytree(entry.path, target, options);
      else call(copy_function, entry.path, target);
    } catch (error) {
      if (error instanceof Error) errors.push(...(error.args[0] as unknown[]));
      else if (error instanceof OSError) errors.push(tuple.of(entry.path, target, text(error)));
      else throw error;
    }
  }
  copystat(src, dst);
  if (errors.length > 0) throw new Error(errors);
  return dst;
}
