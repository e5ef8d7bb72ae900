/** In programs with weak references: what stands behind a statement that may let go of an object. */
import type { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import * as b from "./builders.js";
import type { Lowering } from "./lowering.js";

/** As many arguments as V8 may keep of the calls in the statement before: the new ones take their places. */
const PLACES = 8;

/** `released(0, 0, 0, 0, 0, 0, 0, 0)` behind the statement; nothing where it lets go of nothing. */
export function releasing(node: ast.Statement, lowering: Lowering): ts.Statement[] {
  if (!mayRelease(node, lowering) || !lowering.hasWeakReferences) return [];
  const zeros = Array.from({ length: PLACES }, () => b.number(0));
  return [b.statement(b.call(lowering.helper("released"), zeros))];
}

function mayRelease(node: ast.Statement, lowering: Lowering): boolean {
  switch (node.kind) {
    case "Delete":
      return true;
    case "Expr":
      return hasCall(node.value) && !isPrint(node.value);
    case "Assign":
      return node.targets.some((target) => replaces(target, lowering)) || callsAFunction(node.value, lowering);
    default:
      return false;
  }
}

/** True for a target that may have held something else. */
function replaces(target: ast.Expression, lowering: Lowering): boolean {
  if (target.kind !== "Name") return true;
  const binding = lowering.context.bindings.resolve(target);
  return binding !== null && binding !== undefined && binding.definitions.length > 1;
}

/** True for a call of something that has code of its own: what a class makes is what it was given. */
function callsAFunction(node: ast.Expression, lowering: Lowering): boolean {
  return hasCall(node) && !(node.kind === "Call" && lowering.typeOf(node.func).kind === "class");
}

const hasCall = (node: ast.Node): boolean => node.kind === "Call" || children(node).some(hasCall);

const isPrint = (node: ast.Expression): boolean =>
  node.kind === "Call" && node.func.kind === "Name" && node.func.id === "print";
