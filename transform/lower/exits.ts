/** Generators that see GeneratorExit: a loop that is left early must raise it in them, where JavaScript only returns. */
import type { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import * as b from "./builders.js";
import type { FunctionNode } from "./functions.js";
import type { Lowering } from "./lowering.js";
import { maySwallow } from "./statements/with.js";

/** `catches_exit(f)`: the generators that the function makes end as Python's do. */
export function catchingExit(fn: ts.Expression, lowering: Lowering): ts.Expression {
  return b.call(lowering.helper("catches_exit"), [fn]);
}

/** True for a generator function with a `yield` where GeneratorExit would be caught, or seen by a manager. */
export function catchesExit(node: FunctionNode, lowering: Lowering): boolean {
  if (node.kind === "Lambda" || !lowering.context.bindings.scopeOf(node).isGenerator) return false;
  return node.body.some((statement) => sees(statement, lowering));
}

function sees(node: ast.Node, lowering: Lowering): boolean {
  if (isOtherScope(node)) return false;
  const isCaught =
    (node.kind === "Try" && node.handlers.some(({ type }) => takesExit(type)) && node.body.some(yields)) ||
    (node.kind === "With" && maySwallow(node, lowering) && node.body.some(yields));
  return isCaught || children(node).some((child) => sees(child, lowering));
}

const isOtherScope = ({ kind }: ast.Node): boolean =>
  kind === "FunctionDef" || kind === "AsyncFunctionDef" || kind === "Lambda" || kind === "ClassDef";

const yields = (node: ast.Node): boolean =>
  node.kind === "Yield" || node.kind === "YieldFrom" || (!isOtherScope(node) && children(node).some(yields));

/** `except:`, `except BaseException`, `except GeneratorExit`, also among others. */
function takesExit(type: ast.Expression | null): boolean {
  if (type === null) return true;
  if (type.kind === "Tuple") return type.elts.some(takesExit);
  return type.kind === "Name" && (type.id === "GeneratorExit" || type.id === "BaseException");
}
