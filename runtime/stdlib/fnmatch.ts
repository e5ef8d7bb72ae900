/** Mirrors Lib/fnmatch.py of a POSIX system: shell patterns over names. */
import { iterate } from "../builtins/iterate.js";
import { libraryModule } from "./module.js";
import { fspath, type PathArgument } from "./os/paths.js";
import * as self from "./fnmatch.js";

/** A pattern as a regular expression over the whole name. */
function compile(pattern: string): RegExp {
  let source = "";
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    const end = char === "[" ? endOfSet(pattern, at) : -1;
    if (char === "*") source += "[^]*";
    else if (char === "?") source += "[^]";
    else if (end > 0) {
      source += setSource(pattern.slice(at + 1, end));
      at = end;
    } else source += char.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
  }
  return new RegExp(`^(?:${source})$`, "u");
}

/** Where the `]` of a set that begins at an offset stands; -1 when there is none, and `[` means itself. */
function endOfSet(pattern: string, start: number): number {
  let from = start + 1;
  if (pattern[from] === "!") from += 1;
  if (pattern[from] === "]") from += 1;
  return pattern.indexOf("]", from);
}

/** A set's members as a class of characters; ranges that run backwards hold nothing. */
function setSource(set: string): string {
  const negated = set.startsWith("!");
  const members = (negated ? set.slice(1) : set)
    .replace(/(.)-(.)/gsu, (range, from: string, to: string) => (from > to ? "" : range))
    .replace(/[\\\]^[]/g, "\\$&");
  if (members === "") return negated ? "[^]" : "(?!)";
  return `[${negated ? "^" : ""}${members}]`;
}

/** Mirrors `fnmatchcase(name, pat)`; on POSIX systems case always counts. */
export function fnmatchcase(name: PathArgument, pat: PathArgument): boolean {
  return compile(fspath(pat)).test(fspath(name));
}

export { fnmatchcase as fnmatch };

/** Mirrors `filter(names, pat)`. */
export function filter<T extends PathArgument>(names: Iterable<T>, pat: PathArgument): T[] {
  const expression = compile(fspath(pat));
  return Array.from(iterate<T>(names)).filter((name) => expression.test(fspath(name)));
}

libraryModule("fnmatch", () => self);
