/** Imports that need not succeed. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";

export interface ImportGuards {
  /** Import statements whose ImportError a `try` around them catches. */
  guarded: ReadonlySet<ast.Statement>;
  /** Import statements under `if TYPE_CHECKING:`, which never run. */
  skipped: ReadonlySet<ast.Statement>;
}

export function findImportGuards(module: ast.Module): ImportGuards {
  const guarded = new Set<ast.Statement>();
  const skipped = new Set<ast.Statement>();
  walk(module, {
    enter(node) {
      if (node.kind === "Try" && node.handlers.some(catchesImportError)) addImports(node.body, guarded);
      if (node.kind === "If" && isTypeChecking(node.test)) addImports(node.body, skipped);
    },
  });
  return { guarded, skipped };
}

function addImports(statements: readonly ast.Statement[], found: Set<ast.Statement>): void {
  for (const statement of statements) {
    walk(statement, {
      enter(node) {
        if (node.kind === "Import" || node.kind === "ImportFrom") found.add(node);
        return node.kind !== "FunctionDef" && node.kind !== "ClassDef";
      },
    });
  }
}

const CATCHING = new Set(["ImportError", "ModuleNotFoundError", "Exception", "BaseException"]);

/** True for a handler that takes what a failing import raises. */
export function catchesImportError({ type }: ast.ExceptHandler): boolean {
  const classes = type === null ? [] : type.kind === "Tuple" ? type.elts : [type];
  return type === null || classes.some((item) => item.kind === "Name" && CATCHING.has(item.id));
}

function isTypeChecking(test: ast.Expression): boolean {
  if (test.kind === "Attribute") return test.attr === "TYPE_CHECKING";
  return test.kind === "Name" && test.id === "TYPE_CHECKING";
}
