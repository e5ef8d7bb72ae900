/** A lambda or nested function as a pool's task, or as target of a spawned child: they can't find it by a name. */
import type * as ast from "../../parser/ast.js";
import type { Context } from "../context.js";
import { lastName } from "../expand/names.js";
import { mayFork } from "../fork/start-methods.js";
import { TASKS } from "./children.js";
import { argumentOfStart, type Hazard } from "./hazard.js";
import { EXECUTOR, POOL } from "./kinds.js";
import type { Survey } from "./survey.js";

export function targetOutOfReach(call: ast.Call, { bindings, program }: Context): Hazard | null {
  const target = lastName(call.func) === "Process" ? argumentOfStart(call, "target") : null;
  if (target === null || mayFork([...program.modules.values()].map(({ module }) => module))) return null;
  return outOfReach(target, "a spawned child", bindings);
}

/** The same of tasks, however the workers are started. */
export function taskOutOfReach(call: ast.Call, survey: Survey): Hazard | null {
  const task = survey.methodCall(call, [...POOL, ...EXECUTOR], TASKS) === null ? null : call.args[0];
  return task == null ? null : outOfReach(task, "a worker", survey.fileOf(call).bindings);
}

function outOfReach(target: ast.Expression, who: string, bindings: Context["bindings"]): Hazard | null {
  const what =
    target.kind === "Lambda" ? "a lambda" : target.kind === "Name" && isNested(target, bindings) ? target.id : null;
  if (what === null) return null;
  return {
    code: "target-out-of-reach",
    node: target,
    message: `${who} finds functions by their names in the module, and there is none for ${what}`,
    hint: "define the function at the top of the module, and pass what it needs in args",
  };
}

function isNested(name: ast.Name, bindings: Context["bindings"]): boolean {
  const binding = bindings.resolve(name);
  const [only, ...others] = binding?.definitions ?? [];
  return only?.kind === "function" && others.length === 0 && binding!.scope.kind === "function";
}
