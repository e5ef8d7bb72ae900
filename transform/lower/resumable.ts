/**
 * Iterators that the program may go on with. JavaScript's `for…of` closes an iterator that it leaves early. CPython
 * closes a generator when nobody refers to it any more: with the loop only one that was made for it.
 */
import type { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import type { Type } from "../infer/types.js";
import * as b from "./builders.js";
import type { Lowering } from "./lowering.js";
import { breaks } from "./reachability.js";

/** `resumable(items)`, which no loop closes; null where nobody but the loop can have the iterator. */
export function resumable(node: ast.Expression, lowering: Lowering): ts.Expression | null {
  if (!isHeld(node, lowering)) return null;
  return b.call(lowering.helper("resumable"), [lowering.tagged(node)]);
}

/** True for a loop that its body may leave, or stay in for ever, as a generator does that is dropped. */
export function mayBeLeft({ body }: ast.For): boolean {
  return body.some((statement) => breaks(statement) || leaves(statement));
}

function leaves(node: ast.Node): boolean {
  switch (node.kind) {
    case "Return":
    case "Raise":
    case "Yield":
    case "YieldFrom":
      return true;
    case "FunctionDef":
    case "AsyncFunctionDef":
    case "ClassDef":
    case "Lambda":
    case "GeneratorExp":
      return false;
    default:
      return children(node).some(leaves);
  }
}

/** True when something refers to the iterator that the expression gives. */
function isHeld(node: ast.Expression, lowering: Lowering): boolean {
  switch (node.kind) {
    case "Name":
    case "Attribute":
    case "Subscript":
    case "NamedExpr":
      return mayBeIterator(lowering.typeOf(node));
    case "IfExp":
      return isHeld(node.body, lowering) || isHeld(node.orelse, lowering);
    case "Call": {
      const [only, ...others] = node.args;
      return (
        lowering.isBuiltin(node.func, "iter") && others.length === 0 && only !== undefined && isHeld(only, lowering)
      );
    }
    default:
      return false;
  }
}

function mayBeIterator(type: Type): boolean {
  switch (type.kind) {
    case "generator":
    case "iterable":
    case "unknown":
      return true;
    case "instance":
      return type.of.kind === "stub" && type.of.member("__next__") !== null;
    case "union":
      return type.members.some(mayBeIterator);
    default:
      return false;
  }
}
