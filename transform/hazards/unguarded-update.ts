/** `counter.value += 1` by several processes, without a lock around it. */
import type * as ast from "../../parser/ast.js";
import { lastName } from "../expand/names.js";
import { argumentFor, type Start } from "./children.js";
import type { Hazard, Scene } from "./hazard.js";
import { PROCESS, PROXY_DICT, PROXY_LIST, PROXY_NAMESPACE, PROXY_VALUE, SHARED_VALUE } from "./kinds.js";
import { isUnderLock } from "./locking.js";
import type { Survey, Update } from "./survey.js";

export function unguardedUpdate(scene: Scene): Hazard[] {
  const { survey } = scene;
  const updates = survey.updates().filter(({ target }) => isShared(target, scene));
  const inPlace = (place: string): Update[] => updates.filter(({ target }) => placeOf(target, survey) === place);
  return updates.flatMap(({ statement, target }) => {
    const starts = startsByObject(inPlace(placeOf(target, survey)), scene);
    const isContended = objectsOf(target, scene).some((maker) => isDoneByMany(maker, starts.get(maker) ?? [], scene));
    if (!isContended || isUnderLock(statement, scene)) return [];
    const isValue = survey.isA(target.value, SHARED_VALUE);
    const owner = survey.textOf(target.value);
    return {
      code: "unguarded-update",
      node: statement,
      message: `${survey.textOf(target)} is read, and written later: of two processes that do so at once, one's change is lost`,
      hint: isValue
        ? `hold its lock meanwhile: with ${owner}.get_lock(): …`
        : "hold a lock meanwhile, the same one in all processes: with lock: …",
    };
  });
}

/** True for a place of a shared object that every process sees as the same one. */
function isShared(target: ast.Attribute | ast.Subscript, scene: Scene): boolean {
  const { survey } = scene;
  if (target.kind === "Attribute") {
    if (isRaw(target, scene)) return true;
    const isValue = target.attr === "value" && survey.isA(target.value, [...SHARED_VALUE, ...PROXY_VALUE]);
    return isValue || survey.isA(target.value, PROXY_NAMESPACE);
  }
  const isFixed = target.slice.kind === "Constant";
  return isFixed && survey.isA(target.value, [...SHARED_VALUE, ...PROXY_DICT, ...PROXY_LIST]);
}

/** True for the value of a `RawValue`, which is a number of ctypes that has no lock. */
function isRaw({ attr, value }: ast.Attribute, { survey, objects }: Scene): boolean {
  if (attr !== "value" || !survey.isA(value, ["ctypes._SimpleCData"])) return false;
  const makers = [...(objects.madeBy(value) ?? [])];
  return makers.length > 0 && makers.every(({ func }) => lastName(func) === "RawValue");
}

/** What of the object a target is: its attribute or item. */
function placeOf(target: Update["target"], survey: Survey): string {
  return target.kind === "Attribute" ? target.attr : survey.textOf(target.slice);
}

/** By which starts each object comes to be updated. */
function startsByObject(updates: readonly Update[], scene: Scene): Map<ast.Call, Start[]> {
  const found = new Map<ast.Call, Start[]>();
  for (const { target } of updates)
    for (const start of scene.children.startsOf(target))
      for (const maker of objectsBy(start, target, scene))
        if (!found.get(maker)?.includes(start)) found.set(maker, [...(found.get(maker) ?? []), start]);
  return found;
}

/** True when several children at once may update an object. */
function isDoneByMany(maker: ast.Call, starts: readonly Start[], scene: Scene): boolean {
  // One that is made in a loop may be another for each child.
  if (scene.survey.loopsAround(maker).length > 0) return false;
  return starts.some(
    (start, index) => start.isMany || starts.slice(index + 1).some((other) => runTogether(start, other, scene)),
  );
}

/** The objects that children update at a place. */
function objectsOf(target: Update["target"], scene: Scene): ast.Call[] {
  return scene.children.startsOf(target).flatMap((start) => objectsBy(start, target, scene));
}

function objectsBy(start: Start, { value }: Update["target"], { survey, objects }: Scene): ast.Call[] {
  const around = survey.functionAround(value);
  const own = around === start.target && value.kind === "Name" ? argumentFor(start.args, start.target, value.id) : null;
  return [...(objects.madeBy(own ?? value) ?? [])];
}

/** False when one process is waited for before the other is made. */
function runTogether(one: Start, other: Start, { survey, objects }: Scene): boolean {
  if (one.kind !== "process" || other.kind !== "process") return true;
  const [first, second] = [one.call, other.call].sort((a, b) => a.start - b.start);
  const joins = survey
    .methodCalls(PROCESS, ["join"])
    .filter(
      ({ call }) =>
        call.start > first!.start && call.end < second!.start && survey.fileOf(call) === survey.fileOf(first!),
    );
  return !joins.some(({ receiver }) => objects.madeBy(receiver)?.has(first!));
}
