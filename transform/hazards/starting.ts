/** Calls that start processes at once. */
import type * as ast from "../../parser/ast.js";
import { lastName } from "../expand/names.js";
import { EXECUTOR, MANAGER, POOL, PROCESS } from "./kinds.js";
import type { Survey } from "./survey.js";

/** True for `process.start()`, `Pool()`, `Manager()`, `executor.submit(…)`. */
export function startsProcess(call: ast.Call, survey: Survey): boolean {
  if (survey.methodCall(call, [...PROCESS, ...MANAGER], ["start"]) !== null) return true;
  if (survey.methodCall(call, EXECUTOR, ["submit", "map"]) !== null) return true;
  const callee = survey.fileOf(call).types.callee(call);
  const isLibrary = callee?.kind === "stub" || (callee?.kind === "bound" && callee.function.kind === "stub");
  const isManager = lastName(call.func) === "Manager" && survey.isA(call, MANAGER);
  return isLibrary && (isManager || survey.isA(call, POOL));
}
