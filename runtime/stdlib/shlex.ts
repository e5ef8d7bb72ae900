/** Mirrors the functions of the module `shlex`: command lines as a POSIX shell reads them. */
import { ValueError } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import { libraryModule } from "./module.js";
import * as self from "./shlex.js";

const WHITESPACE = /[ \t\r\n]/;

/** Mirrors `shlex.split(s, comments=False, posix=True)`. @throws ValueError "No closing quotation", "No escaped character" */
export function split(s: string, comments = false, posix = true): string[] {
  const words: string[] = [];
  let word: string | null = null;
  for (let at = 0; at < s.length; at++) {
    const character = s[at]!;
    if (WHITESPACE.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (comments && character === "#" && (posix || word === null)) {
      const end = s.indexOf("\n", at);
      at = end < 0 ? s.length : end;
      if (word !== null) words.push(word);
      word = null;
    } else if (posix && character === "\\") {
      if (++at >= s.length) throw new ValueError("No escaped character");
      word = (word ?? "") + s[at];
    } else if (character === '"' || character === "'") {
      const quoted = readQuoted(s, at, posix);
      word = (word ?? "") + quoted.text;
      at = quoted.end;
    } else {
      word = (word ?? "") + character;
    }
  }
  if (word !== null) words.push(word);
  return words;
}

/** What stands in quotes, with them unless `posix`; between double ones a backslash quotes itself and the quote. */
function readQuoted(s: string, start: number, posix: boolean): { text: string; end: number } {
  const quote = s[start]!;
  let text = posix ? "" : quote;
  for (let at = start + 1; at < s.length; at++) {
    const character = s[at]!;
    if (character === quote) return { text: posix ? text : text + quote, end: at };
    if (posix && quote === '"' && character === "\\") {
      if (++at >= s.length) throw new ValueError("No escaped character");
      text += s[at] === quote || s[at] === "\\" ? s[at]! : `\\${s[at]}`;
    } else {
      text += character;
    }
  }
  throw new ValueError("No closing quotation");
}

/** Mirrors `shlex.quote(s)`. */
export function quote(s: string): string {
  if (s === "") return "''";
  return /[^\w@%+=:,./-]/.test(s) ? `'${s.replaceAll("'", "'\"'\"'")}'` : s;
}

/** Mirrors `shlex.join(split_command)`. */
export function join(split_command: Iterable<string>): string {
  return [...iterate<string>(split_command)].map(quote).join(" ");
}

libraryModule("shlex", () => self);
