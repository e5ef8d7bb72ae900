/** Runs of docstring examples: the calls are given the names of the module, which the examples may mention. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { noParameters } from "./known-namespace.js";
import { lastName } from "./names.js";
import { boundIn } from "./namespaces.js";
import { isCallOf } from "./known-code.js";
import { replace } from "./rewrite.js";

/** Expands the calls in place. */
export function expandDoctests(module: ast.Module, text: string): void {
  if (!/\bdoctest\b/.test(text)) return;
  const names = boundIn(module.body);
  walk(module, {
    enter(node) {
      if (node.kind !== "Call") return;
      if (lastName(node.func) === "testmod" && !node.keywords.some(({ arg }) => arg === "globs"))
        giveGlobals(node, names);
      else if (lastName(node.func) === "run_docstring_examples") replaceGlobals(node, names);
    },
  });
}

function giveGlobals(call: ast.Call, names: readonly string[]): void {
  const { start, end } = call;
  call.keywords.push({ kind: "keyword", arg: "globs", value: namespace(names, { start, end }), start, end });
}

/** `globals()` as an argument. */
function replaceGlobals(call: ast.Call, names: readonly string[]): void {
  for (const given of [...call.args, ...call.keywords.map(({ value }) => value)]) {
    if (given.kind === "Call" && isCallOf(given, "globals")) replace(given, namespace(names, given));
  }
}

/** `__namespace__("f", lambda: f, …)` */
function namespace(names: readonly string[], { start, end }: { start: number; end: number }): ast.Call {
  const place = { start, end };
  const args = names.flatMap((id): ast.Expression[] => [
    { kind: "Constant", value: { type: "str", value: id }, prefix: null, ...place },
    { kind: "Lambda", args: noParameters(place), body: { kind: "Name", id, ctx: "Load", ...place }, ...place },
  ]);
  return {
    kind: "Call",
    func: { kind: "Name", id: "__namespace__", ctx: "Load", ...place },
    args,
    keywords: [],
    ...place,
  };
}
