/** Mirrors the module `stat`. */
import type { int } from "../builtins/numbers.js";
import { libraryModule } from "./module.js";
import * as self from "./stat.js";

export const ST_MODE = 0;
export const ST_INO = 1;
export const ST_DEV = 2;
export const ST_NLINK = 3;
export const ST_UID = 4;
export const ST_GID = 5;
export const ST_SIZE = 6;
export const ST_ATIME = 7;
export const ST_MTIME = 8;
export const ST_CTIME = 9;

export const S_IFSOCK = 0o140000;
export const S_IFLNK = 0o120000;
export const S_IFREG = 0o100000;
export const S_IFBLK = 0o60000;
export const S_IFDIR = 0o40000;
export const S_IFCHR = 0o20000;
export const S_IFIFO = 0o10000;
export const S_ISUID = 0o4000;
export const S_ISGID = 0o2000;
export const S_ISVTX = 0o1000;
export const S_IRWXU = 0o700;
export const S_IRUSR = 0o400;
export const S_IWUSR = 0o200;
export const S_IXUSR = 0o100;
export const S_IREAD = 0o400;
export const S_IWRITE = 0o200;
export const S_IEXEC = 0o100;
export const S_IRWXG = 0o70;
export const S_IRGRP = 0o40;
export const S_IWGRP = 0o20;
export const S_IXGRP = 0o10;
export const S_IRWXO = 0o7;
export const S_IROTH = 0o4;
export const S_IWOTH = 0o2;
export const S_IXOTH = 0o1;

export function S_IMODE(mode: int): number {
  return Number(mode) & 0o7777;
}

export function S_IFMT(mode: int): number {
  return Number(mode) & 0o170000;
}

export function S_ISDIR(mode: int): boolean {
  return S_IFMT(mode) === S_IFDIR;
}

export function S_ISREG(mode: int): boolean {
  return S_IFMT(mode) === S_IFREG;
}

export function S_ISLNK(mode: int): boolean {
  return S_IFMT(mode) === S_IFLNK;
}

export function S_ISCHR(mode: int): boolean {
  return S_IFMT(mode) === S_IFCHR;
}

export function S_ISBLK(mode: int): boolean {
  return S_IFMT(mode) === S_IFBLK;
}

export function S_ISFIFO(mode: int): boolean {
  return S_IFMT(mode) === S_IFIFO;
}

export function S_ISSOCK(mode: int): boolean {
  return S_IFMT(mode) === S_IFSOCK;
}

const KINDS: readonly (readonly [kind: number, letter: string])[] = [
  [S_IFLNK, "l"],
  [S_IFSOCK, "s"],
  [S_IFREG, "-"],
  [S_IFBLK, "b"],
  [S_IFDIR, "d"],
  [S_IFCHR, "c"],
  [S_IFIFO, "p"],
];

/** `-rwxr-xr-x` */
export function filemode(mode: int): string {
  const bits = Number(mode);
  const kind = KINDS.find(([value]) => S_IFMT(bits) === value)?.[1] ?? "?";
  const group = (shift: number, special: number, letter: string): string => {
    const own = bits >> shift;
    const isSpecial = (bits & special) !== 0;
    const last = (own & 1) !== 0 ? (isSpecial ? letter : "x") : isSpecial ? letter.toUpperCase() : "-";
    return `${(own & 4) !== 0 ? "r" : "-"}${(own & 2) !== 0 ? "w" : "-"}${last}`;
  };
  return kind + group(6, S_ISUID, "s") + group(3, S_ISGID, "s") + group(0, S_ISVTX, "t");
}

libraryModule("stat", () => self);
