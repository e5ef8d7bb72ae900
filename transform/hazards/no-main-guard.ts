/** Processes that are started by the script's top level, which each spawned child runs again. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { ELSEWHERE } from "../fork/advice.js";
import { chosenMethods } from "../fork/start-methods.js";
import type { Hazard, Scene } from "./hazard.js";
import { startsProcess } from "./starting.js";
import { isFunction, type Survey } from "./survey.js";

/** Reports the first such place of a script: that is where a child fails. */
export function noMainGuard({ survey, children }: Scene): Hazard[] {
  const chosen = chosenMethods(survey.files.map(({ module }) => module));
  if (chosen.has("fork")) return [];
  const starting = survey.calls.filter((call) => startsProcess(call, survey) && !isGuarded(call, survey));
  const startingFunctions = new Set(starting.map((call) => survey.functionAround(call)));
  const startsByCall = (call: ast.Call): boolean => {
    const called = children.functionsCalledBy(call);
    return called.some((node) => [...children.reachedFrom(node)].some((reached) => startingFunctions.has(reached)));
  };
  const how = chosen.size > 0 ? "" : ` started ${ELSEWHERE},`;
  return survey.files
    .filter(({ file }) => file.isScript && !file.isImported)
    .flatMap(({ module }) => {
      const calls = topLevelCalls(module).filter((call) => !isGuarded(call, survey));
      const first = calls.find((call) => starting.includes(call) || startsByCall(call));
      if (first === undefined) return [];
      return {
        code: "no-main-guard",
        node: first,
        message: `no main guard:${how} each child runs the script's top level, comes here again and raises RuntimeError`,
        hint: 'put what the program does under `if __name__ == "__main__":`',
      };
    });
}

/** True for code that only one of the processes comes to: a test of names, or of who is the parent, stands before it. */
function isGuarded(node: ast.Node, survey: Survey): boolean {
  for (const each of survey.around(node))
    if (
      each.kind === "If" &&
      each.onlyInParent !== true &&
      /__name__|current_process|parent_process/.test(survey.textOf(each.test))
    )
      return true;
  return false;
}

/** The calls of a module's own code, but for what its functions and classes hold. */
function topLevelCalls(module: ast.Module): ast.Call[] {
  const found: ast.Call[] = [];
  walk(module, {
    enter(node) {
      if (node.kind === "Call") found.push(node);
      return !isFunction(node);
    },
  });
  return found;
}
