/** Mirrors Lib/fnmatch.py of a POSIX system: shell patterns over names. */
import { iterate } from "../builtins/iterate.js";
import { escape } from "./re.js";
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

/** Mirrors `translate(pat)`: the pattern as a regular expression of `re`. */
export function translate(pat: string): string {
  const parts: string[] = [];
  for (let at = 0; at < pat.length; at++) {
    const char = pat[at]!;
    const end = char === "[" ? endOfSet(pat, at) : -1;
    if (char === "*") {
      if (parts.at(-1) !== "*") parts.push("*");
    } else if (char === "?") parts.push(".");
    else if (end > 0) {
      parts.push(setPattern(pat.slice(at + 1, end)));
      at = end;
    } else parts.push(escape(char));
  }
  return `(?s:${joined(parts)})\\Z`;
}

/** Has a star that stands between others match as little as it can, once and for all. */
function joined(parts: readonly string[]): string {
  const first = parts.indexOf("*");
  if (first < 0) return parts.join("");
  const last = parts.lastIndexOf("*");
  const pieces = parts
    .slice(first + 1, last)
    .join("\n")
    .split(/\n?\*\n?/)
    .map((piece) => piece.replaceAll("\n", ""))
    .filter((piece) => piece !== "");
  const between = pieces.map((piece) => `(?>.*?${piece})`).join("");
  return `${parts.slice(0, first).join("")}${first === last ? "" : between}.*${parts.slice(last + 1).join("")}`;
}

/** The parts of a set between the hyphens that make ranges; ranges that run backwards are gone. */
function rangesOf(set: string): string[] {
  const parts: string[] = [];
  let begin = 0;
  for (let at = set.indexOf("-", set.startsWith("!") ? 2 : 1); at >= 0; at = set.indexOf("-", at + 3)) {
    parts.push(set.slice(begin, at));
    begin = at + 1;
  }
  const last = set.slice(begin);
  if (last !== "" || parts.length === 0) parts.push(last);
  else parts[parts.length - 1] += "-";
  for (let at = parts.length - 1; at > 0; at--) {
    if (parts[at - 1]!.at(-1)! > parts[at]![0]!)
      parts.splice(at - 1, 2, parts[at - 1]!.slice(0, -1) + parts[at]!.slice(1));
  }
  return parts;
}

function setPattern(set: string): string {
  const members = rangesOf(set)
    .map((part) => part.replaceAll("\\", "\\\\").replaceAll("-", "\\-"))
    .join("-")
    .replaceAll(/([&~|])/g, "\\$1");
  if (members === "") return "(?!)";
  if (members === "!") return ".";
  if (members.startsWith("!")) return `[^${members.slice(1)}]`;
  return /^[\^[]/.test(members) ? `[\\${members}]` : `[${members}]`;
}

libraryModule("fnmatch", () => self);
