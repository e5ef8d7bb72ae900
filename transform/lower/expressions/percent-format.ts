/** `"%s of %d" % (a, b)` with a literal format: a template literal, as a TypeScript developer would write it. */
import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Type } from "../../infer/types.js";
import * as b from "../builders.js";
import { mayInterleave } from "../effects.js";
import type { Lowering } from "../lowering.js";
import { formatHole, textHole } from "./text.js";

const FIELD = /%(?:%|([sdrf])|(\.\d+f|0?\d+d))/g;

/** Null when the format is not a literal, or has more to it than `%s`, `%d`, `%r`, `%f` and simple widths. */
export function lowerPercentFormat(node: ast.BinOp, lowering: Lowering): ts.Expression | null {
  if (node.op !== "Mod" || node.left.kind !== "Constant" || node.left.value.type !== "str") return null;
  const values = operands(node.right, lowering);
  const format = node.left.value.value;
  if (!values || format.replace(FIELD, "").includes("%")) return null;
  const fields = [...format.matchAll(FIELD)].filter((match) => match[0] !== "%%");
  // CPython makes an f-string of a tuple's texts, which formats each before it evaluates the next.
  const isJoined = node.right.kind === "Tuple" && fields.every(([, letter]) => letter === "s" || letter === "r");
  if (fields.length !== values.length || !(isJoined || mayInterleave(values, lowering))) return null;
  const parts: (string | ts.Expression)[] = [];
  let end = 0;
  for (const match of format.matchAll(FIELD)) {
    parts.push(format.slice(end, match.index));
    end = match.index + match[0].length;
    if (match[0] === "%%") parts.push("%");
    else {
      const hole = percentHole(match[1] ?? match[2]!, values.shift()!, lowering);
      if (!hole) return null;
      parts.push(hole);
    }
  }
  parts.push(format.slice(end));
  return b.template(parts, lowering.isMultiLineText(node.left, format));
}

/** The values on the right: a tuple's elements, or one value that is surely no tuple and no mapping. */
function operands(node: ast.Expression, lowering: Lowering): ast.Expression[] | null {
  if (node.kind === "Tuple") return node.elts.some((item) => item.kind === "Starred") ? null : [...node.elts];
  return isScalar(lowering.typeOf(node)) ? [node] : null;
}

function isScalar(type: Type): boolean {
  if (type.kind === "union") return type.members.every(isScalar);
  return ["str", "int", "float", "bool", "none", "list", "set"].includes(type.kind);
}

function percentHole(field: string, node: ast.Expression, lowering: Lowering): ts.Expression | null {
  const { kind } = lowering.typeOf(node);
  if (field === "s") return textHole(node, "str", lowering);
  if (field === "r") return textHole(node, "repr", lowering);
  if (field === "d") return kind === "int" ? textHole(node, "str", lowering) : null;
  if (field === "f") return kind === "int" || kind === "float" ? formatHole(node, ".6f", lowering) : null;
  if (field.endsWith("f")) return kind === "int" || kind === "float" ? formatHole(node, field, lowering) : null;
  return kind === "int" ? formatHole(node, field, lowering) : null;
}
