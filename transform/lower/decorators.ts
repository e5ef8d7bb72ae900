/** Decorators that TypeScript has a word for. */
import type * as ast from "../../parser/ast.js";

const KNOWN_DECORATORS = new Set(["staticmethod", "classmethod", "property", "setter", "abstractmethod", "override"]);

/** The last part of a decorator's name: `setter` of `@area.setter`. */
export function decoratorName(node: ast.Expression): string {
  return node.kind === "Name" ? node.id : node.kind === "Attribute" ? node.attr : "";
}

/** True for a method's decorator that is a call of something when the class stands. */
export const isForeignDecorator = (decorator: ast.Expression): boolean =>
  !KNOWN_DECORATORS.has(decoratorName(decorator));
