/** `Process(target=work, args=(5))`: parentheses alone make no tuple. */
import type * as ast from "../../parser/ast.js";
import type { Context } from "../context.js";
import type { Type, UserClass, StubClass } from "../infer/types.js";
import { argumentOfStart, type Hazard } from "./hazard.js";

export function argumentsNoTuple(call: ast.Call, context: Context): Hazard | null {
  const args = argumentOfStart(call, "args");
  if (args === null) return null;
  const message = faultOf(args, call, context);
  if (message === null) return null;
  return { code: "args-no-tuple", node: args, message, hint: "a tuple of one has a comma: args=(x,)" };
}

function faultOf(args: ast.Expression, call: ast.Call, context: Context): string | null {
  const type = context.types.of(args);
  const isLiteral = args.kind === "JoinedStr" || (args.kind === "Constant" && args.value.type === "str");
  const isText = isLiteral || (type.kind === "str" && isInParentheses(args, context));
  if (isText) return "each character of the text becomes an argument";
  if (args.kind === "Constant" || isNoIterable(type)) return "args must be a tuple, and this is none";
  const isMeantAsOne = isContainer(type) && isInParentheses(args, context) && takesOne(call, context);
  return isMeantAsOne ? "each element becomes an argument, and the target takes one" : null;
}

function isNoIterable(type: Type): boolean {
  if (type.kind === "instance") return !has(type.of, "__iter__") && !has(type.of, "__getitem__");
  return ["int", "float", "bool", "complex", "none"].includes(type.kind);
}

function has(of: UserClass | StubClass, method: string): boolean {
  if (of.kind === "stub") return of.member(method) !== null;
  return of.methods.has(method) || of.bases.some((base) => base === null || has(base, method));
}

function isContainer({ kind }: Type): boolean {
  return kind === "list" || kind === "dict" || kind === "set";
}

/** `args=(x)`: written like a tuple. */
function isInParentheses({ kind, start }: ast.Expression, { source }: Context): boolean {
  return kind === "Name" && /=\s*\(\s*$/.test(source.text.slice(Math.max(0, start - 20), start));
}

/** True for a target that takes one argument and no more. */
function takesOne(call: ast.Call, { types }: Context): boolean {
  const target = argumentOfStart(call, "target");
  const type = target && types.of(target);
  if (type?.kind !== "function" || type.of.kind !== "user") return false;
  const { posonlyargs, args, vararg } = type.of.node.args;
  return vararg === null && posonlyargs.length + args.length === 1;
}
