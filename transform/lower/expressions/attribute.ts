import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import { isAlwaysThere } from "../always-there.js";
import { accessOf } from "../attributes.js";
import type { Lowering } from "../lowering.js";
import { memberAdvice } from "../nearest.js";
import { propertyName, variableName } from "../names.js";
import type { SourceModule } from "../../program/source-module.js";
import { packageOf } from "../../program/source-module.js";
import { docstringValue } from "./name.js";
import { onlyImport, provide } from "../imports.js";
import { moduleNamespace } from "../statements/import.js";

/** `x.name` in a load: a plain property where the class is known to have it, else Python's whole look-up. */
export function lowerAttribute(node: ast.Attribute, lowering: Lowering): ts.Expression {
  const type = lowering.typeOf(node.value);
  if (type.kind === "module") return moduleMember(node, type.name, lowering);
  if (node.attr === "__class__") return b.call(lowering.helper("type"), [lowering.tagged(node.value)]);
  const access = accessOf(type, node.attr, lowering);
  if (access.kind === "data") return b.member(lowering.expression(node.value), propertyName(node.attr));
  if (access.kind === "class-attribute" && isName(node.value)) {
    return b.member(b.id(variableName(access.owner.node.name)), propertyName(node.attr));
  }
  const helper = access.kind === "method" ? "bound" : "getattr";
  return b.call(lowering.helper(helper), [lowering.tagged(node.value), b.string(node.attr)]);
}

/** A receiver that need not be evaluated when the attribute is taken from its class. */
const isName = (node: ast.Expression): boolean => node.kind === "Name";

/** `module.name`: what the module exports, as far as that is known, else Python's look-up. */
export function moduleMember(node: ast.Attribute, module: string, lowering: Lowering): ts.Expression {
  const own = lowering.context.program.find(module);
  if (own) return ownMember(node, own, lowering);
  const type = lowering.typeOf(node);
  if (type.kind === "module") return moduleNamespace(type.name, node, lowering);
  if (!lowering.context.types.stubMember(module, node.attr)) {
    lowering.unsupported(
      "unsupported-member",
      node,
      `py2mp does not know '${node.attr}' of module '${module}'`,
      memberAdvice(module, node.attr, lowering),
    );
  }
  return b.member(lowering.expression(node.value), node.attr);
}

function ownMember(node: ast.Attribute, module: SourceModule, lowering: Lowering): ts.Expression {
  const { context } = lowering;
  const target = context.program.member(module, node.attr);
  if (target.kind === "module") return moduleNamespace(target.module.name, node, lowering);
  if (target.kind === "absent" && node.attr === "__package__") return b.string(packageOf(module));
  if (target.kind === "absent" && node.attr === "__doc__") return docstringValue(module.module);
  const isSure =
    target.kind === "variable" &&
    isPlainModule(node.value, lowering) &&
    isAlwaysThere(target.binding, module, lowering);
  const isIdentity = node.attr === "__name__" || node.attr === "__file__";
  if (node.attr === "__name__" || node.attr === "__file__") context.fileOf(module).identity.add(node.attr);
  if (target.kind === "variable") provide(module, target.binding.name, context);
  const isInCycle = module.isCyclic && context.file.isCyclic && lowering.frame.scope.kind === "module";
  if ((isSure && !isInCycle) || isIdentity) return b.member(lowering.expression(node.value), variableName(node.attr));
  context.fileOf(module).identity.add("__name__");
  return b.call(lowering.helper("getattr"), [lowering.expression(node.value), b.string(node.attr)]);
}

/** True for a name or dotted name that is nothing but a module, so that TypeScript knows what it has. */
function isPlainModule(node: ast.Expression, lowering: Lowering): boolean {
  if (node.kind === "Attribute") return isPlainModule(node.value, lowering);
  const binding = node.kind === "Name" ? lowering.context.bindings.resolve(node) : null;
  return binding !== null && onlyImport(binding, lowering.context) !== null;
}
