/** Which piece of the Python source each TypeScript node comes from. */
import { ts } from "ts-morph";

/** UTF-16 offsets into the text of the Python file. */
export interface PythonRange {
  start: number;
  end: number;
}

/**
 * Notes that `node` stands for a piece of the script, and returns `node`.
 *
 * The emitter needs it on every statement and class member (comments and blank lines are placed by it), on every Block
 * that holds a Python body (the range from the body's first to its last statement), and wants it on every expression
 * (source maps and comments inside brackets). Nodes made without it belong to the nearest marked node around them.
 */
export function at<T extends ts.Node>(node: T, python: PythonRange): T {
  return ts.setSourceMapRange(node, { pos: python.start, end: python.end });
}

/** The range given by {@link at}, or null. */
export function originOf(node: ts.Node): PythonRange | null {
  const range = ts.getSourceMapRange(node);
  // Without a range of its own, TypeScript answers with the node itself.
  return (range as unknown) === node || range.pos < 0 ? null : { start: range.pos, end: range.end };
}
