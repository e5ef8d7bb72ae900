/** Python evaluates a value ahead of the parts of the target that it is stored in, JavaScript behind them. */
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import type { Type } from "../infer/types.js";
import type { Lowering } from "./lowering.js";

/** True when nobody can tell that the value is evaluated behind the parts of the target. */
export function mayFollow(target: ast.Attribute | ast.Subscript, value: ast.Expression, lowering: Lowering): boolean {
  const parts = target.kind === "Attribute" ? [target.value] : [target.value, target.slice];
  if (assigns(value)) return parts.every(({ kind }) => kind === "Constant");
  if (parts.every((part) => isSteady(part, lowering)) || isSteady(value, lowering)) return true;
  return parts.every((part) => isRead(part, lowering)) && !runsScript(value, lowering);
}

const assigns = (node: ast.Node): boolean => node.kind === "NamedExpr" || children(node).some(assigns);

/** True for what may run functions of the script, which may change what the parts of a target read. */
function runsScript(node: ast.Node, lowering: Lowering): boolean {
  if (node.kind === "Lambda") return false;
  if (node.kind === "Await" || node.kind === "Yield" || node.kind === "YieldFrom") return true;
  if (node.kind === "Call" && !isLibraryCall(node, lowering)) return true;
  return children(node).some((child) => runsScript(child, lowering));
}

/** A call of the library's own that gets nothing that it could call. */
function isLibraryCall({ func, args, keywords }: ast.Call, lowering: Lowering): boolean {
  const type = lowering.typeOf(func);
  const isLibrary = (type.kind === "function" || type.kind === "class") && type.of.kind === "stub";
  const given = [...args, ...keywords.map(({ value }) => value)];
  return isLibrary && given.every((each) => !mayCall(lowering.typeOf(each)));
}

function mayCall(type: Type): boolean {
  if (type.kind === "union") return type.members.some(mayCall);
  return ["function", "callable", "class", "unknown"].includes(type.kind);
}

/** True for what is the same whatever other code runs before it is evaluated. */
function isSteady(node: ast.Expression, lowering: Lowering): boolean {
  switch (node.kind) {
    case "Constant":
    case "Lambda":
      return true;
    case "Name": {
      const binding = lowering.context.bindings.resolve(node);
      return binding !== null && !binding.writtenInside && !binding.writtenOutside && !lowering.isUnsure(node);
    }
    case "Attribute":
      return (
        isSteady(node.value, lowering) && !lowering.stores.changes(node.attr) && !lowering.stores.runsCode(node.attr)
      );
    case "List":
    case "Tuple":
      return node.elts.every((item) => isSteady(item, lowering));
    case "Dict":
      return [...node.keys, ...node.values].every((item) => item !== null && isSteady(item, lowering));
    default:
      return isMadeOf(node, lowering, isSteady);
  }
}

/** True for what only reads variables, fields and items. */
function isRead(node: ast.Expression, lowering: Lowering): boolean {
  switch (node.kind) {
    case "Name":
    case "Constant":
    case "Lambda":
      return true;
    case "Attribute":
      return isRead(node.value, lowering) && !lowering.stores.runsCode(node.attr);
    case "Subscript":
      return isRead(node.value, lowering) && isRead(node.slice, lowering);
    default:
      return isMadeOf(node, lowering, isRead);
  }
}

/** A literal that any operator of ints takes on its right. */
const isNaturalConstant = (node: ast.Expression): boolean =>
  node.kind === "Constant" && node.value.type === "int" && node.value.value > 0;

/** Signs, slices and sums of ints whose parts are all of a kind. */
function isMadeOf(node: ast.Expression, lowering: Lowering, isOne: typeof isRead): boolean {
  switch (node.kind) {
    case "UnaryOp":
      return isOne(node.operand, lowering);
    case "BinOp": {
      const areInts = [node.left, node.right].every((operand) => lowering.typeOf(operand).kind === "int");
      const cannotFail = ["Add", "Sub", "Mult"].includes(node.op) || isNaturalConstant(node.right);
      return areInts && cannotFail && isOne(node.left, lowering) && isOne(node.right, lowering);
    }
    case "Slice":
      return [node.lower, node.upper, node.step].every((part) => part === null || isOne(part, lowering));
    default:
      return false;
  }
}
