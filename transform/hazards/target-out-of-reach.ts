/** A lambda or nested function as target where children are spawned: they can't find it by a name. */
import type * as ast from "../../parser/ast.js";
import type { Context } from "../context.js";
import { lastName } from "../expand/names.js";
import { mayFork } from "../fork/start-methods.js";
import { argumentOfStart, type Hazard } from "./hazard.js";

export function targetOutOfReach(call: ast.Call, { bindings, program }: Context): Hazard | null {
  const target = lastName(call.func) === "Process" ? argumentOfStart(call, "target") : null;
  if (target === null || mayFork([...program.modules.values()].map(({ module }) => module))) return null;
  const what =
    target.kind === "Lambda" ? "a lambda" : target.kind === "Name" && isNested(target, bindings) ? target.id : null;
  if (what === null) return null;
  return {
    code: "target-out-of-reach",
    node: target,
    message: `a spawned child finds functions by their names in the module, and there is none for ${what}`,
    hint: "define the function at the top of the module, and pass what it needs in args",
  };
}

function isNested(name: ast.Name, bindings: Context["bindings"]): boolean {
  const binding = bindings.resolve(name);
  const [only, ...others] = binding?.definitions ?? [];
  return only?.kind === "function" && others.length === 0 && binding!.scope.kind === "function";
}
