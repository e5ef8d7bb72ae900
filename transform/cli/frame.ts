/** The lines of source that a diagnostic speaks of. */
import type { Diagnostic } from "../diagnostics.js";

const LINES_ABOVE = 2;
const LINES_BELOW = 1;
/** Longer lines (of minified or binary files) are cut around the place. */
const WIDEST = 160;

/** Draws the lines around a diagnostic with a mark under its text, or under the first line of it. */
export async function codeFrame({ source, start, end }: Diagnostic): Promise<string> {
  // Loaded only when there is something to show.
  const { codeFrameColumns } = await import("@babel/code-frame");
  const [from, to] = [source.position(start), source.position(end)];
  const firstLine = Math.max(1, from.line - LINES_ABOVE);
  const lastLine = Math.min(source.lineStarts.length, from.line + LINES_BELOW);
  const cut = cutBefore(from.column, source.lineText(from.line).length);
  const lines = [];
  for (let line = firstLine; line <= lastLine; line++) lines.push(shown(source.lineText(line), cut));
  const endColumn = to.line === from.line ? to.column : source.lineText(from.line).length;
  const location = {
    start: { line: from.line, column: from.column - cut + 1 },
    end: { line: from.line, column: Math.min(endColumn - cut, WIDEST) + 1 },
  };
  const options = { linesAbove: LINES_ABOVE, linesBelow: LINES_BELOW, startLine: firstLine };
  return codeFrameColumns(lines.join("\n"), location, options);
}

/** How many columns to leave out on the left so that the place is in sight. */
function cutBefore(column: number, length: number): number {
  return length <= WIDEST ? 0 : Math.max(0, column - WIDEST / 2);
}

/** The visible part of a line; a control character could otherwise steer the terminal. */
function shown(line: string, cut: number): string {
  return line.slice(cut, cut + WIDEST).replace(/(?!\t)\p{Cc}/gu, "\ufffd");
}
