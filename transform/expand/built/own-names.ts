/** Class bodies whose expressions read the body's own names, `area = width * height`, which are variables there. */
import type * as ast from "../../../parser/ast.js";
import { forEachChild } from "../../../parser/walk.js";

/** True when more than an alias of a method (`__radd__ = __add__`) reads a name that the body binds. */
export function readsOwnNames(node: ast.ClassDef): boolean {
  const own = new Set(node.body.flatMap(boundNames));
  const methods = new Set(node.body.flatMap((item) => (item.kind === "FunctionDef" ? [item.name] : [])));
  const reads = (inner: ast.Node): boolean => {
    if (inner.kind === "Name") return inner.ctx === "Load" && own.has(inner.id);
    if (inner.kind === "FunctionDef") return defaultsOf(inner.args).some(reads) || decoratorsOf(inner).some(reads);
    if (inner.kind === "Lambda") return defaultsOf(inner.args).some(reads);
    let found = false;
    forEachChild(inner, (child) => (found ||= reads(child)));
    return found;
  };
  return node.body.some((statement) => {
    if (statement.kind === "Assign" && statement.value.kind === "Name" && methods.has(statement.value.id)) return false;
    if (statement.kind === "AnnAssign") return statement.value !== null && reads(statement.value);
    return reads(statement);
  });
}

const ACCESSORS = new Set(["setter", "getter", "deleter"]);

/** The decorators of a method but for `@name.setter` and its like. */
const decoratorsOf = ({ decorator_list }: ast.FunctionDef): ast.Expression[] =>
  decorator_list.filter((decorator) => decorator.kind !== "Attribute" || !ACCESSORS.has(decorator.attr));

const defaultsOf = (args: ast.Arguments): ast.Expression[] =>
  [...args.defaults, ...args.kw_defaults].filter((value) => value !== null);

function boundNames(statement: ast.Statement): string[] {
  if (statement.kind === "FunctionDef") return [statement.name];
  if (statement.kind === "Assign")
    return statement.targets.flatMap((target) => (target.kind === "Name" ? [target.id] : []));
  return statement.kind === "AnnAssign" && statement.target.kind === "Name" && statement.value !== null
    ? [statement.target.id]
    : [];
}
