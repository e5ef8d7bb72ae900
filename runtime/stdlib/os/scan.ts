/** Listing folders: `listdir`, `scandir`, `walk`. */
import { opendirSync } from "node:fs";
import { OSError, TypeError } from "../../builtins/exceptions.js";
import { osCall } from "../../builtins/io/os-call.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { located } from "../../builtins/io/working-directory.js";
import { isdir, islink, join } from "./path.js";
import { fspath, pathOrNull, type PathArgument } from "./paths.js";
import { lstat, stat, type stat_result } from "./stat.js";

/** What Node's Dirent knows; named here so that the declarations need no types of Node. */
interface FolderEntry {
  readonly name: string;
  isDirectory(): boolean;
  isFile(): boolean;
  isSymbolicLink(): boolean;
}

/** The entries of a folder in the system's order. */
function readFolder(path: PathArgument, caller: string): FolderEntry[] {
  const text = pathOrNull(path);
  if (text === null) {
    throw new TypeError(`${caller}: path should be string, bytes, os.PathLike, integer or None, not ${typeName(path)}`);
  }
  const folder = osCall(() => opendirSync(located(text)), path);
  const entries: FolderEntry[] = [];
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
      entries.push(entry);
    }
  } finally {
    folder.closeSync();
  }
  return entries;
}

/** The names in a folder. @throws OSError */
export function listdir(path: PathArgument | null = "."): string[] {
  return readFolder(path ?? ".", "listdir").map((entry) => entry.name);
}

/** Mirrors `os.DirEntry`. */
export class DirEntry {
  readonly name: string;
  readonly path: string;
  readonly #entry: FolderEntry;

  constructor(folder: string, entry: FolderEntry) {
    this.name = entry.name;
    this.path = folder === "." ? "./" + entry.name : join(folder, entry.name);
    this.#entry = entry;
  }

  is_dir({ follow_symlinks = true }: { follow_symlinks?: unknown } = {}): boolean {
    return this.#entry.isSymbolicLink() && follow_symlinks !== false ? isdir(this.path) : this.#entry.isDirectory();
  }

  is_file({ follow_symlinks = true }: { follow_symlinks?: unknown } = {}): boolean {
    if (!this.#entry.isSymbolicLink() || follow_symlinks === false) {
      return this.#entry.isFile();
    }
    try {
      return (stat(this.path).st_mode & 0o170000) === 0o100000;
    } catch (error) {
      if (error instanceof OSError) {
        return false;
      }
      throw error;
    }
  }

  is_symlink(): boolean {
    return this.#entry.isSymbolicLink();
  }

  stat({ follow_symlinks = true }: { follow_symlinks?: unknown } = {}): stat_result {
    return follow_symlinks === false ? lstat(this.path) : stat(this.path);
  }

  inode(): number {
    return lstat(this.path).st_ino;
  }

  __fspath__(): string {
    return this.path;
  }

  __repr__(): string {
    return `<DirEntry ${repr(this.name)}>`;
  }
}

/** The iterator that scandir gives; `with` closes it. */
export class ScandirIterator implements IterableIterator<DirEntry> {
  readonly #entries: Iterator<DirEntry>;

  constructor(entries: Iterable<DirEntry>) {
    this.#entries = entries[Symbol.iterator]();
  }

  next(): IteratorResult<DirEntry> {
    return this.#entries.next();
  }

  [Symbol.iterator](): this {
    return this;
  }

  close(): void {}

  __enter__(): this {
    return this;
  }

  __exit__(): void {}
}

/** @throws OSError */
export function scandir(path: PathArgument | null = "."): ScandirIterator {
  const folder = path === null ? "." : fspath(path);
  return new ScandirIterator(readFolder(path ?? ".", "scandir").map((entry) => new DirEntry(folder, entry)));
}

/** (folder, names of folders in it, names of files in it) for a folder and all below. */
export function* walk(
  top: PathArgument,
  topdown: unknown = true,
  onerror: ((error: OSError) => unknown) | null = null,
  followlinks: unknown = false,
): Generator<tuple<[string, string[], string[]]>> {
  const folder = fspath(top);
  let entries: DirEntry[];
  try {
    entries = readFolder(folder, "scandir").map((entry) => new DirEntry(folder, entry));
  } catch (error) {
    if (!(error instanceof OSError)) {
      throw error;
    }
    onerror?.(error);
    return;
  }
  const [folders, files]: [string[], string[]] = [[], []];
  for (const entry of entries) {
    (entry.is_dir() ? folders : files).push(entry.name);
  }
  if (topdown !== false) {
    yield tuple.of(folder, folders, files);
  }
  // the caller may have changed the list of folders to visit
  for (const name of [...folders]) {
    const below = join(folder, name);
    if (followlinks === true || !islink(below)) {
      yield* walk(below, topdown, onerror, followlinks);
    }
  }
  if (topdown === false) {
    yield tuple.of(folder, folders, files);
  }
}
