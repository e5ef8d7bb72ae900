/** Hazards of multiprocessing that can be seen in a script's text: what is surely wrong, though it can be converted. */
import { walk } from "../../parser/walk.js";
import type { Context } from "../context.js";
import { argumentsNoTuple } from "./arguments-no-tuple.js";
import { calledTarget } from "./called-target.js";
import type { Hazard } from "./hazard.js";
import { targetOutOfReach } from "./target-out-of-reach.js";
import { processNotMade } from "./process-not-made.js";

/** Warns of every hazard in a file. */
export function warnOfHazards(context: Context): void {
  const warn = (found: Hazard | null): void => {
    if (found !== null) context.diagnostics.warning(found.code, found.node, found.message, found.hint);
  };
  walk(context.module, {
    enter(node) {
      if (node.kind === "Call") {
        warn(calledTarget(node, context));
        warn(argumentsNoTuple(node));
        warn(targetOutOfReach(node, context));
      }
      if (node.kind === "ClassDef") warn(processNotMade(node));
    },
  });
}
