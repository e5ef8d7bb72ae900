/** Breaking text into lines of a width. Mirrors the class TextWrapper of Lib/textwrap.py. */
import { ValueError } from "../../builtins/exceptions.js";
import { strLength } from "../../builtins/str/code-points.js";
import { expandtabs } from "../../builtins/str/layout.js";

/** The keyword arguments of `wrap` and `fill`. */
export interface WrapOptions {
  initial_indent?: string;
  subsequent_indent?: string;
  expand_tabs?: boolean;
  replace_whitespace?: boolean;
  fix_sentence_endings?: boolean;
  break_long_words?: boolean;
  drop_whitespace?: boolean;
  break_on_hyphens?: boolean;
  tabsize?: number;
  max_lines?: number | null;
  placeholder?: string;
}

const SPACE = "[\\t\\n\\v\\f\\r ]";
const PUNCTUATED = "[\\p{L}\\p{N}_!\"'&.,?]";
const LETTER = "[\\p{L}_]";
const WORD = "[\\p{L}\\p{N}_]";
/** Whitespace, dashes between words, and words up to a hyphen or their end. */
const CHUNK = new RegExp(
  `${SPACE}+|(?<=${PUNCTUATED})-{2,}(?=${WORD})|[^\\t\\n\\v\\f\\r ]+?(?:` +
    `-(?:(?<=${LETTER}{2}-)|(?<=${LETTER}-${LETTER}-))(?=${LETTER}-?${LETTER})|(?=${SPACE}|$)|(?<=${PUNCTUATED})(?=-{2,}${WORD}))`,
  "gu",
);
const PLAIN_CHUNK = new RegExp(`${SPACE}+|[^\\t\\n\\v\\f\\r ]+`, "gu");
const SENTENCE_END = /\p{Ll}[.!?]["']?$/u;

const isBlank = (chunk: string): boolean => chunk.trim() === "";

/** The lines of a text. @throws ValueError for a width of 0 or less, or one that the placeholder doesn't fit in */
export function wrapText(text: string, width: number, options: WrapOptions): string[] {
  return new Wrapper(width, options).wrap(text);
}

class Wrapper {
  readonly #width: number;
  readonly #options: Required<WrapOptions>;
  readonly #lines: string[] = [];

  constructor(width: number, options: WrapOptions) {
    this.#width = Number(width);
    this.#options = {
      initial_indent: "",
      subsequent_indent: "",
      expand_tabs: true,
      replace_whitespace: true,
      fix_sentence_endings: false,
      break_long_words: true,
      drop_whitespace: true,
      break_on_hyphens: true,
      tabsize: 8,
      max_lines: null,
      placeholder: " [...]",
      ...options,
    };
  }

  wrap(text: string): string[] {
    const { max_lines, placeholder, initial_indent, subsequent_indent } = this.#options;
    if (this.#width <= 0) throw new ValueError(`invalid width ${this.#width} (must be > 0)`);
    if (max_lines !== null) {
      const indent = max_lines > 1 ? subsequent_indent : initial_indent;
      const room = this.#width - strLength(indent);
      if (strLength(placeholder.trimStart()) > room) throw new ValueError("placeholder too large for max width");
    }
    const chunks = this.#split(text).reverse();
    while (chunks.length > 0) if (!this.#line(chunks)) break;
    return this.#lines;
  }

  #split(text: string): string[] {
    const { expand_tabs, replace_whitespace, tabsize, break_on_hyphens, fix_sentence_endings } = this.#options;
    const expanded = expand_tabs ? expandtabs(text, tabsize) : text;
    const spaced = replace_whitespace ? expanded.replace(/[\t\n\v\f\r]/g, " ") : expanded;
    const chunks = [...(spaced.match(break_on_hyphens ? CHUNK : PLAIN_CHUNK) ?? [])];
    if (fix_sentence_endings) {
      chunks.forEach((chunk, at) => {
        if (chunks[at + 1] === " " && SENTENCE_END.test(chunk)) chunks[at + 1] = "  ";
      });
    }
    return chunks;
  }

  /** Takes one line's chunks from the end of the list; false when that was the last line that may be. */
  #line(chunks: string[]): boolean {
    const { drop_whitespace, max_lines, initial_indent, subsequent_indent } = this.#options;
    const indent = this.#lines.length > 0 ? subsequent_indent : initial_indent;
    const width = this.#width - strLength(indent);
    if (drop_whitespace && isBlank(chunks.at(-1)!) && this.#lines.length > 0) chunks.pop();
    const current: string[] = [];
    let length = 0;
    while (chunks.length > 0 && length + strLength(chunks.at(-1)!) <= width) {
      length += strLength(chunks.at(-1)!);
      current.push(chunks.pop()!);
    }
    if (chunks.length > 0 && strLength(chunks.at(-1)!) > width) {
      this.#breakWord(chunks, current, length, width);
      length = current.reduce((sum, chunk) => sum + strLength(chunk), 0);
    }
    if (drop_whitespace && current.length > 0 && isBlank(current.at(-1)!)) length -= strLength(current.pop()!);
    if (current.length === 0) return true;
    const rest = chunks.length === 0 || (drop_whitespace && chunks.length === 1 && isBlank(chunks[0]!));
    const fits = max_lines === null || this.#lines.length + 1 < max_lines || (rest && length <= width);
    if (fits) this.#lines.push(indent + current.join(""));
    else this.#shorten(current, length, width, indent);
    return fits;
  }

  /** A chunk that no line can hold: as much of it as fits, after a hyphen if it has one. */
  #breakWord(chunks: string[], current: string[], length: number, width: number): void {
    const room = width < 1 ? 1 : width - length;
    if (this.#options.break_long_words) {
      const points = [...chunks.at(-1)!];
      const hyphen = points.slice(0, room).lastIndexOf("-");
      const isInside = this.#options.break_on_hyphens && points.length > room && hyphen > 0;
      const end = isInside && points.slice(0, hyphen).some((point) => point !== "-") ? hyphen + 1 : room;
      current.push(points.slice(0, end).join(""));
      chunks[chunks.length - 1] = points.slice(end).join("");
    } else if (current.length === 0) current.push(chunks.pop()!);
  }

  /** Ends the last line that may be with the placeholder. */
  #shorten(current: string[], length: number, width: number, indent: string): void {
    const { placeholder } = this.#options;
    let left = length;
    for (let chunk = current.at(-1); chunk !== undefined; chunk = current.at(-1)) {
      if (!isBlank(chunk) && left + strLength(placeholder) <= width) {
        this.#lines.push(indent + current.join("") + placeholder);
        return;
      }
      left -= strLength(chunk);
      current.pop();
    }
    const previous = this.#lines.at(-1)?.trimEnd();
    if (previous !== undefined && strLength(previous) + strLength(placeholder) <= this.#width) {
      this.#lines[this.#lines.length - 1] = previous + placeholder;
    } else this.#lines.push(indent + placeholder.trimStart());
  }
}
