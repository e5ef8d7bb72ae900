/** Mirrors the module `textwrap`. Differs: the class TextWrapper is not there, its functions are. */
import { call } from "../builtins/call.js";
import { split } from "../builtins/str/split.js";
import { truth } from "../builtins/truth.js";
import { libraryModule } from "./module.js";
import { wrapText, type WrapOptions } from "./textwrap/wrapper.js";
import * as self from "./textwrap.js";

/** Mirrors `wrap(text, width=70, **kwargs)`: the lines. @throws ValueError */
export function wrap(text: string, width: number = 70, options: WrapOptions = {}): string[] {
  return wrapText(text, width, options);
}

/** Mirrors `fill(text, width=70, **kwargs)`: the lines as one text. */
export function fill(text: string, width: number = 70, options: WrapOptions = {}): string {
  return wrapText(text, width, options).join("\n");
}

/** Mirrors `shorten(text, width, **kwargs)`: one line, cut at a word with a placeholder. */
export function shorten(text: string, width: number, options: WrapOptions = {}): string {
  return wrapText(split(text).join(" "), width, { ...options, max_lines: 1 }).join("\n");
}

/** Mirrors `dedent(text)`: without the whitespace that all lines begin with. */
export function dedent(text: string): string {
  const clean = text.replace(/^[ \t]+$/gm, "");
  const indents = Array.from(clean.matchAll(/^([ \t]*)[^ \t\n]/gm), ([, indent]) => indent!);
  const margin = indents.length === 0 ? "" : indents.reduce(commonStart);
  return margin === "" ? clean : clean.replaceAll(new RegExp(`^${margin}`, "gm"), "");
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

/** Mirrors `indent(text, prefix, predicate=None)`: a prefix before each line that is not blank. */
export function indent(text: string, prefix: string, predicate: ((line: string) => unknown) | null = null): string {
  const lines = text.match(/[^\n]*\n|[^\n]+/g) ?? [];
  const chosen = (line: string): boolean => (predicate === null ? line.trim() !== "" : truth(call(predicate, line)));
  return lines.map((line) => (chosen(line) ? prefix + line : line)).join("");
}

libraryModule("textwrap", () => self);
