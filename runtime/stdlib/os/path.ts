/** Mirrors Lib/posixpath.py, for text paths. */
import { realpathSync, lstatSync, readlinkSync, statSync, type Stats } from "node:fs";
import { asCount } from "../../builtins/as-index.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { osCall } from "../../builtins/io/os-call.js";
import { currentDirectory, located } from "../../builtins/io/working-directory.js";
import { iterate } from "../../builtins/iterate.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { givesRawFloats } from "../../builtins/raw-floats.js";
import { libraryModule } from "../module.js";
import { environ } from "./environ.js";
import * as self from "./path.js";
import { fspath, pathOrNull, systemPathOrDescriptor, type PathArgument } from "./paths.js";
import { stat } from "./stat.js";

export const curdir = ".";
export const pardir = "..";
export const extsep = ".";
export const sep = "/";
export const altsep = null;
export const pathsep = ":";
export const defpath = "/bin:/usr/bin";
export const devnull = "/dev/null";

export function normcase(s: PathArgument): string {
  return fspath(s);
}

export function isabs(s: PathArgument): boolean {
  return fspath(s).startsWith("/");
}

/** @throws TypeError "join() argument must be str, bytes, or os.PathLike object, not 'int'" */
export function join(a: PathArgument, ...p: PathArgument[]): string {
  let path = fspath(a);
  for (const part of p) {
    const text = pathOrNull(part);
    if (text === null) {
      throw new TypeError(`join() argument must be str, bytes, or os.PathLike object, not '${typeName(part)}'`);
    }
    if (text.startsWith("/")) {
      path = text;
    } else {
      path += path === "" || path.endsWith("/") ? text : "/" + text;
    }
  }
  return path;
}

/** (head, tail): the tail is what follows the last slash. */
export function split(p: PathArgument): tuple<[string, string]> {
  const path = fspath(p);
  const end = path.lastIndexOf("/") + 1;
  return tuple.of(withoutSlashes(path.slice(0, end)), path.slice(end));
}

/** A folder's path without slashes at its end, unless it has nothing else. */
function withoutSlashes(head: string): string {
  return head.replace(/\/+$/, "") || head;
}

/** (root, extension): dots at the start of the name don't begin an extension. */
export function splitext(p: PathArgument): tuple<[string, string]> {
  const path = fspath(p);
  const name = path.lastIndexOf("/") + 1;
  const dot = path.lastIndexOf(".");
  const hidden = path.slice(name, Math.max(name, dot)).replace(/\./g, "") === "";
  return dot < name || hidden ? tuple.of(path, "") : tuple.of(path.slice(0, dot), path.slice(dot));
}

export function splitdrive(p: PathArgument): tuple<[string, string]> {
  return tuple.of("", fspath(p));
}

export function basename(p: PathArgument): string {
  const path = fspath(p);
  return path.slice(path.lastIndexOf("/") + 1);
}

export function dirname(p: PathArgument): string {
  const path = fspath(p);
  return withoutSlashes(path.slice(0, path.lastIndexOf("/") + 1));
}

/** The system's answer about a path, null where there is none. */
function statOrNull(path: PathArgument | number, follow = true): Stats | null {
  const target = systemPathOrDescriptor(path, "stat");
  if (typeof target === "number") {
    return tryStat(() => statSync(`/dev/fd/${target}`));
  }
  return target.includes("\0") ? null : tryStat(() => (follow ? statSync(target) : lstatSync(target)));
}

function tryStat(run: () => Stats): Stats | null {
  try {
    return run();
  } catch {
    return null;
  }
}

export function exists(path: PathArgument | number): boolean {
  return statOrNull(path) !== null;
}

export function lexists(path: PathArgument): boolean {
  return statOrNull(path, false) !== null;
}

export function isfile(path: PathArgument | number): boolean {
  return statOrNull(path)?.isFile() ?? false;
}

export function isdir(s: PathArgument | number): boolean {
  return statOrNull(s)?.isDirectory() ?? false;
}

export function islink(path: PathArgument): boolean {
  return statOrNull(path, false)?.isSymbolicLink() ?? false;
}

/** Whether another file system begins at the path. */
export function ismount(path: PathArgument): boolean {
  const own = statOrNull(path, false);
  if (own === null || own.isSymbolicLink()) {
    return false;
  }
  const parent = statOrNull(join(realpath(path), ".."), false);
  return parent !== null && (own.dev !== parent.dev || own.ino === parent.ino);
}

/** @throws OSError */
export function getsize(filename: PathArgument | number): number {
  return stat(filename).st_size;
}

export function getmtime(filename: PathArgument | number): number {
  return Number(stat(filename).st_mtime);
}

export function getatime(filename: PathArgument | number): number {
  return Number(stat(filename).st_atime);
}

export function getctime(filename: PathArgument | number): number {
  return Number(stat(filename).st_ctime);
}

