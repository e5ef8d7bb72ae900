/** The docstrings of a module, by its source. */
import type * as ast from "../../../parser/ast.js";
import { parseText } from "../eval_text.js";
import { examplesOf, type Example } from "./examples.js";

export interface DocTest {
  readonly name: string;
  readonly file: string;
  /** The line on which the docstring begins, counted from 0. */
  readonly line: number;
  readonly examples: readonly Example[];
}

type Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef;

/** One for each function, class and method of a module, whether or not it has examples; by name. */
export function testsIn(text: string, file: string, module: string): DocTest[] {
  const parsed = parseText(text, file);
  if (parsed.module === null) return [];
  const { source } = parsed;
  const tests: DocTest[] = [];
  const add = (name: string, body: readonly ast.Statement[], isModule = false): void => {
    const docstring = docstringIn(body);
    const line = docstring === null || isModule ? 0 : source.position(docstring.start).line - 1;
    tests.push({ name, file, line, examples: docstring === null ? [] : examplesOf(docstring.text, name) });
  };
  const visit = (body: readonly ast.Statement[], around: string): void => {
    for (const node of definitionsIn(body)) {
      const name = `${around}.${node.name}`;
      add(name, node.body);
      if (node.kind === "ClassDef") visit(node.body, name);
    }
  };
  add(module, parsed.module.body, true);
  visit(parsed.module.body, module);
  return tests.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The functions and classes of a body, the last of each name. */
function definitionsIn(body: readonly ast.Statement[]): Iterable<Definition> {
  const found = new Map<string, Definition>();
  for (const node of body) {
    if (node.kind === "FunctionDef" || node.kind === "AsyncFunctionDef" || node.kind === "ClassDef")
      found.set(node.name, node);
  }
  return found.values();
}

function docstringIn([first]: readonly ast.Statement[]): { text: string; start: number } | null {
  const isText = first?.kind === "Expr" && first.value.kind === "Constant" && first.value.value.type === "str";
  if (!isText) return null;
  const { value, start } = (first as ast.ExpressionStatement).value as ast.Constant;
  return value.type === "str" ? { text: value.value, start } : null;
}
