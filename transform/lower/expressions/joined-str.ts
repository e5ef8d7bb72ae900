import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { formatHole, plainHole, textHole } from "./text.js";

const CONVERSIONS = { 115: "str", 114: "repr", 97: "ascii" } as const;

/** An f-string is a template literal. */
export function lowerJoinedStr(node: ast.JoinedStr, lowering: Lowering): ts.Expression {
  const text = node.values.map((part) => (part.kind === "Constant" ? constantText(part) : "")).join("");
  const parts = node.values.map((part) => (part.kind === "Constant" ? constantText(part) : field(part, lowering)));
  const [only, ...others] = node.values;
  if (only?.kind === "FormattedValue" && others.length === 0 && only.format_spec !== null)
    return parts[0] as ts.Expression;
  return b.template(parts, lowering.isMultiLineText(node, text));
}

function field(part: ast.FormattedValue, lowering: Lowering): ts.Expression {
  const converted = part.conversion === -1 ? null : CONVERSIONS[part.conversion];
  if (!part.format_spec) return converted ? textHole(part.value, converted, lowering) : plainHole(part.value, lowering);
  const [only] = part.format_spec.values;
  const spec =
    part.format_spec.values.length === 1 && only!.kind === "Constant"
      ? constantText(only!)
      : lowerJoinedStr(part.format_spec, lowering);
  if (!converted) return formatHole(part.value, spec, lowering);
  const text = b.call(lowering.helper(converted), [lowering.tagged(part.value)]);
  return b.call(lowering.helper("format"), [text, typeof spec === "string" ? b.string(spec) : spec]);
}

function constantText(part: ast.Constant): string {
  return part.value.type === "str" ? part.value.value : "";
}
