/** Python text that stands as a value in a script, as a tree whose places are those of the script. */
import type * as ast from "../../parser/ast.js";
import { parse } from "../../parser/index.js";
import { SourceText } from "../../parser/source.js";
import { walk } from "../../parser/walk.js";

export interface TextError {
  type: string;
  message: string;
  line: number;
  column: number;
  text: string;
}

/**
 * Parses a text. Where the script shows it character by character, its nodes get those places; else all of them get the
 * place of the value.
 */
export function parseText(
  text: string,
  at: ast.Node,
  source: SourceText,
): { body: ast.Statement[] } | { error: TextError } {
  const own = new SourceText(text, "<string>");
  const { module, errors } = parse(own);
  const [first] = errors;
  if (module === null) {
    const { line, column } = own.position(first!.start);
    const { errorType: type, message } = first!;
    return { error: { type, message, line, column: column + 1, text: own.lineText(line) } };
  }
  const offset = literalOffset(text, at, source);
  walk(module, {
    enter(node) {
      if (offset === null) Object.assign(node, { start: at.start, end: at.end });
      else Object.assign(node, { start: node.start + offset, end: node.end + offset });
    },
  });
  return { body: module.body };
}

/** How far the text's own places are from those in the script; null for a text that no literal shows as it is. */
function literalOffset(text: string, at: ast.Node, source: SourceText): number | null {
  if (at.kind !== "Constant") return null;
  const written = source.text.slice(at.start, at.end);
  const opening = /^[A-Za-z]*("""|'''|"|')/.exec(written)?.[0].length ?? 0;
  return written.startsWith(text, opening) ? at.start + opening : null;
}
