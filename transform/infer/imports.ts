/** What imports bind. */
import type * as ast from "../../parser/ast.js";
import { atomOfEntry, atomOfTarget } from "./modules.js";
import { importedEntry } from "./names.js";
import type { TypeNode } from "./solver.js";
import type { Walker } from "./walker.js";

export function walkImport(walker: Walker, statement: ast.Import | ast.ImportFrom): void {
  for (const alias of statement.names) {
    if (statement.kind === "ImportFrom" && alias.name === "*") walkStar(walker, alias, statement);
    else {
      const binding = walker.program.bindings.bindingOf(alias);
      walker.assign(binding, imported(walker, alias, statement, binding.name));
    }
  }
}

/** All variables of the module that `from module import *` defines. */
function walkStar(walker: Walker, alias: ast.Alias, statement: ast.ImportFrom): void {
  for (const binding of walker.program.bindings.enclosing(statement).bindings.values()) {
    const isDefined = binding.definitions.some(
      (definition) => definition.kind === "import" && definition.alias === alias,
    );
    if (isDefined) walker.assign(binding, imported(walker, alias, statement, binding.name));
  }
}

function imported(walker: Walker, alias: ast.Alias, statement: ast.Import | ast.ImportFrom, name: string): TypeNode {
  const { program } = walker;
  const target = program.source.target(alias, statement, name);
  if (target !== null) return atomOfTarget(program, target);
  const entry = importedEntry(program, alias, statement, name);
  if (entry !== null) return atomOfEntry(program, entry);
  // What raises ImportError binds nothing.
  return program.node();
}
