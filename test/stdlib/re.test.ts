import { expect, test } from "vitest";
import { repr } from "../../runtime/builtins/repr.js";
import { tuple } from "../../runtime/builtins/tuple.js";
import * as re from "../../runtime/stdlib/re.js";
import { expectRecorded } from "../support/recorded.js";

/** All that a match tells. */
function shown(match: re.Match | null): unknown {
  if (match === null) return null;
  const { lastindex, lastgroup, regs } = match;
  return [match.group(), match.span(), match.groups(), match.groupdict(), lastindex, lastgroup, regs, repr(match)];
}

test("regular expressions find what CPython's find", () => {
  expectRecorded("re_calls", {
    ...re,
    search: (pattern: unknown, text: unknown) => shown(re.search(pattern, text)),
    match: (pattern: unknown, text: unknown) => shown(re.match(pattern, text)),
    fullmatch: (pattern: unknown, text: unknown) => shown(re.fullmatch(pattern, text)),
    search_flags: (pattern: unknown, text: unknown, flags: number) => shown(re.search(pattern, text, flags)),
    search_in: (pattern: unknown, text: unknown, pos: number, endpos: number | null) =>
      shown(re.compile(pattern).search(text, pos, endpos)),
    spans: (pattern: unknown, text: unknown) => Array.from(re.finditer(pattern, text), (match) => match.span()),
    compile: (pattern: unknown) => re.compile(pattern).pattern as unknown,
    repr: (pattern: unknown, flags: number) => {
      const made = re.compile(pattern, flags);
      return [repr(made), made.flags, made.groups];
    },
    group: (pattern: unknown, text: unknown, group: unknown) => re.search(pattern, text)?.group(group) as unknown,
  } as never);
});

test("replacements by a function; what isn't supported says so", () => {
  expect(re.sub("a", (match: re.Match) => match.group().toUpperCase() as string, "aXa")).toBe("AXA");
  expect(repr(re.search("(a)(b)", "ab")?.group(2, 1))).toBe(repr(tuple.of("b", "a")));
  expect(() => re.compile("(a)?(?(1)b|c)")).toThrow("conditional groups");
  expect(() => re.compile("(?i:A)b")).toThrow("case can be ignored in a whole regular expression only");
});
