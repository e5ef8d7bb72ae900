/** Mirrors the module `difflib`. Differs: no HTML. */
import { ValueError } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import { object } from "../builtins/object.js";
import { repr } from "../builtins/repr.js";
import { compareLines, IS_CHARACTER_JUNK } from "./difflib/differ.js";
import { SequenceMatcher } from "./difflib/matcher.js";
import { libraryModule } from "./module.js";
import * as self from "./difflib.js";

export { IS_CHARACTER_JUNK, IS_LINE_JUNK } from "./difflib/differ.js";
export { Match } from "./difflib/matcher.js";
export { SequenceMatcher };

/** Mirrors `difflib.Differ`. */
export class Differ extends object {
  declare linejunk: unknown;
  declare charjunk: unknown;

  override __init__(linejunk: unknown = null, charjunk: unknown = null): void {
    Object.assign(this, { linejunk, charjunk });
  }

  compare(a: Iterable<string>, b: Iterable<string>): IterableIterator<string> {
    return compareLines([...iterate<string>(a)], [...iterate<string>(b)], this.linejunk, this.charjunk);
  }
}

/** Mirrors `ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK)`. */
export function ndiff(
  a: Iterable<string>,
  b: Iterable<string>,
  linejunk: unknown = null,
  charjunk: unknown = IS_CHARACTER_JUNK,
): IterableIterator<string> {
  return compareLines([...iterate<string>(a)], [...iterate<string>(b)], linejunk, charjunk);
}

/** One of the two texts of an ndiff. @throws ValueError */
export function* restore(delta: Iterable<string>, which: number): IterableIterator<string> {
  const mark = { 1: "- ", 2: "+ " }[which];
  if (mark === undefined) throw new ValueError(`unknown delta choice (must be 1 or 2): ${repr(which)}`);
  for (const line of iterate<string>(delta)) if (["  ", mark].includes(line.slice(0, 2))) yield line.slice(2);
}

function unifiedRange(start: number, stop: number): string {
  const length = stop - start;
  if (length === 1) return String(start + 1);
  return `${length === 0 ? start : start + 1},${length}`;
}

/** Mirrors `unified_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n")`. */
export function* unified_diff(
  a: Iterable<string>,
  b: Iterable<string>,
  fromfile: string = "",
  tofile: string = "",
  fromfiledate: string = "",
  tofiledate: string = "",
  n: number = 3,
  lineterm: string = "\n",
): IterableIterator<string> {
  const [x, y] = [[...iterate<string>(a)], [...iterate<string>(b)]];
  let isFirst = true;
  for (const group of new SequenceMatcher(null, x, y).grouped(Number(n))) {
    if (isFirst) {
      yield `--- ${fromfile}${fromfiledate === "" ? "" : `\t${fromfiledate}`}${lineterm}`;
      yield `+++ ${tofile}${tofiledate === "" ? "" : `\t${tofiledate}`}${lineterm}`;
      isFirst = false;
    }
    const [first, last] = [group[0]!, group.at(-1)!];
    yield `@@ -${unifiedRange(first[1], last[2])} +${unifiedRange(first[3], last[4])} @@${lineterm}`;
    for (const [tag, i1, i2, j1, j2] of group) {
      if (tag === "equal") for (const line of x.slice(i1, i2)) yield ` ${line}`;
      if (tag === "replace" || tag === "delete") for (const line of x.slice(i1, i2)) yield `-${line}`;
      if (tag === "replace" || tag === "insert") for (const line of y.slice(j1, j2)) yield `+${line}`;
    }
  }
}

/** Mirrors `get_close_matches(word, possibilities, n=3, cutoff=0.6)`. @throws ValueError */
export function get_close_matches<T extends Iterable<unknown>>(
  word: T,
  possibilities: Iterable<T>,
  n: number = 3,
  cutoff: number = 0.6,
): T[] {
  if (!(n > 0)) throw new ValueError(`n must be > 0: ${repr(n)}`);
  if (!(cutoff >= 0 && cutoff <= 1)) throw new ValueError(`cutoff must be in [0.0, 1.0]: ${repr(cutoff)}`);
  const matcher = new SequenceMatcher();
  matcher.set_seq2(word);
  const found: { similarity: number; item: T }[] = [];
  for (const item of iterate<T>(possibilities)) {
    matcher.set_seq1(item);
    const similarity = matcher.similarity();
    if (similarity >= cutoff) found.push({ similarity, item });
  }
  const isBefore = (x: T, y: T): number => (String(x) < String(y) ? 1 : String(x) > String(y) ? -1 : 0);
  found.sort((x, y) => y.similarity - x.similarity || isBefore(x.item, y.item));
  return found.slice(0, Number(n)).map(({ item }) => item);
}

libraryModule("difflib", () => self, { Differ, SequenceMatcher });
