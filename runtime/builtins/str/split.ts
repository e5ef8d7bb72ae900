/** str methods that take strings apart and put them together: split, splitlines, partition, join, strip. */
import { TypeError, ValueError } from "../exceptions.js";
import { isHolder, plain } from "../classes/native-value.js";
import { tuple } from "../tuple.js";
import { typeName } from "../type-name.js";
import { asIndex, asSize } from "../as-index.js";
import { truth } from "../truth.js";
import { requireStr, type Optional } from "./arguments.js";
import { SPACE_RUN, UNEVEN_SPACE, isSpaceChar, stripSpace, stripSpaceEnd, stripSpaceStart } from "./characters.js";

/** The words between separators from the left, at most `maxsplit` cuts; None separates at runs of white space. */
export function split(s: string, sep?: Optional<string>, maxsplit: number | bigint = -1): string[] {
  const limit = asSize(maxsplit);
  if (sep === null || sep === undefined) {
    return limit < 0 ? splitSpace(s) : splitSpaceFirst(s, limit);
  }
  const pieces = splitAt(s, sep);
  return limit < 0 || pieces.length <= limit + 1 ? pieces : [...pieces.slice(0, limit), pieces.slice(limit).join(sep)];
}

/** As split, the cuts being made from the right. */
export function rsplit(s: string, sep?: Optional<string>, maxsplit: number | bigint = -1): string[] {
  const limit = asSize(maxsplit);
  if (sep === null || sep === undefined) {
    return limit < 0 ? splitSpace(s) : splitSpaceLast(s, limit);
  }
  sep = requireSeparator(sep);
  const pieces: string[] = [];
  let end = s.length;
  while (pieces.length !== limit) {
    // found from the right: "aaa".rsplit("aa", 1) is ["a", ""]
    const at = end < sep.length ? -1 : s.lastIndexOf(sep, end - sep.length);
    if (at < 0) {
      break;
    }
    pieces.push(s.slice(at + sep.length, end));
    end = at;
  }
  return [s.slice(0, end), ...pieces.reverse()];
}

function splitAt(s: string, sep: string): string[] {
  sep = requireSeparator(sep);
  return s.split(sep);
}

function requireSeparator(sep: string): string {
  return nonEmpty(requireStr(sep, "must be str or None"));
}

function nonEmpty(sep: string): string {
  if (sep === "") {
    throw new ValueError("empty separator");
  }
  return sep;
}

function splitSpace(s: string): string[] {
  const trimmed = stripSpace(s);
  if (trimmed === "") {
    return [];
  }
  // single spaces are what V8 splits at quickest
  return trimmed.split(UNEVEN_SPACE.test(trimmed) ? SPACE_RUN : " ");
}

function splitSpaceFirst(s: string, limit: number): string[] {
  const words: string[] = [];
  let rest = stripSpaceStart(s);
  while (rest !== "" && words.length < limit) {
    let end = 0;
    while (end < rest.length && !isSpaceChar(rest, end)) {
      end += 1;
    }
    words.push(rest.slice(0, end));
    rest = stripSpaceStart(rest.slice(end));
  }
  return rest === "" ? words : [...words, rest];
}

function splitSpaceLast(s: string, limit: number): string[] {
  const words: string[] = [];
  let rest = stripSpaceEnd(s);
  while (rest !== "" && words.length < limit) {
    let start = rest.length;
    while (start > 0 && !isSpaceChar(rest, start - 1)) {
      start -= 1;
    }
    words.push(rest.slice(start));
    rest = stripSpaceEnd(rest.slice(0, start));
  }
  return (rest === "" ? words : [...words, rest]).reverse();
}

const LINE = /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|$)/g;
const LINE_END = /(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])$/;

/** The lines; their ends are kept when `keepends` is true. */
export function splitlines(s: string, keepends: unknown = false): string[] {
  const lines = s.match(LINE) ?? [];
  lines.pop(); // the empty match at the end of the text
  return truth(asIndex(keepends)) ? lines : lines.map((line) => line.replace(LINE_END, ""));
}

/** The part before the first separator, the separator, and the part after it; ("all", "", "") when it isn't there. */
export function partition(s: string, sep: string): tuple<[string, string, string]> {
  sep = requirePartition(sep);
  const at = s.indexOf(sep);
  return at < 0 ? tuple.of(s, "", "") : tuple.of(s.slice(0, at), sep, s.slice(at + sep.length));
}

/** As partition, at the last separator. */
export function rpartition(s: string, sep: string): tuple<[string, string, string]> {
  sep = requirePartition(sep);
  const at = s.lastIndexOf(sep);
  return at < 0 ? tuple.of("", "", s) : tuple.of(s.slice(0, at), sep, s.slice(at + sep.length));
}

function requirePartition(sep: string): string {
  return nonEmpty(requireStr(sep, "must be str"));
}

/** The strings of the iterable with this string between them. */
export function join(s: string, iterable: Iterable<string>): string {
  if (typeof (iterable as Partial<Iterable<string>> | null)?.[Symbol.iterator] !== "function") {
    throw new TypeError("can only join an iterable");
  }
  const items = Array.isArray(iterable) ? iterable : Array.from(iterable);
  for (let at = 0; at < items.length; at += 1) {
    if (isHolder(items[at])) return join(s, items.map(plain) as string[]);
    if (typeof items[at] !== "string") {
      throw new TypeError(`sequence item ${at}: expected str instance, ${typeName(items[at])} found`);
    }
  }
  return Array.prototype.join.call(items, s);
}

/** The string without white space, or without the given characters, at both ends. */
export function strip(s: string, chars?: Optional<string>): string {
  return stripEnds(s, chars, "strip", true, true);
}

/** As strip, on the left. */
export function lstrip(s: string, chars?: Optional<string>): string {
  return stripEnds(s, chars, "lstrip", true, false);
}

/** As strip, on the right. */
export function rstrip(s: string, chars?: Optional<string>): string {
  return stripEnds(s, chars, "rstrip", false, true);
}

/** Quicker than a regular expression for the few characters that are given. */
function hasSurrogate(chars: string): boolean {
  for (let at = 0; at < chars.length; at++) if ((chars.charCodeAt(at) & 0xf800) === 0xd800) return true;
  return false;
}

function stripEnds(s: string, given: Optional<string>, method: string, left: boolean, right: boolean): string {
  const chars = plain(given) as Optional<string>;
  if (chars === null || chars === undefined) {
    const shorter = right ? stripSpaceEnd(s) : s;
    return left ? stripSpaceStart(shorter) : shorter;
  }
  if (typeof chars !== "string") {
    throw new TypeError(`${method} arg must be None or str`);
  }
  const points = hasSurrogate(chars) ? Array.from(s) : s;
  const unwanted = points === s ? chars : Array.from(chars);
  let start = 0;
  let end = points.length;
  while (left && start < end && unwanted.includes(points[start]!)) {
    start += 1;
  }
  while (right && end > start && unwanted.includes(points[end - 1]!)) {
    end -= 1;
  }
  const rest = points.slice(start, end);
  return typeof rest === "string" ? rest : rest.join("");
}
