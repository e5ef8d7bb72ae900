/** `Process(target=work, args=(5))`: parentheses alone make no tuple. */
import type * as ast from "../../parser/ast.js";
import { argumentOfStart, type Hazard } from "./hazard.js";

export function argumentsNoTuple(call: ast.Call): Hazard | null {
  const args = argumentOfStart(call, "args");
  if (args === null) return null;
  const isText = args.kind === "JoinedStr" || (args.kind === "Constant" && args.value.type === "str");
  if (!isText && args.kind !== "Constant") return null;
  return {
    code: "args-no-tuple",
    node: args,
    message: isText ? "each character of the text becomes an argument" : "args must be a tuple, and this is none",
    hint: "a tuple of one has a comma: args=(x,)",
  };
}
