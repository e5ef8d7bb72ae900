/** The code objects of CPython 3.11, under the names that its tracebacks show: `worker`, `<listcomp>`, `<module>`. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import type { ScopeNode } from "../bind/scopes.js";
import type { PythonRange } from "./origin.js";

export interface Code {
  readonly name: string;
  /** The code around it; null for the module. */
  outer: Code | null;
  /** The node whose code it is. */
  readonly node: ScopeNode;
  /** The comprehension or class whose code it is: the code around runs it there and then. Null for functions. */
  readonly inPlace: PythonRange | null;
}

/** A stretch of source that belongs to a code. */
interface Piece {
  start: number;
  end: number;
  code: Code;
  around: Piece | null;
}

/** Answers which code an offset of the source belongs to. */
export function codes(module: ast.Module): (offset: number) => Code {
  const pieces: Piece[] = [];
  walk(module, { enter: (node) => void pieces.push(...piecesOf(node)) });
  pieces.sort((a, b) => a.start - b.start || b.end - a.end);
  const whole: Code = { name: "<module>", outer: null, node: module, inPlace: null };
  pieces.unshift({ start: -1, end: Infinity, code: whole, around: null });
  let around = pieces[0]!;
  for (const piece of pieces.slice(1)) {
    around = innermost(around, piece.start);
    piece.around = around;
    piece.code.outer = around.code;
    around = piece;
  }
  return (offset) => innermost(lastBefore(pieces, offset), offset).code;
}

/** The parts of a node that are code of its own: not decorators, defaults or a comprehension's first iterable. */
function piecesOf(node: ast.Node): Piece[] {
  switch (node.kind) {
    case "FunctionDef":
    case "AsyncFunctionDef":
      return [piece(named(node.name, node), node.body[0]!.start, node.end)];
    case "ClassDef":
      return [piece(named(node.name, node, node), node.body[0]!.start, node.end)];
    case "Lambda":
      return [piece(named("<lambda>", node), node.body.start, node.end)];
    case "GeneratorExp":
      return comprehension(named("<genexpr>", node), node, node.elt, node.elt);
    case "ListComp":
      return comprehension(named("<listcomp>", node, node), node, node.elt, node.elt);
    case "SetComp":
      return comprehension(named("<setcomp>", node, node), node, node.elt, node.elt);
    case "DictComp":
      return comprehension(named("<dictcomp>", node, node), node, node.key, node.value);
    default:
      return [];
  }
}

function named(name: string, node: ScopeNode, inPlace: PythonRange | null = null): Code {
  return { name, outer: null, node, inPlace };
}

function piece(code: Code, start: number, end: number): Piece {
  return { start, end, code, around: null };
}

type Comprehension = ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp;

function comprehension(code: Code, node: Comprehension, first: PythonRange, last: PythonRange): Piece[] {
  return [piece(code, first.start, last.end), piece(code, node.generators[0]!.iter.end, node.end)];
}

function innermost(piece: Piece, offset: number): Piece {
  let found = piece;
  while (found.end <= offset && found.around) found = found.around;
  return found;
}

/** The last piece that begins at the offset or before it. */
function lastBefore(pieces: readonly Piece[], offset: number): Piece {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return pieces[low]!;
}
