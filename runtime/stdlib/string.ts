/** Mirrors the module `string`. */
import { str } from "../builtins/str.js";
import { libraryModule } from "./module.js";
import { Formatter } from "./string/formatter.js";
import { Template } from "./string/template.js";
import * as self from "./string.js";

export { Formatter, Template };

export const whitespace = " \t\n\r\v\f";
export const ascii_lowercase = "abcdefghijklmnopqrstuvwxyz";
export const ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
export const ascii_letters = ascii_lowercase + ascii_uppercase;
export const digits = "0123456789";
export const hexdigits = "0123456789abcdefABCDEF";
export const octdigits = "01234567";
export const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
export const printable = digits + ascii_letters + punctuation + whitespace;

/** Mirrors `string.capwords(s, sep=None)`. */
export function capwords(s: string, sep: string | null = null): string {
  const words = sep === null ? str.split(s) : str.split(s, sep);
  return words.map((word) => str.capitalize(word)).join(sep ?? " ");
}

libraryModule("string", () => self, { Formatter, Template });
