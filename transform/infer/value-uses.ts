/** Functions and modules that the program uses as values, not only by their names; and functions that share a call. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import type { Atom } from "./atoms.js";
import { definitionsOf } from "./names.js";
import type { SourceModule } from "../program/source-module.js";
import type { FunctionNode, Program } from "./program.js";
import { atomsOf } from "./solver.js";
import type { Type } from "./types.js";

export function findValueUses(program: Program): Set<FunctionNode> {
  const used = new Set<FunctionNode>();
  const callees = new Set<ast.Node>();
  const names: ast.Name[] = [];
  const attributes = new Set<string>();
  for (const { module } of program.source.modules.values()) {
    walk(module, {
      enter(node) {
        if (node.kind === "Call") {
          callees.add(node.func);
          for (const callee of sharedCallees(program, node)) used.add(callee);
        } else if (node.kind === "Name" && node.ctx === "Load" && !callees.has(node)) names.push(node);
        else if (node.kind === "Attribute" && node.ctx === "Load" && !callees.has(node)) attributes.add(node.attr);
      },
    });
  }
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

/** The functions that a call may be of, where it can't tell from which of them its result is: not all give floats. */
function sharedCallees(program: Program, call: ast.Call): FunctionNode[] {
  const [callee, result] = [call.func, call].map((node) => program.expressions.get(node));
  const atoms = callee === undefined ? [] : atomsOf(callee);
  const givesFloats = result !== undefined && atomsOf(result).every(({ kind }) => kind === "float");
  return atoms.length > 1 && !givesFloats ? atoms.flatMap(functionsOf) : [];
}

function functionsOf(atom: Atom): FunctionNode[] {
  const known = atom.kind === "function" ? atom.of : atom.kind === "bound" ? atom.function : null;
  return known?.kind === "user" ? [known.node] : [];
}

function isOfModule(program: Program, node: FunctionNode): boolean {
  return program.bindings.enclosing(node).kind === "module" && program.source.modules.size > 1;
}

/** Modules of the program that are more than what stands ahead of a dot. */
export function findModuleValues(program: Program, typeOf: (node: ast.Expression) => Type): Set<SourceModule> {
  const receivers = new Set<ast.Node>();
  const found = new Set<SourceModule>();
  for (const { module } of program.source.modules.values()) {
    walk(module, {
      enter(node) {
        if (node.kind === "Attribute") receivers.add(node.value);
        if ((node.kind !== "Attribute" && node.kind !== "Name") || node.ctx !== "Load" || receivers.has(node)) return;
        const type = typeOf(node);
        for (const member of type.kind === "union" ? type.members : [type]) {
          const own = member.kind === "module" ? program.source.find(member.name) : null;
          if (own !== null) found.add(own);
        }
      },
    });
  }
  return found;
}
