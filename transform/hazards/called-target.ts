/** `Process(target=work())`: the parent runs `work`, and the child nothing. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import type { Context } from "../context.js";
import { argumentOfStart, type Hazard } from "./hazard.js";

export function calledTarget(call: ast.Call, { bindings }: Context): Hazard | null {
  const target = argumentOfStart(call, "target");
  if (target?.kind !== "Call" || target.func.kind !== "Name") return null;
  const [only, ...others] = bindings.resolve(target.func)?.definitions ?? [];
  if (only?.kind !== "function" || others.length > 0 || only.definition.kind !== "FunctionDef") return null;
  if (givesSomething(only.definition)) return null;
  const { id } = target.func;
  return {
    code: "target-called",
    node: target,
    message: `${id}() runs here, before anything is started; the target is what it returns, None`,
    hint: `pass the function, and its arguments apart: target=${id}, args=(…)`,
  };
}

/** True for a function that may return a function: it returns or yields something, or a decorator made it. */
function givesSomething(definition: ast.FunctionDef): boolean {
  let found = definition.decorator_list.length > 0;
  for (const statement of definition.body) {
    walk(statement, {
      enter(node) {
        if (node.kind === "Return" && node.value !== null) found = true;
        if (node.kind === "Yield" || node.kind === "YieldFrom") found = true;
        return node.kind !== "FunctionDef" && node.kind !== "Lambda" && node.kind !== "ClassDef";
      },
    });
  }
  return found;
}
