/** Whether a class's `__init__` can be a constructor: asked for the whole family of a class, so that all agree. */
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import type { UserClass } from "../infer/types.js";
import type { Lowering } from "./lowering.js";

/** True when the class and all its relatives among the script's classes can be plain TypeScript classes. */
export function isConstructorForm(of: UserClass, lowering: Lowering): boolean {
  return family(of, lowering).every(isPlain);
}

/** True for the class itself and for what derives from it. */
export function descendsFrom(of: UserClass, ancestor: UserClass): boolean {
  return of === ancestor || of.bases.some((base) => base?.kind === "user" && descendsFrom(base, ancestor));
}

/** The class with its bases and subclasses, near and far. */
function family(of: UserClass, lowering: Lowering): UserClass[] {
  const found = new Set([of]);
  for (const member of found) {
    for (const base of member.bases) if (base?.kind === "user") found.add(base);
    for (const other of lowering.classes) if (other.bases.includes(member)) found.add(other);
  }
  return [...found];
}

function isPlain(of: UserClass): boolean {
  if (of.bases.length > 1 || of.node.keywords.length > 0 || of.methods.has("__new__")) return false;
  const init = of.methods.get("__init__")?.node;
  const [base] = of.bases;
  if (base === null) return false;
  if (init?.kind !== "FunctionDef") return true;
  if (init.decorator_list.length > 0 || givesSelfUp(init)) return false;
  if (!base) return init.body.every((statement) => isEmptySuperInit(statement) || !mentionsSuperInit(statement));
  // an enumeration's `__init__` runs when a member is made, not when one is looked up
  if (base.kind === "stub" && base.module === "enum") return false;
  // … and that of what each thread has of its own, when a thread first asks
  if (base.kind === "stub" && base.name === "threading.local") return false;
  if (base.kind === "stub") return startsStub(init);
  return startsWithSuper(init) || (hasNoInit(base) && !init.body.some(mentionsSuperInit));
}

/** True when making an instance of the class, but for the class itself, runs no code: `super()` comes first for free. */
function hasNoInit(of: UserClass): boolean {
  if (of.methods.has("__init__")) return false;
  return of.bases.every((base) => (base?.kind === "user" ? hasNoInit(base) : base?.name === "abc.ABC"));
}

/** Ahead of a runtime class's own `__init__` only plain stores may stand: `super()` is then moved to the front. */
function startsStub(init: ast.FunctionDef): boolean {
  const index = init.body.findIndex(isSuperInit);
  if (index < 0) return !init.body.some(mentionsSuperInit);
  if (passesSelf(init.body[index]!, init)) return false;
  return init.body.slice(0, index).every(isPlainStore) && !init.body.slice(index + 1).some(mentionsSuperInit);
}

function startsWithSuper(init: ast.FunctionDef): boolean {
  const body = init.body.filter((statement) => !(statement.kind === "Expr" && statement.value.kind === "Constant"));
  const [first, ...rest] = body;
  return first !== undefined && isSuperInit(first) && !passesSelf(first, init) && !rest.some(mentionsSuperInit);
}

/** True when the arguments of a `super().__init__(…)` use the instance, which JavaScript has only after `super(…)`. */
function passesSelf(statement: ast.Statement, { args: { posonlyargs, args } }: ast.FunctionDef): boolean {
  const self = [...posonlyargs, ...args][0]?.arg;
  const uses = (node: ast.Node): boolean =>
    (node.kind === "Name" && node.id === self) || children(node).some(uses);
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

/** True when what is given to the base's `__init__` is made of the instance, which JavaScript has only after `super()`. */
function givesSelfUp(init: ast.FunctionDef): boolean {
  const self = [...init.args.posonlyargs, ...init.args.args][0]?.arg;
  const mentions = (node: ast.Node): boolean =>
    (node.kind === "Name" && node.id === self) || children(node).some(mentions);
  return init.body.some((statement) => {
    if (!isSuperInit(statement) || statement.kind !== "Expr" || statement.value.kind !== "Call") return false;
    const { func, args, keywords } = statement.value;
    const isSuper = func.kind === "Attribute" && func.value.kind === "Call";
    return [...args.slice(isSuper ? 0 : 1), ...keywords].some(mentions);
  });
}

/** `super().__init__()`, which does nothing where the class extends no other. */
function isEmptySuperInit(statement: ast.Statement): boolean {
  if (!isSuperInit(statement) || statement.kind !== "Expr" || statement.value.kind !== "Call") return false;
  const { args, keywords, func } = statement.value;
  const isSuper = func.kind === "Attribute" && func.value.kind === "Call";
  return isSuper && args.length === 0 && keywords.length === 0;
}

function mentionsSuperInit(node: ast.Node): boolean {
  return (node.kind === "Attribute" && node.attr === "__init__") || children(node).some(mentionsSuperInit);
}

/** `self.x = <name or constant>`: nothing that the base's `__init__` could see or change. */
function isPlainStore(statement: ast.Statement): boolean {
  if (statement.kind === "Expr") return statement.value.kind === "Constant";
  if (statement.kind !== "Assign") return false;
  const { value, targets } = statement;
  return targets.every((target) => target.kind === "Attribute") && (value.kind === "Name" || value.kind === "Constant");
}
