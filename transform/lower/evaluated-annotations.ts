/**
 * Annotations that Python evaluates where a function is defined, or a variable of a module or class annotated: nobody can
 * tell whether TypeScript evaluates one that names types, so only one that may fail, or do more, is written as code.
 */
import type { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import { positionOf } from "../bind/resolve.js";
import type { Binding } from "../bind/scopes.js";
import * as b from "./builders.js";
import type { Lowering } from "./lowering.js";

/** Statements that evaluate the annotations of a function's parameters and result. */
export function evaluateAnnotations(node: ast.FunctionDef, lowering: Lowering): ts.Statement[] {
  return annotationsOf(node).flatMap((annotation) => evaluateAnnotation(annotation, lowering));
}

/** The annotations of a function's parameters and result, in the order in which CPython's compiler visits them. */
export function annotationsOf({ args, returns }: ast.FunctionDef | ast.AsyncFunctionDef): ast.Expression[] {
  const all = [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg];
  const annotations = [...all.map((parameter) => parameter?.annotation ?? null), returns];
  return annotations.filter((annotation) => annotation !== null);
}

/** The statement that evaluates an annotation, where that can be noticed. */
export function evaluateAnnotation(annotation: ast.Expression, lowering: Lowering): ts.Statement[] {
  if (defersAnnotations(lowering.context.module) || isPlainType(annotation, lowering)) return [];
  return [b.statement(lowering.expression(annotation))];
}

/** True where `from __future__ import annotations` keeps the text of annotations. */
export function defersAnnotations({ body }: ast.Module): boolean {
  return body.some(
    (statement) =>
      statement.kind === "ImportFrom" &&
      statement.module === "__future__" &&
      statement.names.some(({ name }) => name === "annotations"),
  );
}

/** True for an annotation that only names types, as far as can be told. */
function isPlainType(node: ast.Expression, lowering: Lowering): boolean {
  const arePlain = (nodes: readonly ast.Expression[]): boolean => nodes.every((item) => isPlainType(item, lowering));
  switch (node.kind) {
    case "Constant":
      return true;
    case "Name":
      return isBound(node, lowering);
    case "Attribute":
      return isPlainType(node.value, lowering);
    case "Tuple":
    case "List":
      return arePlain(node.elts);
    case "Starred":
      return isPlainType(node.value, lowering);
    case "Subscript":
      return isGeneric(node.value, lowering) && arePlain([node.value, node.slice]);
    case "BinOp":
      return node.op === "BitOr" && isUnionMember(node, lowering) && arePlain([node.left, node.right]);
    default:
      return false;
  }
}

/** True for a name that has its value by then, which the text tells of names of the same scope. */
function isBound(name: ast.Name, lowering: Lowering): boolean {
  const binding = lowering.context.bindings.resolve(name);
  if (binding === null) return lowering.context.types.stubMember("builtins", name.id) !== null;
  if (binding.scope !== lowering.frame.scope) return true;
  if (lowering.isUnsure(name)) return false;
  return binding.definitions.some((definition) => positionOf(definition) < name.start && !isInside(name, binding));
}

/** True in the body of the class that the name is of. */
function isInside(name: ast.Name, { definitions }: Binding): boolean {
  return definitions.some(
    (each) => each.kind === "class" && each.definition.start < name.start && name.start < each.definition.end,
  );
}

const VALUES = new Set(["int", "float", "bool", "str", "list", "dict", "set", "tuple", "none", "bytes", "frozenset"]);

/** True for a variable that may hold a value, as opposed to a class. */
function mayHoldValue(binding: Binding, lowering: Lowering): boolean {
  const { types } = lowering.context;
  const type = types.ofBinding(binding);
  if (type.kind === "unknown" && types.stubMember("builtins", binding.name) !== null)
    return binding.definitions.some(({ kind }) => kind === "assign" || kind === "augment");
  return (type.kind === "union" ? type.members : [type]).some(({ kind }) => VALUES.has(kind));
}

/** What has no parameters: the classes of single values, and variables that hold values. */
function isGeneric(node: ast.Expression, lowering: Lowering): boolean {
  if (node.kind !== "Name") return node.kind === "Attribute";
  const binding = lowering.context.bindings.resolve(node);
  if (binding === null) return !/^(?:int|float|bool|str|bytes|object|complex|range)$/.test(node.id);
  return !mayHoldValue(binding, lowering);
}

/** False for `"Node" | None`, which has no operator. */
function isUnionMember({ left, right }: ast.BinOp, lowering: Lowering): boolean {
  const isValue = (node: ast.Expression): boolean => {
    const binding = node.kind === "Name" ? lowering.context.bindings.resolve(node) : null;
    return binding !== null && mayHoldValue(binding, lowering);
  };
  const isText = [left, right].some((node) => node.kind === "Constant" && node.value.type === "str");
  return !isText && ![left, right].some(isValue);
}
