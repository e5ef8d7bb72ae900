/** The option flags, and how they let what was printed differ from what was expected. */

export const DONT_ACCEPT_TRUE_FOR_1 = 1;
export const DONT_ACCEPT_BLANKLINE = 2;
export const NORMALIZE_WHITESPACE = 4;
export const ELLIPSIS = 8;
export const SKIP = 16;
export const IGNORE_EXCEPTION_DETAIL = 32;
export const REPORT_ONLY_FIRST_FAILURE = 512;
export const FAIL_FAST = 1024;

export const FLAGS: Readonly<Record<string, number>> = {
  DONT_ACCEPT_TRUE_FOR_1,
  DONT_ACCEPT_BLANKLINE,
  NORMALIZE_WHITESPACE,
  ELLIPSIS,
  SKIP,
  IGNORE_EXCEPTION_DETAIL,
  REPORT_ONLY_FIRST_FAILURE,
  FAIL_FAST,
};

const BLANK_LINE = "<BLANKLINE>";
const WILDCARD = "...";

/** True if what an example printed is what it should. */
export function matches(want: string, got: string, flags: number): boolean {
  const has = (flag: number): boolean => (flags & flag) !== 0;
  if (got === want) return true;
  if (!has(DONT_ACCEPT_TRUE_FOR_1)) {
    if (got === "True\n" && want === "1\n") return true;
    if (got === "False\n" && want === "0\n") return true;
  }
  let [wanted, given] = [want, got];
  if (!has(DONT_ACCEPT_BLANKLINE)) {
    wanted = wanted.replaceAll(new RegExp(`^${BLANK_LINE}\\s*?$`, "gm"), "");
    given = given.replaceAll(/^[^\S\n]+$/gm, "");
    if (given === wanted) return true;
  }
  if (has(NORMALIZE_WHITESPACE)) {
    [wanted, given] = [wanted, given].map((text) => text.trim().split(/\s+/).join(" ")) as [string, string];
    if (given === wanted) return true;
  }
  return has(ELLIPSIS) && matchesWithGaps(wanted, given);
}

/** `[0, 1, ..., 99]`: what stands between dots must be found in this order. */
function matchesWithGaps(want: string, got: string): boolean {
  if (!want.includes(WILDCARD)) return want === got;
  const pieces = want.split(WILDCARD);
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  if (!got.startsWith(first) || !got.endsWith(last) || first.length + last.length > got.length) return false;
  const end = got.length - last.length;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = got.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
