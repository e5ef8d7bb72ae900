/** Backslash escapes of string and bytes literals. */
import { SyntaxError } from "../../builtins/exceptions.js";

const SIMPLE: Record<string, string> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]))/g;

/** The characters that a literal's body stands for. @throws SyntaxError for an escape that is cut short */
export function unescapeText(body: string): string {
  return body.replace(ESCAPE, (whole, octal, short, long, longest, single: string | undefined) => {
    const digits = (short ?? long ?? longest) as string | undefined;
    if (octal !== undefined) return String.fromCodePoint(parseInt(octal as string, 8));
    if (digits !== undefined) return character(parseInt(digits, 16));
    if (single === "x" || single === "u" || single === "U" || single === "N") throw cutShort(single);
    return SIMPLE[single!] ?? whole;
  });
}

function character(code: number): string {
  if (code > 0x10ffff) throw cutShort("U");
  return String.fromCodePoint(code);
}

function cutShort(kind: string): SyntaxError {
  const form = { x: "\\xXX", u: "\\uXXXX", U: "\\UXXXXXXXX", N: "\\N character" }[kind];
  const problem = kind === "N" ? "malformed \\N character escape" : `truncated ${form} escape`;
  return new SyntaxError(`(unicode error) 'unicodeescape' codec can't decode bytes: ${problem}`);
}

/** The bytes that a bytes literal's body stands for. @throws SyntaxError for what is not ASCII */
export function unescapeBytes(body: string, raw: boolean): number[] {
  if (/[^\0-\x7f]/.test(body)) throw new SyntaxError("bytes can only contain ASCII literal characters");
  const text = raw
    ? body
    : body.replace(/\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|([^]))/g, (whole, octal, hex, single: string | undefined) => {
        if (octal !== undefined) return String.fromCharCode(parseInt(octal as string, 8) & 255);
        if (hex !== undefined) return String.fromCharCode(parseInt(hex as string, 16));
        if (single === "x") throw new SyntaxError("(value error) invalid \\x escape");
        return SIMPLE[single!] ?? whole;
      });
  return [...text].map((one) => one.charCodeAt(0));
}
