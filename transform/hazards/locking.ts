/** Under which locks code runs. */
import type * as ast from "../../parser/ast.js";
import { lastName } from "../expand/names.js";
import type { Scene } from "./hazard.js";
import { CONDITION, LOCK, MANAGER_LOCK, SEMAPHORE, SHARED_VALUE } from "./kinds.js";
import { isFunction, type Survey } from "./survey.js";

const LOCKING = [...LOCK, ...SEMAPHORE, ...CONDITION, ...MANAGER_LOCK, ...SHARED_VALUE];

/** True for code that holds some lock whenever it runs: in its function, or wherever that is called. */
export function isUnderLock(node: ast.Node, scene: Scene): boolean {
  return isUnderLockFrom(node, scene, new Set());
}

function isUnderLockFrom(node: ast.Node, scene: Scene, seen: Set<ast.Node>): boolean {
  const { survey, children } = scene;
  if (isInWith(node, survey) || isBehindAcquire(node, survey)) return true;
  const around = survey.functionAround(node);
  if (around === null || seen.has(around)) return false;
  seen.add(around);
  if (children.starts.some(({ target }) => target === around)) return false;
  const calls = survey.calls.filter((call) => children.functionsCalledBy(call).includes(around));
  return calls.length > 0 && calls.every((call) => isUnderLockFrom(call, scene, seen));
}

function isInWith(node: ast.Node, survey: Survey): boolean {
  for (const each of survey.around(node)) {
    if (isFunction(each)) return false;
    if (each.kind === "With" && each.items.some(({ context_expr }) => isLock(context_expr, survey))) return true;
  }
  return false;
}

/** True for a lock, for what has one, and for what is called so where nothing else is known of it. */
function isLock(of: ast.Expression, survey: Survey): boolean {
  if (survey.isA(of, LOCKING)) return true;
  return /lock|mutex|semaphore/i.test(survey.textOf(of)) && survey.typeOf(of).kind !== "none";
}

/** True where the last that the function does to a lock before the node is to acquire it. */
function isBehindAcquire(node: ast.Node, survey: Survey): boolean {
  const around = survey.functionAround(node);
  const before = survey.calls.filter(
    (call) =>
      /^(?:acquire|release)$/.test(lastName(call.func) ?? "") &&
      call.end <= node.start &&
      survey.functionAround(call) === around &&
      survey.fileOf(call) === survey.fileOf(node),
  );
  return before.length > 0 && lastName(before.at(-1)!.func) === "acquire";
}