export function samefile(f1: PathArgument | number, f2: PathArgument | number): boolean {
  return samestat(stat(f1), stat(f2));
}

export function samestat(s1: { st_ino: number; st_dev: number }, s2: { st_ino: number; st_dev: number }): boolean {
  return s1.st_ino === s2.st_ino && s1.st_dev === s2.st_dev;
}

/** `a//b/./c/..` as `a/b`; two slashes at the start stay, as POSIX wants. */
export function normpath(path: PathArgument): string {
  const text = fspath(path);
  const root = /^\/\/(?!\/)/.test(text) ? "//" : text.startsWith("/") ? "/" : "";
  const parts: string[] = [];
  for (const part of text.split("/")) {
    if (part === "" || part === ".") {
      continue;
    }
    if (part !== ".." || (root === "" && (parts.length === 0 || parts[parts.length - 1] === ".."))) {
      parts.push(part);
    } else {
      parts.pop();
    }
  }
  return root + parts.join("/") || ".";
}

export function abspath(path: PathArgument): string {
  const text = fspath(path);
  return normpath(isabs(text) ? text : join(currentDirectory(), text));
}

/** Without symbolic links; parts that don't exist stay as they are. @throws OSError when strict */
export function realpath(filename: PathArgument, { strict = false }: { strict?: unknown } = {}): string {
  const path = abspath(filename);
  if (strict === true) {
    return osCall(() => realpathSync.native(path), path);
  }
  return resolveLinks(fspath(filename), isabs(filename) ? "/" : currentDirectory(), new Set());
}

function resolveLinks(path: string, base: string, seen: Set<string>): string {
  let resolved = path.startsWith("/") ? "/" : base;
  for (const part of path.split("/")) {
    if (part === "" || part === ".") {
      continue;
    }
    if (part === "..") {
      resolved = dirname(resolved);
      continue;
    }
    const next = join(resolved, part);
    if (!islink(next) || seen.has(next)) {
      resolved = next;
      continue;
    }
    seen.add(next);
    resolved = resolveLinks(readlinkSync(located(next)), resolved, seen);
  }
  return normpath(resolved);
}

/** @throws ValueError "no path specified" */
export function relpath(path: PathArgument, start: PathArgument | null = curdir): string {
  const text = fspath(path);
  if (text === "") {
    throw new ValueError("no path specified");
  }
  const parts = (whole: string) =>
    abspath(whole)
      .split("/")
      .filter((part) => part !== "");
  const [from, to] = [parts(start === null ? curdir : fspath(start)), parts(text)];
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) {
    shared += 1;
  }
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/") || ".";
}

/** The longest string that all of them start with, character by character. */
export function commonprefix(m: Iterable<PathArgument>): string {
  const texts = Array.from(iterate<PathArgument>(m), fspath);
  if (texts.length === 0) {
    return "";
  }
  const [low, high] = [texts.reduce((a, b) => (b < a ? b : a)), texts.reduce((a, b) => (b > a ? b : a))];
  let at = 0;
  while (at < low.length && low[at] === high[at]) {
    at += 1;
  }
  return low.slice(0, at);
}

/** The longest path that all of them start with. @throws ValueError */
export function commonpath(paths: Iterable<PathArgument>): string {
  const texts = Array.from(iterate<PathArgument>(paths), fspath);
  if (texts.length === 0) {
    throw new ValueError("commonpath() arg is an empty sequence");
  }
  if (new Set(texts.map(isabs)).size > 1) {
    throw new ValueError("Can't mix absolute and relative paths");
  }
  const split = texts.map((text) => text.split("/").filter((part) => part !== "" && part !== "."));
  const [first] = split;
  let shared = 0;
  while (shared < first.length && split.every((parts) => parts[shared] === first[shared])) {
    shared += 1;
  }
  return (isabs(texts[0]) ? "/" : "") + first.slice(0, shared).join("/");
}

/** `~` as the home folder. */
export function expanduser(path: PathArgument): string {
  const text = fspath(path);
  if (text !== "~" && !text.startsWith("~/")) {
    return text; // the home folders of other users stay unknown
  }
  const home = environ.get("HOME") ?? process.getBuiltinModule("node:os").userInfo().homedir;
  return withoutTrailing(home) + text.slice(1) || "/";
}

function withoutTrailing(home: string): string {
  return home.replace(/\/+$/, "");
}

/** `$NAME` and `${NAME}` from the environment; unknown names stay. */
export function expandvars(path: PathArgument): string {
  return fspath(path).replace(/\$(?:(\w+)|\{([^}]*)\})/g, (whole, plain?: string, braced?: string) => {
    return environ.get(plain ?? braced ?? "") ?? whole;
  });
}

export function sameopenfile(fp1: number, fp2: number): boolean {
  return samestat(stat(asCount(fp1)), stat(asCount(fp2)));
}

libraryModule("posixpath", () => self);
givesRawFloats(self, ["getmtime", "getatime", "getctime"]);
