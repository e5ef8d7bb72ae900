import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import { subscriptKey } from "../expressions/subscript.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";

export function lowerDelete(node: ast.Delete, lowering: Lowering): ts.Statement[] {
  return node.targets.flatMap((target) => deleteTarget(target, lowering));
}

function deleteTarget(target: ast.Expression, lowering: Lowering): ts.Statement[] {
  switch (target.kind) {
    case "Name":
      return [b.statement(b.assign(b.id(variableName(target.id)), b.undefinedValue()))];
    case "Subscript":
      return [
        b.statement(
          b.call(lowering.helper("delitem"), [lowering.expression(target.value), subscriptKey(target.slice, lowering)]),
        ),
      ];
    case "Attribute":
      return [
        b.statement(b.call(lowering.helper("delattr"), [lowering.expression(target.value), b.string(target.attr)])),
      ];
    case "Tuple":
    case "List":
      return target.elts.flatMap((item) => deleteTarget(item, lowering));
    default:
      throw new Error(`cannot delete ${target.kind}`);
  }
}
