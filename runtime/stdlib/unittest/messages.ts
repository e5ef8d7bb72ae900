/** The texts of failed assertions. */
import { eq } from "../../builtins/compare.js";
import { getitem, len } from "../../builtins/operators.js";
import { repr } from "../../builtins/repr.js";
import { truth } from "../../builtins/truth.js";
import { ndiff } from "../difflib.js";
import { pformat } from "../pprint.js";

const MAX_LENGTH = 80;
/** How much of a long repr stays: of what is common at its start and its end, and of the rest. */
const [COMMON, PLACEHOLDER, DIFFERENT] = [5, 12, 41];

/** A repr, cut if it is very long. Mirrors unittest.util.safe_repr. */
export function safeRepr(value: unknown, isShort = false): string {
  const shown = repr(value);
  return isShort && shown.length >= MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH)} [truncated]...` : shown;
}

/** Both reprs with what they have in common at their starts cut out. Mirrors _common_shorten_repr. */
export function shortenedReprs(a: unknown, b: unknown): [string, string] {
  const shown = [repr(a), repr(b)] as [string, string];
  const longest = Math.max(...shown.map(({ length }) => length));
  if (longest <= MAX_LENGTH) return shown;
  let common = 0;
  while (common < Math.min(shown[0].length, shown[1].length) && shown[0][common] === shown[1][common]) common += 1;
  const prefix = shown[0].slice(0, common);
  const room = MAX_LENGTH - (longest - common + COMMON + PLACEHOLDER);
  if (room > COMMON) {
    const start = shorten(prefix, COMMON, room);
    return shown.map((each) => start + each.slice(common)) as [string, string];
  }
  const start = shorten(prefix, COMMON, COMMON);
  return shown.map((each) => start + shorten(each.slice(common), DIFFERENT, COMMON)) as [string, string];
}

function shorten(part: string, begin: number, end: number): string {
  const skipped = part.length - begin - end;
  return skipped > PLACEHOLDER ? `${part.slice(0, begin)}[${skipped} chars]${part.slice(part.length - end)}` : part;
}

/** The difference of two texts line by line. */
function diffOf(a: readonly string[], b: readonly string[]): string {
  return [...ndiff(a, b)].join("\n");
}

/** What a failed comparison of two sequences says, up to the diff. Mirrors assertSequenceEqual. */
export function sequenceMessage(a: unknown, b: unknown, kind: string): string {
  const [first, second] = shortenedReprs(a, b);
  let message = `${kind[0]!.toUpperCase()}${kind.slice(1)}s differ: ${first} != ${second}\n`;
  const [m, n] = [Number(len(a as never)), Number(len(b as never))];
  for (let at = 0; at < Math.min(m, n); at++) {
    const [x, y] = [getitem(a, at) as unknown, getitem(b, at) as unknown];
    if (truth(eq(x, y))) continue;
    const shown = shortenedReprs(x, y);
    message += `\nFirst differing element ${at}:\n${shown[0]}\n${shown[1]}\n`;
    break;
  }
  if (m !== n) {
    const [longer, which, count] = m > n ? [a, "First", m - n] : [b, "Second", n - m];
    message += `\n${which} ${kind} contains ${count} additional elements.\n`;
    message += `First extra element ${Math.min(m, n)}:\n${safeRepr(getitem(longer, Math.min(m, n)))}\n`;
  }
  return `${message}\n${diffOf(pformat(a).split("\n"), pformat(b).split("\n"))}`;
}

export const prettyDiff = (a: unknown, b: unknown): string =>
  `\n${diffOf(pformat(a).split("\n"), pformat(b).split("\n"))}`;
