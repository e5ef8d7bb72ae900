/** Which part of a failing expression a traceback of CPython points out: its operator, its subscript, what it calls. */
import type * as ast from "../../parser/ast.js";
import type { SourceText } from "../../parser/source.js";
import { walk } from "../../parser/walk.js";
import type { PythonRange } from "./origin.js";

/** What is special about an expression. */
export interface Anchors {
  /** What is pointed out in it, from where to where, counted from the expression's start. */
  mark?: [begin: number, end: number];
  /** Where the `a.b` of a call `a.b()` ends: that is what fails when there is no such attribute. */
  callee?: number;
}

/** Answers what is special about the expression of a range; null if nothing is. */
export function anchors(module: ast.Module, source: SourceText): (range: PythonRange) => Anchors | null {
  const known = new Map<string, Anchors>();
  walk(module, {
    enter: (node) => {
      const found = anchorsOf(node, source.text);
      if (found) known.set(key(node), found);
    },
  });
  return (range) => known.get(key(range)) ?? null;
}

const key = ({ start, end }: PythonRange): string => `${start}:${end}`;

/** Mirrors `_extract_caret_anchors_from_line_segment` of CPython 3.11's traceback.py. */
function anchorsOf(node: ast.Node, text: string): Anchors | null {
  if (node.kind === "BinOp") return { mark: operatorOf(node, text) };
  if (node.kind === "Subscript") return { mark: [node.value.end - node.start, node.slice.end + 1 - node.start] };
  return node.kind === "Call" && node.func.kind === "Attribute" ? { callee: node.func.end } : null;
}

function operatorOf({ start, left, right }: ast.BinOp, text: string): [begin: number, end: number] {
  const between = text.slice(left.end, right.start);
  const space = between.length - between.trimStart().length;
  const begin = left.end - start + space;
  const second = between[space + 1];
  return [begin, second !== undefined && second.trim() !== "" ? begin + 2 : begin + 1];
}
