/** `try` statements whose handlers don't look where the exception came from. */
import type * as ast from "../../../parser/ast.js";
import { children } from "../../../parser/walk.js";
import { isCalm } from "../calm.js";
import type { Lowering } from "../lowering.js";

/**
 * The classes of which the body need not note where they are raised: those that the handlers take, when these have no
 * interest in it and the body's code runs often. Null for any other `try`.
 */
export function untracedClasses(node: ast.Try, lowering: Lowering): ast.Expression[] | null {
  const { handlers, finalbody } = node;
  if (handlers.length === 0 || finalbody.length > 0) return null;
  const classes = handlers.flatMap(({ type }) => (type?.kind === "Tuple" ? type.elts : [type]));
  const known = classes.filter((each) => each !== null && each.kind === "Name" && isClass(each, lowering));
  if (known.length < classes.length) return null;
  const areBlind = handlers.every((handler) => isBlind(handler, lowering));
  return areBlind && lowering.context.types.isUntraced(node) ? (known as ast.Expression[]) : null;
}

function isClass(node: ast.Expression, lowering: Lowering): boolean {
  return lowering.typeOf(node).kind === "class";
}

/** True for a handler that raises nothing and takes no more than the text and the data of the exception. */
function isBlind({ name, body }: ast.ExceptHandler, lowering: Lowering): boolean {
  if (!isCalm(body, lowering)) return false;
  let isPlain = true;
  const visit = (node: ast.Node, parent: ast.Node): void => {
    if (node.kind === "Raise" || node.kind === "Lambda") isPlain = false;
    if (node.kind === "Name" && node.id === name && !showsOnly(parent, node, lowering)) isPlain = false;
    for (const child of children(node)) visit(child, node);
  };
  for (const statement of body) visit(statement, statement);
  return isPlain;
}

/** True where an exception is only made a text of, or asked for its data: `print(e)`, `f"{e}"`, `e.args`, `e.code`. */
function showsOnly(parent: ast.Node, name: ast.Name, lowering: Lowering): boolean {
  if (parent.kind === "FormattedValue") return true;
  if (parent.kind === "Attribute") return parent.ctx === "Load" && isData(parent, lowering);
  if (parent.kind !== "Call" || parent.func === name || !lowering.isBuiltin(parent.func)) return false;
  return SHOWING.has(parent.func.id);
}

function isData(node: ast.Attribute, lowering: Lowering): boolean {
  return node.attr === "args" || PLAIN.has(lowering.typeOf(node).kind);
}

const PLAIN: ReadonlySet<string> = new Set(["none", "bool", "int", "float", "str"]);
const SHOWING: ReadonlySet<string> = new Set(["print", "str", "repr", "isinstance"]);
