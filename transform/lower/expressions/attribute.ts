import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import { accessOf } from "../attributes.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";
import { moduleNamespace } from "../statements/import.js";

/** `x.name` in a load: a plain property where the class is known to have it, else Python's whole look-up. */
export function lowerAttribute(node: ast.Attribute, lowering: Lowering): ts.Expression {
  const type = lowering.typeOf(node.value);
  if (type.kind === "module") return moduleMember(node, type.name, lowering);
  if (node.attr === "__class__") return b.call(lowering.helper("type"), [lowering.tagged(node.value)]);
  const access = accessOf(type, node.attr, lowering);
  if (access.kind === "data") return b.member(lowering.expression(node.value), node.attr);
  if (access.kind === "class-attribute" && isName(node.value)) {
    return b.member(b.id(variableName(access.owner.node.name)), node.attr);
  }
  const helper = access.kind === "method" ? "bound" : "getattr";
  return b.call(lowering.helper(helper), [lowering.tagged(node.value), b.string(node.attr)]);
}

/** A receiver that need not be evaluated when the attribute is taken from its class. */
const isName = (node: ast.Expression): boolean => node.kind === "Name";

function moduleMember(node: ast.Attribute, module: string, lowering: Lowering): ts.Expression {
  const type = lowering.typeOf(node);
  if (type.kind === "module") return moduleNamespace(type.name, node, lowering);
  if (!lowering.context.types.stubMember(module, node.attr)) {
    lowering.unsupported(
      "unsupported-member",
      node,
      `py2mp does not know '${node.attr}' of module '${module}'`,
      "leave it out, or write it with the members that py2mp supports",
    );
  }
  return b.member(lowering.expression(node.value), node.attr);
}
