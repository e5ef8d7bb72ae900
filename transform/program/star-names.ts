/** What `from module import *` brings in from one of the program's own modules. */
import type * as ast from "../../parser/ast.js";
import type { SourceProgram } from "./program.js";
import type { SourceModule } from "./source-module.js";

/** The names that `__all__` lists where it can be read off the text, else all that do not begin with `_`. */
export function starNames(of: SourceModule, program: SourceProgram): string[] {
  const listed = listedNames(of, program);
  if (listed !== null) return listed;
  const { bindings } = of.bindings.module;
  const defined = [...bindings].filter(([, { definitions }]) => definitions.some(({ kind }) => kind !== "delete"));
  return defined.map(([name]) => name).filter((name) => !name.startsWith("_"));
}

/** What the module's statements make of `__all__`; null when it has none, or it is made in other ways. */
function listedNames(of: SourceModule, program: SourceProgram): string[] | null {
  let names: string[] | null = null;
  for (const statement of of.module.body) {
    const change = changeOf(statement);
    if (change === null) continue;
    const added = textsOf(change.value, of, program);
    if (added === null) return null;
    names = change.isAdded ? [...(names ?? []), ...added] : added;
  }
  return names;
}

/** `__all__ = value`, `__all__ += value`, `__all__.extend(value)`. */
function changeOf(statement: ast.Statement): { value: ast.Expression; isAdded: boolean } | null {
  const isAll = (node: ast.Expression | undefined): boolean => node?.kind === "Name" && node.id === "__all__";
  if (statement.kind === "Assign" && isAll(statement.targets[0])) return { value: statement.value, isAdded: false };
  if (statement.kind === "AnnAssign" && isAll(statement.target) && statement.value)
    return { value: statement.value, isAdded: false };
  if (statement.kind === "AugAssign" && isAll(statement.target)) return { value: statement.value, isAdded: true };
  if (statement.kind !== "Expr" || statement.value.kind !== "Call") return null;
  const { func, args } = statement.value;
  if (func.kind !== "Attribute" || !isAll(func.value) || !args[0]) return null;
  if (func.attr === "extend") return { value: args[0], isAdded: true };
  return func.attr === "append"
    ? { value: { ...args[0], kind: "List", elts: [args[0]], ctx: "Load" }, isAdded: true }
    : null;
}

/** A display of texts, a sum of such, `other.__all__`. */
function textsOf(node: ast.Expression, of: SourceModule, program: SourceProgram): string[] | null {
  if (node.kind === "List" || node.kind === "Tuple") {
    const texts = node.elts.map((item) =>
      item.kind === "Constant" && item.value.type === "str" ? item.value.value : null,
    );
    return texts.every((text) => text !== null) ? texts : null;
  }
  if (node.kind === "BinOp" && node.op === "Add") {
    const [left, right] = [textsOf(node.left, of, program), textsOf(node.right, of, program)];
    return left && right && [...left, ...right];
  }
  if (node.kind !== "Attribute" || node.attr !== "__all__" || node.value.kind !== "Name") return null;
  const [definition] = of.bindings.module.bindings.get(node.value.id)?.definitions ?? [];
  if (definition?.kind !== "import") return null;
  const target = program.target(definition.alias, definition.statement, node.value.id);
  return target?.kind === "module" ? listedNames(target.module, program) : null;
}
