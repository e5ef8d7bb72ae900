import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import { at } from "../../emit/origin.js";
import * as b from "../builders.js";
import { definedRead } from "../expressions/name.js";
import { subscriptKey } from "../expressions/subscript.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";

export function lowerDelete(node: ast.Delete, lowering: Lowering): ts.Statement[] {
  return node.targets.flatMap((target) => deleteTarget(target, lowering));
}

function deleteTarget(target: ast.Expression, lowering: Lowering): ts.Statement[] {
  switch (target.kind) {
    case "Name": {
      const deleted = b.statement(b.assign(b.id(variableName(target.id)), b.undefinedValue()));
      const binding = lowering.isUnsure(target) ? lowering.context.bindings.resolve(target) : null;
      return binding ? [b.statement(definedRead(target, binding, lowering)), deleted] : [deleted];
    }
    case "Subscript":
      return [deletion("delitem", target, subscriptKey(target.slice, lowering), lowering)];
    case "Attribute":
      if (lowering.typeOf(target.value).kind === "module") rejectModule(target, lowering);
      return [deletion("delattr", target, b.string(target.attr), lowering)];
    case "Tuple":
    case "List":
      return target.elts.flatMap((item) => deleteTarget(item, lowering));
    default:
      throw new Error(`cannot delete ${target.kind}`);
  }
}

function rejectModule(target: ast.Attribute, lowering: Lowering): void {
  lowering.unsupported(
    "unsupported-delete",
    target,
    "a module's variables can't be deleted by another",
    "assign None, or keep the values in a dict of the module",
  );
}

function deletion(
  helper: string,
  target: ast.Subscript | ast.Attribute,
  part: ts.Expression,
  lowering: Lowering,
): ts.Statement {
  return b.statement(at(b.call(lowering.helper(helper), [lowering.tagged(target.value), part]), target));
}
