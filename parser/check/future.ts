/** `from __future__ import ...`: which features are on, and which names are none. */
import type * as ast from "../ast.js";
import { syntaxError, type SyntaxError } from "../errors.js";
import type { SourceText } from "../source.js";

const FEATURES: ReadonlySet<string> = new Set([
  ...["nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function"],
  ...["unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations"],
]);

export interface Future {
  annotations: boolean;
  /** Offset of the first statement behind which such imports come too late; the end of the file when there is none. */
  end: number;
  errors: SyntaxError[];
}

/** Reads the future imports at the head of the file, behind its docstring. */
export function readFuture(module: ast.Module, source: SourceText): Future {
  const future: Future = { annotations: false, end: source.text.length, errors: [] };
  for (const [i, statement] of module.body.entries()) {
    if (i === 0 && isString(statement)) continue;
    if (statement.kind !== "ImportFrom" || statement.module !== "__future__" || statement.level !== 0) {
      future.end = statement.start;
      break;
    }
    for (const { name } of statement.names) {
      if (name === "annotations") future.annotations = true;
      if (FEATURES.has(name)) continue;
      const message = name === "braces" ? "not a chance" : `future feature ${name} is not defined`;
      // CPython gives the statement's first column only.
      future.errors.push(syntaxError(message, statement.start, statement.start));
    }
  }
  return future;
}

function isString(statement: ast.Statement): boolean {
  return statement.kind === "Expr" && statement.value.kind === "Constant" && statement.value.value.type === "str";
}
