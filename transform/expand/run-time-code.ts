/**
 * `eval` of text that the conversion does not know: the call is given the variables that the text may name, each as a
 * function that reads it. The runtime parses the text when it is there.
 */
import type * as ast from "../../parser/ast.js";
import { forEachChild, walk } from "../../parser/walk.js";
import { isAmbient, isCallOf } from "./known-code.js";
import { noParameters } from "./known-namespace.js";
import { boundIn, parametersOf } from "./namespaces.js";
import { replace } from "./rewrite.js";

/** Expands the calls that are left of `eval` in place. */
export function expandRunTimeCode(module: ast.Module, text: string): void {
  if (!/\beval\s*\(/.test(text)) return;
  const names = boundIn(module.body);
  if (!names.includes("eval")) visit(module, names, []);
}

/** @param own the names that a text at this place sees: those of the function, and of the module */
function visit(node: ast.Node, module: readonly string[], own: readonly string[]): void {
  if (node.kind === "Call" && isCallOf(node, "eval")) expandCall(node, [...new Set([...own, ...module])]);
  const inside = node.kind === "FunctionDef" ? visibleIn(node, own) : own;
  forEachChild(node, (child) => visit(child, module, inside));
}

/** A function's own names, and those around it that it mentions. */
function visibleIn(node: ast.FunctionDef, around: readonly string[]): string[] {
  const mentioned = new Set<string>();
  walk(node, {
    enter(inner) {
      if (inner.kind === "Name") mentioned.add(inner.id);
    },
  });
  return [...parametersOf(node.args), ...boundIn(node.body), ...around.filter((name) => mentioned.has(name))];
}

function expandCall(node: ast.Call, names: readonly string[]): void {
  const [code, globals, locals, ...more] = node.args;
  const isPlain = node.args.every(({ kind }) => kind !== "Starred") && node.keywords.length === 0;
  if (code === undefined || more.length > 0 || !isPlain) return;
  const { start, end } = node;
  const place = { start, end };
  const namespaces = [locals, globals].filter((given) => !isAmbient(given)) as ast.Expression[];
  const name = namespaces.length > 0 ? "__eval_in__" : "__eval__";
  const reading = names.flatMap((id): ast.Expression[] => [
    { kind: "Constant", value: { type: "str", value: id }, prefix: null, ...place },
    { kind: "Lambda", args: noParameters(place), body: { kind: "Name", id, ctx: "Load", ...place }, ...place },
  ]);
  const func: ast.Name = { kind: "Name", id: name, ctx: "Load", ...place };
  const args = [code, ...(namespaces.length > 0 ? namespaces : reading)];
  replace(node, { kind: "Call", func, args, keywords: [], ...place });
}
