/** A Python source file as text, and the one table that turns offsets into lines and columns. */

export interface Position {
  /** 1 for the first line. */
  line: number;
  /** UTF-16 units before the offset on its line. */
  column: number;
}

/**
 * The text of one file. Line ends are `\n` only: CRLF and CR are turned into it when the text comes in, as CPython's
 * tokenizer does, and a byte order mark is left out.
 */
export class SourceText {
  readonly text: string;
  readonly filename: string;
  /** Offset of the first character of each line; the last entry is the line behind the last line end. */
  readonly lineStarts: readonly number[];

  constructor(text: string, filename: string) {
    const unmarked = text.startsWith("\ufeff") ? text.slice(1) : text;
    this.text = unmarked.includes("\r") ? unmarked.replace(/\r\n?/g, "\n") : unmarked;
    this.filename = filename;
    this.lineStarts = findLineStarts(this.text);
  }

  /** This text with `replacement` in place of as many characters from `start`. Offsets and lines stay what they were. */
  withReplaced(start: number, replacement: string): SourceText {
    const changed = this.text.slice(0, start) + replacement + this.text.slice(start + replacement.length);
    return Object.assign(new SourceText(changed, this.filename), { lineStarts: this.lineStarts });
  }

  /** Line and column of an offset; an offset behind the text counts as its end. */
  position(offset: number): Position {
    const within = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStarts[middle]! <= within) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: within - this.lineStarts[low]! };
  }

  /** The text of line `line` (1-based) without its line end; empty when there is no such line. */
  lineText(line: number): string {
    const start = this.lineStarts[line - 1];
    if (start === undefined) return "";
    const next = this.lineStarts[line];
    return this.text.slice(start, next === undefined ? this.text.length : next - 1);
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
