/** Classes whose instances are initialized again: `self.__init__(size)` in a method, which no constructor can do. */
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import type { Type } from "../infer/types.js";

/** The classes on whose instances the program calls `__init__`. */
export function reinitializedClasses(
  modules: readonly ast.Module[],
  typeOf: (node: ast.Expression) => Type,
): Set<ast.ClassDef> {
  const found = new Set<ast.ClassDef>();
  const add = (type: Type): void => {
    if (type.kind === "union") type.members.forEach(add);
    if (type.kind === "instance" && type.of.kind === "user") found.add(type.of.node);
  };
  const visit = (node: ast.Node): void => {
    if (node.kind === "Attribute" && node.attr === "__init__" && node.value.kind !== "Call") add(typeOf(node.value));
    children(node).forEach(visit);
  };
  modules.forEach(visit);
  return found;
}
