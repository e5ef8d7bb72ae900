/**
 * What a class statement says about its bases in a way of its own, put as plain bases before binding:
 * `class Stack(Generic[T])` is derived from `Generic`, and `class Shape(metaclass=ABCMeta)` from `ABCMeta`, which at run
 * time is a class that does what the metaclass does.
 */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { lastName } from "./names.js";

/** Rewrites the bases of the module's classes in place. */
export function expandClassBases(module: ast.Module): void {
  walk(module, {
    enter(node) {
      if (node.kind !== "ClassDef") return;
      const isAbstract = (keyword: ast.Keyword): boolean =>
        keyword.arg === "metaclass" && lastName(keyword.value) === "ABCMeta";
      const metaclasses = node.keywords.filter(isAbstract).map(({ value }) => value);
      node.bases = [...node.bases.map((base) => (base.kind === "Subscript" ? base.value : base)), ...metaclasses];
      node.keywords = node.keywords.filter((keyword) => !isAbstract(keyword));
    },
  });
}
