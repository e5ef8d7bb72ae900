/** Differences of lines as people read them. Mirrors the class `Differ` of Lib/difflib.py. */
import { call } from "../../builtins/call.js";
import { truth } from "../../builtins/truth.js";
import { SequenceMatcher } from "./matcher.js";

type Junk = unknown;

/** True for a blank line, or one with a single `#`. */
export function IS_LINE_JUNK(line: string): boolean {
  return /^\s*#?\s*$/.test(line);
}

export function IS_CHARACTER_JUNK(ch: string): boolean {
  return ch === " " || ch === "\t";
}

/** The lines of both texts, each behind a mark, with lines that point at what differs within a line. */
export function* compareLines(
  a: readonly string[],
  b: readonly string[],
  linejunk: Junk,
  charjunk: Junk,
): Generator<string> {
  const matcher = new SequenceMatcher(linejunk, a, b);
  for (const [tag, alo, ahi, blo, bhi] of matcher.opcodes()) {
    if (tag === "replace") yield* replaceFancily({ a, alo, ahi, b, blo, bhi }, charjunk);
    else if (tag === "delete") yield* marked("-", a.slice(alo, ahi));
    else if (tag === "insert") yield* marked("+", b.slice(blo, bhi));
    else yield* marked(" ", a.slice(alo, ahi));
  }
}

interface Range {
  a: readonly string[];
  alo: number;
  ahi: number;
  b: readonly string[];
  blo: number;
  bhi: number;
}

function* marked(mark: string, lines: readonly string[]): Generator<string> {
  for (const line of lines) yield `${mark} ${line}`;
}

function* replacePlainly({ a, alo, ahi, b, blo, bhi }: Range): Generator<string> {
  const [removed, added] = [marked("-", a.slice(alo, ahi)), marked("+", b.slice(blo, bhi))];
  if (bhi - blo < ahi - alo) {
    yield* added;
    yield* removed;
  } else {
    yield* removed;
    yield* added;
  }
}

const LEAST_SIMILARITY = 0.75;

function* replaceFancily(range: Range, charjunk: Junk): Generator<string> {
  const { a, alo, ahi, b, blo, bhi } = range;
  let [best, bestI, bestJ] = [LEAST_SIMILARITY - 0.01, -1, -1];
  let equal: [number, number] | null = null;
  const matcher = new SequenceMatcher(charjunk === null ? null : (char: string) => truth(call(charjunk, char)));
  for (let j = blo; j < bhi; j++) {
    matcher.set_seq2(b[j]!);
    for (let i = alo; i < ahi; i++) {
      if (a[i] === b[j]) {
        equal ??= [i, j];
        continue;
      }
      matcher.set_seq1(a[i]!);
      const bounds = [matcher.real_quick_ratio(), matcher.quick_ratio()];
      if (bounds.some((bound) => Number(bound) <= best)) continue;
      const similarity = matcher.similarity();
      if (similarity > best) [best, bestI, bestJ] = [similarity, i, j];
    }
  }
  const isSimilar = best >= LEAST_SIMILARITY;
  if (!isSimilar && equal === null) return yield* replacePlainly(range);
  if (!isSimilar) [bestI, bestJ] = equal!;
  yield* around({ a, alo, ahi: bestI, b, blo, bhi: bestJ }, charjunk);
  if (isSimilar) yield* similarLines(a[bestI]!, b[bestJ]!, matcher);
  else yield `  ${a[bestI]}`;
  yield* around({ a, alo: bestI + 1, ahi, b, blo: bestJ + 1, bhi }, charjunk);
}

function* around(range: Range, charjunk: Junk): Generator<string> {
  const { a, alo, ahi, b, blo, bhi } = range;
  if (alo < ahi && blo < bhi) yield* replaceFancily(range, charjunk);
  else if (alo < ahi) yield* marked("-", a.slice(alo, ahi));
  else if (blo < bhi) yield* marked("+", b.slice(blo, bhi));
}

/** Two lines with the marks that point at their differences. */
function* similarLines(aline: string, bline: string, matcher: SequenceMatcher): Generator<string> {
  let [atags, btags] = ["", ""];
  matcher.set_seqs(aline, bline);
  for (const [tag, i1, i2, j1, j2] of matcher.opcodes()) {
    const [la, lb] = [i2 - i1, j2 - j1];
    atags += { replace: "^", delete: "-", insert: "", equal: " " }[tag].repeat(la);
    btags += { replace: "^", delete: "", insert: "+", equal: " " }[tag].repeat(lb);
  }
  yield `- ${aline}`;
  yield* pointers(aline, atags);
  yield `+ ${bline}`;
  yield* pointers(bline, btags);
}

function* pointers(line: string, tags: string): Generator<string> {
  const kept = Array.from(tags.trimEnd(), (tag, at) =>
    tag === " " && /\s/.test(line[at] ?? "") ? line[at]! : tag,
  ).join("");
  if (kept.trim() !== "") yield `? ${kept}\n`;
}
