/** Functions that the script uses as values, not only calls by their names. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import type { FunctionNode, Program } from "./program.js";

export function findValueUses(module: ast.Module, program: Program): Set<FunctionNode> {
  const callees = new Set<ast.Node>();
  const names: ast.Name[] = [];
  const attributes = new Set<string>();
  walk(module, {
    enter(node) {
      if (node.kind === "Call") callees.add(node.func);
      else if (node.kind === "Name" && node.ctx === "Load" && !callees.has(node)) names.push(node);
      else if (node.kind === "Attribute" && node.ctx === "Load" && !callees.has(node)) attributes.add(node.attr);
    },
  });
  const used = new Set<FunctionNode>();
  for (const name of names) {
    for (const definition of program.bindings.resolve(name)?.definitions ?? []) {
      if (definition.kind === "function") used.add(definition.definition);
    }
  }
  for (const node of program.functions.keys()) {
    if (node.kind === "Lambda" || node.decorator_list.length > 0) used.add(node);
    else if (program.functions.get(node)!.user.owner !== null && attributes.has(node.name)) used.add(node);
  }
  return used;
}
