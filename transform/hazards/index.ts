/** Hazards of multiprocessing that can be seen in a script's text: what is surely wrong, though it can be converted. */
import type { Context } from "../context.js";
import type { ForkDependence } from "../fork/advice.js";
import { argumentsNoTuple } from "./arguments-no-tuple.js";
import { calledTarget } from "./called-target.js";
import { Children } from "./children.js";
import { daemonWithChildren } from "./daemon-with-children.js";
import { forkOnly } from "./fork-only.js";
import { globalInChild } from "./global-in-child.js";
import type { Hazard, Scene } from "./hazard.js";
import { joinBeforeDrain } from "./join-before-drain.js";
import { lockNotReleased } from "./lock-not-released.js";
import { lockOrder } from "./lock-order.js";
import { nestedChange } from "./nested-change.js";
import { noMainGuard } from "./no-main-guard.js";
import { Objects } from "./objects.js";
import { poolNotClosed } from "./pool-not-closed.js";
import { processNotMade } from "./process-not-made.js";
import { queueEmptyLoop } from "./queue-empty-loop.js";
import { sharedInTask } from "./shared-in-task.js";
import { Survey } from "./survey.js";
import { targetOutOfReach, taskOutOfReach } from "./target-out-of-reach.js";
import { unreadResult } from "./unread-result.js";
import { unguardedUpdate } from "./unguarded-update.js";

const HAZARDS: readonly ((scene: Scene) => Hazard[])[] = [
  ({ survey }) => survey.calls.flatMap((call) => calledTarget(call, survey.fileOf(call)) ?? []),
  ({ survey }) => survey.calls.flatMap((call) => argumentsNoTuple(call, survey.fileOf(call)) ?? []),
  ({ survey }) => survey.calls.flatMap((call) => targetOutOfReach(call, survey.fileOf(call)) ?? []),
  ({ survey }) => survey.calls.flatMap((call) => taskOutOfReach(call, survey) ?? []),
  ({ survey }) => survey.classes.flatMap((definition) => processNotMade(definition) ?? []),
  noMainGuard,
  joinBeforeDrain,
  unguardedUpdate,
  nestedChange,
  globalInChild,
  sharedInTask,
  unreadResult,
  poolNotClosed,
  queueEmptyLoop,
  daemonWithChildren,
  lockOrder,
  lockNotReleased,
];

/** Warns of every hazard in a program's files; `dependences` says where it depends on fork. */
export function warnOfHazards(files: readonly Context[], dependences: readonly ForkDependence[]): void {
  const survey = new Survey(files);
  const children = new Children(survey);
  const scene = { survey, children, objects: new Objects(survey, children) };
  const found = HAZARDS.flatMap((find) => find(scene));
  for (const { code, node, message, hint } of found) survey.fileOf(node).diagnostics.warning(code, node, message, hint);
  const isUnguarded = found.some(({ code }) => code === "no-main-guard");
  for (const file of files) forkOnly(file, dependences, isUnguarded);
}
