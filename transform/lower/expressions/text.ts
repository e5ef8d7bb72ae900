/** Values inside template literals. */
import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import { mayBeHuge } from "../huge-ints.js";
import type { Lowering } from "../lowering.js";
import { withoutNegativeZero } from "../negative-zero.js";

/** A value as text: as it is where JavaScript's own conversion is Python's (str, int), else through `str` or `repr`. */
export function textHole(
  node: ast.Expression,
  conversion: "str" | "repr" | "ascii",
  lowering: Lowering,
): ts.Expression {
  const type = lowering.typeOf(node);
  const { kind } = type;
  if (kind === "int" && conversion === "str" && !mayBeHuge(type, lowering)) return lowering.expression(node);
  if (kind === "str" && conversion === "str") return lowering.expression(node);
  return b.call(lowering.helper(conversion), [lowering.tagged(node)]);
}

/** `format(value, spec)`. */
export function formatHole(node: ast.Expression, spec: string | ts.Expression, lowering: Lowering): ts.Expression {
  if (typeof spec !== "string") return b.call(lowering.helper("format"), [lowering.tagged(node), spec]);
  const asFloat = (): ts.Expression => withoutNegativeZero(lowering.expression(node), node, lowering);
  const value = FLOAT_FORMAT.test(spec) ? asFloat() : lowering.tagged(node);
  return b.call(lowering.helper("format"), [value, b.string(spec)]);
}

/** Formats that write an int as they write the float that equals it. */
const FLOAT_FORMAT = /^(.?[<>=^])?[-+ ]?0?\d*[,_]?(\.\d+)?[eEfFgG%]$/;

/** A field of an f-string or `str.format` without a format: `str`, but for classes that say otherwise by `__format__`. */
export function plainHole(node: ast.Expression, lowering: Lowering): ts.Expression {
  const { kind } = lowering.typeOf(node);
  const mayDiffer = kind === "instance" || kind === "unknown" || kind === "union";
  const hasFormat = lowering.classes.some((of) => of.methods.has("__format__"));
  return mayDiffer && hasFormat ? formatHole(node, "", lowering) : textHole(node, "str", lowering);
}
