/** The stack of indentation levels (https://docs.python.org/3/reference/lexical_analysis.html#indentation). */
import { LexicalError } from "./lexical-error.js";

const TAB_SIZE = 8;
/** As many levels as CPython's tokenizer takes, the outermost included. */
const MAXIMUM_LEVELS = 100;

/** The width of a line's indentation, with tabs to the next multiple of eight and with tabs as one column. */
export interface Width {
  column: number;
  /** Lines compare consistently only when both widths compare alike. */
  alternative: number;
}

export function addTab(width: Width): void {
  width.column = (Math.floor(width.column / TAB_SIZE) + 1) * TAB_SIZE;
  width.alternative++;
}

export class IndentationStack {
  private readonly columns = [0];
  private readonly alternatives = [0];

  /**
   * Takes the indentation of a logical line: 1 for an indent, -n for n dedents, 0 for neither.
   * Raises CPython's three indentation errors, placed on the line from `lineStart` to `lineEnd`.
   */
  take(width: Width, lineStart: number, lineEnd: number): number {
    const top = this.columns.length - 1;
    if (width.column > this.columns[top]!) {
      if (top + 1 >= MAXIMUM_LEVELS) {
        throw new LexicalError("too many levels of indentation", lineStart, lineEnd, "IndentationError", true);
      }
      if (width.alternative <= this.alternatives[top]!) throw inconsistent(lineStart, lineEnd);
      this.columns.push(width.column);
      this.alternatives.push(width.alternative);
      return 1;
    }
    const dedents = this.drop(width.column);
    const level = this.columns.length - 1;
    if (width.column !== this.columns[level]) {
      const message = "unindent does not match any outer indentation level";
      throw new LexicalError(message, lineEnd, lineEnd, "IndentationError", true);
    }
    if (width.alternative !== this.alternatives[level]) throw inconsistent(lineStart, lineEnd);
    return -dedents;
  }

  private drop(column: number): number {
    let dropped = 0;
    while (this.columns.length > 1 && column < this.columns[this.columns.length - 1]!) {
      this.columns.pop();
      this.alternatives.pop();
      dropped++;
    }
    return dropped;
  }
}

function inconsistent(lineStart: number, lineEnd: number): LexicalError {
  const message = "inconsistent use of tabs and spaces in indentation";
  return new LexicalError(message, lineStart, lineEnd, "TabError", true);
}
