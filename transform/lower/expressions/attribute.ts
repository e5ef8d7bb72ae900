import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { StubClass, Type, UserClass } from "../../infer/types.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { moduleNamespace } from "../statements/import.js";

/** `x.name` in a load: a plain property where the class is known to have it, else Python's whole look-up. */
export function lowerAttribute(node: ast.Attribute, lowering: Lowering): ts.Expression {
  const type = lowering.typeOf(node.value);
  if (type.kind === "module") return moduleMember(node, type.name, lowering);
  const found = findMember(type, node.attr);
  if (found === "data") return b.member(lowering.expression(node.value), node.attr);
  const object = lowering.tagged(node.value);
  const helper = found === "method" ? "bound" : "getattr";
  return b.call(lowering.helper(helper), [object, b.string(node.attr)]);
}

/** Where a type has the attribute: as data (or a property), as a method, or not for certain. */
export function findMember(type: Type, name: string): "data" | "method" | null {
  if (type.kind === "instance") return classMember(type.of, name);
  if (type.kind === "class") return type.of.kind === "user" && userStatic(type.of, name) ? "data" : null;
  return null;
}

function classMember(of: UserClass | StubClass | null, name: string): "data" | "method" | null {
  if (!of) return null;
  if (of.kind === "stub") {
    const member = of.member(name);
    return member ? (member.kind === "function" ? "method" : "data") : null;
  }
  const method = of.methods.get(name);
  if (method) return isProperty(method.node) ? "data" : "method";
  if (of.attributes.has(name)) return "data";
  for (const base of of.bases) {
    const found = classMember(base, name);
    if (found) return found;
  }
  return null;
}

/** A class attribute, or a method taken from the class. */
function userStatic(of: UserClass, name: string): boolean {
  const assigned = of.node.body.some(
    (statement) =>
      (statement.kind === "Assign" &&
        statement.targets.some((target) => target.kind === "Name" && target.id === name)) ||
      (statement.kind === "AnnAssign" &&
        statement.value !== null &&
        statement.target.kind === "Name" &&
        statement.target.id === name),
  );
  return assigned || of.bases.some((base) => base?.kind === "user" && userStatic(base, name));
}

function isProperty(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda): boolean {
  return node.kind !== "Lambda" && node.decorator_list.some(isPropertyDecorator);
}

export function isPropertyDecorator(node: ast.Expression): boolean {
  return (node.kind === "Name" && node.id === "property") || (node.kind === "Attribute" && node.attr === "setter");
}

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
