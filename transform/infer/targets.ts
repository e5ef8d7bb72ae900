/** What is assigned to: names, attributes, items, and tuples of these. */
import type * as ast from "../../parser/ast.js";
import { storeAttribute } from "./attributes.js";
import { evaluate } from "./expressions.js";
import { unpack } from "./iteration.js";
import type { TypeNode } from "./solver.js";
import { storeSubscript } from "./subscripts.js";
import type { Walker } from "./walker.js";

export function assignTarget(walker: Walker, target: ast.Expression, value: TypeNode): void {
  const { program } = walker;
  switch (target.kind) {
    case "Name": {
      const binding = program.bindings.resolve(target);
      walker.record(target, value);
      if (binding !== null) walker.assign(binding, value);
      return;
    }
    case "Attribute":
      walker.record(target, value);
      return storeAttribute(program, evaluate(walker, target.value), target.attr, value);
    case "Subscript":
      walker.record(target, value);
      return storeSubscript(walker, target, value);
    case "Starred":
      return assignTarget(walker, target.value, value);
    case "Tuple":
    case "List":
      walker.record(target, value);
      return assignParts(walker, target.elts, value);
    default:
      throw new TypeError(`${target.kind} at ${target.start} can't be assigned to`);
  }
}

function assignParts(walker: Walker, targets: ast.Expression[], value: TypeNode): void {
  const star = targets.findIndex((target) => target.kind === "Starred");
  const before = star === -1 ? targets.length : star;
  const after = star === -1 ? 0 : targets.length - star - 1;
  const parts = unpack(walker.program, value, before, star !== -1, after);
  const nodes = [...parts.before, ...(parts.starred === null ? [] : [parts.starred]), ...parts.after];
  targets.forEach((target, index) => assignTarget(walker, target, nodes[index]!));
}
