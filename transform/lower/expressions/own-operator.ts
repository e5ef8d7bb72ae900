/** Operators of the script's own classes: `a + b` is `a.__add__(b)` where that is known to be what Python calls. */
import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import { METHODS } from "../../infer/operators.js";
import type { Type, UserClass } from "../../infer/types.js";
import * as b from "../builders.js";
import { accessOf, findMethod } from "../attributes.js";
import type { Lowering } from "../lowering.js";
import { propertyName } from "../names.js";

/** Null where another method may be called, or the method may say that it isn't meant. */
export function ownOperator(node: ast.BinOp, lowering: Lowering): ts.Expression | null {
  const left = lowering.typeOf(node.left);
  if (left.kind !== "instance" || left.of.kind !== "user") return null;
  const [name, reflected] = [`__${METHODS[node.op]}__`, `__r${METHODS[node.op]}__`];
  if (!hasOwn(left.of, left, name, lowering)) return null;
  // A class derived from that of the left operand would have its say first.
  if (lowering.classes.some(({ methods }) => methods.has(reflected))) return null;
  return b.method(lowering.expression(node.left), propertyName(name), [lowering.tagged(node.right)]);
}

function hasOwn(of: UserClass, type: Type, name: string, lowering: Lowering): boolean {
  const method = findMethod(of, name);
  if (method?.kind !== "FunctionDef" || method.decorator_list.length > 0 || method.isAsync === true) return false;
  const { args, posonlyargs, vararg, kwarg, kwonlyargs } = method.args;
  const isPlain =
    vararg === null && kwarg === null && kwonlyargs.length === 0 && args.length + posonlyargs.length === 2;
  if (!isPlain || accessOf(type, name, lowering).kind !== "method") return false;
  const { types } = lowering.context;
  // What may give NotImplemented gives a union, or an instance of its class.
  return isKnown(types.returns(method)) && !types.threads.hasSteps(method) && isAlone(of, name, lowering);
}

function isKnown(type: Type): boolean {
  if (type.kind === "instance") return type.of.kind === "user";
  return type.kind !== "unknown" && type.kind !== "never" && type.kind !== "union";
}

/** True when no other class of the script has the method, which one derived from this might. */
function isAlone(of: UserClass, name: string, lowering: Lowering): boolean {
  const owners = lowering.classes.filter(({ methods }) => methods.has(name));
  return owners.length === 1 || (of.methods.has(name) && !lowering.classes.some(({ bases }) => bases.includes(of)));
}
