/** Where an `__init__` calls that of its base: a constructor can do so once, ahead of all that uses the instance. */
import type * as ast from "../parser/ast.js";
import { children } from "../parser/walk.js";

/** Ahead of a runtime class's own `__init__` only plain stores may stand: `super()` is then moved to the front. */
export function mayMoveSuperInit(init: ast.FunctionDef): boolean {
  const index = init.body.findIndex(isSuperInit);
  if (index < 0) return !init.body.some(mentionsSuperInit);
  if (passesSelf(init.body[index]!, init)) return false;
  return init.body.slice(0, index).every(isPlainStore) && !init.body.slice(index + 1).some(mentionsSuperInit);
}

/** True when the call of the base's `__init__` comes first, and only there. */
export function startsWithSuperInit(init: ast.FunctionDef): boolean {
  const body = init.body.filter((statement) => !(statement.kind === "Expr" && statement.value.kind === "Constant"));
  const [first, ...rest] = body;
  return first !== undefined && isSuperInit(first) && !passesSelf(first, init) && !rest.some(mentionsSuperInit);
}

/** True when the arguments of a `super().__init__(…)` use the instance, which JavaScript has only after `super(…)`. */
function passesSelf(statement: ast.Statement, { args: { posonlyargs, args } }: ast.FunctionDef): boolean {
  const self = [...posonlyargs, ...args][0]?.arg;
  const uses = (node: ast.Node): boolean => (node.kind === "Name" && node.id === self) || children(node).some(uses);
  if (statement.kind !== "Expr" || statement.value.kind !== "Call") return false;
  const { func, args: given, keywords } = statement.value;
  // `Base.__init__(self, …)`
  const isOnClass = func.kind === "Attribute" && func.value.kind !== "Call";
  return [...given.slice(isOnClass ? 1 : 0), ...keywords].some(uses);
}

/** The `super().__init__(…)` statement of an `__init__`, or null. */
export function superInitStatement(init: ast.FunctionDef): ast.Statement | null {
  return init.body.find(isSuperInit) ?? null;
}

/** `super().__init__(…)` or `Base.__init__(self, …)` as a statement. */
function isSuperInit(statement: ast.Statement): boolean {
  if (statement.kind !== "Expr" || statement.value.kind !== "Call") return false;
  const { func } = statement.value;
  return func.kind === "Attribute" && func.attr === "__init__";
}

/** `super().__init__()`, which does nothing where the class extends no other. */
export function isEmptySuperInit(statement: ast.Statement): boolean {
  if (!isSuperInit(statement) || statement.kind !== "Expr" || statement.value.kind !== "Call") return false;
  const { args, keywords, func } = statement.value;
  const isSuper = func.kind === "Attribute" && func.value.kind === "Call";
  return isSuper && args.length === 0 && keywords.length === 0;
}

/** True for code that uses some `__init__` of a base. */
export function mentionsSuperInit(node: ast.Node): boolean {
  return (node.kind === "Attribute" && node.attr === "__init__") || children(node).some(mentionsSuperInit);
}

/** `self.x = <name or constant>`: nothing that the base's `__init__` could see or change. */
function isPlainStore(statement: ast.Statement): boolean {
  if (statement.kind === "Expr") return statement.value.kind === "Constant";
  if (statement.kind !== "Assign") return false;
  const { value, targets } = statement;
  return targets.every((target) => target.kind === "Attribute") && (value.kind === "Name" || value.kind === "Constant");
}
