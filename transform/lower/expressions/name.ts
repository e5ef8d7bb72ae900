import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Binding } from "../../bind/scopes.js";
import * as b from "../builders.js";
import { docstringOf } from "../../emit/docstring.js";
import { packageOf } from "../../program/source-module.js";
import { isFailedImport } from "../imports.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";
import { importName } from "../statements/import.js";
import { isStringBuilder } from "../string-builders.js";
import { plainOf, stepsNamed } from "../threads.js";

/** Module variables that every script has without defining them. */
const MODULE_VARIABLES = new Set(["__name__", "__file__"]);

/** A variable, an imported name, a builtin; for a name that nothing defines, code that raises NameError. */
export function lowerName(node: ast.Name, lowering: Lowering): ts.Expression {
  const binding = lowering.context.bindings.resolve(node);
  if (!binding) return lowerGlobalName(node, lowering);
  const self = selfReference(binding, lowering);
  if (self && !lowering.isUnsure(node)) return self;
  const named = stepsNamed(node, binding, lowering);
  const isGiver = named !== null && lowering.context.types.threads.gives(named);
  const isMeant = isGiver ? lowering.gone === node : lowering.called === node;
  const steps = isMeant ? null : named;
  const imported = importName(binding, lowering);
  if (imported) return steps === null ? imported : plainOf(imported, lowering, steps);
  if (isFailedImport(binding, lowering.context)) return b.call(lowering.helper("name_error"), [b.string(node.id)]);
  if (binding.definitions.some((each) => each.kind === "assign" && each.statement.kind === "TypeAlias")) {
    lowering.unsupported(
      "unsupported-type-alias",
      node,
      `the type alias '${node.id}' is no value here`,
      `write ${node.id} = …, which is one, instead of type ${node.id} = …`,
    );
  }
  if (isStringBuilder(binding, lowering)) return b.method(b.id(variableName(node.id)), "toString", []);
  const name = lowering.isUnsure(node) ? checkedRead(node, binding, lowering) : b.id(variableName(node.id));
  return steps === null ? name : plainOf(name, lowering, steps);
}

/** A read that may come too early: CPython words the error by where the variable lives, and finds a builtin behind a global. */
function checkedRead(node: ast.Name, binding: Binding, lowering: Lowering): ts.Expression {
  if (binding.scope.kind === "module" && lowering.context.types.stubMember("builtins", node.id)) {
    const own = b.id(variableName(node.id));
    // beside the builtin, a float that the variable holds raw has no type of its own
    const isRaw = lowering.context.types.ofBinding(binding).kind === "float" && lowering.typeOf(node).kind !== "float";
    const value = isRaw ? b.call(lowering.helper("float"), [own]) : own;
    return b.parens(b.conditional(b.binary(own, "===", b.undefinedValue()), b.id(lowering.helper(node.id)), value));
  }
  return definedRead(node, binding, lowering);
}

/** `defined(x, "x")` */
export function definedRead(node: ast.Name, binding: Binding, lowering: Lowering): ts.Expression {
  const args: ts.Expression[] = [b.id(variableName(node.id)), b.string(node.id)];
  if (binding.scope.kind === "module" || binding.scope.kind === "class") args.push(b.string("global"));
  else if (binding.scope !== lowering.context.bindings.enclosing(node)) args.push(b.string("free"));
  return b.call(lowering.helper("defined"), args);
}

function lowerGlobalName(node: ast.Name, lowering: Lowering): ts.Expression {
  if (node.id === "__doc__") {
    return docstringValue(lowering.context.module);
  }
  const { file, identity } = lowering.context;
  if (file.isImported && (node.id === "__name__" || node.id === "__file__")) {
    identity.add(node.id);
    return b.id(node.id);
  }
  if (node.id === "__package__") return file.isImported ? b.string(packageOf(file)) : b.nullValue();
  if (node.id === "super") return b.id(lowering.helper("super_"));
  const stored = lowering.context.bindings.module.bindings.get(node.id);
  if (stored?.writtenOutside === true) return checkedRead(node, stored, lowering);
  if (MODULE_VARIABLES.has(node.id) || lowering.context.types.stubMember("builtins", node.id)) {
    return b.id(lowering.helper(node.id));
  }
  return b.call(lowering.helper("name_error"), [b.string(node.id)]);
}

/** A module's `__doc__`. */
export function docstringValue({ body }: ast.Module): ts.Expression {
  const docstring = docstringOf(body);
  return docstring === null ? b.nullValue() : b.string(docstring);
}

/** `this`, or the name that stands for it, when the binding is the first parameter of a method around. */
function selfReference(binding: Binding, lowering: Lowering): ts.Expression | null {
  const frame = lowering.frameOfSelf(binding);
  if (!frame) return null;
  return frame.selfAlias ? b.id(frame.selfAlias) : b.thisValue();
}
