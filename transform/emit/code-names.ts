/** The names under which CPython's tracebacks know the code: `worker`, `<lambda>`, `<module>`. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";

/** A piece of source with a code object of its own. */
interface Code {
  name: string;
  start: number;
  end: number;
  /** The code around it; null for the module. */
  parent: Code | null;
}

/** Answers which code an offset of the source belongs to. As in CPython from 3.12 on, list comprehensions have none. */
export function codeNames(module: ast.Module): (offset: number) => string {
  const codes: Code[] = [];
  walk(module, { enter: (node) => void codes.push(...bodiesOf(node).map((body) => ({ ...body, parent: null }))) });
  codes.sort((a, b) => a.start - b.start || b.end - a.end);
  codes.unshift({ name: "<module>", start: -1, end: Infinity, parent: null });
  let around = codes[0]!;
  for (const code of codes.slice(1)) {
    around = innermost(around, code.start);
    code.parent = around;
    around = code;
  }
  return (offset) => innermost(lastBefore(codes, offset), offset).name;
}

/** The parts of a node that are code of its own: not decorators, defaults or a generator's first iterable. */
function bodiesOf(node: ast.Node): Omit<Code, "parent">[] {
  switch (node.kind) {
    case "FunctionDef":
    case "AsyncFunctionDef":
    case "ClassDef":
      return [{ name: node.name, start: node.body[0]!.start, end: node.end }];
    case "Lambda":
      return [{ name: "<lambda>", start: node.body.start, end: node.end }];
    case "GeneratorExp":
      return [
        { name: "<genexpr>", start: node.elt.start, end: node.elt.end },
        { name: "<genexpr>", start: node.generators[0]!.iter.end, end: node.end },
      ];
    default:
      return [];
  }
}

function innermost(code: Code, offset: number): Code {
  let found = code;
  while (found.end <= offset && found.parent) found = found.parent;
  return found;
}

/** The last code that begins at the offset or before it. */
function lastBefore(codes: readonly Code[], offset: number): Code {
  let low = 0;
  let high = codes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (codes[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return codes[low]!;
}
