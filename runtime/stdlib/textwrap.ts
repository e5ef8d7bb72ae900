/** Mirrors the module `textwrap`. */
import { call } from "../builtins/call.js";
import { object } from "../builtins/object.js";
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

/** Mirrors `TextWrapper(width=70, **kwargs)`: wraps texts in one way, which its attributes say. */
export class TextWrapper extends object {
  width: number;
  initial_indent: string;
  subsequent_indent: string;
  expand_tabs: boolean;
  replace_whitespace: boolean;
  fix_sentence_endings: boolean;
  break_long_words: boolean;
  drop_whitespace: boolean;
  break_on_hyphens: boolean;
  tabsize: number;
  max_lines: number | null;
  placeholder: string;

  constructor(width: number = 70, options: WrapOptions = {}) {
    super();
    this.width = width;
    this.initial_indent = options.initial_indent ?? "";
    this.subsequent_indent = options.subsequent_indent ?? "";
    this.expand_tabs = options.expand_tabs ?? true;
    this.replace_whitespace = options.replace_whitespace ?? true;
    this.fix_sentence_endings = options.fix_sentence_endings ?? false;
    this.break_long_words = options.break_long_words ?? true;
    this.drop_whitespace = options.drop_whitespace ?? true;
    this.break_on_hyphens = options.break_on_hyphens ?? true;
    this.tabsize = options.tabsize ?? 8;
    this.max_lines = options.max_lines ?? null;
    this.placeholder = options.placeholder ?? " [...]";
  }

  override __init__(): void {}

  /** @throws ValueError */
  wrap(text: string): string[] {
    return wrapText(text, this.width, { ...this });
  }

  fill(text: string): string {
    return this.wrap(text).join("\n");
  }
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

libraryModule("textwrap", () => self, { TextWrapper });
