/** Python's character classes where they differ from JavaScript's: white space, digits, numerics, printable characters. */

/** Python's white space, as the inside of a regular expression's class (`\s` has U+FEFF, and lacks U+001C..1F and U+0085). */
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

export const ONLY_SPACE = new RegExp(`^[${SPACE}]+$`);
export const SPACE_RUN = new RegExp(`[${SPACE}]+`, "g");
/** White space that isn't a single space between words. */
export const UNEVEN_SPACE = new RegExp(` {2}|(?! )[${SPACE}]`);
const SPACE_CHAR = new RegExp(`[${SPACE}]`);

/** `text.strip()` */
export function stripSpace(text: string): string {
  return stripSpaceStart(stripSpaceEnd(text));
}

/** `text.lstrip()` */
export function stripSpaceStart(text: string): string {
  let start = 0;
  while (start < text.length && isSpaceChar(text, start)) {
    start += 1;
  }
  return text.slice(start);
}

/** `text.rstrip()`; walks backwards, since a regular expression anchored at the end would be quadratic. */
export function stripSpaceEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpaceChar(text, end - 1)) {
    end -= 1;
  }
  return text.slice(0, end);
}

/** Whether the UTF-16 unit at `at` is white space (all white space is in the basic plane). */
export function isSpaceChar(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 0x80
    ? code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31)
    : SPACE_CHAR.test(text[at]);
}

/** Characters that are digits for `isdigit()` but not decimal ones: superscripts, circled digits, ... */
const OTHER_DIGITS =
  "\\xb2\\xb3\\xb9\\u1369-\\u1371\\u19da\\u2070\\u2074-\\u2079\\u2080-\\u2089\\u2460-\\u2468\\u2474-\\u247c\\u2488-\\u2490" +
  "\\u24ea\\u24f5-\\u24fd\\u24ff\\u2776-\\u277e\\u2780-\\u2788\\u278a-\\u2792\\u{10a40}-\\u{10a43}\\u{10e60}-\\u{10e68}" +
  "\\u{11052}-\\u{1105a}\\u{1f100}-\\u{1f10a}";

/** Ideographs with a numeric value, which `isnumeric()` accepts beside the number categories. */
const NUMERIC_IDEOGRAPHS =
  "\\u3405\\u3483\\u382a\\u3b4d\\u4e00\\u4e03\\u4e07\\u4e09\\u4e5d\\u4e8c\\u4e94\\u4e96\\u4ebf\\u4ec0\\u4edf\\u4ee8" +
  "\\u4f0d\\u4f70\\u5104\\u5146\\u5169\\u516b\\u516d\\u5341\\u5343-\\u5345\\u534c\\u53c1-\\u53c4\\u56db\\u58f1" +
  "\\u58f9\\u5e7a\\u5efe\\u5eff\\u5f0c-\\u5f0e\\u5f10\\u62fe\\u634c\\u67d2\\u6f06\\u7396\\u767e\\u8086\\u842c" +
  "\\u8cae\\u8cb3\\u8d30\\u9621\\u9646\\u964c\\u9678\\u96f6\\uf96b\\uf973\\uf978\\uf9b2\\uf9d1\\uf9d3\\uf9fd" +
  "\\u{20001}\\u{20064}\\u{200e2}\\u{20121}\\u{2092a}\\u{20983}\\u{2098c}\\u{2099c}\\u{20aea}\\u{20afd}\\u{20b19}" +
  "\\u{22390}\\u{22998}\\u{23b1b}\\u{2626d}\\u{2f890}";

export const ONLY_DECIMALS = /^\p{Nd}+$/u;
export const ONLY_DIGITS = new RegExp(`^[\\p{Nd}${OTHER_DIGITS}]+$`, "u");
/** Letters and numbers, for `isalnum()`. */
export const ONLY_ALPHANUMERICS = new RegExp(`^[\\p{L}\\p{N}${OTHER_DIGITS}${NUMERIC_IDEOGRAPHS}]+$`, "u");
export const ONLY_NUMERICS = new RegExp(`^[\\p{N}${NUMERIC_IDEOGRAPHS}]+$`, "u");
export const ONLY_LETTERS = /^\p{L}+$/u;
export const IDENTIFIER = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;
/** A character that `repr()` escapes. */
export const UNPRINTABLE = /(?! )[\p{C}\p{Z}]/u;

/** The value of a decimal digit of any script. */
export function digitValue(char: string): number {
  const code = char.codePointAt(0) as number;
  if (code >= 0x1d7ce && code <= 0x1d7ff) {
    return (code - 0x1d7ce) % 10;
  }
  // each other script's ten digits start at a code ending in 0 or in 6
  const low = code & 15;
  return ONLY_DECIMALS.test(String.fromCodePoint(code - low)) ? low : low - 6;
}
