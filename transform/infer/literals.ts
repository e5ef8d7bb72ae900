/** Values of literals. */
import type * as ast from "../../parser/ast.js";

/** The text of a string literal; null for anything else. */
export function text(expression: ast.Expression | null): string | null {
  return expression?.kind === "Constant" && expression.value.type === "str" ? expression.value.value : null;
}
