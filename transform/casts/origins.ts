/** Which Python expression a piece of the marked text stands for. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { readMarker } from "../emit/markers.js";

interface Mark {
  /** Offsets in the text of what the markers enclose. */
  start: number;
  end: number;
  python: { start: number; end: number };
}

/** The expressions of a script by their places. */
export class Expressions {
  private readonly byRange = new Map<string, ast.Expression>();
  private readonly names = new Map<number, ast.Name>();

  constructor(module: ast.Module) {
    walk(module, {
      enter: (node) => {
        if (node.kind === "Name") this.names.set(node.start, node);
        if ("ctx" in node || !this.byRange.has(`${node.start}:${node.end}`))
          this.byRange.set(`${node.start}:${node.end}`, node as ast.Expression);
      },
    });
  }

  /** The expression that the text from `start` to `end` stands for, or null where that is not told. */
  of(marks: readonly Mark[], text: string, start: number, end: number): ast.Expression | null {
    const around = marks.filter((mark) => mark.start <= start && end <= mark.end);
    const nearest = around.at(-1);
    if (nearest === undefined) return null;
    const isWhole = isBlank(text.slice(nearest.start, start)) && isBlank(text.slice(end, nearest.end));
    if (isWhole) return this.byRange.get(`${nearest.python.start}:${nearest.python.end}`) ?? null;
    // A name at the start of what is marked has no marks of its own.
    const name = this.names.get(nearest.python.start);
    return name !== undefined && text.slice(start, end).startsWith(name.id) ? name : null;
  }
}

/** The pairs of markers in a text, outer ones first. */
export function readMarks(text: string): Mark[] {
  const marks: Mark[] = [];
  const open: Mark[] = [];
  for (const match of text.matchAll(/\/\*@[<>][sbp]\d+:\d+\*\//g)) {
    const { opens, range } = readMarker(match[0])!;
    if (opens) {
      const mark = { start: match.index + match[0].length, end: text.length, python: range };
      open.push(mark);
      marks.push(mark);
    } else {
      const index = open.findLastIndex(({ python }) => python.start === range.start && python.end === range.end);
      for (const mark of open.splice(Math.max(index, 0))) mark.end = match.index;
    }
  }
  return marks;
}

function isBlank(text: string): boolean {
  return text.replace(/\/\*.*?\*\//g, "").trim() === "";
}
