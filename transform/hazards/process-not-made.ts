/** A subclass of Process whose `__init__` leaves out that of Process. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { lastName } from "../expand/names.js";
import type { Hazard } from "./hazard.js";

export function processNotMade({ name, bases, body }: ast.ClassDef): Hazard | null {
  if (!bases.some((base) => lastName(base) === "Process")) return null;
  const init = body.find((item) => item.kind === "FunctionDef" && item.name === "__init__");
  if (init === undefined || callsOtherInit(init)) return null;
  return {
    code: "process-not-made",
    node: init,
    message: `${name}.__init__ does not call that of Process: start() raises AssertionError`,
    hint: "begin it with super().__init__()",
  };
}

function callsOtherInit(init: ast.Statement): boolean {
  let found = false;
  walk(init, {
    enter(node) {
      if (node.kind === "Call" && node.func.kind === "Attribute" && node.func.attr === "__init__") found = true;
    },
  });
  return found;
}
