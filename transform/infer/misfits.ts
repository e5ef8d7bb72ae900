/** Functions that the program calls with arguments that don't fit, so that the error shows their names. */
import { walk } from "../../parser/walk.js";
import { fits } from "../fitting-calls.js";
import { definitionsOf } from "./names.js";
import type { FunctionNode, Program } from "./program.js";

/** The functions of which some call by name has too few or too many arguments, or one by a name that they don't know. */
export function findMisfits(program: Program): Set<FunctionNode> {
  const found = new Set<FunctionNode>();
  for (const { module } of program.source.modules.values()) {
    walk(module, {
      enter(node) {
        if (node.kind !== "Call" || node.func.kind !== "Name") return;
        for (const definition of definitionsOf(program, node.func)) {
          if (definition.kind === "function" && !fits(node, definition.definition.args))
            found.add(definition.definition);
        }
      },
    });
  }
  return found;
}
