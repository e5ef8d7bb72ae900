/** `__del__` methods, which nothing calls: JavaScript does not tell when an object's last reference goes. */
import type * as ast from "../parser/ast.js";
import { walk } from "../parser/walk.js";
import type { Diagnostics } from "./diagnostics.js";

export function finalizersOf(module: ast.Module): ast.FunctionDef[] {
  const found: ast.FunctionDef[] = [];
  walk(module, {
    enter(node) {
      if (node.kind !== "ClassDef") return;
      for (const member of node.body)
        if (member.kind === "FunctionDef" && member.name === "__del__") found.push(member);
    },
  });
  return found;
}

export function warnOfFinalizers(finalizers: readonly ast.FunctionDef[], diagnostics: Diagnostics): void {
  for (const { start } of finalizers) {
    const name = { start, end: start + "def __del__".length };
    const hint = "do the work in a method that the script calls, or make the class a context manager";
    diagnostics.warning(
      "uncalled-finalizer",
      name,
      "`__del__` is never called here: nothing tells when an object is last used",
      hint,
    );
  }
}
