/** Docstrings, and the comments that they become. */
import { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";

/** The docstring of a module, class or function. */
export function docstringOf([first]: readonly ast.Statement[]): string | null {
  if (first?.kind !== "Expr" || first.value.kind !== "Constant" || first.value.value.type !== "str") return null;
  return first.value.value.value;
}

/** Puts a docstring above a declaration; returns the declaration. */
export function documented<T extends ts.Node>(node: T, docstring: string | null): T {
  const text = docstring === null ? null : docComment(docstring);
  return text === null
    ? node
    : ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, text.slice(2, -2), true);
}

/** The comment that holds a docstring, its indentation cleaned as `inspect.cleandoc` does; null for an empty one. */
export function docComment(docstring: string): string | null {
  const lines = cleanLines(docstring).map((line) => line.replaceAll("*/", "*\\/"));
  if (lines.length === 0) return null;
  if (lines.length === 1) return `/** ${lines[0]} */`;
  return ["/**", ...lines.map((line) => (line === "" ? " *" : ` * ${line}`)), " */"].join("\n");
}

function cleanLines(docstring: string): string[] {
  const [first = "", ...others] = docstring.split(/\r\n?|\n/).map(expandTabs);
  const indentations = others.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const margin = Math.min(...indentations, Infinity);
  const lines = [first.trimStart(), ...others.map((line) => line.slice(margin))].map((line) => line.trimEnd());
  while (lines.length > 0 && lines.at(-1) === "") lines.pop();
  while (lines.length > 0 && lines[0] === "") lines.shift();
  return lines;
}

function expandTabs(line: string): string {
  let text = "";
  for (const character of line) text += character === "\t" ? " ".repeat(8 - (text.length % 8)) : character;
  return text;
}
