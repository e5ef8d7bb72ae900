/** Mirrors Lib/glob.py. */
import { OSError } from "../builtins/exceptions.js";
import { fnmatchcase } from "./fnmatch.js";
import { libraryModule } from "./module.js";
import { isdir, join, lexists, split } from "./os/path.js";
import { fspath, type PathArgument } from "./os/paths.js";
import { scandir } from "./os/scan.js";
import * as self from "./glob.js";

interface GlobOptions {
  root_dir?: PathArgument | null;
  recursive?: boolean;
  include_hidden?: boolean;
}

/** What stays the same during one search. */
interface Search {
  root: string;
  recursive: boolean;
  hidden: boolean;
}

const hasMagic = (text: string): boolean => /[*?[]/.test(text);
const isHidden = (name: string): boolean => name.startsWith(".");

/** Mirrors `glob(pathname, *, root_dir=None, recursive=False, include_hidden=False)`. */
export function glob(pathname: PathArgument, options: GlobOptions = {}): string[] {
  return [...iglob(pathname, options)];
}

/** Mirrors `iglob`: as it goes. */
export function* iglob(pathname: PathArgument, options: GlobOptions = {}): Generator<string> {
  const { root_dir = null, recursive = false, include_hidden = false } = options;
  const search = { root: root_dir === null ? "" : fspath(root_dir), recursive, hidden: include_hidden };
  let skipsFirst = recursive && fspath(pathname).startsWith("**");
  for (const found of find(fspath(pathname), search, false)) {
    if (!skipsFirst || found !== "") yield found;
    skipsFirst = false;
  }
}

function* find(pathname: string, search: Search, dirsOnly: boolean): Generator<string> {
  const [folder, name] = split(pathname);
  if (!hasMagic(pathname)) {
    const exists = name === "" ? isdir(join(search.root, folder)) : lexists(join(search.root, pathname));
    if (exists) yield pathname;
    return;
  }
  if (folder === "") return yield* matching(search.root, name, search, dirsOnly);
  const folders = folder !== pathname && hasMagic(folder) ? find(folder, search, true) : [folder];
  for (const parent of folders) {
    for (const found of matching(join(search.root, parent), name, search, dirsOnly)) yield join(parent, found);
  }
}

/** Names in a folder that fit the last part of a pattern. */
function matching(folder: string, pattern: string, search: Search, dirsOnly: boolean): Iterable<string> {
  if (!hasMagic(pattern)) return literal(folder, pattern);
  if (search.recursive && pattern === "**") return below(folder, search, dirsOnly);
  const showsHidden = search.hidden || isHidden(pattern);
  return names(folder, dirsOnly).filter((name) => (showsHidden || !isHidden(name)) && fnmatchcase(name, pattern));
}

function literal(folder: string, name: string): string[] {
  const exists = name === "" ? isdir(folder) : lexists(join(folder, name));
  return exists ? [name] : [];
}

/** `**`: the folder itself, as "", and everything below it. */
function* below(folder: string, search: Search, dirsOnly: boolean): Generator<string> {
  if (folder === "" || isdir(folder)) yield "";
  yield* descend(folder, search, dirsOnly);
}

function* descend(folder: string, search: Search, dirsOnly: boolean): Generator<string> {
  for (const name of names(folder, dirsOnly)) {
    if (!search.hidden && isHidden(name)) continue;
    yield name;
    for (const inner of descend(folder === "" ? name : join(folder, name), search, dirsOnly)) yield join(name, inner);
  }
}

/** The names in a folder; none where it can't be read. */
function names(folder: string, dirsOnly: boolean): string[] {
  try {
    const entries = [...scandir(folder === "" ? "." : folder)];
    return entries.filter((entry) => !dirsOnly || entry.is_dir()).map((entry) => entry.name);
  } catch (error) {
    if (error instanceof OSError) return [];
    throw error;
  }
}

/** Mirrors `escape(pathname)`. */
export function escape(pathname: string): string {
  return pathname.replace(/[*?[]/g, "[$&]");
}

/** Mirrors `has_magic(s)`. */
export function has_magic(s: string): boolean {
  return hasMagic(s);
}

libraryModule("glob", () => self);
