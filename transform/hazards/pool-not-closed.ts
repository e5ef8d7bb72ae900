/** A pool that nobody closes: its workers stay, and may keep the program from ending. */
import type * as ast from "../../parser/ast.js";
import type { Hazard, Scene } from "./hazard.js";
import { POOL } from "./kinds.js";
import type { Survey } from "./survey.js";

/** Methods that leave the pool as open as it is. */
const USES = new Set(
  ["map imap imap_unordered starmap map_async starmap_async apply apply_async join", "_pool _processes"].flatMap(
    (names) => names.split(" "),
  ),
);

export function poolNotClosed({ survey }: Scene): Hazard[] {
  return survey.calls.flatMap((call) => {
    if (!makesPool(call, survey) || !isLeftOpen(call, survey)) return [];
    return {
      code: "pool-not-closed",
      node: call,
      message: "nobody closes this pool: its workers stay until the program ends, and may keep it from ending",
      hint: "with Pool() as pool: …, or pool.close() and pool.join()",
    };
  });
}

function makesPool(call: ast.Call, survey: Survey): boolean {
  const callee = survey.fileOf(call).types.callee(call);
  const of = callee?.kind === "bound" ? callee.function : callee;
  return of?.kind === "stub" && survey.isA(call, POOL);
}

/** True when all that happens to a new pool is that tasks are given to it. */
function isLeftOpen(call: ast.Call, survey: Survey): boolean {
  const parent = survey.parentOf(call);
  if (parent?.kind === "Attribute") return isUse(call, survey);
  if (parent?.kind !== "Assign" || parent.value !== call || parent.targets.length > 1) return false;
  const [target] = parent.targets;
  const mentions = target === undefined ? null : mentionsOf(target, survey);
  return mentions !== null && mentions.every((mention) => mention === target || isUse(mention, survey));
}

/** Every place that speaks of what is stored: of the variable, or of attributes of its name. */
function mentionsOf(target: ast.Expression, survey: Survey): readonly ast.Expression[] | null {
  if (target.kind === "Attribute") return survey.attributesNamed(target.attr);
  const binding = target.kind === "Name" ? survey.fileOf(target).bindings.resolve(target) : null;
  return binding?.reads ?? null;
}

function isUse(pool: ast.Expression, survey: Survey): boolean {
  const parent = survey.parentOf(pool);
  return parent?.kind === "Attribute" && USES.has(parent.attr);
}
