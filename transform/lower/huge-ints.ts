/** Whether a script may make ints that Python refuses to write as decimal text, those of more than 4,300 digits. */
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import type { Type } from "../infer/types.js";
import type { Lowering } from "./lowering.js";

/** Functions of the library whose results grow faster than what they are given. */
const GROWING: ReadonlySet<string> = new Set([
  "pow",
  "factorial",
  "comb",
  "perm",
  "prod",
  "lcm",
  "reduce",
  "accumulate",
  "from_bytes",
  "getrandbits",
]);

const searched = new WeakMap<ast.Module, boolean>();

/**
 * True when the int may be one of those: it is not known to be small, and something in its module makes ints that grow by
 * more than what a loop adds. Then its text must come from Python's `str`, not from JavaScript's.
 */
export function mayBeHuge(type: Type, lowering: Lowering): boolean {
  if (type.kind !== "int" || type.small) return false;
  const { module } = lowering.context;
  let found = searched.get(module);
  if (found === undefined) searched.set(module, (found = makesHuge(module, lowering)));
  return found;
}

function makesHuge(node: ast.Node, lowering: Lowering): boolean {
  if (node.kind === "BinOp" && grows(node.op, [node.left, node.right], lowering)) return true;
  if (node.kind === "AugAssign" && grows(node.op, [node.target, node.value], lowering)) return true;
  if (node.kind === "Call" && GROWING.has(calledName(node.func))) return true;
  return children(node).some((child) => makesHuge(child, lowering));
}

function calledName(func: ast.Expression): string {
  return func.kind === "Attribute" ? func.attr : func.kind === "Name" ? func.id : "";
}

/** Powers and shifts; products of what is large; sums of two that are large, of which each may be the last sum. */
function grows(op: ast.BinaryOperator, operands: ast.Expression[], lowering: Lowering): boolean {
  const large = operands.filter((each) => isLarge(lowering.typeOf(each))).length;
  if (op === "Pow" || op === "LShift") return large > 0 || !isModest(operands[1]!);
  if (op === "Mult") return large > 0;
  return (op === "Add" || op === "Sub") && large === 2;
}

/** A power or shift by so little gives nothing huge. */
function isModest(node: ast.Expression): boolean {
  return node.kind === "Constant" && node.value.type === "int" && node.value.value < 100n;
}

const isLarge = (type: Type): boolean => type.kind === "int" && !type.small;
