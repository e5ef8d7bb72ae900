/** str methods that look for a part of the string: find, index, count, startswith, replace, ... */
import { plain } from "../classes/native-value.js";
import { TypeError, ValueError } from "../exceptions.js";
import { isTuple } from "../tuple.js";
import { typeName } from "../type-name.js";
import { asSize } from "../as-index.js";
import { asRange, requireStr, type Optional } from "./arguments.js";
import { isAstral, pointIndex, strLength, substring, unitOffset } from "./code-points.js";

type Bound = Optional<number | bigint>;

/** The lowest index of `sub` in `s[start:end]`, or -1. */
export function find(s: string, sub: string, start?: Bound, end?: Bound): number {
  if (start === undefined && end === undefined) {
    const at = s.indexOf(requireStr(sub, "must be str"));
    return at > 0 ? pointIndex(s, at) : at;
  }
  return findWithin(s, sub, start, end, false);
}

/** The highest index of `sub` in `s[start:end]`, or -1. */
export function rfind(s: string, sub: string, start?: Bound, end?: Bound): number {
  return findWithin(s, sub, start, end, true);
}

function findWithin(s: string, sub: string, start: Bound, end: Bound, last: boolean): number {
  const length = strLength(s);
  const [from, to] = asRange(start, end, length);
  const wanted = requireStr(sub, "must be str");
  if (from > to) {
    return -1;
  }
  const part = substring(s, from, to);
  const at = last ? part.lastIndexOf(wanted) : part.indexOf(wanted);
  return at < 0 ? -1 : from + pointIndex(part, at);
}

/**
 * As find.
 *
 * @throws ValueError "substring not found"
 */
export function index(s: string, sub: string, start?: Bound, end?: Bound): number {
  return found(find(s, sub, start, end));
}

/** As rfind; raises as index does. */
export function rindex(s: string, sub: string, start?: Bound, end?: Bound): number {
  return found(rfind(s, sub, start, end));
}

function found(at: number): number {
  if (at < 0) {
    throw new ValueError("substring not found");
  }
  return at;
}

/** How often `sub` occurs in `s[start:end]` without overlapping; the empty string occurs once more than there are characters. */
export function count(s: string, sub: string, start?: Bound, end?: Bound): number {
  const [from, to] = asRange(start, end, strLength(s));
  sub = requireStr(sub, "must be str");
  if (from > to) {
    return 0;
  }
  const part = substring(s, from, to);
  if (sub === "") {
    return strLength(part) + 1;
  }
  let times = 0;
  for (let at = part.indexOf(sub); at >= 0; at = part.indexOf(sub, at + sub.length)) {
    times += 1;
  }
  return times;
}

/** Whether the string starts with the prefix, or with one of a tuple of prefixes. */
export function startswith(s: string, prefix: string | readonly string[], start?: Bound, end?: Bound): boolean {
  if (typeof prefix === "string" && start === undefined && end === undefined) {
    return s.startsWith(prefix);
  }
  return matchesEdge(s, prefix, start, end, "startswith", (part, edge) => part.startsWith(edge));
}

/** Whether the string ends with the suffix, or with one of a tuple of suffixes. */
export function endswith(s: string, suffix: string | readonly string[], start?: Bound, end?: Bound): boolean {
  if (typeof suffix === "string" && start === undefined && end === undefined) {
    return s.endsWith(suffix);
  }
  return matchesEdge(s, suffix, start, end, "endswith", (part, edge) => part.endsWith(edge));
}

function matchesEdge(
  s: string,
  given: string | readonly string[],
  start: Bound,
  end: Bound,
  method: string,
  matches: (part: string, edge: string) => boolean,
): boolean {
  const edges = plain(given) as string | readonly string[];
  const [from, to] = asRange(start, end, strLength(s));
  const part = from > to ? null : substring(s, from, to);
  if (typeof edges === "string") {
    return part !== null && matches(part, edges);
  }
  if (!isTuple(edges)) {
    throw new TypeError(`${method} first arg must be str or a tuple of str, not ${typeName(edges)}`);
  }
  return edges.some((edge) => {
    const wanted = requireStr(edge, `tuple for ${method} must only contain str`);
    return part !== null && matches(part, wanted);
  });
}

/** A copy with `old` replaced by `replacement`, at most `limit` times (-1: everywhere). */
export function replace(s: string, old: string, replacement: string, limit: number | bigint = -1): string {
  old = requireStr(old, "replace() argument 1 must be str");
  replacement = requireStr(replacement, "replace() argument 2 must be str");
  const times = asSize(limit);
  if (times < 0 && !(old === "" && isAstral(s))) {
    // `$` means something to JavaScript in a text, but not in what a function gives.
    return replacement.includes("$") ? s.replaceAll(old, () => replacement) : s.replaceAll(old, replacement);
  }
  const pieces = old === "" ? ["", ...s] : s.split(old);
  if (old === "") {
    pieces.push("");
  }
  const breaks = times < 0 ? pieces.length - 1 : Math.min(times, pieces.length - 1);
  const head = pieces.slice(0, breaks + 1).join(replacement);
  const rest = pieces.slice(breaks + 1).join(old);
  return breaks === pieces.length - 1 ? head : head + old + rest;
}

/** The string without the prefix, if it has it. */
export function removeprefix(s: string, prefix: string): string {
  prefix = requireStr(prefix, "removeprefix() argument must be str");
  return s.startsWith(prefix) ? s.slice(prefix.length) : s;
}

/** The string without the suffix, if it has it. */
export function removesuffix(s: string, suffix: string): string {
  suffix = requireStr(suffix, "removesuffix() argument must be str");
  return suffix !== "" && s.endsWith(suffix) ? s.slice(0, -suffix.length) : s;
}

/**
 * `sub in s`
 *
 * @throws TypeError "'in <string>' requires string as left operand, not int"
 */
export function strContains(s: string, sub: string): boolean {
  return s.includes(requireStr(sub, "'in <string>' requires string as left operand"));
}

/** `s[:count]` in code points. */
export function prefix(s: string, length: number): string {
  return s.length <= length ? s : s.slice(0, unitOffset(s, length));
}
