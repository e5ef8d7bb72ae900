/** Functions that the program uses as values, not only calls by their names. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { definitionsOf } from "./names.js";
import type { FunctionNode, Program } from "./program.js";

export function findValueUses(program: Program): Set<FunctionNode> {
  const callees = new Set<ast.Node>();
  const names: ast.Name[] = [];
  const attributes = new Set<string>();
  for (const { module } of program.source.modules.values()) {
    walk(module, {
      enter(node) {
        if (node.kind === "Call") callees.add(node.func);
        else if (node.kind === "Name" && node.ctx === "Load" && !callees.has(node)) names.push(node);
        else if (node.kind === "Attribute" && node.ctx === "Load" && !callees.has(node)) attributes.add(node.attr);
      },
    });
  }
  const used = new Set<FunctionNode>();
  for (const name of names) {
    for (const definition of definitionsOf(program, name)) {
      if (definition.kind === "function") used.add(definition.definition);
    }
  }
  for (const [node, { user }] of program.functions) {
    if (node.kind === "Lambda" || node.decorator_list.length > 0) used.add(node);
    // `module.function` or `object.method`
    else if (attributes.has(node.name) && (user.owner !== null || isOfModule(program, node))) used.add(node);
  }
  return used;
}

function isOfModule(program: Program, node: FunctionNode): boolean {
  return program.bindings.enclosing(node).kind === "module" && program.source.modules.size > 1;
}
